import Diagnostics
import GRDB

/// Two loads that share no key and hold the same money all the same: a campaign renamed in between, an
/// account under two labels, a copy of another platform's costs, a table of several platforms beside an
/// export of one of them.
///
/// Most of the days that both have got the same clicks for the same spend, or most of the weeks and months of
/// one as the days of the other, which parts of one report, or reports of different accounts, seldom do.
public struct MoneyTwin: Sendable {
  let loadID, otherLoadID: Int64
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
    var known: [Int64: Holdings] = [:]
    func read(_ load: Load) throws -> Holdings {
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
            loadID: later.id, otherLoadID: earlier.id, path: later.path, otherPath: earlier.path,
            days: days, equalDays: equal, channel: name,
            isOfPeriods: isOfPeriods))
      }
    }
    return twins
  }

  /// Keeps what is said of it, so that every run says it again while both loads stand.
  public func keep(_ said: Diagnostic, _ db: Database) throws {
    try db.execute(
      sql: "INSERT OR REPLACE INTO raw_twins VALUES (?, ?, ?, ?)",
      arguments: [loadID, otherLoadID, said.message, said.hint ?? ""])
  }

  /// What the rows of a load that count hold of each day, and of the first to the last day of those that
  /// cover more than one.
  private struct Money {
    var days: [Int: DayMoney] = [:]
    var periods: [ClosedRange<Int>: DayMoney] = [:]

    mutating func add(_ amount: DayMoney, of span: ClosedRange<Int>) {
      if span.count == 1 {
        days[span.lowerBound, default: .nothing].add(amount)
      } else {
        periods[span, default: .nothing].add(amount)
      }
    }
  }

  private struct Holdings {
    var all = Money()
    /// By the member of the channel.
    var byChannel: [Int64: Money] = [:]
  }

  private struct Key: Hashable {
    let channel: Int64
    let days: ClosedRange<Int>
  }

  private typealias Equal = (days: Int, equal: Int, channel: Int64?, isOfPeriods: Bool)

  /// In all that they hold, else in one channel.
  private static func equal(_ one: Holdings, _ other: Holdings) -> Equal? {
    if let all = equal(one.all, other.all, in: nil) { return all }
    for (channel, mine) in one.byChannel.sorted(by: { $0.key < $1.key }) {
      guard let theirs = other.byChannel[channel] else { continue }
      if let found = equal(mine, theirs, in: channel) { return found }
    }
    return nil
  }

  /// By days, else by what one of them sums.
  private static func equal(_ one: Money, _ other: Money, in channel: Int64?) -> Equal? {
    let (days, equalDays) = DayMoney.shared(one.days, other.days)
    if equalDays >= fewest, equalDays * 2 >= days { return (days, equalDays, channel, false) }
    for (periods, days) in [(one.periods, other.days), (other.periods, one.days)] {
      let (whole, equal) = DayMoney.shared(periods, days: days)
      if equal > 0, equal * 2 >= whole { return (whole, equal, channel, true) }
    }
    return nil
  }

  private static func read(_ load: Int64, _ db: Database) throws -> Holdings {
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
    var money = Holdings()
    for (key, amount) in sums {
      money.all.add(amount, of: key.days)
      money.byChannel[key.channel, default: Money()].add(amount, of: key.days)
    }
    return money
  }
}
