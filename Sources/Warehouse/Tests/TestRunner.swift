import Diagnostics
import GRDB

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
  /// Runs every test; rows it returns are failures.
  /// - Parameter changed: whether rows that passed are trusted where their days were not made again.
  /// - Returns: the results, and how many rows break a foreign key that no test asks for.
  public static func run(
    _ project: ModelProject, onlyChanged changed: Bool = false, _ db: Database
  ) throws -> (results: [TestResult], brokenKeys: Int) {
    var results: [TestResult] = []
    let (answers, brokenKeys) = try scan(project, onlyChanged: changed, db)
    for test in project.tests {
      do {
        let failures =
          try answers[test.name]
          ?? Int.fetchOne(db, sql: "SELECT count(*) FROM (\n\(test.sql)\n)") ?? 0
        results.append(
          TestResult(
            test: test, failures: failures, stake: failures == 0 ? nil : try Stake.of(test, db)))
      } catch let error as DatabaseError {
        throw Diagnostic(
          .modelInvalid, "test \(test.name): \(Printable.text(error.message ?? "", limit: 300))",
          at: Place(file: test.model))
      }
    }
    return (results, brokenKeys)
  }

  /// Tests that ask each row by itself, and the foreign keys that tables declare, answered in one
  /// pass a table: name → failures, and the rows that break a key no test asks for.
  private static func scan(
    _ project: ModelProject, onlyChanged: Bool, _ db: Database
  ) throws -> (tests: [String: Int], brokenKeys: Int) {
    var answers: [String: Int] = [:]
    var broken = try RawKeys.broken(db)
    let changed = onlyChanged ? try UntestedDays.condition(db) : nil
    let passed = changed == nil ? [:] : try UntestedDays.passed(db)
    for model in project.models where model.materialization != .view {
      let asking = project.tests.filter { $0.model == model.name && $0.question != nil }
      let asked = asking.compactMap(\.question)
      let keys = model.columns.compactMap { column in
        column.foreignKey.map {
          RowQuestion.relationship(column: column.name, table: $0.table, field: $0.column)
        }
      }.filter { !asked.contains($0) }
      guard asking.count + keys.count > 0 else { continue }
      let narrow = model.materialization == .incremental ? changed : nil
      let isTrusted = asking.map { narrow != nil && passed[$0.name] == $0.sql }
      let groups = [
        (narrow, asking.indices.filter { isTrusted[$0] }, keys),
        (nil, asking.indices.filter { !isTrusted[$0] }, []),
      ]
      for (condition, tests, keys) in groups where tests.count + keys.count > 0 {
        // What is wrong with a question is said by its own SQL, with the test's name.
        guard
          let failures = try? RowScan.failures(
            tests.map { asked[$0] } + keys, table: model.name, condition: condition ?? "1", db)
        else {
          broken += try RawKeys.broken(in: model.name, db)
          continue
        }
        for (test, count) in zip(tests, failures) { answers[asking[test].name] = count }
        broken += failures.dropFirst(tests.count).reduce(0, +)
      }
    }
    return (answers, broken)
  }

  /// Keeps the results of a build; appended only when inputs changed.
  public static func record(_ results: [TestResult], build: String, _ db: Database) throws {
    for result in results {
      try db.execute(
        sql: "INSERT OR REPLACE INTO meta_test_results VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        arguments: [
          build, result.test.name, result.test.model, result.test.column, result.test.kind,
          result.test.severity.rawValue, result.status.rawValue, result.failures,
          result.test.description, result.test.sql,
        ])
      try result.stake?.record(build: build, test: result.test.name, db)
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
    return try project.tests.map { test in
      TestResult(
        test: test, failures: failures[test.name] ?? 0,
        stake: try Stake.recorded(build: build, test: test.name, db))
    }
  }
}
