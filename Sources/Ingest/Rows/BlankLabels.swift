import Diagnostics

/// Tells whether names stand in the first row of each block alone, as a pivot table of a spreadsheet has them: the
/// rows below would be of no campaign.
struct BlankLabels {
  private let layout: Layout
  private let rows: [[[UInt8]]]

  /// - Parameter rows: the first ones below the header.
  init(layout: Layout, rows: [[[UInt8]]]) {
    self.layout = layout
    self.rows = rows
  }

  /// - Throws: `ingest.report-unsuitable` where every name is followed by rows without one, half of all at least.
  func check(path: String) throws(Diagnostic) {
    let columns = [Field.campaign, .channel, .account, .device, .location].map(layout.name)
    guard let column = columns.first(where: { $0 >= 0 && standsOnce(in: $0) }) else { return }
    throw Diagnostic(
      .reportUnsuitable,
      "«\(Printable.text(layout.header[column]))» stands in the first row of each block and is blank below: the other rows would be of none",
      at: Place(file: path, line: layout.headerLine, column: column + 1),
      hint:
        "repeat the labels (in a pivot table: Design, Report Layout, Repeat All Item Labels) and save it again"
    )
  }

  private func standsOnce(in column: Int) -> Bool {
    let measured = Set(layout.measures.joined())
    // Rows of data: those with an amount.
    let cells = rows.filter { row in
      measured.contains { $0 < row.count && row[$0].contains { (0x30...0x39).contains($0) } }
    }.map { column < $0.count ? Blanks.trim($0[column][...]) : [] }
    let named = cells.indices.filter { !cells[$0].isEmpty }
    guard named.count > 1, named.first == 0,
      Set(named.map { Array(cells[$0]) }).count == named.count,
      (cells.count - named.count) >= named.count
    else { return false }
    // A name of the last row may have lost its block to the end of what is looked at.
    return named.dropLast().allSatisfy { $0 + 1 < cells.count && cells[$0 + 1].isEmpty }
  }
}
