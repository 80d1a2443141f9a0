import GRDB

/// Days of the incremental models that were made again since the tests last ran.
///
/// A test that asks each row by itself and found nothing then has to ask only the rows of these days.
enum UntestedDays {
  /// Which rows of an incremental model they are; nil when all are.
  static func condition(_ db: Database) throws -> String? {
    let isEach = try Bool.fetchOne(
      db, sql: "SELECT EXISTS (SELECT 1 FROM meta_state WHERE name = 'tested')")
    return isEach == true ? "\"date_key\" IN (SELECT date_key FROM meta_untested)" : nil
  }

  static func addAll(_ db: Database) throws {
    try db.execute(sql: "DELETE FROM meta_state WHERE name = 'tested'")
    try db.execute(sql: "DELETE FROM meta_untested")
  }

  /// Names of tests that found nothing the last time, with the SQL that they asked.
  static func passed(_ db: Database) throws -> [String: String] {
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT test, compiled_sql FROM meta_test_results
        WHERE failures = 0 AND build = (SELECT value FROM meta_state WHERE name = 'tested')
        """)
    return Dictionary(
      rows.map { ($0[0] as String, $0[1] as String) }, uniquingKeysWith: { first, _ in first })
  }

  /// All days are tested, with the results of a build.
  static func clear(build: String, _ db: Database) throws {
    try db.execute(sql: "DELETE FROM meta_untested")
    try db.execute(
      sql: "INSERT OR REPLACE INTO meta_state VALUES ('tested', ?)", arguments: [build])
  }
}
