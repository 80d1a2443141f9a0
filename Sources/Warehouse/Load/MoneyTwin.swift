import GRDB

/// Two loads that share no key and hold the same money all the same: a campaign renamed in between, an
/// account under two labels, a copy of another platform's costs, a table of several platforms beside an
/// export of one of them.
///
/// Most of the days that both have got the same clicks for the same spend, which parts of one report, or
/// reports of different accounts, seldom do.
public struct MoneyTwin: Sendable {
  public let path, otherPath: String
  /// Days that both have, and those of them that are equal.
  public let days, equalDays: Int
  /// Where they are equal, if not in all that they hold.
  public let channel: String?

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
    var known: [Int64: Money] = [:]
    func read(_ load: Load) throws -> Money {
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
        let (one, other) = (try read(later), try read(earlier))
        guard let (days, equal, channel) = equal(one, other) else { continue }
        let name = try channel.flatMap { channel in
          try String.fetchOne(
            db, sql: "SELECT name FROM raw_members WHERE member_id = ?", arguments: [channel])
        }
        twins.append(
          MoneyTwin(
            path: later.path, otherPath: earlier.path, days: days, equalDays: equal, channel: name))
      }
    }
    return twins
  }

  /// What the rows of a load that count hold of each day.
  private struct Money {
    var all: [Int: DayMoney] = [:]
    /// By the member of the channel.
    var byChannel: [Int64: [Int: DayMoney]] = [:]
  }

  private struct Key: Hashable {
    let channel: Int64
    let day: Int
  }

  /// In all that they hold, else in one channel.
  private static func equal(
    _ one: Money, _ other: Money
  ) -> (days: Int, equal: Int, channel: Int64?)? {
    let (days, equal) = DayMoney.shared(one.all, other.all)
    if equal >= fewest, equal * 2 >= days { return (days, equal, nil) }
    for channel in one.byChannel.keys.sorted() {
      guard let mine = one.byChannel[channel], let theirs = other.byChannel[channel] else {
        continue
      }
      let (days, equal) = DayMoney.shared(mine, theirs)
      if equal >= fewest, equal * 2 >= days { return (days, equal, channel) }
    }
    return nil
  }

  private static func read(_ load: Int64, _ db: Database) throws -> Money {
    // Summed here: SQLite would sort the rows for it.
    var sums: [Key: DayMoney] = [:]
    try IntegerScan.each(
      db,
      """
      SELECT r.date_key, r.clicks_micros, r.cost_micros, r.channel_member
      FROM raw_loads l CROSS JOIN raw_rows r ON r.rowid BETWEEN l.first_rowid AND l.last_rowid
      WHERE l.load_id = \(load) AND r.is_repeat = 0 AND r.superseded_by IS NULL
        AND r.period_end_key IS NULL AND r.date_key > 0
      """
    ) { row in
      guard let day = row[0], let channel = row[3] else { return }
      sums[Key(channel: channel, day: Int(day)), default: .nothing].add(
        DayMoney(clicks: row[1], cost: row[2]))
    }
    var money = Money()
    for (key, amount) in sums {
      money.all[key.day, default: .nothing].add(amount)
      money.byChannel[key.channel, default: [:]][key.day] = amount
    }
    return money
  }
}
