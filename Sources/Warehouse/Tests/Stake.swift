import GRDB
import Metrics

/// What hangs on a failing test: the facts it touches, kept apart by their days and by which measures
/// they have, so that any metric of any days can be formed with and without them.
public struct Stake: Sendable, Hashable {
  public let touched: DayTallies
  /// All facts.
  public let facts: DayTallies

  public var tally: Tally { touched.all }
  public var whole: Tally { facts.all }
  public var rows: Int64 { tally.rows }
  /// In millionths of the reporting currency.
  public var spend: Int64 { tally.total(.cost) }
  public var revenue: Int64 { tally.total(.saleAmount) }

  static let fact = "fact_marketing_performance"

  /// Sums all facts by day and by which measures they have.
  static let form = RollupForm(
    table: fact, condition: "", keys: ["date_key", "presence_mask"],
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

  /// The facts that the rows of a test name; nil where they name none: what hangs on them is not known.
  /// - Parameter sql: whose rows are failures.
  static func touched(by sql: String, _ db: Database) throws -> DayTallies? {
    let columns = try Set(db.makeStatement(sql: sql).columnNames)
    let source: String
    if columns.isSuperset(of: Measure.allCases.map(\.column)), columns.contains("presence_mask") {
      guard columns.isSuperset(of: ["load_id", "date_key"]) else { return nil }
      source = "(\n\(sql)\n)"
    } else if columns.isSuperset(of: ["load_id", "line"]) {
      source = "\(fact) where (load_id, line) in (select load_id, line from (\n\(sql)\n))"
    } else if case let keys = try keys(db).filter(columns.contains), !keys.isEmpty {
      let names = keys.joined(separator: ", ")
      source = "\(fact) where (\(names)) in (select \(names) from (\n\(sql)\n))"
    } else {
      return nil
    }
    let sums = Measure.allCases.map { "coalesce(sum(\($0.column)), 0)" }.joined(separator: ", ")
    let rows = try Row.fetchAll(
      db,
      sql: """
        select date_key, presence_mask, count(*), \(sums) from \(source)
        group by date_key, presence_mask
        """)
    return rows.reduce(into: DayTallies()) { days, row in
      var sums = Amounts()
      for measure in Measure.allCases { sums[measure] = row[3 + measure.rawValue] }
      days.days[row[0], default: Tally()].add(
        mask: PresenceMask(rawValue: UInt8(row[1] as Int)), rows: row[2], sums: sums)
    }
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
