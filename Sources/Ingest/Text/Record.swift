/// One record of an export: its cells, unquoted, where the reader left them.
///
/// Valid until the next record is read. Reused from record to record, so that reading allocates
/// nothing once it is warm.
struct Record {
  let cells = CellList()
  /// The cells with delimiters between them, where that tells them apart: none of them holds a
  /// delimiter or a line end. Nil otherwise, and for the rows of a sheet.
  var text: Cell?
  /// 1-based line where the record starts.
  var line = 1
  /// Where the record starts in the file's text, its mark counted; negative when that is not known.
  var offset = -1
  /// Whether the end of the file, not a line end, ended the record.
  var endedByFile = false
  /// The cell in which a quote opens that the end of another cell closes: what stands between may be
  /// one quoted cell whose delimiter was lost, cut at the delimiters inside it.
  var splitQuote: Int?
  /// Of the cells of a sheet: which of them hold numbers and no texts.
  var holdsNumber: [Bool] = []
  /// The record is too long to be read: its one cell is how it begins.
  var isTooLong = false

  var count: Int { cells.count }

  /// Bytes before the record, of a text in UTF-8; nil of any other and of a sheet, whose bytes do not
  /// stand as they are read.
  var byte: Int? { offset < 0 ? nil : offset }

  @inline(__always)
  func cell(_ index: Int) -> Cell { cells[index] }

  func text(_ index: Int) -> String { String(decoding: cell(index), as: UTF8.self) }

  func isBlank(_ index: Int) -> Bool { Self.isBlank(cell(index)) }

  var isBlank: Bool { cells.allSatisfy(Self.isBlank) }

  private static func isBlank(_ cell: Cell) -> Bool {
    cell.allSatisfy { $0 == 0x20 || $0 == 0x09 }
  }

  /// The cell without blanks (space, tab, NBSP) at its ends.
  @inline(__always)
  func trimmed(_ index: Int) -> Cell { Blanks.trim(cell(index)) }

  /// Whether a cell is written as somebody or a program wrote it: not a number of a sheet, which this program
  /// writes out.
  func isText(_ index: Int) -> Bool { !holdsNumber.indices.contains(index) || !holdsNumber[index] }

  /// All cells joined for a message.
  func raw(delimiter: UInt8) -> [UInt8] { Array(cells.joined(separator: [delimiter])) }
}
