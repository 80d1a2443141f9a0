import CSQLite
import GRDB

/// Steps through the rows of a query whose columns are integers, at the cost of SQLite itself: GRDB's
/// rows cost several times the scan.
enum IntegerScan {
  /// The row that the query stands on.
  struct Row {
    fileprivate let statement: OpaquePointer

    /// Nil for NULL.
    @inline(__always)
    subscript(column: Int) -> Int64? {
      let value = sqlite3_column_int64(statement, Int32(column))
      // Zero is what NULL reads as; only then is the type asked.
      if value == 0, sqlite3_column_type(statement, Int32(column)) == SQLITE_NULL { return nil }
      return value
    }
  }

  static func each(_ db: Database, _ sql: String, _ body: (Row) throws -> Void) throws {
    var statement: OpaquePointer?
    guard sqlite3_prepare_v2(db.sqliteConnection, sql, -1, &statement, nil) == SQLITE_OK,
      let statement
    else { throw error(db, sql) }
    defer { sqlite3_finalize(statement) }
    let row = Row(statement: statement)
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
