import Diagnostics
import GRDB
import Metrics

/// Device by location over some days: what a heat map shows.
public struct CrossTable: Sendable {
  public struct Key: Sendable, Hashable {
    public let device: Int64
    public let location: Int64
  }

  /// Key 0 is the unknown member.
  public let tallies: [Key: Tally]

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
      var tallies: [Key: Tally] = [:]
      for row in try Row.fetchAll(
        db,
        sql: """
          SELECT channel_key, device_key, location_key, presence_mask,
            sum(row_count), \(sums)
          FROM \(source) WHERE date_key BETWEEN ? AND ? GROUP BY 1, 2, 3, 4
          """, arguments: [days.lowerBound.key, days.upperBound.key])
      {
        if let channels = slice.channels, !channels.contains(row[0]) { continue }
        var amounts = Amounts()
        for measure in Measure.allCases { amounts[measure] = row[5 + measure.rawValue] }
        tallies[Key(device: row[1], location: row[2]), default: Tally()].add(
          mask: PresenceMask(rawValue: UInt8(row[3] as Int)), rows: row[4], sums: amounts)
      }
      return CrossTable(tallies: tallies)
    }
  }
}
