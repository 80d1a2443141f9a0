import Diagnostics
import Metrics
import Warehouse

extension Market {
  /// Reads the marts of a built warehouse.
  /// - Returns: nil when no row counts.
  public static func read(
    _ warehouse: SQLiteWarehouse, targets: [Target], events: [MarketEvent], sales: [ShopDay],
    margin: Int64, currency: String
  ) throws(Diagnostic) -> Market? {
    let marts = try MartSet.read(warehouse)
    let table = marts.devices
    guard let first = table.entries.first?.day, let last = table.entries.last?.day else {
      return nil
    }
    return Market(
      campaigns: marts.campaigns, devices: marts.devices, locations: marts.locations,
      keywords: marts.keywords, channels: marts.channels, currency: currency, firstDay: first,
      lastDay: last, targets: targets, events: events, sales: sales, margin: margin)
  }
}
