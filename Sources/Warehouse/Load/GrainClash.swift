import GRDB

/// Two loads of one account that hold the same money twice: rows broken down differently, over
/// periods that overlap, or with the name of the account and without.
public struct GrainClash: Sendable {
  public let path: String
  public let grain: String
  public let otherPath: String
  public let otherGrain: String
  public let kind: Kind

  public enum Kind: Sendable {
    /// Of one account broken down differently.
    case breakdown
    /// Of one account, where one field is fed by columns of different meaning.
    case column
    /// Of one account over periods that overlap.
    case period
    /// The same campaigns with the name of their account and without.
    case account
  }

  /// What stands in a load's grain when its rows cover more than a day.
  public static let period = "period"

  /// The first clash among loads that stand, the later load first; nil when there is none.
  /// - Parameter last: the newest load that was there before: pairs of older ones were compared.
  public static func first(after last: Int64, _ db: Database) throws -> GrainClash? {
    try byBreakdown(db) ?? byPeriod(db) ?? byAccount(after: last, db)
  }

  private static func byBreakdown(_ db: Database) throws -> GrainClash? {
    try fillGrains(db)
    defer { try? db.execute(sql: "DROP TABLE IF EXISTS temp.load_grain") }
    return try Row.fetchOne(
      db,
      sql: """
        WITH sources AS (
          SELECT l.load_id, l.path, l.platform, g.plain, g.words, r.source_member,
            min(r.date_key) AS first_key,
            max(CASE r.date_key WHEN 0 THEN 99991231 ELSE coalesce(r.period_end_key, r.date_key) END)
              AS last_key
          -- A cross join keeps this order: each load's own rows, and none where no platform is asked for.
          FROM raw_loads l JOIN load_grain g USING (load_id)
          CROSS JOIN raw_rows r ON r.rowid BETWEEN l.first_rowid AND l.last_rowid
          WHERE l.retracted = 0
            AND l.platform IN (
              SELECT platform FROM raw_loads JOIN load_grain USING (load_id) WHERE retracted = 0
              GROUP BY platform
              HAVING count(DISTINCT coalesce(words, plain)) > 1
                OR min(first_date_key IS NULL) <> max(first_date_key IS NULL))
          GROUP BY l.load_id, r.source_member
        )
        SELECT a.path, coalesce(a.words, a.plain), b.path, coalesce(b.words, b.plain),
          a.plain = b.plain, a.first_key = 0, b.first_key = 0
        FROM sources a JOIN sources b
          ON a.platform = b.platform AND a.source_member = b.source_member
          AND (
            CASE
              WHEN a.words IS NULL OR b.words IS NULL THEN a.plain <> b.plain
              ELSE a.words <> b.words
            END
            -- "All time" beside days.
            OR (a.first_key = 0) <> (b.first_key = 0))
          -- Of one path the later content takes the place of the earlier.
          AND a.load_id > b.load_id AND a.path <> b.path
          AND a.first_key <= b.last_key AND b.first_key <= a.last_key
        ORDER BY a.load_id, b.load_id LIMIT 1
        """
    ).map {
      let (grain, other): (String, String) = ($0[1], $0[3])
      let (isUndated, isOtherUndated): (Bool, Bool) = ($0[5], $0[6])
      // Only where one of the two has days.
      let differs = isUndated != isOtherUndated
      let isOfPeriods = differs || [grain, other].contains { $0.contains(period) }
      return GrainClash(
        path: $0[0], grain: differs && isUndated ? "no day" : grain, otherPath: $0[2],
        otherGrain: differs && isOtherUndated ? "no day" : other,
        kind: isOfPeriods ? .period : $0[4] ? .column : .breakdown)
    }
  }

  /// What each load that stands is broken down by: by its fields, and by its columns where known.
  private static func fillGrains(_ db: Database) throws {
    try db.execute(
      sql: """
        DROP TABLE IF EXISTS temp.load_grain;
        CREATE TEMP TABLE load_grain (load_id INTEGER PRIMARY KEY, plain TEXT NOT NULL, words TEXT);
        """)
    var columns: [Int64: [String: String]] = [:]
    for row in try Row.fetchAll(db, sql: "SELECT load_id, field, header FROM raw_columns") {
      columns[row[0], default: [:]][row[1]] = row[2]
    }
    let loads = try Row.fetchAll(
      db, sql: "SELECT load_id, grain FROM raw_loads WHERE retracted = 0")
    for load in loads {
      let (id, grain): (Int64, String) = (load[0], load[1])
      try db.execute(
        sql: "INSERT INTO load_grain VALUES (?, ?, ?)",
        arguments: [id, grain, GrainWords.of(grain, columns: columns[id] ?? [:])])
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
        JOIN raw_loads l ON l.load_id = a.load_id
        JOIN raw_loads m ON m.load_id = b.load_id AND m.path <> l.path
        ORDER BY a.load_id, b.load_id, a.first_key, b.first_key LIMIT 1
        """
    ).map {
      GrainClash(
        path: $0[0], grain: "\($0[1] as Int) to \($0[2] as Int)", otherPath: $0[3],
        otherGrain: "\($0[4] as Int) to \($0[5] as Int)", kind: .period)
    }
  }

  /// An export with a column of accounts and one without share no key. They hold the same money when
  /// most campaigns and days that both have got the same clicks for the same spend.
  private static func byAccount(after last: Int64, _ db: Database) throws -> GrainClash? {
    let pairs = try Row.fetchAll(
      db,
      sql: """
        SELECT DISTINCT a.load_id, b.load_id
        FROM raw_member_names na
        JOIN raw_members ma ON ma.member_id = na.member_id AND ma.account <> ''
        JOIN raw_loads a ON a.load_id = na.load_id AND a.retracted = 0
        JOIN raw_member_names nb ON nb.name = na.name
          AND nb.first_date_key <= na.last_date_key AND na.first_date_key <= nb.last_date_key
        JOIN raw_members mb ON mb.member_id = nb.member_id AND mb.account = ''
          AND mb.platform = ma.platform
        JOIN raw_loads b ON b.load_id = nb.load_id AND b.retracted = 0
        WHERE max(a.load_id, b.load_id) > ? AND a.path <> b.path
        ORDER BY 1, 2
        """, arguments: [last])
    var known: [Int64: [CampaignDay: DayMoney]] = [:]
    for pair in pairs {
      let (named, bare): (Int64, Int64) = (pair[0], pair[1])
      for load in [named, bare] where known[load] == nil {
        known[load] = try campaignDays(load, db)
      }
      let (days, equal) = DayMoney.shared(known[named] ?? [:], known[bare] ?? [:])
      guard equal * 2 > days else { continue }
      let later = max(named, bare)
      let paths = try [later, min(named, bare)].map {
        try String.fetchOne(
          db, sql: "SELECT path FROM raw_loads WHERE load_id = ?", arguments: [$0])
      }
      return GrainClash(
        path: paths[0] ?? "", grain: later == named ? "account" : "",
        otherPath: paths[1] ?? "", otherGrain: later == named ? "" : "account", kind: .account)
    }
    return nil
  }

  private struct CampaignDay: Hashable {
    let name: String
    let dateKey: Int
    let periodEndKey: Int?
  }

  private static func campaignDays(
    _ load: Int64, _ db: Database
  ) throws -> [CampaignDay: DayMoney] {
    var days: [CampaignDay: DayMoney] = [:]
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT n.name, r.date_key, r.period_end_key, sum(r.clicks_micros), sum(r.cost_micros)
        FROM raw_loads l CROSS JOIN raw_rows r ON r.rowid BETWEEN l.first_rowid AND l.last_rowid
        JOIN raw_member_names n ON n.load_id = r.load_id AND n.member_id = r.campaign_member
        WHERE l.load_id = ? AND r.is_repeat = 0
        GROUP BY 1, 2, 3
        """, arguments: [load])
    while let row = try rows.next() {
      days[CampaignDay(name: row[0], dateKey: row[1], periodEndKey: row[2])] =
        DayMoney(clicks: row[3], cost: row[4])
    }
    return days
  }
}
