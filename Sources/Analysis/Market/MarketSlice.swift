import Metrics
import Warehouse

extension Market {
  /// What belongs to some channels: nothing of the others is left in it. Targets are those of the
  /// channel where it is one; shop sales are of everything, and so of no slice.
  /// - Parameter names: as the warehouse knows them.
  /// - Returns: nil when no row counts.
  public func only(channels names: Set<String>) -> Market? {
    let own = channels.filter { names.contains($0.value) }
    let keys = Set(own.keys)
    let devices = devices.only(channels: keys)
    guard let first = devices.entries.first?.day, let last = devices.entries.last?.day else {
      return nil
    }
    let targets = targets.filter { $0.dimension == "channel" && names.contains($0.member) }
    var slice = Market(
      campaigns: campaigns.only(channels: keys), devices: devices,
      locations: locations.only(channels: keys), keywords: keywords.only(channels: keys),
      channels: own, currency: currency, firstDay: first, lastDay: last,
      targets: targets + (names.count == 1 ? targets.map(\.ofEverything) : []), events: events,
      sales: [], margin: margin)
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
