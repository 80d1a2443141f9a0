import GRDB

/// Which days the incremental models make again: those of loads that are new, or were taken out,
/// since the last build, and those whose exchange rates have changed.
///
/// Supersession names the days of rows that it marks: a later content of a path also takes the place of rows on
/// days that it has none of. What touches other days too, such as a mapping that moves a name to another member, makes everything
/// again. A model that reads anything else, whose changes name no day, is made whole each time.
public struct Refresh {
  static let days = "temp.changed_days"
  /// What changes only on days that are found here.
  static let sources: Set = ["loads", "rates", "rows"]
  static let models: Set = ["stg_member_keys"]

  /// False when every day is made again.
  private(set) var isPartial: Bool
  private let shape: String
  private var isSettled = false

  /// Remembers what the last build was made from; to be called before that changes.
  /// - Parameters:
  ///   - shape: changes when every row may: with the models, the program, the currency.
  ///   - everything: whether every day is to be made again whatever has changed.
  public init(_ db: Database, shape: String, everything: Bool) throws {
    self.shape = shape
    let built = try String.fetchOne(db, sql: "SELECT value FROM meta_state WHERE name = 'shape'")
    isPartial = !everything && built == shape
    guard isPartial else { return }
    for (name, columns, table) in [
      ("built_rates", "*", "raw_rates"),
      ("built_keys", "member_id, dimension_key", "stg_member_keys"),
    ] {
      try db.execute(sql: "DROP TABLE IF EXISTS temp.\(name)")
      try db.execute(sql: "CREATE TEMP TABLE \(name) AS SELECT \(columns) FROM \(table)")
    }
  }

  /// Everything is made again.
  public static func full(_ db: Database) throws -> Refresh {
    try Refresh(db, shape: "", everything: true)
  }

  /// Finds the days, once the members' keys are known.
  mutating func settle(_ db: Database) throws {
    guard isPartial, !isSettled else { return }
    isSettled = true
    let moved = try Bool.fetchOne(
      db,
      sql: """
        SELECT EXISTS (
          SELECT 1 FROM temp.built_keys AS b JOIN stg_member_keys AS k USING (member_id)
          WHERE k.dimension_key <> b.dimension_key)
        """)
    guard moved == false else {
      isPartial = false
      return
    }
    try db.execute(sql: "DROP TABLE IF EXISTS \(Self.days)")
    try db.execute(sql: "CREATE TEMP TABLE changed_days (date_key INTEGER PRIMARY KEY)")
    try db.execute(
      sql: """
        INSERT OR IGNORE INTO \(Self.days)
        SELECT date_key FROM (
          SELECT * FROM temp.built_rates EXCEPT SELECT * FROM raw_rates
          UNION ALL SELECT * FROM (SELECT * FROM raw_rates EXCEPT SELECT * FROM temp.built_rates))
        """)
    try db.execute(sql: "INSERT OR IGNORE INTO \(Self.days) SELECT date_key FROM meta_moved")
    let loads = try Row.fetchAll(
      db,
      sql: """
        SELECT l.first_rowid, l.last_rowid FROM raw_loads AS l
        LEFT JOIN meta_built AS b USING (load_id)
        WHERE b.retracted IS NULL OR b.retracted <> l.retracted
        """)
    for load in loads {
      try db.execute(
        sql: """
          INSERT OR IGNORE INTO \(Self.days)
          SELECT DISTINCT date_key FROM raw_rows WHERE rowid BETWEEN ? AND ?
          """, arguments: [load[0] as Int64, load[1] as Int64])
    }
  }

  /// Remembers what this build was made from.
  public func finish(_ db: Database) throws {
    try db.execute(sql: "DELETE FROM meta_moved")
    try db.execute(sql: "DELETE FROM meta_built")
    try db.execute(sql: "INSERT INTO meta_built SELECT load_id, retracted FROM raw_loads")
    try db.execute(
      sql: "INSERT OR REPLACE INTO meta_state VALUES ('shape', ?)", arguments: [shape])
    if isPartial {
      try db.execute(
        sql: "INSERT OR IGNORE INTO meta_untested SELECT date_key FROM \(Self.days)")
    } else {
      try UntestedDays.addAll(db)
    }
    for name in ["built_rates", "built_keys", "changed_days"] {
      try db.execute(sql: "DROP TABLE IF EXISTS temp.\(name)")
    }
  }
}
