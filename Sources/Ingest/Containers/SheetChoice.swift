import Diagnostics

/// Which sheet of a workbook is the export.
struct SheetChoice: Sendable, Equatable {
  /// Records that a decision needs, as `Probe` looks at them.
  typealias Head = [(line: Int, cells: [[UInt8]])]

  /// Index among the workbook's sheets.
  let index: Int
  let name: String
  let isHidden: Bool
  /// Hidden sheets that are reports too, and are not read.
  var passedOver: [String] = []
  /// Visible ones that are tables and no report that is known, where all reports are read.
  var unknown: [String] = []
  var merged = MergedCells()

  private static let rowsLooked = 60
  /// A sheet that shows no row within this much XML has none worth reading.
  private static let bytesLooked = 4 << 20

  /// What `sheet` of a source says where every visible sheet that is a report counts; no sheet can have
  /// it as a name.
  static let every = "*"

  /// The one visible sheet that `prefers` accepts, else a hidden one, else the first with data.
  /// - Parameter named: the only sheet to look at; a path that leads into the workbook names it too.
  /// - Throws: `ingest.sheet-ambiguous` where several are exports: none may be lost; `file.empty`,
  ///   `file.damaged`.
  static func of(
    _ path: String, packing: Packing, named: String? = nil, prefers: ((Head) -> Bool)?
  ) throws(Diagnostic) -> SheetChoice {
    let workbook = try Workbook(path: path, packing: packing)
    let name = workbook.sheetOfPath ?? (named == every ? nil : named)
    let names = workbook.sheets.map(\.name)
    if let name, !names.contains(name) {
      throw Diagnostic(
        .sheetAmbiguous, "has no sheet «\(Printable.text(name, limit: 60))», which `sheet` names",
        at: Place(file: path),
        hint: "there are: \(Printable.text(names.joined(separator: ", "), limit: 300))")
    }
    let (first, found, passedOver, _) = try find(workbook, named: name, prefers: prefers)
    if found.count > 1 {
      throw Diagnostic(
        .sheetAmbiguous,
        "holds \(found.count) sheets that are reports: \(Printable.text(found.map(\.name).joined(separator: ", "), limit: 200))",
        at: Place(file: path),
        hint:
          "name the one that counts: `sheet: \(Printable.text(found[0].name, limit: 60))` of the source; if all do, as one a month, "
          + (packing == .none ? "say `sheet: \"*\"`" : "unpack the workbook and say `sheet: \"*\"`")
      )
    }
    guard var choice = found.first ?? first else {
      throw Diagnostic(
        .fileEmpty, "is a workbook without data", at: Place(file: path),
        hint: "export the report again")
    }
    choice.passedOver = passedOver
    if workbook.sheetOfPath != nil, let prefers {
      // Said once, with the first of the sheets that are read.
      let all = try find(workbook) { $0.count > 1 && prefers($0) }
      if all.found.first?.index == choice.index {
        (choice.passedOver, choice.unknown) = (all.passedOver, all.unknown)
      }
    }
    choice.merged = MergedCells(workbook.archive, workbook.sheets[choice.index].entry)
    return choice
  }

  /// The sheets that are reports with rows, each as a path into the workbook; the path itself where it is none.
  static func paths(_ path: String, prefers: @escaping (Head) -> Bool) -> [String] {
    guard let workbook = try? Workbook(path: path, packing: .none),
      let found = try? find(workbook, prefers: { $0.count > 1 && prefers($0) }).found,
      !found.isEmpty
    else { return [path] }
    return found.map { "\(path)/\($0.name)" }
  }

  /// The first sheet with data, the ones that are reports, and hidden ones that are too.
  private static func find(
    _ workbook: Workbook, named name: String? = nil, prefers: ((Head) -> Bool)?
  ) throws(Diagnostic) -> (
    first: SheetChoice?, found: [SheetChoice], passedOver: [String], unknown: [String]
  ) {
    let strings = try workbook.strings()
    let values = CellValues(
      styles: try workbook.styles(), startsIn1904: workbook.startsIn1904,
      leavesFormulas: workbook.leavesFormulas, mark: 0x2E)
    func beginning(_ index: Int) throws(Diagnostic) -> Head {
      var reader = try SpreadsheetReader(workbook, sheet: index, strings: strings, values: values)
      var record = Record()
      var head: Head = []
      while head.count < rowsLooked, reader.bytesRead < bytesLooked, try reader.next(&record) {
        if record.isBlank { continue }
        head.append((record.line, (0..<record.count).map { Array(record.cell($0)) }))
      }
      return head
    }
    var first: SheetChoice?
    var found: [SheetChoice] = []
    var passedOver: [String] = []
    var unknown: [String] = []
    for index in workbook.readingOrder where name == nil || workbook.sheets[index].name == name {
      let sheet = workbook.sheets[index]
      // A hidden sheet is mostly what another is made of; one that is a report is at least named.
      if sheet.isHidden, found.contains(where: { !$0.isHidden }) {
        if let prefers, let head = try? beginning(index), !head.isEmpty, prefers(head) {
          passedOver.append(sheet.name)
        }
        continue
      }
      let head = try beginning(index)
      guard !head.isEmpty else { continue }
      let choice = SheetChoice(index: index, name: sheet.name, isHidden: sheet.isHidden)
      first = first ?? choice
      guard prefers?(head) ?? true else {
        if !sheet.isHidden, head.count(where: Self.isRowOfTable) > 1 { unknown.append(sheet.name) }
        continue
      }
      found.append(choice)
      if prefers == nil { break }
    }
    return (first, found, passedOver, unknown)
  }

  private static func isRowOfTable(_ row: Head.Element) -> Bool {
    row.cells.count { !$0.isEmpty } > 2
  }

  func warnings(_ path: String) -> [Diagnostic] {
    [
      Self.warning(
        passedOver, path,
        {
          $0 == 1
            ? "the hidden sheet «\($1)» is a report too, and is not read"
            : "hidden sheets are reports too, and are not read: \($1)"
        },
        hint:
          "to read it instead, name it as `sheet` of the source; to read both, save it as a file of its own"
      ),
      Self.warning(
        unknown, path,
        {
          $0 == 1
            ? "the sheet «\($1)» is a table, and no report that is known: it is not read"
            : "sheets are tables, and no reports that are known: \($1) are not read"
        },
        hint:
          "`broadsheet inspect` of the workbook's path, a slash and the name of the sheet says what it lacks"
      ),
    ].compactMap(\.self)
  }

  /// - Parameter message: of how many sheets, by their names.
  private static func warning(
    _ sheets: [String], _ path: String, _ message: (Int, String) -> String, hint: String
  ) -> Diagnostic? {
    guard !sheets.isEmpty else { return nil }
    let names = Printable.text(sheets.joined(separator: ", "), limit: 200)
    return .warning(
      .sheetAmbiguous, message(sheets.count, names), at: Place(file: path), hint: hint)
  }
}
