import Diagnostics

/// Which sheet of a workbook is the export.
struct SheetChoice: Sendable, Equatable {
  /// Records that a decision needs, as `Probe` looks at them.
  typealias Head = [(line: Int, cells: [[UInt8]])]

  /// Index among the workbook's sheets.
  let index: Int
  let name: String

  private static let rowsLooked = 60
  /// A sheet that shows no row within this much XML has none worth reading.
  private static let bytesLooked = 4 << 20

  /// The first sheet that `prefers` accepts, else the first with data; hidden sheets last.
  /// - Throws: `file.empty`, `file.damaged`.
  static func of(_ path: String, packing: Packing, prefers: ((Head) -> Bool)?) throws(Diagnostic)
    -> SheetChoice
  {
    let workbook = try Workbook(path: path, packing: packing)
    let strings = try workbook.strings()
    let values = CellValues(
      styles: try workbook.styles(), startsIn1904: workbook.startsIn1904, mark: 0x2E)
    var first: SheetChoice?
    for index in workbook.readingOrder {
      var reader = try SpreadsheetReader(workbook, sheet: index, strings: strings, values: values)
      var record = Record()
      var head: Head = []
      while head.count < rowsLooked, reader.bytesRead < bytesLooked, try reader.next(&record) {
        if record.isBlank { continue }
        head.append((record.line, (0..<record.count).map { Array(record.cell($0)) }))
      }
      guard !head.isEmpty else { continue }
      let choice = SheetChoice(index: index, name: workbook.sheets[index].name)
      if prefers?(head) ?? true { return choice }
      first = first ?? choice
    }
    guard let first else {
      throw Diagnostic(
        .fileEmpty, "is a workbook without data", at: Place(file: path),
        hint: "export the report again")
    }
    return first
  }
}
