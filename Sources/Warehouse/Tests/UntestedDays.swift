import GRDB
import Metrics

/// Days of models made by day that were made again since the tests last ran: only their rows have
/// to be asked again.
public enum UntestedDays {
  /// Nil when all days are.
  static func all(_ db: Database) throws -> Set<Int64>? {
    // Rows that came since the models were made are in no model, and tests must see that; on an earlier
    // day than they last ran, days that had been were not yet.
    let isEach = try Bool.fetchOne(
      db,
      sql: """
        SELECT EXISTS (SELECT 1 FROM meta_state WHERE name = 'tested')
          AND NOT EXISTS (
            SELECT 1 FROM raw_loads AS l LEFT JOIN meta_built AS b USING (load_id)
            WHERE b.retracted IS NULL OR b.retracted <> l.retracted)
          AND NOT EXISTS (
            SELECT 1 FROM meta_state AS s JOIN raw_parameters AS p ON p.name = 'today'
            WHERE s.name = 'tested_on' AND CAST(replace(s.value, '-', '') AS INTEGER) > p.value)
        """)
    return isEach == true ? try Int64.fetchSet(db, sql: "SELECT date_key FROM meta_untested") : nil
  }

  /// Whether what tests found when they were last asked holds on a day: nothing may change between two
  /// days but what a test finds that asks for the day.
  public static func holds(
    _ project: ModelProject, _ day: CalendarDay, _ db: Database
  ) throws -> Bool {
    guard project.tests.contains(where: { $0.sql.contains("raw_parameters") }) else { return true }
    return try String.fetchOne(db, sql: "SELECT value FROM meta_state WHERE name = 'tested_on'")
      == day.description
  }

  static func addAll(_ db: Database) throws {
    try db.execute(sql: "DELETE FROM meta_state WHERE name = 'tested'")
    try db.execute(sql: "DELETE FROM meta_untested")
  }

  /// Whether the tests last ran for a build.
  static func areTested(build: String, _ db: Database) throws -> Bool {
    try Bool.fetchOne(
      db, sql: "SELECT EXISTS (SELECT 1 FROM meta_state WHERE name = 'tested' AND value = ?)",
      arguments: [build]) ?? false
  }

  /// All days are tested, with the results of a build.
  static func clear(build: String, on day: CalendarDay, _ db: Database) throws {
    try db.execute(sql: "DELETE FROM meta_untested")
    try db.execute(
      sql: "INSERT OR REPLACE INTO meta_state VALUES ('tested', ?), ('tested_on', ?)",
      arguments: [build, day.description])
  }
}
