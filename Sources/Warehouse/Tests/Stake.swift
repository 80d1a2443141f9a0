import GRDB
import Metrics

/// What hangs on a failing test: the facts it touches, kept apart by which measures they have, so that
/// any metric can be formed with and without them.
public struct Stake: Sendable, Hashable {
  public let tally: Tally
  /// Of all facts.
  public let whole: Tally

  public var rows: Int64 { tally.rows }
  /// In millionths of the reporting currency.
  public var spend: Int64 { tally.total(.cost) }
  public var revenue: Int64 { tally.total(.saleAmount) }

  static let fact = "fact_marketing_performance"

  /// The facts that the failing rows of a test name; nil where they name none: what hangs on them is not
  /// known.
  static func tally(of test: DataTest, _ db: Database) throws -> Tally? {
    let columns = try Set(db.makeStatement(sql: test.sql).columnNames)
    let source: String
    if columns.isSuperset(of: Measure.allCases.map(\.column)), columns.contains("presence_mask") {
      guard columns.contains("load_id") else { return nil }
      source = "(\n\(test.sql)\n)"
    } else if columns.isSuperset(of: ["load_id", "line"]) {
      source = "\(fact) where (load_id, line) in (select load_id, line from (\n\(test.sql)\n))"
    } else if case let keys = try keys(db).filter(columns.contains), !keys.isEmpty {
      let names = keys.joined(separator: ", ")
      source = "\(fact) where (\(names)) in (select \(names) from (\n\(test.sql)\n))"
    } else if columns.contains("load_id") {
      source = "\(fact) where load_id in (select load_id from (\n\(test.sql)\n))"
    } else {
      return nil
    }
    let sums = Measure.allCases.map { "coalesce(sum(\($0.column)), 0)" }.joined(separator: ", ")
    let rows = try Row.fetchAll(
      db, sql: "select presence_mask, count(*), \(sums) from \(source) group by presence_mask")
    return tally(rows)
  }

  /// All facts, by which measures they have.
  static func whole(_ db: Database) throws -> Tally {
    let sums = Measure.allCases.map { "coalesce(sum(\($0.column)), 0) as \($0.column)" }
    let form = RollupForm(
      "select presence_mask, count(*) as row_count, \(sums.joined(separator: ", ")) "
        + "from \"\(fact)\" group by presence_mask")
    guard let form else { return Tally() }
    let numbers = try Rollup.rows(form, db)
    let width = 2 + Measure.count
    return stride(from: 0, to: numbers.count, by: width).reduce(into: Tally()) { tally, start in
      var sums = Amounts()
      for measure in Measure.allCases { sums[measure] = numbers[start + 2 + measure.rawValue] }
      tally.add(
        mask: PresenceMask(rawValue: UInt8(numbers[start])), rows: numbers[start + 1], sums: sums)
    }
  }

  /// Keys of dimensions that facts have.
  private static func keys(_ db: Database) throws -> [String] {
    try String.fetchAll(
      db,
      sql: """
        select name from pragma_table_info('\(fact)')
        where name like '%\\_key' escape '\\' and name not in ('grain_key', 'period_end_key')
        """)
  }

  /// Of rows of mask, count and six sums.
  static func tally(_ rows: [Row]) -> Tally {
    rows.reduce(into: Tally()) { tally, row in
      var sums = Amounts()
      for measure in Measure.allCases { sums[measure] = row[2 + measure.rawValue] }
      tally.add(mask: PresenceMask(rawValue: UInt8(row[0] as Int)), rows: row[1], sums: sums)
    }
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

  /// Nil where none are kept.
  static func recorded(build: String, test: String = "", _ db: Database) throws -> Tally? {
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT presence_mask, row_count, \(Measure.allCases.map(\.column).joined(separator: ", "))
        FROM meta_test_stakes WHERE build = ? AND test = ?
        """, arguments: [build, test])
    return rows.isEmpty ? nil : tally(rows)
  }
}
