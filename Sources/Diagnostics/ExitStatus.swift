/// The exit codes users script against (see the command-line contract).
public enum ExitStatus: Int32, Sendable, Comparable {
  /// Good, warnings included.
  case good = 0
  /// Data tests failed or the money trail does not balance: the pack is held.
  case held = 1
  case usage = 64
  /// Bad input, or a damaged warehouse.
  case badInput = 65
  /// Published, but delivery failed.
  case deliveryFailed = 69
  /// A fault of this program.
  case ours = 70
  /// Disk, permission, fonts.
  case outside = 74
  /// Another run holds the project.
  case busy = 75
  /// Configuration, mapping or template.
  case configuration = 78

  public static func < (left: ExitStatus, right: ExitStatus) -> Bool {
    left.rawValue < right.rawValue
  }
}
