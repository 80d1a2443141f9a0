import Diagnostics
import GRDB

/// All marts the pages read, in one go.
public struct MartSet: Sendable {
  public let campaigns, devices, locations, keywords: MartTable
  /// Channel key → name.
  public let channels: [Int64: String]

  public static func read(_ warehouse: SQLiteWarehouse) throws(Diagnostic) -> MartSet {
    try warehouse.reading { db in
      var channels: [Int64: String] = [:]
      for row in try Row.fetchAll(db, sql: "SELECT channel_key, channel_name FROM dim_channel") {
        channels[row[0]] = row[1]
      }
      return MartSet(
        campaigns: try MartTable.read(.campaign, db), devices: try MartTable.read(.device, db),
        locations: try MartTable.read(.location, db), keywords: try MartTable.read(.keyword, db),
        channels: channels)
    }
  }
}
