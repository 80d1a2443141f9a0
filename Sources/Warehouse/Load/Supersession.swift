import GRDB
import Metrics

/// Decides which export supplies each grain key, and takes stock of the money.
///
/// Of all exports of a platform that hold a key, the newest supplies all its rows: the later last
/// day, then the later load; of one path always the later load, for it took the other's place, with all
/// the days that it covers. Exports
/// split by week or campaign share no key and simply add up. Loads of one file, each of a currency,
/// stand beside each other.
public enum Supersession {
  /// Rows of one load that another replaces.
  public struct Replacement: Sendable {
    public let path, byPath: String
    public let rows: Int
    /// The load that is replaced is the later one.
    public let isOfLater: Bool
    /// Both cover the same days.
    public let isOfSameDays: Bool
    /// The last day of the load that counts.
    public let lastDay: CalendarDay?
    /// What the rows hold, in millionths; a measure that none of them has is absent.
    public let amounts: [Measure: Int64]
    /// The measures with an amount that the load that counts has no column for.
    public let lost: [Measure]
  }

  /// What loads after one replace, and are replaced in.
  public static func replacements(after load: Int64, _ db: Database) throws -> [Replacement] {
    let sums = Measure.allCases.map { "sum(r.\($0.column))" }
    return try Row.fetchAll(
      db,
      sql: """
        SELECT l.path, w.path, count(*), l.load_id > w.load_id,
          l.first_date_key IS w.first_date_key AND l.last_date_key IS w.last_date_key,
          w.last_date_key, w.load_id, \(sums.joined(separator: ", "))
        FROM raw_rows r
        JOIN raw_loads l ON l.load_id = r.load_id JOIN raw_loads w ON w.load_id = r.superseded_by
        WHERE r.superseded_by IS NOT NULL AND l.path <> w.path
          AND (r.load_id > ?1 OR r.superseded_by > ?1)
        GROUP BY l.load_id, w.load_id ORDER BY l.load_id, w.load_id
        """, arguments: [load]
    ).map { row in
      var amounts: [Measure: Int64] = [:]
      for (index, measure) in Measure.allCases.enumerated() {
        amounts[measure] = row[7 + index] as Int64?
      }
      // The trail of a load names what it has columns for.
      let measures = try String.fetchSet(
        db, sql: "SELECT measure FROM raw_trail WHERE load_id = ?", arguments: [row[6] as Int64])
      return Replacement(
        path: row[0], byPath: row[1], rows: row[2], isOfLater: row[3], isOfSameDays: row[4],
        lastDay: (row[5] as Int?).flatMap { CalendarDay(key: $0) }, amounts: amounts,
        lost: Measure.allCases.filter { amounts[$0] ?? 0 != 0 && !measures.contains($0.id) })
    }
  }

  public static func settle(_ db: Database) throws {
    try db.execute(sql: "DROP TABLE IF EXISTS temp.load_rank")
    try db.execute(
      sql: """
        CREATE TEMP TABLE load_rank AS
        SELECT load_id, platform, currency, path, file, coalesce(first_date_key, 0) AS first_date_key,
          coalesce(last_date_key, 99991231) AS last_date_key, first_rowid, last_rowid,
          dense_rank() OVER (ORDER BY reach, file) AS rank
        FROM (
          SELECT *, max(coalesce(last_date_key, 0)) OVER (PARTITION BY path ORDER BY file) AS reach
          FROM (
            SELECT *, min(load_id) OVER (PARTITION BY \(LoadKey.fileHash)) AS file
            FROM raw_loads WHERE retracted = 0
          )
        )
        """)
    // What is in another currency is other money; what names none may be in any.
    let platforms = try Row.fetchAll(
      db,
      sql: """
        SELECT DISTINCT a.platform, max(a.currency, b.currency) FROM load_rank a JOIN load_rank b
          ON a.platform = b.platform AND a.load_id < b.load_id
          AND a.first_date_key <= b.last_date_key AND b.first_date_key <= a.last_date_key
          AND (a.currency = b.currency OR a.currency = '' OR b.currency = '')
        ORDER BY 1, 2
        """)
    var touched = try replaced(db)
    try db.execute(
      sql: "UPDATE raw_rows SET superseded_by = NULL WHERE superseded_by IS NOT NULL")
    for pair in platforms {
      let (platform, currency): (String, String) = (pair[0], pair[1])
      try db.execute(sql: "DROP TABLE IF EXISTS temp.winner")
      try db.execute(
        sql: "CREATE TEMP TABLE winner (grain_key INTEGER PRIMARY KEY, rank INTEGER NOT NULL)")
      try db.execute(
        sql: """
          INSERT INTO winner
          SELECT r.grain_key, max(k.rank) FROM raw_rows r JOIN load_rank k USING (load_id)
          WHERE k.platform = ? AND k.currency IN (?, '') AND r.is_repeat = 0
          GROUP BY r.grain_key HAVING min(k.rank) < max(k.rank)
          """, arguments: [platform, currency])
      try db.execute(
        sql: """
          UPDATE raw_rows SET superseded_by = (
            SELECT n.load_id FROM winner w JOIN load_rank n ON n.rank = w.rank
            WHERE w.grain_key = raw_rows.grain_key)
          WHERE is_repeat = 0
            AND load_id IN (
              SELECT load_id FROM load_rank WHERE platform = ?1 AND currency IN (?2, ''))
            AND EXISTS (
              SELECT 1 FROM winner w JOIN load_rank mine ON mine.load_id = raw_rows.load_id
              WHERE w.grain_key = raw_rows.grain_key AND mine.rank < w.rank)
          """, arguments: [platform, currency])
    }
    try db.execute(sql: "DROP TABLE IF EXISTS temp.winner")
    try replacePaths(db)
    touched.formUnion(try replaced(db))
    try takeStock(db, touched)
    try db.execute(sql: "DROP TABLE IF EXISTS temp.load_rank")
  }

  /// The later content of a path takes the place of the earlier on all days that it covers: a row that
  /// was corrected away stays there under no other key.
  private static func replacePaths(_ db: Database) throws {
    let pairs = try Row.fetchAll(
      db,
      sql: """
        SELECT n.load_id, n.first_date_key, n.last_date_key, o.load_id
        FROM load_rank n JOIN load_rank o ON o.path = n.path AND o.file < n.file
          AND o.first_date_key <= n.last_date_key AND n.first_date_key <= o.last_date_key
          AND (o.currency = n.currency OR o.currency = '' OR n.currency = '')
        WHERE n.first_date_key > 0
        ORDER BY n.load_id DESC, o.load_id
        """)
    for pair in pairs {
      try db.execute(
        sql: """
          UPDATE raw_rows SET superseded_by = ?1
          WHERE rowid BETWEEN (SELECT first_rowid FROM load_rank WHERE load_id = ?4)
              AND (SELECT last_rowid FROM load_rank WHERE load_id = ?4)
            AND is_repeat = 0 AND superseded_by IS NULL
            AND date_key >= ?2 AND coalesce(period_end_key, date_key) <= ?3
            AND source_member IN (
              SELECT source_member FROM raw_rows
              WHERE rowid BETWEEN (SELECT first_rowid FROM load_rank WHERE load_id = ?1)
                AND (SELECT last_rowid FROM load_rank WHERE load_id = ?1))
          """,
        arguments: [
          pair[0] as Int64, pair[1] as Int, pair[2] as Int, pair[3] as Int64,
        ])
    }
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
