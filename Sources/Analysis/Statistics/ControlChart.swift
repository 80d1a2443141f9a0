/// The normal range of a weekly series, and whether the week under test lies in it: an XmR chart.
///
/// Limits are mean ± 2.66 × mean moving range (Shewhart; D. J. Wheeler, "Understanding Variation",
/// 1993), in the unit of the series. A gap is skipped and no moving range spans it. The week under
/// test is no part of the range. Weeks are taken as independent: a trend or a season widens the
/// range or raises false alarms.
public struct ControlChart: Sendable, Hashable {
  /// Why there is no range.
  public enum Refusal: Error, Sendable, Hashable {
    /// Fewer weeks with a value than needed; how many there are.
    case tooFewWeeks(Int)
    /// Enough weeks, but too few of them neighbours; how many moving ranges there are.
    case tooFewRanges(Int)
    /// A value is not a finite number, or the sums are not.
    case notFinite
  }

  public enum Signal: Sendable, Hashable {
    /// The week under test is beyond a limit.
    case outside(above: Bool)
    /// The week under test ends a run on one side of the mean, without a gap.
    case run(above: Bool)
  }

  public static let minimumWeeks = 8
  public static let maximumWeeks = 26
  public static let runLength = 8
  public static let minimumRanges = 4

  /// Weeks with a value behind the range.
  public let weeks: Int
  public let mean: Double
  public let meanMovingRange: Double
  /// The lower limit; may be negative where the measure cannot.
  public let lower: Double
  public let upper: Double
  /// Degrees of freedom of the moving-range estimate of sigma.
  public let degreesOfFreedom: Double
  public let tested: Double?
  /// In the order outside, run; empty when nothing was tested.
  public let signals: [Signal]
  /// Two-sided, for one Benjamini–Hochberg family with others; nil when nothing was tested, or the
  /// history is flat and the tested value is not the same, for then there is no noise to judge by.
  ///
  /// t = (tested − mean) / (σ √(1 + 1/n)), σ = mean moving range / 1.128. With c² the squared
  /// coefficient of variation of the mean moving range under independent normal weeks, t √(1 + c²)
  /// has nearly Student's distribution with 1/(2c²) + ¼ degrees of freedom (the chi distribution
  /// with the same two moments; P. B. Patnaik, Biometrika 37, 1950). In simulation it never gives
  /// more false alarms than it says, from 8 weeks up.
  public let pValue: Double?

  /// Standard deviation of one week as the moving range sees it.
  public var sigma: Double { meanMovingRange / Self.rangePerSigma }

  /// Which side of the mean what was tested lies on.
  public var isAbove: Bool { tested.map { $0 > mean } ?? false }

  public var isOutside: Bool {
    signals.contains(.outside(above: true)) || signals.contains(.outside(above: false))
  }

  /// - Parameters:
  ///   - history: the complete weeks before the report week, oldest first, a gap as nil; only the
  ///     last `maximumWeeks` are used.
  ///   - tested: the report week; nil tests nothing and still gives the range.
  public static func reading(
    history: [Double?], tested: Double?, minimumWeeks: Int = minimumWeeks,
    maximumWeeks: Int = maximumWeeks, runLength: Int = runLength
  ) -> Result<ControlChart, Refusal> {
    let window = Array(history.suffix(max(0, maximumWeeks)))
    let values = window.compactMap { $0 }
    guard values.allSatisfy(\.isFinite), tested?.isFinite ?? true else {
      return .failure(.notFinite)
    }
    guard values.count >= max(2, minimumWeeks) else { return .failure(.tooFewWeeks(values.count)) }
    let ranges = MovingRanges(window)
    guard ranges.count >= min(minimumRanges, max(2, minimumWeeks) - 1) else {
      return .failure(.tooFewRanges(ranges.count))
    }
    let mean = values.reduce(0, +) / Double(values.count)
    let scale = values.reduce(0) { max($0, abs($1)) }
    let raw = ranges.sum / Double(ranges.count)
    let range = RealMath.isNegligible(raw, beside: scale) ? 0 : raw
    let reach = 2.66 * range
    guard mean.isFinite, (mean - reach).isFinite, (mean + reach).isFinite else {
      return .failure(.notFinite)
    }

    // Rounding of a flat history must put none of its values on a side, let alone outside.
    func settled(_ value: Double) -> Double {
      RealMath.isNegligible(value - mean, beside: scale) ? mean : value
    }
    let point = tested.map(settled)
    let variation = ranges.squaredVariation
    let freedom = 1 / (2 * variation) + 0.25
    var signals: [Signal] = []
    var pValue: Double?
    if let point {
      if point < mean - reach || point > mean + reach {
        signals.append(.outside(above: point > mean))
      }
      let recent = window.suffix(max(0, runLength - 1)).map { $0.map(settled) }
      if let above = run(recent + [point], about: mean, of: runLength) {
        signals.append(.run(above: above))
      }
      if range > 0 {
        let error = range / rangePerSigma * (1 + 1 / Double(values.count)).squareRoot()
        let t = (point - mean) / error * (1 + variation).squareRoot()
        pValue = StudentDistribution(degreesOfFreedom: freedom)?.twoSided(t)
      } else if point == mean {
        pValue = 1
      }
    }
    return .success(
      ControlChart(
        weeks: values.count, mean: mean, meanMovingRange: range, lower: mean - reach,
        upper: mean + reach, degreesOfFreedom: freedom, tested: tested, signals: signals,
        pValue: pValue))
  }

  /// E|X − Y| of two independent standard normals, 2/√π.
  private static let rangePerSigma = 1.128_379_167_095_512_6

  /// Whether all `length` points lie above (true) or below (false); nil when they do not.
  private static func run(_ points: [Double?], about mean: Double, of length: Int) -> Bool? {
    guard length > 0, points.count == length, let last = points.last ?? nil, last != mean else {
      return nil
    }
    let above = last > mean
    let same = points.allSatisfy { point in
      point.map { above ? $0 > mean : $0 < mean } ?? false
    }
    return same ? above : nil
  }

  /// Differences of neighbouring weeks that both have a value.
  private struct MovingRanges {
    var sum = 0.0
    var count = 0
    /// Pairs of ranges that share a week and so are correlated.
    var neighbours = 0

    init(_ window: [Double?]) {
      var previous: Double?
      var wasRange = false
      for value in window {
        var isRange = false
        if let value, let previous {
          sum += abs(value - previous)
          count += 1
          if wasRange { neighbours += 1 }
          isRange = true
        }
        wasRange = isRange
        previous = value
      }
    }

    /// (standard deviation / mean)² of the mean range. For standard normal weeks a range has
    /// variance 2 − 4/π, and two that share a week have covariance
    /// (4/π)(√¾ + ½ arcsin ½) − 4/π (absolute moments of a bivariate normal, ρ = −½).
    var squaredVariation: Double {
      let variance = 2 - 4 / Double.pi
      let covariance = 4 / Double.pi * (0.75.squareRoot() + Double.pi / 12 - 1)
      let total = Double(count) * variance + 2 * Double(neighbours) * covariance
      return total / (4 / Double.pi * Double(count) * Double(count))
    }
  }
}
