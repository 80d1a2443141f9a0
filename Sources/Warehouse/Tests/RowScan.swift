import GRDB

/// What a data test asks of every row by itself, so that many are answered in one pass of a table.
enum RowQuestion: Sendable, Hashable {
  case notNull(column: String)
  /// Every value is in a column of another table; NULL passes.
  case relationship(column: String, table: String, field: String)
  /// An expression that is not false; NULL passes.
  case holds(expression: String)
}

/// Answers row questions of one table in one pass: each as its own query costs a pass, and SQLite
/// looks every key up in a tree.
enum RowScan {
  /// How many rows fail each question, as `select count(*)` over the test's own SQL would say.
  /// - Parameter condition: which rows are asked.
  /// - Returns: nil where a column holds something else than integers, which is left to SQL.
  static func failures(
    _ questions: [RowQuestion], table: String, condition: String = "1", _ db: Database
  ) throws -> [Int]? {
    var columns: [String] = []
    var checks: [Check] = []
    for question in questions {
      switch question {
      case .notNull(let column):
        columns.append("\"\(column)\" is not null")
        checks.append(.holds)
      case .holds(let expression):
        columns.append("(\(expression))")
        checks.append(.holds)
      case .relationship(let column, let target, let field):
        guard try isInteger(column, of: table, db), try isInteger(field, of: target, db) else {
          return nil
        }
        columns.append("\"\(column)\"")
        checks.append(.isIn(try keys(target, field, db)))
      }
    }
    var failures = [Int](repeating: 0, count: questions.count)
    var last = [Int64](repeating: .min, count: questions.count)
    let sql = "select \(columns.joined(separator: ", ")) from \"\(table)\" where \(condition)"
    try IntegerScan.each(db, sql) { row in
      for index in checks.indices {
        guard let value = row[index] else { continue }
        switch checks[index] {
        case .holds: if value == 0 { failures[index] += 1 }
        case .isIn(let keys):
          // Rows of one export often share a key with the row before.
          if value == last[index] { continue }
          if keys.contains(value) { last[index] = value } else { failures[index] += 1 }
        }
      }
    }
    return failures
  }

  private enum Check {
    case holds
    case isIn(Set<Int64>)
  }

  private static func keys(_ table: String, _ field: String, _ db: Database) throws -> Set<Int64> {
    var keys: Set<Int64> = []
    try IntegerScan.each(db, "select \"\(field)\" from \"\(table)\"") { row in
      if let key = row[0] { keys.insert(key) }
    }
    return keys
  }

  /// Whether a column can hold nothing but integers: a STRICT table says so, a view does not.
  private static func isInteger(_ column: String, of table: String, _ db: Database) throws -> Bool {
    try Bool.fetchOne(
      db,
      sql: """
        select exists (
          select 1 from pragma_table_list as t, pragma_table_info(t.name) as c
          where t.name = ? and t.strict = 1 and c.name = ? and upper(c.type) = 'INTEGER')
        """, arguments: [table, column]) ?? false
  }
}
