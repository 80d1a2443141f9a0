import Diagnostics
import Metrics

/// Tells whether a file with a breakdown holds each sum beside its parts: rows whose age, country or
/// device is "All" among rows of single ones, as in a pivot table of Meta's. They bear the names and
/// the days of the rows that they sum, so that nothing else tells them.
struct WholeRows {
  private static let words =
    ["all", "alle", "todos", "todas", "tous", "toutes", "tutti", "tutte", "全部", "すべて"].map {
      Array($0.utf8)
    }
  private static let longest = words.map(\.count).max() ?? 0

  private struct Column {
    let index: Int
    var wholes = Amounts()
    var parts = Amounts()
  }

  private let layout: Layout
  private var columns: [Column]

  /// - Parameter first: the first records of the file.
  init(layout: Layout, first: [[[UInt8]]]) {
    self.layout = layout
    let read = Set(layout.measures.joined() + layout.dates + layout.ratios.values)
    columns = layout.header.indices.filter { column in
      guard !read.contains(column) else { return false }
      let cells = first.compactMap { column < $0.count ? $0[column] : nil }
      return cells.contains(where: Self.isWhole)
        && cells.contains { !Self.isWhole($0) && !$0.isEmpty }
    }.map { Column(index: $0) }
  }

  var isEmpty: Bool { columns.isEmpty }

  mutating func take(_ record: Record, _ reading: AmountReading) {
    for index in columns.indices {
      let column = columns[index].index
      guard column < record.count else { continue }
      if Self.isWhole(record.trimmed(column)) {
        columns[index].wholes &+= reading.amounts
      } else {
        columns[index].parts &+= reading.amounts
      }
    }
  }

  /// - Throws: `ingest.report-unsuitable` where both sum to the same.
  func check(path: String) throws(Diagnostic) {
    for column in columns where isTwice(column) {
      let header = Printable.text(layout.header[column.index])
      throw Diagnostic(
        .reportUnsuitable,
        "the rows whose «\(header)» is all of them sum to the others: each amount stands twice",
        at: Place(file: path, line: layout.headerLine, column: column.index + 1),
        hint: "export the report without those rows, or remove them")
    }
  }

  /// Two breakdowns side by side have the sums of each: one side is then a multiple of the other.
  private func isTwice(_ column: Column) -> Bool {
    let measures = [Measure.impressions, .clicks, .cost].filter { column.wholes[$0] != 0 }
    guard measures.contains(.impressions) || measures.contains(.cost) else { return false }
    return (Int64(1)...3).contains { times in
      measures.allSatisfy {
        column.parts[$0] == column.wholes[$0] &* times
          || column.wholes[$0] == column.parts[$0] &* times
      }
    }
  }

  private static func isWhole(_ cell: some Collection<UInt8>) -> Bool {
    cell.count <= longest
      && words.contains { word in
        word.count == cell.count
          && zip(word, cell).allSatisfy { $0 == $1 || $0 == $1 | 0x20 && $0 < 0x80 }
      }
  }
}
