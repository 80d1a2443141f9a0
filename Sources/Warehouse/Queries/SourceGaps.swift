import Diagnostics
import GRDB
import Metrics

/// Days of a period that platform accounts lack, which had rows in each of the four weeks before it, or
/// of those that the data reaches back to.
public struct SourceGaps: Sendable, Hashable {
  public struct Gap: Sendable, Hashable {
    /// The platform, with its account where it has one.
    public let source: String
    public let days: Int
    /// Spend of the same weekdays in those weeks, a week's mean, in millionths.
    public let expected: Int64
  }

  /// The largest first.
  public let gaps: [Gap]
  /// What of the period's spend is likely to be missing; 0 without a gap.
  public let share: Double

  /// - Parameter slice: whose rows are asked for.
  public static func read(
    _ days: ClosedRange<CalendarDay>, of slice: MartSlice = MartSlice(),
    _ warehouse: SQLiteWarehouse
  ) throws(Diagnostic) -> SourceGaps {
    let first = days.lowerBound - 28
    // The mart does not tell channels apart, so that a slice of some is left alone.
    if slice.channels != nil { return SourceGaps(gaps: [], share: 0) }
    let source = CampaignFacts.source(
      "mart_daily_source", keys: ["date_key", "source_key"], campaigns: slice.campaigns)
    let (rows, names) = try warehouse.reading { db in
      let rows = try Row.fetchAll(
        db,
        sql: """
          SELECT source_key, date_key, sum(cost_micros) FROM \(source)
          WHERE date_key BETWEEN ? AND ? GROUP BY 1, 2
          """, arguments: [first.key, days.upperBound.key])
      let names = try Row.fetchAll(
        db, sql: "SELECT source_key, platform_name, account FROM dim_source"
      )
      .reduce(into: [Int64: String]()) { names, row in
        let account: String = row[2]
        names[row[0]] = (row[1] as String) + (account.isEmpty ? "" : " (\(account))")
      }
      return (rows, names)
    }
    var spend: [Int64: [CalendarDay: Int64]] = [:]
    for row in rows {
      guard let day = CalendarDay(key: row[1]) else { continue }
      spend[row[0], default: [:]][day] = row[2]
    }
    func day(_ week: Int, _ weekday: Int) -> CalendarDay { first + (week * 7 + weekday) }
    func has(_ byDay: [CalendarDay: Int64], _ week: Int) -> Bool {
      (0..<7).contains { byDay[day(week, $0)] != nil }
    }
    let weeks = (0..<4).filter { week in spend.values.contains { has($0, week) } }
    var gaps: [Gap] = []
    var found: Int64 = 0
    for (key, byDay) in spend {
      found += byDay.filter { days.contains($0.key) }.values.reduce(0, +)
      let isActive = !weeks.isEmpty && weeks.allSatisfy { has(byDay, $0) }
      let span = Int(days.upperBound - days.lowerBound)
      let lacking: [Int] = (0...span).filter { byDay[days.lowerBound + $0] == nil }
      if !isActive || lacking.isEmpty { continue }
      var expected: Int64 = 0
      for place in lacking {
        for week in weeks { expected += (byDay[day(week, place % 7)] ?? 0) / Int64(weeks.count) }
      }
      gaps.append(Gap(source: names[key] ?? "", days: lacking.count, expected: expected))
    }
    gaps.sort { ($1.expected, $0.source) < ($0.expected, $1.source) }
    let expected = gaps.reduce(Int64(0)) { $0 + max(0, $1.expected) }
    return SourceGaps(
      gaps: gaps, share: expected > 0 ? Double(expected) / Double(expected + max(0, found)) : 0)
  }
}
