import GRDB

/// Rows that failed a test, as JSON, so that they can be looked at: in `meta_test_failures`, one a row.
/// They are those of the newest build; earlier results keep their counts.
enum FailingRows {
  /// Of one test; a test that everything fails says so by its count.
  static let most = 1000

  /// A row and its day.
  typealias Dated = (day: Int64, row: String)

  /// The first rows that come.
  /// - Parameter sql: whose rows are failures.
  static func json(_ sql: String, _ db: Database) throws -> [String] {
    try String.fetchAll(
      db, sql: "SELECT \(try object(sql, db)) FROM (SELECT * FROM (\n\(sql)\n) LIMIT \(most))")
  }

  /// The rows of the newest days, the newest first.
  /// - Parameters:
  ///   - sql: whose rows are failures, with their days.
  ///   - filter: which of them.
  static func newest(_ sql: String, _ filter: String, _ db: Database) throws -> [Dated] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT date_key, \(try object(sql, db)) FROM (
          SELECT * FROM (\n\(sql)\n) WHERE \(filter) ORDER BY date_key DESC LIMIT \(most))
        """
    ).map { ($0[0], $0[1]) }
  }

  /// The day since which there are enough of them.
  static func since(_ days: DayTallies) -> Int64 {
    var rows: Int64 = 0
    for (day, tally) in days.days.sorted(by: { $0.key > $1.key }) {
      rows += tally.rows
      if rows >= most { return day }
    }
    return days.days.keys.min() ?? 0
  }

  /// Those that were kept, of days that have not changed.
  static func kept(of test: String, _ db: Database) throws -> [Dated] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT json_extract(row, '$.date_key'), row FROM meta_test_failures
        WHERE test = ? ORDER BY number
        """, arguments: [test]
    ).compactMap { row in (row[0] as Int64?).map { ($0, row[1]) } }
  }

  /// The newest of rows that were kept and of those of changed days.
  /// - Parameters:
  ///   - kept: the newest there were, the newest first.
  ///   - fresh: the newest of days that changed.
  ///   - total: how many fail.
  /// - Returns: nil where rows are missing that were not kept.
  static func merged(
    kept: [Dated], fresh: [Dated], changed: Set<Int64>, total: Int, most: Int = most
  ) -> [String]? {
    let rest = kept.filter { !changed.contains($0.day) }
    // Days are of one kind or the other, so their rows keep their order.
    let all = (rest + fresh).enumerated().sorted {
      ($1.element.day, $0.offset) < ($0.element.day, $1.offset)
    }.map(\.element).prefix(most)
    guard all.count == min(total, most) else { return nil }
    if kept.count >= most, let end = kept.last?.day, let last = all.last?.day {
      // Beyond the last of them there were others.
      guard last > end || (last == end && !changed.contains(end)) else { return nil }
    }
    return all.map(\.row)
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

  private static func object(_ sql: String, _ db: Database) throws -> String {
    var seen: Set<String> = []
    let pairs = try db.makeStatement(sql: sql).columnNames.filter { seen.insert($0).inserted }.map {
      name in
      let quoted = name.split(separator: "'", omittingEmptySubsequences: false)
        .joined(separator: "''")
      let column = name.split(separator: "\"", omittingEmptySubsequences: false)
        .joined(separator: "\"\"")
      return "'\(quoted)', \"\(column)\""
    }
    return "json_object(\(pairs.joined(separator: ", ")))"
  }
}
