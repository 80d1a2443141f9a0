import GRDB

/// A foreign key that a table declares, and rows have not.
public struct BrokenKey: Sendable, Equatable {
  public let table, column: String
  /// Table and column that it is to.
  public let target: String
  public let rows: Int

  /// Nil of a question that is no foreign key, and where no row fails it.
  init?(_ question: RowQuestion, of table: String, rows: Int) {
    guard case .relationship(let column, let target, let field) = question, rows > 0 else {
      return nil
    }
    (self.table, self.column, self.target, self.rows) = (table, column, "\(target).\(field)", rows)
  }

  /// As a data test that nobody has written and that fails: it holds the pack, and every artifact says so.
  public func result(in project: ModelProject) -> TestResult {
    let file = project.models.first { $0.name == table }?.file ?? ""
    let ends = target.split(separator: ".", maxSplits: 1).map(String.init)
    let (to, field) = (ends.first ?? "", ends.last ?? "")
    let test = DataTest(
      name: "foreign_key_\(table)_\(column)", model: table, dependencies: [table], sources: [],
      column: column, kind: "relationships", settings: TestSettings(severity: .error), file: file,
      isBuiltIn: false,
      description: "every \(column) of \(table) is a \(target), as a foreign key says",
      sql: """
        select * from "\(table)" where "\(column)" is not null
          and "\(column)" not in (select "\(field)" from "\(to)")
        """)
    return TestResult(test: test, failures: rows, stake: nil)
  }

  /// SQLite's own proof for one table.
  static func all(in table: String, _ db: Database) throws -> [BrokenKey] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT k."from", k."table", coalesce(k."to", k."from"), count(*)
        FROM pragma_foreign_key_check(?1) AS broken
        JOIN pragma_foreign_key_list(?1) AS k ON k.id = broken.fkid
        GROUP BY k.id ORDER BY k."from"
        """, arguments: [table]
    ).compactMap { row in
      BrokenKey(
        .relationship(column: row[0], table: row[1], field: row[2]), of: table, rows: row[3])
    }
  }
}

/// Proves the foreign keys of the raw tables. Rows of exports are never changed, so each is proven
/// once: those that were proven before are passed over.
public enum RawKeys {
  private static let state = "proven_rowid"

  static func broken(_ db: Database) throws -> [BrokenKey] {
    let tables = try String.fetchAll(
      db, sql: "SELECT name FROM sqlite_schema WHERE type = 'table' AND name LIKE 'raw_%'")
    let others = try tables.filter { $0 != "raw_rows" }.flatMap { try BrokenKey.all(in: $0, db) }
    let keys = try Row.fetchAll(
      db, sql: "SELECT \"from\", \"table\", \"to\" FROM pragma_foreign_key_list('raw_rows')"
    ).map { RowQuestion.relationship(column: $0[0], table: $0[1], field: $0[2]) }
    let proven = try Int64.fetchOne(
      db, sql: "SELECT CAST(value AS INTEGER) FROM meta_state WHERE name = ?", arguments: [state])
    let failing = try RowScan(
      table: "raw_rows", filter: "rowid > \(proven ?? 0)", questions: keys
    ).answers(db)?.failing
    return try others
      + (failing.map { failing in
        zip(keys, failing).compactMap {
          BrokenKey($0, of: "raw_rows", rows: Int($1.all.rows))
        }
      } ?? BrokenKey.all(in: "raw_rows", db))
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
