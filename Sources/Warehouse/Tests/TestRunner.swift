import Diagnostics
import GRDB
import Metrics

/// What a data test found.
public struct TestResult: Sendable {
  public enum Status: String, Sendable {
    case pass, warn, fail
  }

  public let test: DataTest
  public let failures: Int
  /// What hangs on the failing rows; nil when none fails, or when it cannot be known.
  public let stake: Stake?
  /// Which figures a failure touches.
  public var reach: Reach { Reach(test) }
  public var status: Status { test.settings.status(failures) }
}

public enum TestRunner {
  /// Runs every test, several at once; rows it returns are failures.
  /// - Parameter changed: whether rows that passed are trusted where their days were not made again.
  /// - Returns: the results, and how many rows break a foreign key that no test asks for.
  public static func run(
    _ project: ModelProject, onlyChanged changed: Bool = false, _ warehouse: SQLiteWarehouse
  ) throws(Diagnostic) -> (results: [TestResult], brokenKeys: Int) {
    let passes = try warehouse.reading {
      try TestPass.all(project, onlyChanged: changed, $0)
    }
    let answers = try warehouse.reading(each: passes) { try $0.answer($1) }
    let found = Dictionary(
      answers.flatMap(\.results).map { ($0.test.name, $0) }, uniquingKeysWith: { first, _ in first }
    )
    var whole = answers.compactMap(\.whole).first
    if whole == nil, found.values.contains(where: { $0.tally != nil }) {
      whole = try warehouse.reading { try Stake.whole($0) }
    }
    let results = project.tests.compactMap { found[$0.name] }.map { test, failures, tally in
      TestResult(
        test: test, failures: failures,
        stake: tally.map { Stake(tally: $0, whole: whole ?? Tally()) })
    }
    return (results, answers.reduce(0) { $0 + $1.brokenKeys })
  }

  /// Keeps the results of a build; appended only when inputs changed.
  public static func record(_ results: [TestResult], build: String, _ db: Database) throws {
    // A build is tested again when somebody else has written to the warehouse.
    try db.execute(sql: "DELETE FROM meta_test_stakes WHERE build = ?", arguments: [build])
    if let whole = results.compactMap(\.stake).first?.whole {
      try Stake.record(whole, build: build, db)
    }
    for result in results {
      try db.execute(
        sql: "INSERT OR REPLACE INTO meta_test_results VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        arguments: [
          build, result.test.name, result.test.model, result.test.column, result.test.kind,
          result.test.severity.rawValue, result.status.rawValue, result.failures,
          result.test.description, result.test.sql,
        ])
      if let stake = result.stake {
        try Stake.record(stake.tally, build: build, test: result.test.name, db)
      }
    }
    try KeptFailures.keep(results, db)
    try UntestedDays.clear(build: build, db)
  }

  /// Results recorded for a build; nil when it was never tested.
  public static func recorded(build: String, _ project: ModelProject, _ db: Database) throws
    -> [TestResult]?
  {
    let rows = try Row.fetchAll(
      db, sql: "SELECT test, failures FROM meta_test_results WHERE build = ?", arguments: [build])
    guard rows.count == project.tests.count else { return nil }
    let failures = Dictionary(
      rows.map { ($0["test"] as String, $0["failures"] as Int) },
      uniquingKeysWith: { first, _ in first })
    let tallies = try project.tests.map { try Stake.recorded(build: build, test: $0.name, db) }
    // Summed of all facts only where something hangs on a failure and an older program kept it.
    let whole =
      tallies.contains { $0 != nil }
      ? try Stake.recorded(build: build, db) ?? Stake.whole(db) : Tally()
    return zip(project.tests, tallies).map { test, tally in
      TestResult(
        test: test, failures: failures[test.name] ?? 0,
        stake: tally.map { Stake(tally: $0, whole: whole) })
    }
  }
}
