import Diagnostics
import Fingerprints

/// `SHA256SUMS` of an edition, held against its files.
struct EditionSums {
  /// Of the list itself, and so of all that is in it.
  let sha256: String
  let files: [(path: String, sha256: String)]

  /// - Throws: `edition.damaged` when the list is missing or has a line that is none.
  init(_ folder: String) throws(Diagnostic) {
    let path = "\(folder)/SHA256SUMS"
    guard let bytes = try FileSystem.read(path) else {
      throw Diagnostic(.editionDamaged, "there is no SHA256SUMS", at: Place(file: folder))
    }
    sha256 = Fingerprint.sha256(bytes)
    var files: [(String, String)] = []
    for (index, line) in bytes.split(separator: 0x0A).enumerated() {
      let text = String(decoding: line, as: UTF8.self)
      let hash = text.utf8.prefix(64)
      guard hash.count == 64, text.utf8.dropFirst(64).starts(with: "  ".utf8),
        case let name = String(decoding: text.utf8.dropFirst(66), as: UTF8.self), !name.isEmpty,
        !name.hasPrefix("/"), !name.split(separator: "/").contains("..")
      else {
        throw Diagnostic(
          .editionDamaged, "is no line of checksums", at: Place(file: path, line: index + 1))
      }
      files.append((name, String(decoding: hash, as: UTF8.self)))
    }
    self.files = files
  }

  /// Reads every file and compares.
  /// - Throws: `edition.damaged` with the first file that is other, missing or too many.
  func check(_ folder: String) throws(Diagnostic) {
    for (path, expected) in files {
      guard let bytes = try FileSystem.read("\(folder)/\(path)") else {
        throw Diagnostic(.editionDamaged, "is missing", at: Place(file: "\(folder)/\(path)"))
      }
      guard Fingerprint.sha256(bytes) == expected else {
        throw Diagnostic(
          .editionDamaged, "is not what SHA256SUMS says", at: Place(file: "\(folder)/\(path)"),
          hint: "it was changed after it was made; restore it, or render the edition again")
      }
    }
    let known = Set(files.map(\.path) + ["SHA256SUMS"])
    for file in FileSystem.files(below: folder)
    where !known.contains(String(file.dropFirst(folder.count + 1))) {
      throw Diagnostic(.editionDamaged, "stands in no SHA256SUMS", at: Place(file: file))
    }
  }
}
