import Diagnostics
import GRDB

/// What a data test found.
public struct TestResult: Sendable {
  public enum Status: String, Sendable {
    case pass, warn, fail
  }

  public let test: DataTest
  public let failures: Int
  public var status: Status {
    failures == 0 ? .pass : test.severity == .error ? .fail : .warn
  }
}

public enum TestRunner {
  /// Runs every test; rows it returns are failures.
  public static func run(_ project: ModelProject, _ db: Database) throws -> [TestResult] {
    var results: [TestResult] = []
    for test in project.tests {
      do {
        let failures = try Int.fetchOne(db, sql: "SELECT count(*) FROM (\n\(test.sql)\n)") ?? 0
        results.append(TestResult(test: test, failures: failures))
      } catch let error as DatabaseError {
        throw Diagnostic(
          .modelInvalid, "test \(test.name): \(Printable.text(error.message ?? "", limit: 300))",
          at: Place(file: test.model))
      }
    }
    return results
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
    }
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
    return project.tests.map { TestResult(test: $0, failures: failures[$0.name] ?? 0) }
  }

  /// SQLite's own proof that every foreign key holds; the number of rows that break one.
  public static func brokenForeignKeys(_ db: Database) throws -> Int {
    try Row.fetchAll(db, sql: "PRAGMA foreign_key_check").count
  }
}
