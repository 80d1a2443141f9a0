@testable import Ingest

/// Files as the program's own readers see them, cell by cell.
enum Records {
  static func csv(_ path: String) throws -> [[String]] {
    var reader = try RecordReader(path: path, encoding: .utf8, mark: 0, delimiter: 0x2C)
    return try all { try reader.next(&$0) }
  }

  /// Every sheet of a workbook, in its order.
  static func sheets(_ path: String) throws -> [(name: String, rows: [[String]])] {
    let workbook = try Workbook(path: path, packing: .none)
    return try workbook.sheets.indices.map { index in
      let sheet = SheetChoice(index: index, name: "", isHidden: false)
      var reader = try SpreadsheetReader(path: path, packing: .none, sheet: sheet, decimal: 0x2E)
      return (workbook.sheets[index].name, try all { try reader.next(&$0) })
    }
  }

  private static func all(_ next: (inout Record) throws -> Bool) throws -> [[String]] {
    var record = Record()
    var rows: [[String]] = []
    while try next(&record) { rows.append((0..<record.count).map(record.text)) }
    return rows
  }
}
