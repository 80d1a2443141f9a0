import Metrics
import Warehouse

/// All readings of one period, and which of them are more than noise.
///
/// Three Benjamini–Hochberg families for the whole pack, each at 5 %. *Changes*: is this period unlike
/// those before, of the series and of every segment together; with pure noise all of these are
/// null, so that at most 5 % of packs speak of a change. *Levels*: who differs from the rest or from
/// target. *Returns*: who earns more or less than break-even, which most do for certain. Levels truly
/// differ in any business, and returns from break-even more so: in one family with them every true
/// difference would lower the bar for those that are none.
public struct Findings: Sendable {
  public let market: Market
  public let calendar: ReportCalendar
  public let funnel: Funnel
  /// Rates by metric id: for how many weeks all together have been out of range, where there are several.
  public let runs: [String: Int]
  /// By metric id.
  public let series: [String: SeriesReading]
  /// ROAS of segments against the rest; empty where several channels are compared instead. What no
  /// page shows is no test of the family.
  public let standouts: [SegmentReading.Breakdown: [SegmentReading]]
  /// Funnel rates of segments: against their own four periods before, or, with a shorter history,
  /// against all other segments.
  public let segments: [SegmentReading]
  public let segmentsCompareTime: Bool
  public let campaigns: [CampaignReading]
  /// Conversions per click of each campaign against its own four periods before; empty with a shorter
  /// history.
  public let campaignShifts: [SegmentReading]
  /// Location by device over the days of evidence.
  public let cross: CrossTable
  /// What can be judged of it, against target or the ROAS of everything.
  public let cells: [CrossTable.Key: CellReading]
  /// What each campaign and keyword earned over the days of evidence, largest spend first.
  public let returns: [ReturnReading.Kind: [ReturnReading]]
  /// How much of the reported days is known yet.
  public let maturity: Maturity
  public let split: (split: ProfitSplit, reference: Comparison.Reference)?
  /// Test id → adjusted p; absent when it was not tested.
  public let adjusted: [String: Double]

  /// What the account lives by where no export reports revenue; nil where profit is that.
  public let results: Results?

  public static let kpis: [Metric] = [.spend, .revenue, .profit, .roas, .cac]

  /// What page 1 is made of.
  public var kpis: [Metric] {
    results.map { [.spend, $0.count, $0.cost, $0.rate, .clicks] } ?? Self.kpis
  }

  public init(
    _ market: Market, _ calendar: ReportCalendar, cross: CrossTable, maturity: Maturity = .settled
  ) {
    self.maturity = maturity
    self.market = market
    self.cross = cross
    self.calendar = calendar
    let funnel = market.funnel
    self.funnel = funnel
    results = market.results
    let tiles = results.map { [$0.count, $0.cost, $0.rate, .clicks] } ?? []
    let measures = Self.kpis + funnel.counts + funnel.rates + tiles
    var series: [String: SeriesReading] = [:]
    let shop: [Metric] = market.sales.isEmpty ? [] : [.blended, .claimed]
    for metric in measures + shop {
      series[metric.id] = market.series(metric, calendar, maturity)
    }
    self.series = series
    var runs: [String: Int] = [:]
    for rate in funnel.rates where calendar.period.unit == .week {
      let run = series[rate.id]?.outsideRun ?? 0
      if run > 1, calendar.before(run: run).count < calendar.before.count { runs[rate.id] = run }
    }
    self.runs = runs
    var standouts: [SegmentReading.Breakdown: [SegmentReading]] = [:]
    let hasOneChannel =
      market.devices.tallies(calendar.days, by: .channel).count { $0.key != 0 } <= 1
    for breakdown in [SegmentReading.Breakdown.device, .location, .keyword] where hasOneChannel {
      standouts[breakdown] = market.standouts([.roas], breakdown, calendar.evidenceDays)
    }
    self.standouts = standouts
    segmentsCompareTime = calendar.fourBefore != nil && !calendar.isPartial
    var segments: [SegmentReading] = []
    for breakdown in [SegmentReading.Breakdown.device, .channel, .location] {
      segments +=
        segmentsCompareTime
        ? market.shifts(funnel.rates, breakdown, calendar, maturity, runs: runs)
        : market.standouts(funnel.rates, breakdown, calendar.evidenceDays)
    }
    self.segments = segments
    campaigns = market.campaignReadings(calendar)
    campaignShifts =
      segmentsCompareTime
      ? market.shifts([.conversionRate], .campaign, calendar, maturity, runs: runs)
      : []
    var returns: [ReturnReading.Kind: [ReturnReading]] = [:]
    for kind in ReturnReading.Kind.allCases { returns[kind] = market.returns(kind, calendar) }
    self.returns = returns
    cells = market.cells(cross, calendar)
    split = market.profitSplit(calendar, maturity)

    var changes: [String: Double] = [:]
    var levels: [String: Double] = [:]
    var breakEven: [String: Double] = [:]
    for metric in measures where metric.good != nil {
      changes[metric.id] = series[metric.id]?.chart?.pValue
    }
    for reading in campaignShifts { changes[reading.testID] = reading.pValue }
    for reading in segments {
      if segmentsCompareTime {
        changes[reading.testID] = reading.pValue
      } else {
        levels[reading.testID] = reading.pValue
      }
    }
    for reading in standouts.values.joined() { levels[reading.testID] = reading.pValue }
    for cell in cells.values { levels[cell.testID] = cell.pValue }
    for reading in returns.values.joined() {
      levels[reading.testID(.bar)] = reading.pValues[reading.testID(.bar)]
      breakEven[reading.testID(.breakEven)] = reading.pValues[reading.testID(.breakEven)]
    }
    let rate = market.thresholds.falseDiscovery
    adjusted = [changes, levels, breakEven].reduce(into: [:]) { adjusted, family in
      adjusted.merge(Self.adjusted(family, rate)) { first, _ in first }
    }
  }

  /// Test id → p adjusted within its family.
  private static func adjusted(
    _ family: [String: Double], _ rate: Double
  ) -> [String: Double] {
    let tests = family.sorted { $0.key < $1.key }
    var adjusted: [String: Double] = [:]
    if let result = FalseDiscovery(tests.map(\.value), rate: rate) {
      for (test, value) in zip(tests, result.adjusted) { adjusted[test.key] = value }
    }
    return adjusted
  }

  private var thresholds: Thresholds { market.thresholds }

  public func reading(_ metric: Metric) -> SeriesReading? { series[metric.id] }

  /// Whether late reports will change one of some metrics notably.
  public func isLate(_ metrics: [Metric]) -> Bool {
    metrics.contains { series[$0.id]?.expected != nil }
  }

  /// The reported period lies outside the series' normal range, be it by chance.
  public func isOutside(_ metric: Metric) -> Bool { series[metric.id]?.chart?.isOutside ?? false }

  /// It lies outside, and survives the family.
  public func isSignal(_ metric: Metric) -> Bool { isOutside(metric) && isFound(metric.id) }

  private func isFound(_ id: String) -> Bool {
    adjusted[id].map { $0 <= thresholds.falseDiscovery } ?? false
  }

  /// The segment differs, and survives the family.
  public func differs(_ reading: SegmentReading) -> Bool { isFound(reading.testID) }

  /// A device in a location is off the bar, and survives the family.
  public func differs(_ cell: CellReading) -> Bool { isFound(cell.testID) }

  /// It differs, and by enough for a colour.
  public func isNotable(_ reading: SegmentReading) -> Bool {
    differs(reading) && abs(reading.change ?? 0) > thresholds.notableRate
  }

  /// A signal that is large enough for a headline: far enough off the mean of its range.
  public func isMaterial(_ metric: Metric) -> Bool {
    guard isSignal(metric), let chart = series[metric.id]?.chart, let tested = chart.tested
    else { return false }
    return abs(tested - chart.mean) >= thresholds.material * abs(chart.mean)
  }

  /// What the evidence says of a campaign or a keyword.
  public func verdict(_ reading: ReturnReading) -> ReturnReading.Verdict {
    guard reading.isTestable, let roas = reading.roas.value?.double else { return .watch(.tooFew) }
    if roas < reading.breakEven, isFound(reading.testID(.breakEven)) { return .cut }
    guard reading.isEnough else { return .watch(.tooFew) }
    if reading.kind == .campaign,
      let shift = campaignShifts.first(where: { $0.key == reading.key }), isNotable(shift),
      (shift.change ?? 0) < 0
    {
      return .fix(shift)
    }
    if let bar = reading.bar, roas > max(bar, reading.breakEven), isFound(reading.testID(.bar)) {
      return .scale
    }
    if roas > reading.breakEven, isFound(reading.testID(.breakEven)) { return .hold }
    return .watch(.closeToBreakEven)
  }
}
