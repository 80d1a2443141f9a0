import GRDB

/// Rows that failed a test, as JSON, so that they can be looked at: in `meta_test_failures`, one a row.
/// They are those of the newest build; earlier results keep their counts.
enum FailingRows {
  /// Of one test; a test that everything fails says so by its count.
  static let most = 1000

  /// - Parameters:
  ///   - sql: whose rows are failures.
  ///   - day: rows of this day and later ones, the newest first; nil for the first that come.
  static func json(_ sql: String, since day: Int64? = nil, _ db: Database) throws -> [String] {
    let names = try db.makeStatement(sql: sql).columnNames
    var seen: Set<String> = []
    let pairs = names.filter { seen.insert($0).inserted }.map { name in
      let quoted = name.split(separator: "'", omittingEmptySubsequences: false)
        .joined(separator: "''")
      let column = name.split(separator: "\"", omittingEmptySubsequences: false)
        .joined(separator: "\"\"")
      return "'\(quoted)', \"\(column)\""
    }
    let newest =
      day.flatMap { names.contains("date_key") ? $0 : nil }
      .map { "WHERE date_key >= \($0) ORDER BY date_key DESC" } ?? ""
    return try String.fetchAll(
      db,
      sql: """
        SELECT json_object(\(pairs.joined(separator: ", ")))
        FROM (SELECT * FROM (\n\(sql)\n) \(newest) LIMIT \(most))
        """)
  }

  /// The day since which there are enough of them.
  static func since(_ days: DayTallies) -> Int64? {
    var rows: Int64 = 0
    for (day, tally) in days.days.sorted(by: { $0.key > $1.key }) {
      rows += tally.rows
      if rows >= most { return day }
    }
    return days.days.keys.min()
  }

  static func keep(_ results: [TestResult], _ db: Database) throws {
    try db.execute(sql: "DELETE FROM meta_test_failures")
    let insert = try db.makeStatement(sql: "INSERT INTO meta_test_failures VALUES (?, ?, ?)")
    for result in results {
      for (index, row) in result.rows.enumerated() {
        try insert.execute(arguments: [result.test.name, index + 1, row])
      }
    }
  }
}
