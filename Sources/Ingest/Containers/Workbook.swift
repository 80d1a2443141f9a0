import Diagnostics
import Fingerprints

/// The parts of an XLSX file: its sheets in their order, its styles, its shared strings.
final class Workbook {
  struct Sheet {
    let name: String
    let isHidden: Bool
    let entry: ZipArchive.Entry
  }

  /// XML of a part other than sheets and strings.
  static let smallPart = 16 << 20
  static let mostSheets = 256

  let archive: ZipArchive
  /// The sheet that the path names, where it leads into the workbook.
  let sheetOfPath: String?
  let sheets: [Sheet]
  /// Days count from 1904-01-01, as old Macintosh workbooks do.
  let startsIn1904: Bool
  /// A nought of a formula is what a program wrote that cannot calculate.
  let leavesFormulas: Bool
  private let content: (sha256: String, bytes: Int)?
  private let stringsEntry: ZipArchive.Entry?
  private let stylesEntry: ZipArchive.Entry?

  /// - Throws: `file.damaged` when the parts do not hang together.
  init(path: String, packing: Packing) throws(Diagnostic) {
    if packing == .none {
      archive = try ZipArchive(path: path)
      sheetOfPath = ArchiveMembers.place(of: path)?.name
      content = nil
    } else {
      let bytes = try packing.contents(path, limit: FileForm.largestPackedWorkbook)
      archive = try ZipArchive(bytes: bytes, path: path)
      sheetOfPath = nil
      content = (Fingerprint.sha256(bytes), bytes.count)
    }
    let archive = archive
    func part(_ name: String, _ handler: any XMLHandler) throws(Diagnostic) -> Bool {
      guard let entry = archive.entry(name) else { return false }
      try XMLScanner(archive, entry, handler: handler, limit: Self.smallPart).run()
      return true
    }
    let roots = Relationships(base: "")
    _ = try part("_rels/.rels", roots)
    let main = roots.target(type: "/officeDocument") ?? "xl/workbook.xml"
    let list = SheetList()
    guard try part(main, list) else {
      throw ZipArchive.damaged(path, "is a workbook without «\(Printable.text(main))»")
    }
    let (folder, file) = PartName.split(main)
    let links = Relationships(base: folder)
    _ = try part("\(folder)_rels/\(file).rels", links)
    startsIn1904 = list.startsIn1904
    leavesFormulas = list.leavesFormulas
    stringsEntry = archive.entry(
      links.target(type: "/sharedStrings") ?? "\(folder)sharedStrings.xml")
    stylesEntry = archive.entry(links.target(type: "/styles") ?? "\(folder)styles.xml")
    var sheets: [Sheet] = []
    for (index, sheet) in list.sheets.prefix(Self.mostSheets).enumerated() {
      let link = links.links[sheet.link]
      if let link, !link.type.hasSuffix("/worksheet") { continue }
      let target = link?.target ?? "\(folder)worksheets/sheet\(index + 1).xml"
      guard let entry = archive.entry(target) else {
        throw ZipArchive.damaged(
          path, "the sheet «\(Printable.text(sheet.name, limit: 60))» is missing in it")
      }
      sheets.append(Sheet(name: sheet.name, isHidden: sheet.isHidden, entry: entry))
    }
    self.sheets = sheets
  }

  /// Visible sheets in their order, hidden ones after them.
  var readingOrder: [Int] {
    sheets.indices.filter { !sheets[$0].isHidden } + sheets.indices.filter { sheets[$0].isHidden }
  }

  func strings() throws(Diagnostic) -> SharedStrings {
    let strings = SharedStrings()
    if let stringsEntry {
      try XMLScanner(archive, stringsEntry, handler: strings, limit: SharedStrings.longestPart)
        .run()
    }
    return strings
  }

  func styles() throws(Diagnostic) -> CellStyles {
    let styles = CellStyles()
    if let stylesEntry {
      try XMLScanner(archive, stylesEntry, handler: styles, limit: Self.smallPart).run()
    }
    return styles
  }

  /// SHA-256 and length of the workbook, once it is read; the hash is the sheet's own where the path names it.
  func finish() throws(Diagnostic) -> (sha256: String, bytes: Int) {
    if let content { return content }
    let (sha256, bytes) = try archive.finish() ?? ("", archive.size)
    return (sheetOfPath.map { FileHash.of(sheet: $0, in: sha256) } ?? sha256, bytes)
  }
}
