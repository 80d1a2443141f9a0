import CXLSXWriter
import Diagnostics
import Metrics

/// A workbook (XLSX) of data sheets, with a first sheet that names and links them.
///
/// No cell is ever a formula and none links outside; the same content gives the same bytes.
public struct WorkbookFile: Sendable {
  public var title: String
  /// What the first sheet says of the whole: name and value.
  public var facts: [(name: String, value: String)]
  public var sheets: [DataSheet]
  /// In the file's properties; without it the library would ask the clock.
  public var created: CalendarDay

  public init(
    title: String, facts: [(name: String, value: String)], sheets: [DataSheet],
    created: CalendarDay
  ) {
    self.title = title
    self.facts = facts
    self.sheets = sheets
    self.created = created
  }

  /// Bytes of disk that writing it takes, at most.
  public var room: Int {
    var bytes = 1 << 20
    for row in sheets.lazy.flatMap(\.rows) {
      for cell in row {
        // The cell's XML and the text's, seven bytes a character at worst, in two stages.
        bytes += 256
        if case .text(let text) = cell { bytes += 14 * min(text.utf8.count, 4 * CellText.longest) }
      }
    }
    return bytes
  }

  /// - Parameters:
  ///   - path: a file that is replaced.
  ///   - scratch: a folder that exists, for the library's own unnamed files.
  /// - Throws: `disk.failed`, `render.failed`.
  public func write(to path: String, scratch: String) throws(Diagnostic) {
    guard let book = WorkbookWriter(path: path, scratch: scratch) else {
      throw Diagnostic(.renderFailed, "the workbook could not be begun")
    }
    book.setProperties(title: title, created: created)
    var names = SheetNames()
    let contents = book.addSheet(names.name("Contents"))
    var entries: [ContentsSheet.Entry] = []
    for sheet in sheets {
      let name = names.name(sheet.name)
      entries.append(ContentsSheet.Entry(name: name, sheet: sheet))
      Self.fill(book, book.addSheet(name), sheet)
    }
    ContentsSheet(title: title, facts: facts, entries: entries).fill(book, contents)
    try book.close()
  }

  private static func fill(
    _ book: WorkbookWriter, _ target: WorkbookWriter.Sheet, _ sheet: DataSheet
  ) {
    for (column, head) in sheet.head.enumerated() {
      book.text(target, 0, column, head, .head)
      book.width(target, column, SheetWidths.width(sheet, column: column))
    }
    for (index, cells) in sheet.rows.enumerated() {
      for (column, cell) in cells.enumerated() {
        switch cell {
        case .blank: break
        case .text(let text): book.text(target, index + 1, column, text, .text)
        case .number(let decimal, let format):
          book.number(target, index + 1, column, decimal, format)
        case .day(let day): book.day(target, index + 1, column, day)
        }
      }
    }
    book.freeze(target, rows: 1)
    if !sheet.head.isEmpty {
      book.filter(target, rows: sheet.rows.count, columns: sheet.head.count)
    }
  }
}
