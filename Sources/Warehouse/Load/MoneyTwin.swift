import GRDB

/// Two loads that share no key and hold the same money all the same: a campaign renamed in between, an
/// account under two labels, a copy of another platform's costs.
///
/// Most of the days that both have got the same clicks for the same spend, which parts of one report, or
/// reports of different accounts, seldom do.
public struct MoneyTwin: Sendable {
  public let path, otherPath: String
  /// Days that both have, and those of them that are equal.
  public let days, equalDays: Int

  /// Fewer equal days may be chance.
  private static let fewest = 2

  private struct Load {
    let id: Int64
    let path, file, platform, currency: String
    let first, last: Int
  }

  /// The twins of the loads after one, among rows that count; the later load first.
  public static func all(after last: Int64, _ db: Database) throws -> [MoneyTwin] {
    let loads = try Row.fetchAll(
      db,
      sql: """
        SELECT load_id, path, \(LoadKey.fileHash), platform, currency, first_date_key, last_date_key
        FROM raw_loads WHERE retracted = 0 AND first_date_key IS NOT NULL ORDER BY load_id
        """
    ).map {
      Load(
        id: $0[0], path: $0[1], file: $0[2], platform: $0[3], currency: $0[4], first: $0[5],
        last: $0[6])
    }
    var known: [Int64: [Int: DayMoney]] = [:]
    func read(_ load: Load) throws -> [Int: DayMoney] {
      if let days = known[load.id] { return days }
      let read = try Self.read(load.id, db)
      known[load.id] = read
      return read
    }
    var twins: [MoneyTwin] = []
    for later in loads where later.id > last {
      for earlier in loads where earlier.id < later.id {
        guard earlier.file != later.file, earlier.first <= later.last, later.first <= earlier.last,
          earlier.currency == later.currency || earlier.currency.isEmpty || later.currency.isEmpty
        else { continue }
        let (shared, equal) = DayMoney.shared(try read(later), try read(earlier))
        guard equal >= fewest, equal * 2 >= shared else { continue }
        twins.append(
          MoneyTwin(
            path: later.path, otherPath: earlier.path, days: shared, equalDays: equal))
      }
    }
    return twins
  }

  private static func read(_ load: Int64, _ db: Database) throws -> [Int: DayMoney] {
    // Summed here: SQLite would sort the rows for it.
    var sums: [Int64: (clicks: Int64, cost: Int64)] = [:]
    try IntegerScan.each(
      db,
      """
      SELECT r.date_key, r.clicks_micros, r.cost_micros
      FROM raw_loads l CROSS JOIN raw_rows r ON r.rowid BETWEEN l.first_rowid AND l.last_rowid
      WHERE l.load_id = \(load) AND r.is_repeat = 0 AND r.superseded_by IS NULL
        AND r.period_end_key IS NULL AND r.date_key > 0
      """
    ) { row in
      guard let day = row[0] else { return }
      sums[day, default: (0, 0)].clicks &+= row[1] ?? 0
      sums[day, default: (0, 0)].cost &+= row[2] ?? 0
    }
    return Dictionary(
      uniqueKeysWithValues: sums.map { (Int($0), DayMoney(clicks: $1.clicks, cost: $1.cost)) })
  }
}
