import Diagnostics
import Metrics

/// Tells whether a file with a breakdown holds each sum beside its parts: rows whose age, country or
/// device is "All" or blank among rows of single ones, as in a pivot table of Meta's, or in one report
/// of several levels. They bear the names and
/// the days of the rows that they sum, so that nothing else tells them.
struct WholeRows {
  private static let words =
    ["all", "alle", "todos", "todas", "tous", "toutes", "tutti", "tutte", "全部", "すべて", "total"].map
  {
    Array($0.utf8)
  }
  private static let level = Array("campaign".utf8)
  /// Campaigns on days that are compared; further ones tell nothing new.
  private static let most = 1 << 14

  private struct Column {
    let index: Int
    /// By the campaign and the days of a row.
    var sums: [UInt64: (wholes: Amounts, parts: Amounts)] = [:]
  }

  private let layout: Layout
  /// What tells a campaign on its days from others.
  private let keys: [Int]
  private var columns: [Column]

  /// - Parameter first: the first records of the file.
  init(layout: Layout, first: [[[UInt8]]]) {
    self.layout = layout
    keys = layout.dates + [layout.name(.campaign), layout.name(.campaignID)].filter { $0 >= 0 }
    let read = Set(layout.measures.joined() + layout.dates + layout.ratios.values + keys)
    columns = layout.header.indices.filter { column in
      guard !read.contains(column) else { return false }
      let cells = first.compactMap { column < $0.count ? $0[column] : nil }
      return cells.contains(where: Self.isWhole)
        && cells.contains { !Self.isWhole($0) && !$0.isEmpty }
    }.map { Column(index: $0) }
  }

  var isEmpty: Bool { columns.isEmpty }

  mutating func take(_ record: Record, _ reading: AmountReading) {
    var key = CellHash.seed
    for column in keys where column < record.count {
      key = key &* 31 ^ CellHash.of(record.trimmed(column))
    }
    for index in columns.indices {
      let column = columns[index].index
      guard column < record.count else { continue }
      let isKnown = columns[index].sums[key] != nil
      guard isKnown || columns[index].sums.count < Self.most else { continue }
      if Self.isWhole(record.trimmed(column)) {
        columns[index].sums[key, default: (Amounts(), Amounts())].wholes &+= reading.amounts
      } else {
        columns[index].sums[key, default: (Amounts(), Amounts())].parts &+= reading.amounts
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

  /// In every campaign and on all its days that have both, and in most there are. Two breakdowns side by
  /// side have the sums of each: one side is then a multiple of the other. Where but few are compared, two
  /// measures have to agree.
  private func isTwice(_ column: Column) -> Bool {
    var equal = 0
    var measures: Set<Measure> = []
    for (wholes, parts) in column.sums.values {
      func inBoth(_ measures: [Measure]) -> [Measure] {
        let own = measures.filter { wholes[$0] != 0 }
        return own.allSatisfy { parts[$0] == 0 } ? [] : own
      }
      var own = inBoth([.impressions, .clicks, .cost])
      // Of conversions by action the parts have no spend.
      if own.isEmpty { own = inBoth([.conversions, .saleAmount]) }
      if own.isEmpty { continue }
      let most: Int64 = columns.count > 1 ? 3 : 1
      let isEqual = (1...most).contains { times in
        own.allSatisfy {
          parts[$0] == wholes[$0] &* times || wholes[$0] == parts[$0] &* times
        }
      }
      guard isEqual else { return false }
      equal += 1
      measures.formUnion(own)
    }
    return equal * 2 > column.sums.count && (equal > 2 || measures.count > 1)
      && !measures.isDisjoint(with: [.impressions, .cost, .conversions])
  }

  /// "All", "All devices", nothing at all, or the level of campaigns.
  private static func isWhole(_ cell: some Collection<UInt8>) -> Bool {
    if cell.isEmpty || cell.allSatisfy({ $0 == 0x2D || $0 == 0x20 }) { return true }
    if cell.elementsEqual(level) { return true }
    return words.contains { word in
      guard cell.count >= word.count,
        zip(word, cell).allSatisfy({ $0 == $1 || $0 == $1 | 0x20 && $0 < 0x80 })
      else { return false }
      return cell.count == word.count || cell.dropFirst(word.count).first == 0x20
    }
  }
}
