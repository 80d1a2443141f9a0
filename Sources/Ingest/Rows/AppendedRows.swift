import Diagnostics
import Metrics

/// Tells whether a table holds days twice that were exported twice, as where a job appends the last week to it
/// each day: rows of the same names and day with the same spend, impressions and clicks, and other
/// conversions, which come in late.
struct AppendedRows {
  /// Rows that are compared; further ones tell nothing new.
  private static let most = 1 << 13

  private struct Said: Hashable {
    let conversions, leads, revenue: Int64

    init(_ amounts: Amounts) {
      (conversions, leads) = (amounts[.conversions], amounts[.leads])
      revenue = amounts[.saleAmount]
    }
  }

  /// What tells rows from each other.
  private let keys: [Int]
  private let dates: [Int]
  private var seen: [UInt64: (line: Int, said: Said, block: Int)] = [:]
  /// Rows of one day that follow each other.
  private var block = 0
  private var day: UInt64 = 0
  private var spend: Int64 = 0
  private var again: (rows: Int, spend: Int64) = (0, 0)
  private var first: (line: Int, earlier: Int) = (0, 0)

  /// Breakdowns that are numbers.
  private static let breakdowns: Set = [
    "hour", "hourofday", "hours", "stunde", "hora", "heure", "ora", "uur", "时段", "小时",
    "timeofday", "age",
  ]

  /// - Parameters:
  ///   - first: the first records of the file.
  ///   - isMeant: the user has said that rows may repeat others.
  init(layout: Layout, first: [[[UInt8]]], isMeant: Bool) {
    let counts = [Measure.cost, .impressions, .clicks].allSatisfy {
      !layout.measures[$0.rawValue].isEmpty
    }
    dates = layout.dates
    let ids = IDColumns(header: layout.header).columns
    // What breaks rows down and is not read tells them apart too; an export that is made again has it again.
    let others = layout.unreadColumns.filter { column in
      Self.breakdowns.contains(layout.head.names[column])
        || first.contains { column < $0.count && Self.isName($0[column]) }
    }
    keys =
      layout.isDated && counts && !isMeant
      ? Set(layout.dates + layout.names.filter { $0 >= 0 } + ids + others).sorted() : []
  }

  /// Text, and no date: when a row was exported tells it from no other.
  private static func isName(_ cell: [UInt8]) -> Bool {
    cell.contains { ($0 | 0x20) >= 0x61 } && DateSpan(cell[...]) == nil
  }

  var isFull: Bool { keys.isEmpty || seen.count >= Self.most }

  mutating func take(_ record: Record, _ reading: AmountReading) {
    let amounts = reading.amounts
    guard amounts[.cost] > 0, amounts[.impressions] > 0 else { return }
    spend &+= amounts[.cost]
    var key = record.fingerprint(of: keys)
    for measure in [Measure.cost, .impressions, .clicks] {
      key = CellHash.joined(key, UInt64(bitPattern: amounts[measure]))
    }
    let day = record.fingerprint(of: dates)
    if day != self.day { (self.day, block) = (day, block + 1) }
    let said = Said(amounts)
    // Rows beside each other are parts of one day, told apart by what the file lacks.
    guard let known = seen.updateValue((record.line, said, block), forKey: key),
      known.said != said, known.block != block
    else { return }
    if again.rows == 0 { first = (record.line, known.line) }
    again = (again.rows + 1, again.spend &+ amounts[.cost])
  }

  /// - Throws: `ingest.rows-conflict` where several do, with a twentieth of the spend.
  func check(path: String) throws(Diagnostic) {
    guard again.rows > 1, again.spend >= spend / 20 else { return }
    throw Diagnostic(
      .rowsConflict,
      "has the names, day, spend, impressions and clicks of line \(first.earlier) and other conversions, as \(again.rows - 1) other \(again.rows == 2 ? "row has" : "rows have"): days that were exported twice?",
      at: Place(file: path, line: first.line),
      hint:
        "keep the newest rows of each day, or load each export as a file of its own; if all rows are meant, set `duplicates: keep` of the source"
    )
  }
}
