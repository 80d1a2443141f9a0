import Diagnostics

/// Streams the rows of one sheet of a workbook as records, in bounded memory.
///
/// The same shape as `RecordReader`: a record's line is the number of its row. Rows without content are passed over; a short row is filled with empty cells
/// to the widest row so far, because a sheet leaves out the cells at a row's end.
struct SpreadsheetReader: ~Copyable {
  private let workbook: Workbook
  private let parser: SheetParser
  private let scanner: XMLScanner
  private let content = ByteBuffer()
  private var merged: MergedCells
  private var widest = 0
  private var expansion: Expansion

  /// - Parameters:
  ///   - sheet: of the workbook.
  ///   - decimal: the mark that numbers are written with.
  /// - Throws: `file.…` diagnostics.
  init(path: String, packing: Packing, sheet: SheetChoice, decimal: UInt8) throws(Diagnostic) {
    let workbook = try Workbook(path: path, packing: packing)
    let values = CellValues(
      styles: try workbook.styles(), startsIn1904: workbook.startsIn1904,
      leavesFormulas: workbook.leavesFormulas, mark: decimal)
    try self.init(
      workbook, sheet: sheet.index, strings: try workbook.strings(), values: values,
      merged: sheet.merged)
  }

  init(
    _ workbook: Workbook, sheet: Int, strings: SharedStrings, values: CellValues,
    merged: MergedCells = MergedCells()
  ) throws(Diagnostic) {
    guard workbook.sheets.indices.contains(sheet) else {
      throw workbook.archive.damage("has lost a sheet")
    }
    let parser = SheetParser(strings: strings, values: values)
    scanner = try XMLScanner(workbook.archive, workbook.sheets[sheet].entry, handler: parser)
    self.merged = merged
    self.workbook = workbook
    self.parser = parser
    expansion = Expansion(path: workbook.archive.path, ratio: Expansion.ofCells)
  }

  /// Bytes of XML read so far.
  var bytesRead: Int { scanner.bytesRead }

  /// Reads the next row that has content; false at the end of the sheet.
  mutating func next(_ record: inout Record) throws(Diagnostic) -> Bool {
    guard try scanner.advance() else { return false }
    let row = merged.isEmpty ? parser.record : merged.fill(parser.record)
    content.removeAll()
    row.bytes.withUnsafeBufferPointer { content.append($0) }
    widest = max(widest, row.ends.count)
    record.line = row.line
    record.endedByFile = false
    record.isTooLong = false
    record.text = nil
    record.holdsNumber = row.holdsNumber
    record.cells.removeAll()
    var start = 0
    for end in row.ends {
      record.cells.append(Cell(content, start..<end))
      start = end
    }
    while record.cells.count < widest { record.cells.append(Cell(content, start..<start)) }
    // One long text may stand in every cell, one wide row widen all: what comes out is bounded too.
    try expansion.add(start + 4 * widest, packed: workbook.archive.size)
    return true
  }

  /// SHA-256 and length of the workbook, once all records are read.
  mutating func finish() throws(Diagnostic) -> (sha256: String, bytes: Int) {
    try scanner.run()
    return try workbook.finish()
  }
}
