import GRDB

/// Two loads of one account whose days overlap and whose rows are broken down differently.
public struct GrainClash: Sendable {
  public let path: String
  public let grain: String
  public let otherPath: String
  public let otherGrain: String

  /// The first clash among loads that stand, the later load first; nil when there is none.
  public static func first(_ db: Database) throws -> GrainClash? {
    try Row.fetchOne(
      db,
      sql: """
        WITH sources AS (
          SELECT l.load_id, l.path, l.grain, l.platform, r.source_member,
            min(r.date_key) AS first_key, max(coalesce(r.period_end_key, r.date_key)) AS last_key
          -- A cross join keeps this order: each load's own rows, and none where no platform is asked for.
          FROM raw_loads l CROSS JOIN raw_rows r ON r.rowid BETWEEN l.first_rowid AND l.last_rowid
          WHERE l.retracted = 0
            AND l.platform IN (
              SELECT platform FROM raw_loads WHERE retracted = 0
              GROUP BY platform HAVING count(DISTINCT grain) > 1)
          GROUP BY l.load_id, r.source_member
        )
        SELECT a.path, a.grain, b.path, b.grain FROM sources a JOIN sources b
          ON a.platform = b.platform AND a.source_member = b.source_member
          AND a.grain <> b.grain AND a.load_id > b.load_id
          AND a.first_key <= b.last_key AND b.first_key <= a.last_key
        ORDER BY a.load_id, b.load_id LIMIT 1
        """
    ).map {
      GrainClash(path: $0[0], grain: $0[1], otherPath: $0[2], otherGrain: $0[3])
    }
  }
}
