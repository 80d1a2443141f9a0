import GRDB
import Metrics

/// What rows hold; the reader refuses a file at its end when its amounts exceed half of Int64 in all, so
/// that until then sums may wrap.
struct Stock {
  private(set) var rows: Int64 = 0
  private(set) var sums = Amounts()
  /// Rows that have the measure.
  private var present = InlineArray<6, Int64>(repeating: 0)

  func rows(with measure: Measure) -> Int64 { present[measure.rawValue] }
  func rows(without measure: Measure) -> Int64 { rows - present[measure.rawValue] }

  mutating func add(_ row: RawRow) {
    rows += 1
    for measure in Measure.allCases { sums[measure] &+= row.amounts[measure] }
    for index in 0..<Measure.count where row.mask.rawValue & (1 << UInt8(index)) != 0 {
      present[index] += 1
    }
  }

  mutating func add(_ other: Stock) {
    rows += other.rows
    for measure in Measure.allCases {
      sums[measure] &+= other.sums[measure]
      present[measure.rawValue] += other.present[measure.rawValue]
    }
  }

  /// Of a query that shows all measures from some column on.
  mutating func add(_ row: IntegerScan.Row, from column: Int) {
    rows += 1
    for measure in Measure.allCases {
      guard let amount = row[column + measure.rawValue] else { continue }
      sums[measure] &+= amount
      present[measure.rawValue] += 1
    }
  }
}

extension Stock {
  /// Sums what the rows of a load became, from the rows themselves: the reader's own sums stand against
  /// them in the money trail.
  static func take(_ load: RankedLoad, _ db: Database) throws {
    var counted = Stock()
    var others = Stock()
    let columns = Measure.allCases.map(\.column).joined(separator: ", ")
    try IntegerScan.each(
      db,
      """
      SELECT is_repeat, superseded_by, \(columns) FROM raw_rows
      WHERE rowid BETWEEN \(load.firstRowid) AND \(load.lastRowid)
      """
    ) { row in
      if load.rank != nil, row[0] == 0, row[1] == nil {
        counted.add(row, from: 2)
      } else {
        others.add(row, from: 2)
      }
    }
    try db.execute(
      sql: "UPDATE raw_loads SET rows_loaded = ? WHERE load_id = ?",
      arguments: [counted.rows, load.id])
    for measure in Measure.allCases {
      try db.execute(
        sql: """
          UPDATE raw_trail SET loaded_micros = ?, superseded_micros = ?, rows_missing = ?
          WHERE load_id = ? AND measure = ?
          """,
        arguments: [
          counted.sums[measure], others.sums[measure], counted.rows(without: measure), load.id,
          measure.id,
        ])
    }
  }
}
