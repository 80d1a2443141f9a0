import Metrics

/// All readings of one week, and which of them are more than noise.
///
/// One Benjamini–Hochberg family for the whole pack: series signals and segments together, so that
/// a pack of pure noise colours something in at most 5 % of weeks.
public struct Findings: Sendable {
  public let market: Market
  public let calendar: ReportCalendar
  /// By metric id.
  public let series: [String: SeriesReading]
  /// ROAS of segments against the rest.
  public let standouts: [SegmentReading.Breakdown: [SegmentReading]]
  /// Funnel rates of segments: against their own four weeks before, or, with a shorter history,
  /// against all other segments.
  public let segments: [SegmentReading]
  public let segmentsCompareWeeks: Bool
  public let campaigns: [CampaignReading]
  public let split: (split: ProfitSplit, reference: Comparison.Reference)?
  /// Test id → adjusted p; absent when it was not tested.
  public let adjusted: [String: Double]
  public let falseDiscoveryRate = 0.05
  /// How many tests the family holds.
  public let tests: Int

  public static let kpis: [Metric] = [.spend, .revenue, .profit, .roas, .cac]
  public static let counts: [Metric] = [.impressions, .clicks, .leads, .conversions]
  public static let rates: [Metric] = [.clickThrough, .leadRate, .purchaseRate]

  public init(_ market: Market, _ calendar: ReportCalendar) {
    self.market = market
    self.calendar = calendar
    var series: [String: SeriesReading] = [:]
    for metric in Self.kpis + Self.counts + Self.rates {
      series[metric.id] = market.series(metric, calendar)
    }
    self.series = series
    var standouts: [SegmentReading.Breakdown: [SegmentReading]] = [:]
    for breakdown in [SegmentReading.Breakdown.device, .location, .keyword] {
      standouts[breakdown] = market.standouts([.roas], breakdown, calendar.evidenceDays)
    }
    self.standouts = standouts
    segmentsCompareWeeks = calendar.fourWeeks != nil && !calendar.isPartial
    var segments: [SegmentReading] = []
    for breakdown in [SegmentReading.Breakdown.device, .channel, .location] {
      segments +=
        segmentsCompareWeeks
        ? market.shifts(Self.rates, breakdown, calendar)
        : market.standouts(Self.rates, breakdown, calendar.evidenceDays)
    }
    self.segments = segments
    campaigns = market.campaignReadings(calendar)
    split = market.profitSplit(calendar)

    var family: [(id: String, p: Double)] = []
    for metric in Self.kpis + Self.counts + Self.rates where metric.good != nil {
      if let p = series[metric.id]?.chart?.pValue { family.append((metric.id, p)) }
    }
    for breakdown in SegmentReading.Breakdown.allCases {
      for reading in standouts[breakdown] ?? [] {
        if let p = reading.pValue { family.append((reading.testID, p)) }
      }
    }
    for reading in segments {
      if let p = reading.pValue { family.append((reading.testID, p)) }
    }
    var adjusted: [String: Double] = [:]
    if let result = FalseDiscovery(family.map(\.p), rate: falseDiscoveryRate) {
      for (test, value) in zip(family, result.adjusted) { adjusted[test.id] = value }
    }
    self.adjusted = adjusted
    tests = family.count
  }

  public func reading(_ metric: Metric) -> SeriesReading? { series[metric.id] }

  /// The report week lies outside the series' normal range, and survives the family.
  public func isSignal(_ metric: Metric) -> Bool {
    guard let chart = series[metric.id]?.chart, chart.isOutside else { return false }
    return adjusted[metric.id].map { $0 <= falseDiscoveryRate } ?? false
  }

  /// The segment differs, and survives the family.
  public func differs(_ reading: SegmentReading) -> Bool {
    adjusted[reading.testID].map { $0 <= falseDiscoveryRate } ?? false
  }
}
