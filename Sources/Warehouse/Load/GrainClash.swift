import GRDB

/// Two loads of one account that hold the same money twice: rows broken down differently, or over
/// periods that overlap.
public struct GrainClash: Sendable {
  public let path: String
  public let grain: String
  public let otherPath: String
  public let otherGrain: String
  /// It is about what rows cover, not what they are broken down by.
  public let isOfPeriods: Bool

  /// What stands in a load's grain when its rows cover more than a day.
  public static let period = "period"

  /// The first clash among loads that stand, the later load first; nil when there is none.
  public static func first(_ db: Database) throws -> GrainClash? {
    try byBreakdown(db) ?? byPeriod(db)
  }

  private static func byBreakdown(_ db: Database) throws -> GrainClash? {
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
      let (grain, other): (String, String) = ($0[1], $0[3])
      return GrainClash(
        path: $0[0], grain: grain, otherPath: $0[2], otherGrain: other,
        isOfPeriods: [grain, other].contains { $0.hasSuffix(period) })
    }
  }

  /// Equal periods replace each other; a week within a month does not.
  private static func byPeriod(_ db: Database) throws -> GrainClash? {
    try Row.fetchOne(
      db,
      sql: """
        WITH periods AS (
          SELECT l.platform, r.source_member, r.date_key AS first_key, r.period_end_key AS last_key,
            max(l.load_id) AS load_id
          FROM raw_loads l CROSS JOIN raw_rows r ON r.rowid BETWEEN l.first_rowid AND l.last_rowid
          WHERE l.retracted = 0 AND l.grain LIKE '%\(period)' AND r.period_end_key IS NOT NULL
          GROUP BY 1, 2, 3, 4
        )
        SELECT l.path, a.first_key, a.last_key, m.path, b.first_key, b.last_key
        FROM periods a JOIN periods b
          ON a.platform = b.platform AND a.source_member = b.source_member
          AND a.load_id > b.load_id AND a.first_key <= b.last_key AND b.first_key <= a.last_key
          AND (a.first_key <> b.first_key OR a.last_key <> b.last_key)
        JOIN raw_loads l ON l.load_id = a.load_id JOIN raw_loads m ON m.load_id = b.load_id
        ORDER BY a.load_id, b.load_id, a.first_key, b.first_key LIMIT 1
        """
    ).map {
      GrainClash(
        path: $0[0], grain: "\($0[1] as Int) to \($0[2] as Int)", otherPath: $0[3],
        otherGrain: "\($0[4] as Int) to \($0[5] as Int)", isOfPeriods: true)
    }
  }
}
