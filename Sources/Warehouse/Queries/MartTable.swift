import GRDB
import Metrics

/// A daily mart in memory, ordered by day, so that any period is one slice of it.
public struct MartTable: Sendable {
  /// Which mart: the dimension beside day and channel.
  public enum Breakdown: String, Sendable, Hashable, CaseIterable {
    case campaign, device, location, keyword
  }

  public struct Entry: Sendable {
    public let day: CalendarDay
    // Beside the day, where it takes no space: there are a million of these.
    public let mask: PresenceMask
    public let channel: Int64
    public let member: Int64
    public let rows: Int64
    public let sums: Amounts
  }

  public let breakdown: Breakdown
  public let entries: [Entry]
  /// Member key → name.
  public let names: [Int64: String]

  /// - Parameter campaigns: their keys; nil for all.
  public static func read(
    _ breakdown: Breakdown, _ db: Database, campaigns: Set<Int64>? = nil
  ) throws -> MartTable {
    let key = "\(breakdown.rawValue)_key"
    let name = breakdown == .keyword ? "keyword_text" : "\(breakdown.rawValue)_name"
    let columns = Measure.allCases.map(\.column).joined(separator: ", ")
    let mart = "mart_daily_\(breakdown.rawValue)"
    var entries: [Entry] = []
    // Growing would copy them all again and again, and hold them twice.
    if campaigns == nil {
      entries.reserveCapacity(try Int.fetchOne(db, sql: "SELECT count(*) FROM \(mart)") ?? 0)
    }
    let source = CampaignFacts.source(
      mart, keys: ["date_key", "channel_key", key], campaigns: campaigns)
    try IntegerScan.each(
      db,
      """
      SELECT date_key, channel_key, \(key), presence_mask, row_count, \(columns)
      FROM \(source) ORDER BY 1, 2, 3, 4
      """
    ) { row in
      guard let day = row[0].flatMap({ CalendarDay(key: Int($0)) }) else { return }
      var amounts = Amounts()
      for measure in Measure.allCases { amounts[measure] = row[5 + measure.rawValue] ?? 0 }
      entries.append(
        Entry(
          day: day, mask: PresenceMask(rawValue: UInt8(row[3] ?? 0)), channel: row[1] ?? 0,
          member: row[2] ?? 0, rows: row[4] ?? 0, sums: amounts))
    }
    var names: [Int64: String] = [:]
    for row in try Row.fetchAll(
      db, sql: "SELECT \(key), \(name) FROM dim_\(breakdown.rawValue)")
    {
      names[row[0]] = row[1]
    }
    let table = MartTable(breakdown: breakdown, entries: entries, names: names)
    return campaigns == nil ? table : table.only { _ in true }
  }

  /// What belongs to some channels, and the names of nothing else.
  public func only(channels: Set<Int64>) -> MartTable {
    only { channels.contains($0.channel) }
  }

  /// What had come about by the end of a day.
  public func until(_ day: CalendarDay) -> MartTable {
    guard let last = entries.last, last.day > day else { return self }
    return MartTable(
      breakdown: breakdown, entries: entries.filter { $0.day <= day }, names: names)
  }

  private func only(_ isWanted: (Entry) -> Bool) -> MartTable {
    let own = entries.filter(isWanted)
    let members = Set(own.map(\.member))
    return MartTable(
      breakdown: breakdown, entries: own, names: names.filter { members.contains($0.key) })
  }

  /// The entries of a period, both days included.
  public func entries(_ days: ClosedRange<CalendarDay>) -> ArraySlice<Entry> {
    func bound(_ day: CalendarDay) -> Int {
      var low = 0
      var high = entries.count
      while low < high {
        let middle = (low + high) / 2
        if entries[middle].day < day { low = middle + 1 } else { high = middle }
      }
      return low
    }
    return entries[bound(days.lowerBound)..<bound(days.upperBound + 1)]
  }

  /// Which key of an entry tells segments apart.
  public enum Grouping: Sendable {
    case member, channel

    fileprivate func key(_ entry: Entry) -> Int64 {
      switch self {
      case .member: entry.member
      case .channel: entry.channel
      }
    }
  }

  /// Sums of a period, of everything or of one channel.
  public func tally(_ days: ClosedRange<CalendarDay>, channel: Int64? = nil) -> Tally {
    var tally = Tally()
    for entry in entries(days) where channel == nil || entry.channel == channel {
      tally.add(mask: entry.mask, rows: entry.rows, sums: entry.sums)
    }
    return tally
  }

  /// One tally a segment.
  public func tallies(
    _ days: ClosedRange<CalendarDay>, by grouping: Grouping = .member
  ) -> [Int64: Tally] {
    var result: [Int64: Tally] = [:]
    for entry in entries(days) {
      result[grouping.key(entry), default: Tally()].add(
        mask: entry.mask, rows: entry.rows, sums: entry.sums)
    }
    return result
  }

  /// One tally a segment over several spans of days.
  public func tallies(
    of spans: [ClosedRange<CalendarDay>], by grouping: Grouping = .member
  ) -> [Int64: Tally] {
    var result: [Int64: Tally] = [:]
    for days in spans {
      for (key, tally) in tallies(days, by: grouping) { result[key, default: Tally()] += tally }
    }
    return result
  }

  /// One tally a day of the period that has rows.
  public func daily(_ days: ClosedRange<CalendarDay>) -> [CalendarDay: Tally] {
    var result: [CalendarDay: Tally] = [:]
    for entry in entries(days) {
      result[entry.day, default: Tally()].add(
        mask: entry.mask, rows: entry.rows, sums: entry.sums)
    }
    return result
  }

  /// One tally a segment and day, in one pass.
  public func daily(
    _ days: ClosedRange<CalendarDay>, by grouping: Grouping
  ) -> [Int64: [CalendarDay: Tally]] {
    var result: [Int64: [CalendarDay: Tally]] = [:]
    for entry in entries(days) {
      result[grouping.key(entry), default: [:]][entry.day, default: Tally()].add(
        mask: entry.mask, rows: entry.rows, sums: entry.sums)
    }
    return result
  }
}
