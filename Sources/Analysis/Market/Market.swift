import Diagnostics
import Metrics
import Warehouse

/// Everything the pages ask: marts in memory, what the user has set beside them, and the calendar.
public struct Market: Sendable {
  public let campaigns: MartTable
  public let devices: MartTable
  public let locations: MartTable
  public let keywords: MartTable
  /// Channel key → name.
  public let channels: [Int64: String]
  /// Currency code of all money; empty when no export names one.
  public let currency: String
  public let firstDay: CalendarDay
  public let lastDay: CalendarDay
  public let targets: [Target]
  public let events: [MarketEvent]
  public let sales: [ShopDay]
  /// Gross margin on revenue, in millionths.
  public let margin: Int64
  public var thresholds = Thresholds()

  public init(
    campaigns: MartTable, devices: MartTable, locations: MartTable, keywords: MartTable,
    channels: [Int64: String], currency: String, firstDay: CalendarDay, lastDay: CalendarDay,
    targets: [Target], events: [MarketEvent], sales: [ShopDay], margin: Int64
  ) {
    self.campaigns = campaigns
    self.devices = devices
    self.locations = locations
    self.keywords = keywords
    self.channels = channels
    self.currency = currency
    self.firstDay = firstDay
    self.lastDay = lastDay
    self.targets = targets
    self.events = events
    self.sales = sales
    self.margin = margin
  }

  /// Whether all revenue is margin: nothing is said of one then.
  public var isMarginWhole: Bool { margin == 1_000_000 }

  public var style: NumberStyle { NumberStyle(currency: currency) }

  public func hasRows(_ days: ClosedRange<CalendarDay>) -> Bool { !devices.entries(days).isEmpty }

  public func table(_ breakdown: MartTable.Breakdown) -> MartTable {
    switch breakdown {
    case .campaign: campaigns
    case .device: devices
    case .location: locations
    case .keyword: keywords
    }
  }

  /// Sums of everything in a period; the device mart is the smallest that holds every row.
  public func tally(_ days: ClosedRange<CalendarDay>) -> Tally { devices.tally(days) }

  /// Sums of everything, or of one channel, in several spans of days.
  public func tally(_ spans: [ClosedRange<CalendarDay>], channel: Int64? = nil) -> Tally {
    spans.reduce(into: Tally()) { $0 += devices.tally($1, channel: channel) }
  }

  public func value(_ metric: Metric, _ tally: Tally) -> MetricValue {
    metric.value(of: tally, MetricContext(margin: margin))
  }

  /// A metric of everything in some spans of days, shop sales included.
  public func value(_ metric: Metric, _ spans: [ClosedRange<CalendarDay>]) -> MetricValue {
    var context = MetricContext(margin: margin)
    // Of days that have both: what the shop sold on a day without an export says nothing of ads.
    var shop: (revenue: Int64, tally: Tally)?
    for sale in sales where spans.contains(where: { $0.contains(sale.day) }) {
      let tally = devices.tally(sale.day...sale.day)
      guard tally.rows > 0 else { continue }
      shop = ((shop?.revenue ?? 0) + sale.revenue, shop?.tally ?? Tally())
      shop?.tally += tally
    }
    context.shop = shop
    return metric.value(of: tally(spans), context)
  }
}

/// A goal from `data/targets.csv`: a value a week for totals, the ratio itself for ratios.
public struct Target: Sendable, Hashable {
  public let metric: String
  public let from: CalendarDay
  public let to: CalendarDay
  public let value: Rational
  /// Empty for all; else `channel` and its member.
  public let dimension: String
  public let member: String

  public init(
    metric: String, from: CalendarDay, to: CalendarDay, value: Rational, dimension: String,
    member: String
  ) {
    self.metric = metric
    self.from = from
    self.to = to
    self.value = value
    self.dimension = dimension
    self.member = member
  }
}

/// Something that explains a week, from `data/events.csv` or `data/holidays.csv`.
public struct MarketEvent: Sendable, Hashable {
  public let from: CalendarDay
  public let to: CalendarDay
  public let name: String

  public init(from: CalendarDay, to: CalendarDay, name: String) {
    self.from = from
    self.to = to
    self.name = name
  }
}

/// Shop sales of one day, from `data/sales.csv`; revenue in millionths.
public struct ShopDay: Sendable, Hashable {
  public let day: CalendarDay
  public let revenue: Int64

  public init(day: CalendarDay, revenue: Int64) {
    self.day = day
    self.revenue = revenue
  }
}
