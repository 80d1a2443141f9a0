import Metrics
import Warehouse

/// What a campaign or a keyword earned over the days of evidence, and on which side of break-even and
/// of target it stands beyond noise.
public struct ReturnReading: Sendable {
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    case campaign, keyword

    var breakdown: SegmentReading.Breakdown { self == .campaign ? .campaign : .keyword }
  }

  /// What a return on ad spend is tested against.
  enum Reference: String {
    case breakEven = "break-even"
    case bar
  }

  /// A first form of the labels, from average returns; marginal ones are not known here.
  public enum Verdict: Sendable {
    /// Earns less than it costs, beyond noise.
    case cut
    /// Conversions per click fell beyond noise, while it does not lose money beyond noise.
    case fix(SegmentReading)
    /// Earns more than the bar, beyond noise.
    case scale
    /// Earns more than it costs beyond noise, and not more than the bar.
    case hold
    case watch(Reason)

    public enum Reason: Sendable {
      /// Too few conversions, or under two days.
      case tooFew
      /// Break-even lies within noise.
      case closeToBreakEven
    }
  }

  public let kind: Kind
  public let key: Int64
  public let name: String
  /// Everything it did in the days of evidence.
  public let tally: Tally
  /// The comparable days before; empty without that much history.
  public let before: Tally
  public let spend: MetricValue
  public let profit: MetricValue
  public let roas: MetricValue
  /// 95 % interval of ROAS, days as clusters.
  public let interval: ClosedRange<Double>?
  /// ROAS at which a unit of spend comes back: 1 over the gross margin.
  public let breakEven: Double
  /// The target of ROAS, or without one the ROAS of everything; nil where that is not known.
  public let bar: Double?
  /// Conversions that its spend would have brought at break-even; nil where nothing is known of the
  /// value of one.
  public let dueConversions: Double?
  /// Ratios under this many conversions are withheld.
  public let leastConversions: Int64
  /// By test id; empty where nothing can be tested.
  fileprivate(set) var pValues: [String: Double] = [:]

  public var conversions: Int64 { tally.total(.conversions) / 1_000_000 }
  /// Its ratio may be shown.
  public var isEnough: Bool { conversions >= leastConversions && interval != nil }
  /// It may be judged: few conversions where many were due say something too.
  var isTestable: Bool {
    isEnough || (dueConversions ?? 0) >= Double(leastConversions) && roas.value != nil
  }

  func testID(_ reference: Reference) -> String {
    "return|\(kind.rawValue)|\(key)|\(reference.rawValue)"
  }
}

extension Market {
  /// ROAS at which a unit of spend comes back.
  public var breakEven: Double { margin > 0 ? 1e6 / Double(margin) : 1 }

  /// Every campaign or keyword with rows in the days of evidence, largest spend first.
  public func returns(
    _ kind: ReturnReading.Kind, _ calendar: ReportCalendar
  ) -> [ReturnReading] {
    let days = calendar.evidenceDays
    let (table, grouping, _) = source(kind.breakdown)
    let daily = table.daily(days, by: grouping)
    let earlier = ReportPeriod(days).earlier(1)
    let before = earlier.lowerBound >= firstDay ? table.tallies(earlier, by: grouping) : [:]
    let all = tally(days)
    let bar = bar(calendar)
    let breakEven = breakEven
    let orderValue = value(.orderValue, all).value?.double
    return members(kind.breakdown, days).map { key, name, tally in
      let estimate = RatioEstimate(days: totals(.roas, days, daily[key] ?? [:]))
      let due = orderValue.flatMap { value in
        value > 0 ? Double(tally.total(.cost)) / 1e6 * breakEven / value : nil
      }
      var reading = ReturnReading(
        kind: kind, key: key, name: name, tally: tally, before: before[key] ?? Tally(),
        spend: value(.spend, tally), profit: value(.profit, tally), roas: value(.roas, tally),
        interval: estimate?.interval(), breakEven: breakEven, bar: bar, dueConversions: due,
        leastConversions: thresholds.minimumConversions)
      guard reading.isTestable else { return reading }
      if let estimate, estimate.ratio > 0 {
        reading.pValues[reading.testID(.breakEven)] = estimate.pValue(against: breakEven)
        if let bar { reading.pValues[reading.testID(.bar)] = estimate.pValue(against: bar) }
      } else if let due {
        // Not one sale on any day has no spread to judge by; so many were due (Poisson).
        reading.pValues[reading.testID(.breakEven)] = RealMath.exponential(-due)
      }
      return reading
    }
  }
}
