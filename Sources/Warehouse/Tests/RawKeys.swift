import GRDB

/// Proves the foreign keys of the raw tables. Rows of exports are never changed, so each is proven
/// once: those that were proven before are passed over.
public enum RawKeys {
  private static let state = "proven_rowid"

  /// How many rows break a foreign key.
  static func broken(_ db: Database) throws -> Int {
    var broken = 0
    let tables = try String.fetchAll(
      db, sql: "SELECT name FROM sqlite_schema WHERE type = 'table' AND name LIKE 'raw_%'")
    for table in tables where table != "raw_rows" { broken += try self.broken(in: table, db) }
    let keys = try Row.fetchAll(
      db, sql: "SELECT \"from\", \"table\", \"to\" FROM pragma_foreign_key_list('raw_rows')"
    ).map { RowQuestion.relationship(column: $0[0], table: $0[1], field: $0[2]) }
    let proven = try Int64.fetchOne(
      db, sql: "SELECT CAST(value AS INTEGER) FROM meta_state WHERE name = ?", arguments: [state])
    let failing = try RowScan(
      table: "raw_rows", filter: "rowid > \(proven ?? 0)", questions: keys
    ).answers(db)?.failing
    return try broken
      + (failing?.reduce(0) { $0 + Int($1.all.rows) } ?? self.broken(in: "raw_rows", db))
  }

  /// SQLite's own proof for one table.
  static func broken(in table: String, _ db: Database) throws -> Int {
    try Row.fetchAll(db, sql: "PRAGMA foreign_key_check(\"\(table)\")").count
  }

  /// Remembers that all rows there are now were proven.
  public static func remember(_ db: Database) throws {
    try db.execute(
      sql: """
        INSERT OR REPLACE INTO meta_state
        SELECT ?, CAST(coalesce(max(rowid), 0) AS TEXT) FROM raw_rows
        """, arguments: [state])
  }
}
