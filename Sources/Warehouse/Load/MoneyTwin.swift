import GRDB

/// Two loads that share no key and hold the same money all the same: a campaign renamed in between, an
/// account under two labels, a copy of another platform's costs, a table of several platforms beside an
/// export of one of them.
///
/// Most of the days that both have got the same clicks for the same spend, or most of the weeks and months of
/// one as the days of the other, which parts of one report, or reports of different accounts, seldom do.
public struct MoneyTwin: Sendable {
  public let path, otherPath: String
  /// Days that both have, and those of them that are equal.
  public let days, equalDays: Int
  /// Where they are equal, if not in all that they hold.
  public let channel: String?
  /// One has weeks or months whose days the other has.
  public let isOfPeriods: Bool

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
        guard let (days, equal, channel, isOfPeriods) = equal(one, other) else { continue }
        let name = try channel.flatMap { channel in
          try String.fetchOne(
            db, sql: "SELECT name FROM raw_members WHERE member_id = ?", arguments: [channel])
        }
        twins.append(
          MoneyTwin(
            path: later.path, otherPath: earlier.path, days: days, equalDays: equal, channel: name,
            isOfPeriods: isOfPeriods))
      }
    }
    return twins
  }

  /// What the rows of a load that count hold of each day.
  private struct Money {
    var all: [Int: DayMoney] = [:]
    /// By the member of the channel.
    var byChannel: [Int64: [Int: DayMoney]] = [:]
    /// The same of rows that cover more than a day, by their first and last days.
    var periods: [ClosedRange<Int>: DayMoney] = [:]
    var periodsByChannel: [Int64: [ClosedRange<Int>: DayMoney]] = [:]
  }

  private struct Key: Hashable {
    let channel: Int64
    let days: ClosedRange<Int>
  }

  private typealias Equal = (days: Int, equal: Int, channel: Int64?, isOfPeriods: Bool)

  /// In all that they hold, else in one channel; by days, else by what one of them sums.
  private static func equal(_ one: Money, _ other: Money) -> Equal? {
    func check(_ shared: (days: Int, equal: Int), _ channel: Int64?, _ isOfPeriods: Bool) -> Equal?
    {
      let least = isOfPeriods ? 1 : fewest
      return shared.equal >= least && shared.equal * 2 >= shared.days
        ? (shared.days, shared.equal, channel, isOfPeriods) : nil
    }
    if let all = check(DayMoney.shared(one.all, other.all), nil, false)
      ?? check(DayMoney.shared(one.periods, days: other.all), nil, true)
      ?? check(DayMoney.shared(other.periods, days: one.all), nil, true)
    {
      return all
    }
    for channel in Set(one.byChannel.keys).union(one.periodsByChannel.keys).sorted() {
      let (mine, theirs) = (one.byChannel[channel] ?? [:], other.byChannel[channel] ?? [:])
      let found =
        check(DayMoney.shared(mine, theirs), channel, false)
        ?? check(DayMoney.shared(one.periodsByChannel[channel] ?? [:], days: theirs), channel, true)
        ?? check(DayMoney.shared(other.periodsByChannel[channel] ?? [:], days: mine), channel, true)
      if let found { return found }
    }
    return nil
  }

  private static func read(_ load: Int64, _ db: Database) throws -> Money {
    // Summed here: SQLite would sort the rows for it.
    var sums: [Key: DayMoney] = [:]
    try IntegerScan.each(
      db,
      """
      SELECT r.date_key, r.clicks_micros, r.cost_micros, r.channel_member, r.period_end_key
      FROM raw_loads l CROSS JOIN raw_rows r ON r.rowid BETWEEN l.first_rowid AND l.last_rowid
      WHERE l.load_id = \(load) AND r.is_repeat = 0 AND r.superseded_by IS NULL
        AND r.date_key > 0
      """
    ) { row in
      guard let day = row[0], let channel = row[3] else { return }
      let days = Int(day)...Int(max(row[4] ?? day, day))
      sums[Key(channel: channel, days: days), default: .nothing].add(
        DayMoney(clicks: row[1], cost: row[2]))
    }
    var money = Money()
    for (key, amount) in sums {
      let day = key.days.lowerBound
      if key.days.count == 1 {
        money.all[day, default: .nothing].add(amount)
        money.byChannel[key.channel, default: [:]][day] = amount
      } else {
        money.periods[key.days, default: .nothing].add(amount)
        money.periodsByChannel[key.channel, default: [:]][key.days] = amount
      }
    }
    return money
  }
}
