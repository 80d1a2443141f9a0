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
    _ days: ClosedRange<CalendarDay>, _ warehouse: SQLiteWarehouse
  ) throws(Diagnostic) -> CrossTable {
    let sums = Measure.allCases.map { "sum(\($0.column))" }.joined(separator: ", ")
    return try warehouse.reading { db in
      var tallies: [Key: Tally] = [:]
      for row in try Row.fetchAll(
        db,
        sql: """
          SELECT device_key, location_key, presence_mask, sum(row_count), \(sums)
          FROM mart_daily_segment WHERE date_key BETWEEN ? AND ? GROUP BY 1, 2, 3
          """, arguments: [days.lowerBound.key, days.upperBound.key])
      {
        var amounts = Amounts()
        for measure in Measure.allCases { amounts[measure] = row[4 + measure.rawValue] }
        tallies[Key(device: row[0], location: row[1]), default: Tally()].add(
          mask: PresenceMask(rawValue: UInt8(row[2] as Int)), rows: row[3], sums: amounts)
      }
      return CrossTable(tallies: tallies)
    }
  }
}
