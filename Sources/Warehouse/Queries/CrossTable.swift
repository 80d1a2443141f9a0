import Diagnostics
import GRDB
import Metrics

/// Device by location over some days, each day by itself: what a heat map shows, and what it is judged by.
public struct CrossTable: Sendable {
  public struct Key: Sendable, Hashable {
    public let device: Int64
    public let location: Int64

    public init(device: Int64, location: Int64) {
      self.device = device
      self.location = location
    }
  }

  /// Key 0 is the unknown member.
  public let daily: [Key: [CalendarDay: Tally]]
  /// Over all days.
  public let tallies: [Key: Tally]

  private init(daily: [Key: [CalendarDay: Tally]]) {
    self.daily = daily
    tallies = daily.mapValues { $0.values.reduce(into: Tally()) { $0 += $1 } }
  }

  /// Both days included; a slice of the mart by its primary key.
  public static func read(
    _ days: ClosedRange<CalendarDay>, of slice: MartSlice = MartSlice(),
    _ warehouse: SQLiteWarehouse
  ) throws(Diagnostic) -> CrossTable {
    let sums = Measure.allCases.map { "sum(\($0.column))" }.joined(separator: ", ")
    let source = CampaignFacts.source(
      "mart_daily_segment", keys: ["date_key", "channel_key", "device_key", "location_key"],
      campaigns: slice.campaigns)
    return try warehouse.reading { db in
      var daily: [Key: [CalendarDay: Tally]] = [:]
      let rows = try Row.fetchCursor(
        db,
        sql: """
          SELECT channel_key, device_key, location_key, presence_mask,
            sum(row_count), date_key, \(sums)
          FROM \(source) WHERE date_key BETWEEN ? AND ?
          GROUP BY channel_key, device_key, location_key, presence_mask, date_key
          """, arguments: [days.lowerBound.key, days.upperBound.key])
      while let row = try rows.next() {
        guard let day = CalendarDay(key: row[5]) else { continue }
        if let channels = slice.channels, !channels.contains(row[0]) { continue }
        var amounts = Amounts()
        for measure in Measure.allCases { amounts[measure] = row[6 + measure.rawValue] }
        daily[Key(device: row[1], location: row[2]), default: [:]][day, default: Tally()].add(
          mask: PresenceMask(rawValue: UInt8(row[3] as Int)), rows: row[4], sums: amounts)
      }
      return CrossTable(daily: daily)
    }
  }
}
