/// What tells loads apart in the ledger: the hash of the file, and of a file that is loaded once for each
/// of its currencies a word more for all but the first.
public enum LoadKey {
  private static let hashLength = 64

  /// SQL for the hash of a load's file.
  public static let fileHash = "substr(sha256, 1, \(hashLength))"

  static func of(_ sha256: String, part: String) -> String {
    part.isEmpty ? sha256 : "\(sha256) \(part)"
  }

  static func fileHash(_ key: String) -> String { String(key.prefix(hashLength)) }

  static func isFurtherPart(_ key: String) -> Bool { key.utf8.count > hashLength }
}
