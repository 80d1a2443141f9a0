import Diagnostics
import GRDB
import Metrics

/// Rows that are of no single day and may be of a period all the same: of a longer one that reaches into
/// it, or of one that no file names. They are in no figure of a week.
public struct PeriodRows: Sendable, Hashable {
  public let rows: Int64
  /// In millionths of the reporting currency.
  public let spend: Int64
  /// The exports that hold them, most spend first.
  public let paths: [String]

  /// There is none.
  public static let none = PeriodRows(rows: 0, spend: 0, paths: [])

  public static func read(
    _ days: ClosedRange<CalendarDay>, _ warehouse: SQLiteWarehouse
  ) throws(Diagnostic) -> PeriodRows {
    let found = try warehouse.reading { db in
      // Only exports that have such rows are looked at.
      try Row.fetchAll(
        db,
        sql: """
          SELECT l.path, count(*), coalesce(sum(f.cost_micros), 0)
          FROM raw_loads AS l
          CROSS JOIN fact_marketing_performance AS f ON f.load_id = l.load_id
          WHERE l.retracted = 0 AND (l.grain LIKE '%\(GrainClash.period)' OR l.first_date_key IS NULL)
            AND (f.date_key = 0
              OR f.period_end_key IS NOT NULL AND f.date_key <= ? AND f.period_end_key >= ?)
          GROUP BY l.path ORDER BY 3 DESC, 1
          """, arguments: [days.upperBound.key, days.lowerBound.key])
    }
    return PeriodRows(
      rows: found.reduce(0) { $0 + ($1[1] as Int64) },
      spend: found.reduce(0) { $0 + ($1[2] as Int64) }, paths: found.map { $0[0] })
  }
}
