import CSQLite
import GRDB

/// Steps through the rows of a query whose columns are integers, at the cost of SQLite itself: GRDB's
/// rows cost several times the scan.
enum IntegerScan {
  /// The row that the query stands on.
  struct Row {
    fileprivate let statement: OpaquePointer
    fileprivate let count: Int32
    /// Columns that are expressions, which may give anything.
    fileprivate let expressions: [Int32]

    /// Nil for NULL.
    @inline(__always)
    subscript(column: Int) -> Int64? {
      let value = sqlite3_column_int64(statement, Int32(column))
      // Zero is what NULL reads as; only then is the type asked.
      if value == 0, sqlite3_column_type(statement, Int32(column)) == SQLITE_NULL { return nil }
      return value
    }

    /// Adds all columns, or those from some place on, NULL as `IntegerTable.null`.
    /// - Throws: for a value that a column of integers would not take.
    @inline(__always)
    func append(from first: Int = 0, to numbers: inout [Int64]) throws {
      for column in expressions where column >= first { try check(column) }
      for column in first..<Int(count) { numbers.append(self[column] ?? IntegerTable.null) }
    }

    private func check(_ column: Int32) throws {
      let type = sqlite3_column_type(statement, column)
      if type == SQLITE_INTEGER || type == SQLITE_NULL { return }
      if type == SQLITE_FLOAT, Int64(exactly: sqlite3_column_double(statement, column)) != nil {
        return
      }
      throw DatabaseError(
        resultCode: .SQLITE_CONSTRAINT,
        message:
          "column \(column + 1), \(String(cString: sqlite3_column_name(statement, column))), is no integer"
      )
    }
  }

  static func each(_ db: Database, _ sql: String, _ body: (Row) throws -> Void) throws {
    var statement: OpaquePointer?
    guard sqlite3_prepare_v2(db.sqliteConnection, sql, -1, &statement, nil) == SQLITE_OK,
      let statement
    else { throw error(db, sql) }
    defer { sqlite3_finalize(statement) }
    let count = sqlite3_column_count(statement)
    // All tables are STRICT: a column that is declared an integer holds nothing else.
    let row = Row(
      statement: statement, count: count,
      expressions: (0..<count).filter { column in
        sqlite3_column_decltype(statement, column).map { String(cString: $0) } != "INTEGER"
      })
    while true {
      let code = sqlite3_step(statement)
      if code == SQLITE_DONE { return }
      guard code == SQLITE_ROW else { throw error(db, sql) }
      try body(row)
    }
  }

  static func error(_ db: Database, _ sql: String? = nil) -> DatabaseError {
    DatabaseError(
      resultCode: ResultCode(rawValue: sqlite3_errcode(db.sqliteConnection)),
      message: String(cString: sqlite3_errmsg(db.sqliteConnection)), sql: sql)
  }
}
