import Diagnostics
import GRDB

/// All marts the pages read, in one go.
public struct MartSet: Sendable {
  public let campaigns, devices, locations, keywords: MartTable
  /// Channel key → name.
  public let channels: [Int64: String]

  /// - Parameter campaigns: their keys; nil for all. Of some, names of nothing else are read.
  public static func read(
    _ warehouse: SQLiteWarehouse, campaigns: Set<Int64>? = nil
  ) throws(Diagnostic) -> MartSet {
    try warehouse.reading { db in
      var channels: [Int64: String] = [:]
      for row in try Row.fetchAll(db, sql: "SELECT channel_key, channel_name FROM dim_channel") {
        channels[row[0]] = row[1]
      }
      func table(_ breakdown: MartTable.Breakdown) throws -> MartTable {
        try MartTable.read(breakdown, db, campaigns: campaigns)
      }
      let devices = try table(.device)
      if campaigns != nil {
        let own = Set(devices.entries.map(\.channel))
        channels = channels.filter { own.contains($0.key) }
      }
      return MartSet(
        campaigns: try table(.campaign), devices: devices, locations: try table(.location),
        keywords: try table(.keyword), channels: channels)
    }
  }
}
