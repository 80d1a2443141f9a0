import Diagnostics

/// What a file is, by its content: text or workbook, as it stands or packed.
struct FileForm: Sendable, Equatable {
  let packing: Packing
  let isWorkbook: Bool

  /// A packed workbook is held in memory; one this large would be no export.
  static let largestPackedWorkbook = 32 << 20

  /// - Throws: `file.unsupported`, naming what the file is; `file.damaged`.
  static func of(_ path: String) throws(Diagnostic) -> FileForm {
    if let (_, name) = ArchiveMembers.place(of: path) {
      let archive = try ZipArchive(path: path)
      if try archive.isWorkbook { return FileForm(packing: .none, isWorkbook: true) }
      return try packed(.zip(member: archive.member(name).index), path)
    }
    var stream = try ByteStream(path: path)
    var head: [UInt8] = []
    _ = try stream.read(into: &head, upTo: 4096)
    if isGzip(head) { return try packed(.gzip, path) }
    guard isZip(head) else {
      try ForeignForm.refuse(head, path: path)
      return FileForm(packing: .none, isWorkbook: false)
    }
    let isNamedText = isNamedText(path)
    let archive: ZipArchive
    do throws(Diagnostic) {
      archive = try ZipArchive(path: path)
    } catch {
      throw isNamedText && error.code == .fileDamaged
        ? misnamed("a ZIP archive", ".zip", path) : error
    }
    let isWorkbook = try archive.isWorkbook
    if isNamedText {
      throw isWorkbook
        ? misnamed("an Excel workbook", ".xlsx", path) : misnamed("a ZIP archive", ".zip", path)
    }
    if isWorkbook { return FileForm(packing: .none, isWorkbook: true) }
    return try packed(.zip(member: archive.member(nil).index), path)
  }

  /// A wrong name is a sign that something else is wrong: nothing is guessed.
  private static func misnamed(_ kind: String, _ suffix: String, _ path: String) -> Diagnostic {
    Diagnostic(
      .fileNotText, "is \(kind), though its name says text", at: Place(file: path),
      hint: "rename it to end in \(suffix)")
  }

  private static func packed(_ packing: Packing, _ path: String) throws(Diagnostic) -> FileForm {
    let source = try packing.open(path)
    var head: [UInt8] = []
    while head.count < 4096, try source.read(into: &head) {}
    if isGzip(head) {
      throw Diagnostic(
        .fileUnsupported, "is packed twice", at: Place(file: path), hint: "unpack it once")
    }
    guard isZip(head) else {
      try ForeignForm.refuse(head, path: path)
      return FileForm(packing: packing, isWorkbook: false)
    }
    let bytes = try packing.contents(path, limit: largestPackedWorkbook)
    guard try ZipArchive(bytes: bytes, path: path).isWorkbook else {
      throw Diagnostic(
        .fileUnsupported, "holds an archive within an archive", at: Place(file: path),
        hint: "unpack it once")
    }
    return FileForm(packing: packing, isWorkbook: true)
  }

  private static func isGzip(_ head: [UInt8]) -> Bool { head.starts(with: [0x1F, 0x8B]) }

  private static func isZip(_ head: [UInt8]) -> Bool {
    head.starts(with: [0x50, 0x4B, 0x03, 0x04]) || head.starts(with: [0x50, 0x4B, 0x05, 0x06])
      || head.starts(with: [0x50, 0x4B, 0x07, 0x08])
  }

  private static func isNamedText(_ path: String) -> Bool {
    ["csv", "tsv", "txt", "tab"].contains(suffix(path))
  }

  /// Whether a file is a ZIP archive and does not say that it is text.
  static func isZip(at path: String) -> Bool {
    guard !isNamedText(path), var stream = try? ByteStream(path: path) else { return false }
    var head: [UInt8] = []
    _ = try? stream.read(into: &head, upTo: 4)
    return isZip(head)
  }

  /// What follows the last point of the file's name, in lower case.
  static func suffix(_ path: String) -> String {
    let name = path.utf8.split(separator: 0x2F).last ?? path.utf8[...]
    guard let point = name.lastIndex(of: 0x2E) else { return "" }
    return String(Substring(name[name.index(after: point)...])).lowercased()
  }
}

extension ZipArchive {
  /// - Throws: `file.unsupported` for other office documents.
  var isWorkbook: Bool {
    get throws(Diagnostic) {
      if entry("[Content_Types].xml") != nil {
        if entry("xl/workbook.xml") != nil { return true }
        if entry("xl/workbook.bin") != nil {
          throw unsupported("is a binary Excel workbook", "save it as .xlsx or CSV")
        }
        if entry("word/document.xml") != nil || entry("ppt/presentation.xml") != nil {
          throw unsupported("is a document of Word or PowerPoint", "export the report as CSV")
        }
        return entry("_rels/.rels") != nil
      }
      if entry("mimetype") != nil, entry("content.xml") != nil {
        throw unsupported("is an OpenDocument file", "save it as .xlsx or CSV")
      }
      return false
    }
  }
}
