import Diagnostics
import Metrics
import Warehouse

extension Market {
  /// What belongs to some channels: nothing of the others is left in it. Targets are those of the
  /// channel where it is one; shop sales are of everything, and so of no slice.
  /// - Parameter keys: of `dim_channel`.
  /// - Returns: nil when no row counts.
  public func only(channels keys: Set<Int64>) -> Market? {
    let own = channels.filter { keys.contains($0.key) }
    let targets = targets.filter { target in
      target.dimension == "channel"
        && own.values.contains { $0.utf8.elementsEqual(target.member.utf8) }
    }
    return slice(
      campaigns: campaigns.only(channels: keys), devices: devices.only(channels: keys),
      locations: locations.only(channels: keys), keywords: keywords.only(channels: keys),
      channels: own, targets: targets + (own.count == 1 ? targets.map(\.ofEverything) : []))
  }

  /// What belongs to some campaigns, summed anew from the facts: nothing of the others is left in it.
  /// Targets are of everything or of whole channels, and so of no campaign.
  /// - Parameter keys: of `dim_campaign`.
  /// - Returns: nil when no row counts.
  public func only(
    campaigns keys: Set<Int64>, _ warehouse: SQLiteWarehouse
  ) throws(Diagnostic) -> Market? {
    let marts = try MartSet.read(warehouse, campaigns: keys)
    return slice(
      campaigns: marts.campaigns.until(lastDay), devices: marts.devices.until(lastDay),
      locations: marts.locations.until(lastDay), keywords: marts.keywords.until(lastDay),
      channels: marts.channels, targets: [])
  }

  /// What was known of days up to one: nothing later is left in it. The same where the day lies before
  /// all of it.
  public func until(_ day: CalendarDay) -> Market {
    guard firstDay <= day, day < lastDay else { return self }
    return slice(
      campaigns: campaigns.until(day), devices: devices.until(day),
      locations: locations.until(day), keywords: keywords.until(day), channels: channels,
      targets: targets, sales: sales.filter { $0.day <= day }) ?? self
  }

  private func slice(
    campaigns: MartTable, devices: MartTable, locations: MartTable, keywords: MartTable,
    channels: [Int64: String], targets: [Target], sales: [ShopDay] = []
  ) -> Market? {
    guard let first = devices.entries.first?.day, let last = devices.entries.last?.day else {
      return nil
    }
    var slice = Market(
      campaigns: campaigns, devices: devices, locations: locations, keywords: keywords,
      channels: channels, currency: currency, firstDay: first, lastDay: last, targets: targets,
      events: events, sales: sales, margin: margin)
    slice.thresholds = thresholds
    return slice
  }
}

extension Target {
  /// The same goal, for all there is.
  fileprivate var ofEverything: Target {
    Target(metric: metric, from: from, to: to, value: value, dimension: "", member: "")
  }
}
