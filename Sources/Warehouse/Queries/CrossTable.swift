import Diagnostics
import GRDB
import Metrics

/// Location by device over some days, each day by itself: what a heat map shows, and what it is judged by.
/// Where the exports lack one of the two, the channel stands in its place.
public struct CrossTable: Sendable {
  public enum Axis: String, Sendable, Hashable { case location, device, channel }

  public struct Key: Sendable, Hashable {
    public let row: Int64
    public let column: Int64

    public init(row: Int64, column: Int64) {
      self.row = row
      self.column = column
    }
  }

  public let rows: Axis
  public let columns: Axis
  /// Key 0 is the unknown member.
  public let daily: [Key: [CalendarDay: Tally]]
  /// Over all days.
  public let tallies: [Key: Tally]

  private init(_ rows: Axis, _ columns: Axis, daily: [Key: [CalendarDay: Tally]]) {
    (self.rows, self.columns) = (rows, columns)
    self.daily = daily
    tallies = daily.mapValues { $0.values.reduce(into: Tally()) { $0 += $1 } }
  }

  /// Both days included; a slice of the mart by its primary key.
  public static func read(
    _ days: ClosedRange<CalendarDay>, of slice: MartSlice = MartSlice(),
    _ warehouse: SQLiteWarehouse
  ) throws(Diagnostic) -> CrossTable {
    let table = try read(days, .location, .device, of: slice, warehouse)
    // Alone, the unknown member is no breakdown.
    let hasRows = table.tallies.keys.contains { $0.row != 0 }
    let hasColumns = table.tallies.keys.contains { $0.column != 0 }
    if hasColumns, !hasRows { return try read(days, .channel, .device, of: slice, warehouse) }
    if hasRows, !hasColumns { return try read(days, .location, .channel, of: slice, warehouse) }
    return table
  }

  private static func read(
    _ days: ClosedRange<CalendarDay>, _ rows: Axis, _ columns: Axis, of slice: MartSlice,
    _ warehouse: SQLiteWarehouse
  ) throws(Diagnostic) -> CrossTable {
    let sums = Measure.allCases.map { "sum(\($0.column))" }.joined(separator: ", ")
    let source = CampaignFacts.source(
      "mart_daily_segment", keys: ["date_key", "channel_key", "device_key", "location_key"],
      campaigns: slice.campaigns)
    let keys = "channel_key, \(columns.rawValue)_key, \(rows.rawValue)_key"
    return try warehouse.reading { db in
      var daily: [Key: [CalendarDay: Tally]] = [:]
      let cursor = try Row.fetchCursor(
        db,
        sql: """
          SELECT \(keys), presence_mask, sum(row_count), date_key, \(sums)
          FROM \(source) WHERE date_key BETWEEN ? AND ?
          GROUP BY \(keys), presence_mask, date_key
          """, arguments: [days.lowerBound.key, days.upperBound.key])
      while let row = try cursor.next() {
        guard let day = CalendarDay(key: row[5]) else { continue }
        if let channels = slice.channels, !channels.contains(row[0]) { continue }
        var amounts = Amounts()
        for measure in Measure.allCases { amounts[measure] = row[6 + measure.rawValue] }
        daily[Key(row: row[2], column: row[1]), default: [:]][day, default: Tally()].add(
          mask: PresenceMask(rawValue: UInt8(row[3] as Int)), rows: row[4], sums: amounts)
      }
      return CrossTable(rows, columns, daily: daily)
    }
  }
}
