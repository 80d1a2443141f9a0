import Analysis
import Diagnostics
import Metrics
import Warehouse

/// `broadsheet metrics`: any metric by any dimension at any grain, straight from the facts.
public struct MetricsQuery: Sendable {
  public enum Grain: String, Sendable, CaseIterable {
    case day, week, month, total
  }

  public var metrics: [Metric]
  public var dimensions: [Dimension]
  public var grain: Grain?
  public var from: CalendarDay?
  public var to: CalendarDay?
  public var filters: [(dimension: Dimension, value: String)]

  public init(
    metrics: [Metric], dimensions: [Dimension], grain: Grain?, from: CalendarDay?,
    to: CalendarDay?, filters: [(dimension: Dimension, value: String)]
  ) {
    self.metrics = metrics
    self.dimensions = dimensions
    self.grain = grain
    self.from = from
    self.to = to
    self.filters = filters
  }

  /// One row of the answer, totally ordered by its members and period.
  public struct Row: Sendable {
    public let members: [String]
    public let period: String?
    public let values: [MetricValue]
  }

  public func run(_ session: Session) throws(Diagnostic) -> [Row] {
    if let asOf = session.world.asOf, to.map({ asOf < $0 }) ?? true {
      var earlier = self
      earlier.to = asOf
      return try earlier.answer(session)
    }
    return try answer(session)
  }

  private func answer(_ session: Session) throws(Diagnostic) -> [Row] {
    let byDay = grain != nil && grain != .total
    let query = FactQuery(
      dimensions: dimensions, byDay: byDay, from: from, to: to, filters: filters)
    let groups = try session.warehouse.reading { try query.run($0) }
    try sayWhatIsUnknown(session)
    try sayWhatIsLeftOut(session, query)
    var tallies: [Key: Tally] = [:]
    for group in groups {
      let key = Key(members: group.members, period: group.day.map(period))
      tallies[key, default: Tally()] += group.tally
    }
    if dimensions.isEmpty, tallies.isEmpty { tallies[Key(members: [], period: nil)] = Tally() }
    let shop = needsShop ? try shopTallies(session) : [:]
    let margin = session.configuration.margin
    return tallies.sorted { $0.key < $1.key }.map { key, tally in
      var context = MetricContext(margin: margin)
      // Shop sales are of everything, and so of no slice.
      if dimensions.isEmpty, filters.isEmpty { context.shop = shop[key.period] }
      return Row(
        members: key.members, period: grain == .total ? "total" : key.period,
        values: metrics.map { $0.value(of: tally, context) })
    }
  }

  /// A filter that no name fits answers nothing; a misspelt one should not do so in silence.
  private func sayWhatIsUnknown(_ session: Session) throws(Diagnostic) {
    for (dimension, value) in filters {
      let names = try session.warehouse.reading { try FactQuery.names(dimension, $0) }
      guard !names.contains(where: { $0.utf8.elementsEqual(value.utf8) }) else { continue }
      let near =
        names.first { $0.lowercased() == value.lowercased() }
        ?? EditDistance.nearest(to: value, among: names.filter { !$0.isEmpty }, within: 3)
      session.warn(
        .warning(
          .usage, "no \(dimension.rawValue) is called «\(Printable.text(value, limit: 60))»",
          hint: near.map { "did you mean «\(Printable.text($0, limit: 60))»?" }
            ?? "`--by \(dimension.rawValue)` lists them"))
    }
  }

  /// Rows that cover a period belong to no day or week, and to no range that they reach beyond; their spend is
  /// said, not lost in silence.
  private func sayWhatIsLeftOut(_ session: Session, _ query: FactQuery) throws(Diagnostic) {
    let (rows, sum) = try session.warehouse.reading { try query.leftOut($0) }
    guard rows > 0 else { return }
    let spend = Rational(micros: sum).decimal(2)
    let (one, several) =
      query.byDay
      ? ("covers a period, not a day, and is", "cover periods, not days, and are")
      : (
        "covers a period that reaches beyond the days, or none, and is",
        "cover periods that reach beyond the days, or none, and are"
      )
    session.warn(
      .warning(
        .periodRows,
        rows == 1
          ? "1 row with \(spend) of spend \(one) left out"
          : "\(rows) rows with \(spend) of spend \(several) left out",
        hint: query.byDay
          ? "ask with `--grain total` to count them"
          : "ask for days that hold whole periods to count them"))
  }

  private struct Key: Hashable, Comparable {
    let members: [String]
    let period: String?

    static func == (left: Key, right: Key) -> Bool {
      left.members.isSame(as: right.members) && left.period == right.period
    }

    func hash(into hasher: inout Hasher) {
      for member in members {
        for byte in member.utf8 { hasher.combine(byte) }
        hasher.combine(UInt8(0xFF))
      }
      hasher.combine(period)
    }

    static func < (left: Key, right: Key) -> Bool {
      for (a, b) in zip(left.members, right.members) where !a.utf8.elementsEqual(b.utf8) {
        return Array(a.utf8).lexicographicallyPrecedes(Array(b.utf8))
      }
      return (left.period ?? "") < (right.period ?? "")
    }
  }

  private func period(_ day: CalendarDay) -> String {
    switch grain {
    case .day, .total, nil: day.description
    case .week: ISOWeek(of: day).description
    case .month: String(day.description.prefix(7))
    }
  }

  private var needsShop: Bool {
    metrics.contains {
      switch $0.formula {
      case .shopRevenue, .shareOfShopRevenue: true
      case .total, .difference, .ratio: false
      }
    }
  }

  /// Shop revenue by period beside the sums of just those days.
  private func shopTallies(_ session: Session) throws(Diagnostic)
    -> [String?: (revenue: Int64, tally: Tally)]
  {
    let daily = FactQuery(dimensions: [], byDay: true, from: from, to: to, filters: filters)
    let groups = try session.warehouse.reading { try daily.run($0) }
    let sales = Dictionary(
      session.companions.sales.map { ($0.day, $0.revenue) }, uniquingKeysWith: { $0 + $1 })
    var result: [String?: (revenue: Int64, tally: Tally)] = [:]
    for group in groups {
      guard let day = group.day, let revenue = sales[day] else { continue }
      let key: String? = grain == nil || grain == .total ? nil : period(day)
      result[key, default: (0, Tally())].revenue += revenue
      result[key, default: (0, Tally())].tally += group.tally
    }
    return result
  }

  /// Column names of the machine-readable forms.
  public var columns: [String] {
    dimensions.map(\.rawValue) + (grain == nil ? [] : ["period"])
      + metrics.flatMap { [$0.id, "\($0.id)_rows", "\($0.id)_missing"] }
  }

  /// Cells of one row: money exact with two places at least, ratios to twelve significant digits,
  /// missing as an empty cell.
  public func cells(_ row: Row) -> [String] {
    row.members + (grain == nil ? [] : [row.period ?? "total"])
      + zip(metrics, row.values).flatMap { metric, value in
        [Self.number(metric, value), String(value.rowsUsed), String(value.rowsMissing)]
      }
  }

  static func number(_ metric: Metric, _ value: MetricValue) -> String {
    guard let number = value.value else { return "" }
    switch metric.formula {
    case .total(let measure):
      let micros = number.scaled(decimals: 6)
      if measure.isMoney { return number.decimal(micros % 10_000 == 0 ? 2 : 6) }
      return micros % 1_000_000 == 0 ? number.decimal(0) : number.decimal(6)
    case .difference:
      return number.decimal(number.scaled(decimals: 6) % 10_000 == 0 ? 2 : 6)
    case .ratio, .shopRevenue, .shareOfShopRevenue:
      // Twelve significant digits, however small the ratio.
      var decimals = 12
      var scaled = number.magnitude.scaled(decimals: decimals)
      while scaled != 0, scaled < 100_000_000_000, decimals < 24 {
        decimals += 1
        scaled = number.magnitude.scaled(decimals: decimals)
      }
      return number.decimal(decimals)
    }
  }
}
