import GRDB
import Metrics

/// Decides which export supplies each grain key, and takes stock of the money.
///
/// Of all exports of a platform that hold a key, the newest supplies all its rows: the later last
/// day, then the later load. Exports split by week or campaign share no key and simply add up.
public enum Supersession {
  public static func settle(_ db: Database) throws {
    try db.execute(sql: "DROP TABLE IF EXISTS temp.load_rank")
    try db.execute(
      sql: """
        CREATE TEMP TABLE load_rank AS
        SELECT load_id, platform, coalesce(first_date_key, 0) AS first_date_key,
          coalesce(last_date_key, 99991231) AS last_date_key, first_rowid, last_rowid,
          row_number() OVER (ORDER BY last_date_key, load_id) AS rank
        FROM raw_loads WHERE retracted = 0
        """)
    let platforms = try String.fetchAll(
      db,
      sql: """
        SELECT DISTINCT a.platform FROM load_rank a JOIN load_rank b
          ON a.platform = b.platform AND a.load_id < b.load_id
          AND a.first_date_key <= b.last_date_key AND b.first_date_key <= a.last_date_key
        ORDER BY 1
        """)
    var touched = try replaced(db)
    try db.execute(
      sql: "UPDATE raw_rows SET superseded_by = NULL WHERE superseded_by IS NOT NULL")
    for platform in platforms {
      try db.execute(sql: "DROP TABLE IF EXISTS temp.winner")
      try db.execute(
        sql: "CREATE TEMP TABLE winner (grain_key INTEGER PRIMARY KEY, rank INTEGER NOT NULL)")
      try db.execute(
        sql: """
          INSERT INTO winner
          SELECT r.grain_key, max(k.rank) FROM raw_rows r JOIN load_rank k USING (load_id)
          WHERE k.platform = ? AND r.is_repeat = 0
          GROUP BY r.grain_key HAVING min(k.rank) < max(k.rank)
          """, arguments: [platform])
      try db.execute(
        sql: """
          UPDATE raw_rows SET superseded_by = (
            SELECT n.load_id FROM winner w JOIN load_rank n ON n.rank = w.rank
            WHERE w.grain_key = raw_rows.grain_key)
          WHERE is_repeat = 0
            AND load_id IN (SELECT load_id FROM load_rank WHERE platform = ?)
            AND EXISTS (
              SELECT 1 FROM winner w JOIN load_rank mine ON mine.load_id = raw_rows.load_id
              WHERE w.grain_key = raw_rows.grain_key AND mine.rank < w.rank)
          """, arguments: [platform])
    }
    try db.execute(sql: "DROP TABLE IF EXISTS temp.winner")
    touched.formUnion(try replaced(db))
    try takeStock(db, touched)
    try db.execute(sql: "DROP TABLE IF EXISTS temp.load_rank")
  }

  /// Loads with rows that another replaces.
  private static func replaced(_ db: Database) throws -> Set<Int64> {
    try Int64.fetchSet(
      db, sql: "SELECT DISTINCT load_id FROM raw_rows WHERE superseded_by IS NOT NULL")
  }

  /// Sums what the rows of some loads became, and of loads that were not counted yet, from the rows
  /// themselves: the reader's own sums stand against them in the money trail.
  private static func takeStock(_ db: Database, _ touched: Set<Int64>) throws {
    let counts = "superseded_by IS NULL AND is_repeat = 0 AND ?1 = 0"
    let sums =
      Measure.allCases.map { measure in
        let column = measure.column
        return """
          coalesce(sum(CASE WHEN \(counts) THEN \(column) END), 0),
          coalesce(sum(CASE WHEN NOT (\(counts)) THEN \(column) END), 0),
          coalesce(sum(\(counts) AND \(column) IS NULL), 0)
          """
      } + ["coalesce(sum(\(counts)), 0)"]
    let loads = try Row.fetchAll(
      db,
      sql: """
        SELECT load_id, first_rowid, last_rowid, retracted, rows_loaded FROM raw_loads
        ORDER BY load_id
        """)
    for load in loads
    where load["rows_loaded"] as Int64? == nil || touched.contains(load["load_id"]) {
      guard
        let row = try Row.fetchOne(
          db,
          sql: """
            SELECT \(sums.joined(separator: ",\n"))
            FROM raw_rows WHERE rowid BETWEEN ?2 AND ?3
            """,
          arguments: [
            load["retracted"] as Bool, load["first_rowid"] as Int64, load["last_rowid"] as Int64,
          ])
      else { continue }
      try db.execute(
        sql: "UPDATE raw_loads SET rows_loaded = ? WHERE load_id = ?",
        arguments: [row[Measure.count * 3] as Int64, load["load_id"] as Int64])
      for (index, measure) in Measure.allCases.enumerated() {
        try db.execute(
          sql: """
            UPDATE raw_trail SET loaded_micros = ?, superseded_micros = ?, rows_missing = ?
            WHERE load_id = ? AND measure = ?
            """,
          arguments: [
            row[index * 3] as Int64, row[index * 3 + 1] as Int64, row[index * 3 + 2] as Int64,
            load["load_id"] as Int64, measure.id,
          ])
      }
    }
  }
}
