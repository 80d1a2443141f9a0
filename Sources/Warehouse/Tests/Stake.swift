import GRDB
import Metrics

/// What hangs on a failing test: the facts it touches, kept apart by their days and by which measures
/// they have, so that any metric of any days can be formed with and without the fault.
public struct Stake: Sendable, Hashable {
  /// What would have to happen to the facts if the fault were none.
  public enum Effect: String, Sendable, CaseIterable {
    /// The failing rows would go.
    case doubtful
    /// What lacks would come: facts of another day stand in for it.
    case missing
    /// Sums would be others by what the total that they are held against has more.
    case gap
  }

  public let effect: Effect
  /// Facts that would go, or come.
  public let touched: DayTallies
  /// All facts.
  public let facts: DayTallies

  public var tally: Tally { touched.all }
  public var whole: Tally { facts.all }
  /// All facts without the fault.
  public var mended: Tally {
    if effect == .doubtful { return whole.without(tally) }
    var all = whole
    all += tally
    return all
  }
  public var rows: Int64 { tally.rows }
  /// In millionths of the reporting currency.
  public var spend: Int64 { tally.total(.cost) }
  public var revenue: Int64 { tally.total(.saleAmount) }

  /// What hangs on it of some days alone.
  public func within(_ days: ClosedRange<CalendarDay>) -> Stake {
    Stake(effect: effect, touched: touched.within(days), facts: facts.within(days))
  }

  /// Whether a figure of some days may be touched; where a total differs, and nobody knows on which days,
  /// always.
  public func touches(_ days: ClosedRange<CalendarDay>) -> Bool {
    effect == .gap && touched.days.keys.allSatisfy { $0 == 0 }
      || !touched.within(days).days.isEmpty
  }

  /// Whether it is known what of it is of some days: of an export's own total it is not.
  public func isKnown(within days: ClosedRange<CalendarDay>) -> Bool {
    effect != .gap || touched.days[0] == nil || !touches(days)
  }

  static let fact = "fact_marketing_performance"

  /// Facts that figures are made of: of single days, as in the marts.
  static let counts = "period_end_key is null and date_key <> 0"

  /// Whether every row of loads that stand is of a single day.
  static func areAllOfDays(_ db: Database) throws -> Bool {
    try Bool.fetchOne(
      db,
      sql: """
        SELECT NOT EXISTS (
          SELECT 1 FROM raw_loads
          WHERE retracted = 0 AND (grain LIKE '%\(GrainClash.period)' OR first_date_key IS NULL))
        """) ?? false
  }

  /// Sums facts that count by day and by which measures they have.
  static let form = RollupForm(
    table: fact, condition: counts, keys: ["date_key", "presence_mask"],
    outputs: [.key(0), .key(1), .count] + Measure.allCases.map { .sum($0.column) },
    names: ["date_key", "presence_mask", "row_count"] + Measure.allCases.map(\.column))

  /// From what `form` sums, by day.
  static func facts(_ days: DaySums.Days) -> DayTallies {
    DayTallies(
      days.mapValues { numbers in
        // Without the day at the head of each row.
        stride(from: 0, to: numbers.count, by: form.outputs.count).flatMap {
          numbers[$0 + 1..<$0 + form.outputs.count]
        }
      })
  }

  static func facts(_ db: Database) throws -> DayTallies {
    let numbers = try Rollup.rows(form, db)
    return facts(DaySums.days(numbers, width: form.outputs.count, day: 0))
  }

  /// What hangs on the rows of a test; nil where they name nothing: it is not known then.
  /// - Parameter sql: whose rows are failures.
  static func touched(
    by sql: String, _ db: Database
  ) throws -> (days: DayTallies, effect: Effect)? {
    let columns = try Set(db.makeStatement(sql: sql).columnNames)
    let keys = try keys(db).filter(columns.contains)
    let failing = "(\n\(sql)\n)"
    if columns.isSuperset(of: ["measure", "gap_micros"]) {
      return try gap(failing, columns, db).map { ($0, .gap) }
    }
    if columns.isSuperset(of: ["date_key", "stand_in_date_key"]) {
      return (try tallies(of: standIns(failing, keys), day: "failing", db), .missing)
    }
    return try named(by: sql, db).map { (try tallies(of: $0, db), .doubtful) }
  }

  /// Facts that stand in for those that lack, as what stands after `from`.
  private static func standIns(_ failing: String, _ keys: [String]) -> String {
    // Asked once, not again for every fact.
    let once = "(with named as materialized \(failing) select * from named)"
    let others = keys.filter { $0 != "date_key" }.map { "facts.\($0) = failing.\($0)" }
    let match = (["facts.date_key = failing.stand_in_date_key"] + others).joined(
      separator: " and ")
    return "\(once) as failing join (select * from \(fact) where \(counts)) as facts on \(match)"
  }

  /// The facts of some days that hang on the rows of a test, called `facts`, as what stands after `from`; nil
  /// where they are not known one by one.
  static func facts(
    by sql: String, _ effect: Effect, in days: ClosedRange<CalendarDay>, _ db: Database
  ) throws -> String? {
    let range = "between \(days.lowerBound.key) and \(days.upperBound.key)"
    switch effect {
    case .gap: return nil
    case .doubtful: return try named(by: sql, db).map { "\($0) and date_key \(range)" }
    case .missing:
      let columns = try Set(db.makeStatement(sql: sql).columnNames)
      let keys = try keys(db).filter(columns.contains)
      return "\(standIns("(\n\(sql)\n)", keys)) where failing.date_key \(range)"
    }
  }

  /// The facts that failing rows name, as what stands after `from`; nil where they name none.
  static func named(by sql: String, _ db: Database) throws -> String? {
    let columns = try Set(db.makeStatement(sql: sql).columnNames)
    let names =
      columns.isSuperset(of: ["load_id", "line"])
      ? ["load_id", "line"] : try keys(db).filter(columns.contains)
    if names.isEmpty { return nil }
    let list = names.joined(separator: ", ")
    return "\(fact) as facts where \(counts) and (\(list)) in (select \(list) from (\n\(sql)\n))"
  }

  /// - Parameter day: whose day the facts are told under, where the source joins several.
  private static func tallies(
    of source: String, day table: String? = nil, _ db: Database
  ) throws -> DayTallies {
    let facts = table == nil ? "" : "facts."
    let day = table.map { "\($0).date_key" } ?? "date_key"
    let sums = Measure.allCases.map { "coalesce(sum(\(facts)\($0.column)), 0)" }
    let rows = try Row.fetchAll(
      db,
      sql: """
        select \(day), \(facts)presence_mask, count(*), \(sums.joined(separator: ", "))
        from \(source) group by 1, 2
        """)
    return rows.reduce(into: DayTallies()) { days, row in
      var sums = Amounts()
      for measure in Measure.allCases { sums[measure] = row[3 + measure.rawValue] }
      days.days[row[0], default: Tally()].add(
        mask: PresenceMask(rawValue: UInt8(row[1] as Int)), rows: row[2], sums: sums)
    }
  }

  /// As if one row had every measure: a ratio needs both of its sides. It stands on the day that is named, else
  /// on none; days that are in doubt all the same hold nothing: to `last_date_key`, or those of the export.
  /// - Returns: nil where a word is no measure: what is meant may be any.
  private static func gap(
    _ failing: String, _ columns: Set<String>, _ db: Database
  ) throws -> DayTallies? {
    let isOfDays = columns.contains("date_key")
    let (first, last, loads) =
      isOfDays
      ? ("date_key", columns.contains("last_date_key") ? "last_date_key" : "date_key", "")
      : columns.contains("load_id")
        ? ("first_date_key", "last_date_key", " join raw_loads using (load_id)")
        : ("0", "0", "")
    // Whatever a test of one's own shows is a number, or nothing.
    let rows = try Row.fetchAll(
      db,
      sql: """
        select cast(measure as text), cast(coalesce(\(first), 0) as integer),
          cast(coalesce(\(last), 0) as integer), cast(coalesce(sum(gap_micros), 0) as integer)
        from \(failing)\(loads) group by 1, 2, 3
        """)
    var days = DayTallies()
    for row in rows {
      guard let measure = (row[0] as String?).flatMap(Measure.init(id:)) else { return nil }
      let (first, last): (Int, Int) = (row[1], row[2])
      if let start = CalendarDay(key: first), let end = CalendarDay(key: last), start <= end {
        for number in start.number...end.number {
          days.days[Int64(CalendarDay(number: number).key), default: Tally()] += Tally()
        }
      }
      var sums = Amounts()
      sums[measure] = row[3]
      days.days[isOfDays ? Int64(first) : 0, default: Tally()].add(
        mask: PresenceMask(rawValue: 63), rows: 0, sums: sums)
    }
    return days
  }

  /// What facts are found by: keys of dimensions, and the export they are of.
  private static func keys(_ db: Database) throws -> [String] {
    try String.fetchAll(
      db,
      sql: """
        select name from pragma_table_info('\(fact)')
        where name = 'load_id'
          or name like '%\\_key' escape '\\' and name not in ('grain_key', 'period_end_key')
        """)
  }

  /// Keeps sums of one build: of a test's failing facts, or of all facts under no name.
  static func record(_ tally: Tally, build: String, test: String = "", _ db: Database) throws {
    for cell in tally.cells {
      try db.execute(
        sql: "INSERT INTO meta_test_stakes VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        arguments: StatementArguments(
          [build, test, Int(cell.mask.rawValue), cell.rows] as [(any DatabaseValueConvertible)?])
          + StatementArguments(Measure.allCases.map { cell.sums[$0] }))
    }
  }
}
