import GRDB

/// Keeps the rows that failed a test, so that they can be looked at: in `meta_test_failures`, one a
/// row, as JSON. They are those of the newest build; earlier results keep their counts.
enum KeptFailures {
  /// Of one test; a test that everything fails says so by its count.
  static let most = 1000

  static func keep(_ results: [TestResult], _ db: Database) throws {
    try db.execute(sql: "DELETE FROM meta_test_failures")
    for result in results where result.failures > 0 && result.test.settings.storesFailures {
      let names = try db.makeStatement(sql: result.test.sql).columnNames
      var seen: Set<String> = []
      let pairs = names.filter { seen.insert($0).inserted }.map { name in
        let quoted = name.split(separator: "'", omittingEmptySubsequences: false)
          .joined(separator: "''")
        let column = name.split(separator: "\"", omittingEmptySubsequences: false)
          .joined(separator: "\"\"")
        return "'\(quoted)', \"\(column)\""
      }
      try db.execute(
        sql: """
          INSERT INTO meta_test_failures
          SELECT ?, row_number() OVER (), json_object(\(pairs.joined(separator: ", ")))
          FROM (SELECT * FROM (\n\(result.test.sql)\n) LIMIT \(most))
          """, arguments: [result.test.name])
    }
  }
}
