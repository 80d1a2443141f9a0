/// What tells loads apart in the ledger: the hash of the file, and of a file that is loaded once for each
/// of its currencies a word more for all but the first. A load whose file was read again, or is
/// ignored by now, has its own number as a last word: its content may be loaded anew.
public enum LoadKey {
  private static let hashLength = 64

  /// SQL for the hash of a load's file.
  public static let fileHash = "substr(sha256, 1, \(hashLength))"

  static func of(_ sha256: String, part: String) -> String {
    part.isEmpty ? sha256 : "\(sha256) \(part)"
  }

  /// SQL for the key of a load whose file was read again, and of one that is gone.
  static let readAgain = "sha256 || ' #' || load_id"
  static let gone = "sha256 || ' ~' || load_id"
  /// SQL that tells all other loads.
  static let stands = "sha256 NOT LIKE '% #%' AND sha256 NOT LIKE '% ~%'"
  /// SQL for what loads of one file share that have one place among all: where it is read again it keeps
  /// the place that it had.
  static let place = "\(fileHash), CASE WHEN sha256 LIKE '% #%' THEN 0 ELSE retracted END"

  static func fileHash(_ key: String) -> String { String(key.prefix(hashLength)) }

  static func isFurtherPart(_ key: String) -> Bool { key.utf8.count > hashLength }
}
