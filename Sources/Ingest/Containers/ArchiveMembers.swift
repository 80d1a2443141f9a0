import Diagnostics
import Glibc

/// The exports that a file is: an archive of several is read as a folder of them, and each is named as if
/// it lay in one, `data/raw/reports.zip/march.csv`. Such a name is looked up in the archive and never on disk.
/// A workbook is one too where `sheet` of its source says that every report in it counts.
public enum ArchiveMembers {
  /// - Parameters:
  ///   - catalog: knows which sheets are reports.
  ///   - options: what is said of the file.
  /// - Returns: the path itself unless it is such an archive; what is wrong with one is said when it is read.
  public static func paths(
    of path: String, _ catalog: PlatformCatalog, _ options: ReadingOptions = ReadingOptions()
  ) -> [String] {
    guard FileForm.isZip(at: path), let archive = try? ZipArchive(path: path),
      let isWorkbook = try? archive.isWorkbook
    else { return [path] }
    if isWorkbook {
      return options.sheet == SheetChoice.every
        ? SheetChoice.paths(path, prefers: catalog.recognises(options, path: path)) : [path]
    }
    let members = archive.members
    guard members.count > 1, archive.fault(of: members) == nil else { return [path] }
    return members.map { "\(path)/\($0.name)" }
  }

  /// The file on disk that a path leads to, or into.
  public static func file(of path: String) -> String { place(of: path)?.archive ?? path }

  /// The archive that a path leads into, and the name in it; nil for the path of a file.
  static func place(of path: String) -> (archive: String, name: String)? {
    var status = stat()
    if lstat(path, &status) == 0 { return nil }
    let bytes = Array(path.utf8)
    for slash in bytes.indices.reversed() where bytes[slash] == 0x2F && slash > 0 {
      let archive = String(decoding: bytes[..<slash], as: UTF8.self)
      guard lstat(archive, &status) == 0 else { continue }
      return FileForm.isZip(at: archive)
        ? (archive, String(decoding: bytes[(slash + 1)...], as: UTF8.self)) : nil
    }
    return nil
  }
}

extension ZipArchive {
  /// The files in it; what systems add to archives is passed over.
  var members: [Entry] {
    entries.filter {
      !$0.isFolder && !$0.name.hasPrefix("__MACOSX/") && !$0.name.hasSuffix(".DS_Store")
        && !$0.name.hasSuffix("Thumbs.db")
    }
  }

  /// Why names cannot tell members apart; nil where they can.
  func fault(of members: [Entry]) -> String? {
    var seen: Set<String> = []
    for member in members {
      let name = Printable.text(member.name, limit: 60)
      if !seen.insert(member.name).inserted { return "two of them are called «\(name)»" }
      let parts = member.name.utf8.split(separator: 0x2F, omittingEmptySubsequences: false)
      let isPlain = parts.allSatisfy {
        !$0.isEmpty && !$0.elementsEqual(".".utf8) && !$0.elementsEqual("..".utf8)
      }
      if !isPlain { return "«\(name)» is no name of a file in it" }
    }
    return nil
  }

  /// The only file of an archive, or one of several.
  /// - Parameter name: nil where the archive itself is to be the export.
  /// - Throws: `file.unsupported`, naming what is there.
  func member(_ name: String?) throws(Diagnostic) -> Entry {
    let members = members
    if let name {
      guard let member = members.first(where: { $0.name == name }) else {
        throw unsupported("is no file in the archive", nil)
      }
      return member
    }
    guard let first = members.first else {
      throw unsupported("is a ZIP archive without a file", "export the report again")
    }
    guard members.count == 1 else {
      let names = members.prefix(8).map { "«\(Printable.text($0.name, limit: 60))»" }
      let more = members.count > 8 ? " and \(members.count - 8) more" : ""
      let fault = fault(of: members).map { "; \($0)" } ?? ""
      throw unsupported(
        "is a ZIP archive of \(members.count) files: \(names.joined(separator: ", "))\(more)\(fault)",
        "unpack it, so that each is an export of its own")
    }
    return first
  }

  func unsupported(_ message: String, _ hint: String?) -> Diagnostic {
    Diagnostic(.fileUnsupported, message, at: Place(file: path), hint: hint)
  }
}
