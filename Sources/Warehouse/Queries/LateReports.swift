import Diagnostics
import GRDB
import Metrics

/// What exports said of days that an earlier export held already, and how far the newest reach:
/// platforms credit a click with what comes of it in the days after.
public struct LateReports: Sendable {
  /// One day of an account, as two exports have it.
  public struct Restatement: Sendable {
    /// Key of `dim_source`.
    public let source: Int64
    /// Days from it to the last day of each export.
    public let age, laterAge: Int
    public let sums, laterSums: Amounts
  }

  /// What counts of one day of an account.
  public struct Day: Sendable {
    public let source: Int64
    public let day: CalendarDay
    public let sums: Amounts
  }

  public let restatements: [Restatement]
  /// The last day of the newest export of each account.
  public let reach: [Int64: CalendarDay]
  public let days: [Day]

  public init(restatements: [Restatement], reach: [Int64: CalendarDay], days: [Day]) {
    self.restatements = restatements
    self.reach = reach
    self.days = days
  }

  /// - Parameter days: whose sums are asked for, both ends included.
  public static func read(
    _ days: ClosedRange<CalendarDay>, _ warehouse: SQLiteWarehouse
  ) throws(Diagnostic) -> LateReports {
    try warehouse.reading { db in
      LateReports(
        restatements: try restatements(db), reach: try reach(db), days: try sums(days, db))
    }
  }

  private struct Key: Hashable {
    /// The one that counts.
    let load: Int64
    let source: Int64
    let day: Int
  }

  private static let sums = Measure.allCases.map { "coalesce(sum(r.\($0.column)), 0)" }
    .joined(separator: ", ")

  private static func amounts(_ row: Row, from column: Int) -> Amounts {
    var amounts = Amounts()
    for measure in Measure.allCases { amounts[measure] = row[column + measure.rawValue] }
    return amounts
  }

  /// Rows that were replaced are few and indexed; of the exports that replaced them only the days are
  /// read that they took over. Exports split by campaign are taken together before they are compared
  /// with one of all.
  private static func restatements(_ db: Database) throws -> [Restatement] {
    var replaced: [(key: Key, last: Int, sums: Amounts)] = []
    var spans: [Int64: ClosedRange<Int>] = [:]
    for row in try Row.fetchAll(
      db,
      sql: """
        SELECT r.superseded_by, k.dimension_key, r.date_key, max(l.last_date_key), \(sums)
        -- Of exports that reach no further than those before nothing is late: they were corrected.
        FROM raw_rows AS r
        JOIN raw_loads AS l ON l.load_id = r.load_id
        JOIN raw_loads AS w
          ON w.load_id = r.superseded_by AND w.last_date_key > l.last_date_key
        JOIN stg_member_keys AS k ON k.member_id = r.source_member
        WHERE r.superseded_by IS NOT NULL AND r.period_end_key IS NULL AND r.date_key > 0
        GROUP BY 1, 2, 3
        """)
    {
      let key = Key(load: row[0], source: row[1], day: row[2])
      replaced.append((key, row[3] ?? key.day, amounts(row, from: 4)))
      let span = spans[key.load] ?? key.day...key.day
      spans[key.load] = min(span.lowerBound, key.day)...max(span.upperBound, key.day)
    }
    var later: [Key: (last: Int, sums: Amounts)] = [:]
    for (load, span) in spans.sorted(by: { $0.key < $1.key }) {
      for row in try Row.fetchAll(
        db,
        sql: """
          SELECT k.dimension_key, r.date_key, l.last_date_key, \(sums)
          FROM raw_loads AS l
          CROSS JOIN raw_rows AS r ON r.rowid BETWEEN l.first_rowid AND l.last_rowid
          JOIN stg_member_keys AS k ON k.member_id = r.source_member
          WHERE l.load_id = ? AND r.is_repeat = 0 AND r.period_end_key IS NULL
            AND r.date_key BETWEEN ? AND ?
          GROUP BY 1, 2
          """, arguments: [load, span.lowerBound, span.upperBound])
      {
        let key = Key(load: load, source: row[0], day: row[1])
        later[key] = (row[2] ?? key.day, amounts(row, from: 3))
      }
    }
    return replaced.compactMap { key, last, before in
      guard let after = later[key], let day = CalendarDay(key: key.day),
        let first = CalendarDay(key: last), let second = CalendarDay(key: after.last)
      else { return nil }
      return Restatement(
        source: key.source, age: first - day, laterAge: second - day, sums: before,
        laterSums: after.sums)
    }
  }

  private static func reach(_ db: Database) throws -> [Int64: CalendarDay] {
    var reach: [Int64: CalendarDay] = [:]
    for row in try Row.fetchAll(
      db, sql: "SELECT source_key, max(date_key) FROM mart_daily_source GROUP BY 1")
    {
      reach[row[0]] = CalendarDay(key: row[1])
    }
    return reach
  }

  private static func sums(
    _ days: ClosedRange<CalendarDay>, _ db: Database
  ) throws -> [Day] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT r.source_key, r.date_key, \(sums) FROM mart_daily_source AS r
        WHERE r.date_key BETWEEN ? AND ? GROUP BY 1, 2
        """, arguments: [days.lowerBound.key, days.upperBound.key]
    ).compactMap { row in
      CalendarDay(key: row[1]).map { Day(source: row[0], day: $0, sums: amounts(row, from: 2)) }
    }
  }
}
