/// A ratio of sums R = Σy / Σx with days as clusters, and how sure it is.
///
/// Variance by Taylor linearisation, n/(n − 1) Σ(yᵢ − R xᵢ)² / (Σx)² (W. G. Cochran, "Sampling
/// Techniques", 1977, 6.4; the same as HC1 of a regression through the origin with weights 1/x), and
/// Student's t with n − 1 degrees of freedom. In the unit of y per unit of x.
public struct RatioEstimate: Sendable, Hashable {
  public let numerator: Double
  public let denominator: Double
  public let ratio: Double
  /// Zero when every day has the same ratio.
  public let standardError: Double
  /// Days that say something; a day with both sides zero is not counted.
  public let days: Int

  public var degreesOfFreedom: Double { Double(days - 1) }

  /// Nil with fewer than two days that say something, a denominator that does not sum to a positive
  /// number, or a value that is not finite.
  public init?(days: [DayTotals]) {
    let active = days.filter { !$0.isEmpty }
    guard active.count >= 2, let line = Linearisation(active) else { return nil }
    let count = Double(active.count)
    let sum = active.reduce(0.0) { sum, day in
      let influence = line.influence(day)
      return sum + influence * influence
    }
    let error = (count / (count - 1) * sum).squareRoot()
    guard error.isFinite else { return nil }
    numerator = line.total.numerator
    denominator = line.total.denominator
    ratio = line.ratio
    standardError = error
    self.days = active.count
  }

  /// ratio ± t × standard error; nil unless the level is strictly between 0 and 1.
  public func interval(level: Double = 0.95) -> ClosedRange<Double>? {
    RatioDifference.interval(
      about: ratio, error: standardError, degreesOfFreedom: degreesOfFreedom, level: level)
  }

  /// Two-sided, from Student's t, of the ratio being a known number; nil when the days show no
  /// variation and the ratio is another.
  public func pValue(against value: Double) -> Double? {
    if RealMath.isNegligible(ratio - value, beside: max(abs(ratio), abs(value))) { return 1 }
    guard standardError > 0 else { return nil }
    return StudentDistribution(degreesOfFreedom: degreesOfFreedom)?
      .twoSided((ratio - value) / standardError)
  }

  /// A day's part in the error of a ratio of sums.
  struct Linearisation {
    let total: DayTotals
    let ratio: Double

    init?(_ days: [DayTotals]) {
      total = DayTotals.total(days)
      ratio = total.numerator / total.denominator
      guard days.allSatisfy(\.isFinite), total.isFinite, total.denominator > 0, ratio.isFinite
      else { return nil }
    }

    /// (y − R x) / Σx; exactly zero where only rounding is left.
    func influence(_ day: DayTotals) -> Double {
      let expected = ratio * day.denominator
      let residual = day.numerator - expected
      let size = max(abs(day.numerator), abs(expected))
      return abs(residual) <= 8 * Double.ulpOfOne * size ? 0 : residual / total.denominator
    }
  }
}
