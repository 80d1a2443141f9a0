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
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT load_id, path, platform, currency,
          min(load_id) OVER (PARTITION BY \(LoadKey.place)) AS file, coalesce(first_date_key, 0),
          coalesce(last_date_key, 99991231), first_rowid, last_rowid, retracted,
          rows_loaded IS NOT NULL, coalesce(last_date_key, 0)
        FROM raw_loads ORDER BY load_id
        """)
    var reaches = Reaches()
    var reach: [Int64: Int64] = [:]
    for row in rows.sorted(by: { ($0[4] as Int64, $0[0] as Int64) < ($1[4], $1[0]) })
    where !(row[9] as Bool) {
      let file: Int64 = row[4]
      reach[file] = max(reach[file] ?? 0, reaches.add(row[11], path: row[1]))
    }
    let order = reach.sorted { ($0.value, $0.key) < ($1.value, $1.key) }
    let ranks = Dictionary(
      uniqueKeysWithValues: order.enumerated().map { ($0.element.key, Int64($0.offset + 1)) })
    return rows.map { row in
      let (first, last): (Int64, Int64) = (row[5], row[6])
      return RankedLoad(
        id: row[0], path: row[1], platform: row[2], currency: row[3], file: row[4],
        days: first...max(first, last), firstRowid: row[7], lastRowid: row[8],
        rank: row[9] ? nil : ranks[row[4]], isCounted: row[10])
    }
  }

  /// How far the loads of paths reach, those before them on the same path included: a later content took
  /// their place, also where a file became a folder of files, or one of them a file (`isOfPath`).
  private struct Reaches {
    private var ofPaths: [String: Int64] = [:]
    private var below: [String: Int64] = [:]

    /// - Returns: how far a load reaches by its own last day and by those before it.
    mutating func add(_ day: Int64, path: String) -> Int64 {
      let folders = path.indices.filter { path[$0] == "/" }.map { String(path[..<$0]) }
      let reach = ([path] + folders).reduce(max(day, below[path] ?? 0)) {
        max($0, ofPaths[$1] ?? 0)
      }
      ofPaths[path] = max(ofPaths[path] ?? 0, reach)
      for folder in folders { below[folder] = max(below[folder] ?? 0, reach) }
      return reach
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
