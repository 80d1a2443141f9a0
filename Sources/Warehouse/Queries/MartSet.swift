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
    // The largest first, so that the last to be read is small.
    let order: [MartTable.Breakdown] = [.keyword, .campaign, .location, .device]
    let tables = try warehouse.reading(each: order) { breakdown, db in
      try MartTable.read(breakdown, db, campaigns: campaigns)
    }
    var channels = try warehouse.reading { db in
      try Row.fetchAll(db, sql: "SELECT channel_key, channel_name FROM dim_channel")
        .reduce(into: [Int64: String]()) { $0[$1[0]] = $1[1] }
    }
    if campaigns != nil {
      let own = Set(tables[3].entries.map(\.channel))
      channels = channels.filter { own.contains($0.key) }
    }
    return MartSet(
      campaigns: tables[1], devices: tables[3], locations: tables[2], keywords: tables[0],
      channels: channels)
  }
}
