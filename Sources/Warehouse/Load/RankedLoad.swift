import GRDB

/// A load as one of those that may hold the same keys.
struct RankedLoad {
  let id: Int64
  let path, platform, currency: String
  /// The first of the loads of the same file, of which there are several where each has a currency or it was
  /// read again.
  let file: Int64
  /// Keys of the days that it covers; all of them where it names none.
  let days: ClosedRange<Int64>
  let firstRowid, lastRowid: Int64
  /// The higher one supplies a key; nil for a load that was taken out.
  let rank: Int64?
  /// What its rows became is known.
  let isCounted: Bool

  var rows: Int64 { lastRowid - firstRowid + 1 }
  var hasDays: Bool { days.lowerBound > 0 }

  /// All loads, in the order of their numbers.
  ///
  /// The newer load is the one with the later last day, then the later one; of one path always the later.
  static func all(_ db: Database) throws -> [RankedLoad] {
    try Row.fetchAll(
      db,
      sql: """
        WITH files AS (
          SELECT *, min(load_id) OVER (PARTITION BY \(LoadKey.place)) AS file
          FROM raw_loads
        ), reaches AS (
          SELECT *,
            max(coalesce(last_date_key, 0)) OVER (PARTITION BY path, retracted ORDER BY file) AS reach
          FROM files
        )
        SELECT load_id, path, platform, currency, file, coalesce(first_date_key, 0),
          coalesce(last_date_key, 99991231), first_rowid, last_rowid,
          dense_rank() OVER (PARTITION BY retracted ORDER BY reach, file), retracted,
          rows_loaded IS NOT NULL
        FROM reaches ORDER BY load_id
        """
    ).map { row in
      let (first, last): (Int64, Int64) = (row[5], row[6])
      return RankedLoad(
        id: row[0], path: row[1], platform: row[2], currency: row[3], file: row[4],
        days: first...max(first, last), firstRowid: row[7], lastRowid: row[8],
        rank: row[10] ? nil : row[9], isCounted: row[11])
    }
  }

  /// Whether it is another content of the same path; an archive of one file that gets a second is a folder of
  /// both from then on.
  func isOfPath(of other: RankedLoad) -> Bool {
    path == other.path || path.hasPrefix("\(other.path)/") || other.path.hasPrefix("\(path)/")
  }

  /// What is in another currency is other money; what names none may be in any.
  func mayBeIn(_ other: String) -> Bool {
    currency == other || currency.isEmpty || other.isEmpty
  }
}
