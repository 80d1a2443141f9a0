/// The difference of two ratios of sums, and whether it is more than noise.
public struct RatioDifference: Sendable, Hashable {
  /// First minus second, in their unit.
  public let difference: Double
  public let standardError: Double
  public let degreesOfFreedom: Double
  /// Two-sided, from Student's t; nil when the days show no variation at all and the ratios differ,
  /// for then there is no noise to judge by.
  public let pValue: Double?

  /// Two independent ratios, such as one week and another: the variances add; degrees of freedom of
  /// Welch and Satterthwaite (B. L. Welch, Biometrika 34, 1947).
  public init?(_ first: RatioEstimate, minus second: RatioEstimate) {
    let one = first.standardError * first.standardError
    let two = second.standardError * second.standardError
    let sum = one + two
    // By shares, so that a very small variance does not vanish when it is squared.
    let share = sum > 0 ? one / sum : 0.5
    let spread =
      share * share / first.degreesOfFreedom
      + (1 - share) * (1 - share) / second.degreesOfFreedom
    self.init(
      difference: first.ratio - second.ratio, variance: sum, degreesOfFreedom: 1 / spread,
      scale: max(abs(first.ratio), abs(second.ratio)))
  }

  /// A segment against the whole it is part of, or against the rest, over the same days in the same
  /// order: what moves both on one day is not counted as noise between them.
  ///
  /// Linearised: n/(n − 1) Σ(uᵢ − vᵢ)² with uᵢ, vᵢ = (yᵢ − R xᵢ) / Σx of either side (C.-E. Särndal,
  /// B. Swensson and J. Wretman, "Model Assisted Survey Sampling", 1992, 5.6). n is the number of days
  /// that say something on the side that has fewer, n − 1 the degrees of freedom. Nil when the arrays
  /// differ in length, or either side has no ratio or fewer than two such days.
  public init?(segment: [DayTotals], reference: [DayTotals]) {
    guard segment.count == reference.count else { return nil }
    let count = Double(min(segment.count { !$0.isEmpty }, reference.count { !$0.isEmpty }))
    guard count >= 2, let one = RatioEstimate.Linearisation(segment),
      let two = RatioEstimate.Linearisation(reference)
    else { return nil }
    let sum = zip(segment, reference).reduce(0.0) { sum, pair in
      let influence = one.influence(pair.0) - two.influence(pair.1)
      return sum + influence * influence
    }
    self.init(
      difference: one.ratio - two.ratio, variance: count / (count - 1) * sum,
      degreesOfFreedom: count - 1, scale: max(abs(one.ratio), abs(two.ratio)))
  }

  /// A segment against what is left of the whole without it.
  public init?(segment: [DayTotals], restOf whole: [DayTotals]) {
    guard segment.count == whole.count else { return nil }
    // What rounding leaves of a day that was all segment is nothing.
    let rest = zip(whole, segment).map { all, part in
      let left = all - part
      return DayTotals(
        numerator: RealMath.isNegligible(left.numerator, beside: all.numerator)
          ? 0 : left.numerator,
        denominator: RealMath.isNegligible(left.denominator, beside: all.denominator)
          ? 0 : left.denominator)
    }
    self.init(segment: segment, reference: rest)
  }

  /// difference ± t × standard error; nil unless the level is strictly between 0 and 1.
  public func interval(level: Double = 0.95) -> ClosedRange<Double>? {
    Self.interval(
      about: difference, error: standardError, degreesOfFreedom: degreesOfFreedom, level: level)
  }

  private init?(difference: Double, variance: Double, degreesOfFreedom: Double, scale: Double) {
    let error = variance.squareRoot()
    guard difference.isFinite, error.isFinite,
      let student = StudentDistribution(degreesOfFreedom: degreesOfFreedom)
    else { return nil }
    self.difference = difference
    self.degreesOfFreedom = degreesOfFreedom
    standardError = error
    if RealMath.isNegligible(difference, beside: scale) {
      pValue = 1
    } else {
      pValue = error > 0 ? student.twoSided(difference / error) : nil
    }
  }

  static func interval(
    about centre: Double, error: Double, degreesOfFreedom: Double, level: Double
  ) -> ClosedRange<Double>? {
    guard
      let quantile = StudentDistribution(degreesOfFreedom: degreesOfFreedom)?
        .critical(level: level)
    else { return nil }
    let half = quantile * error
    guard (centre - half).isFinite, (centre + half).isFinite else { return nil }
    return (centre - half)...(centre + half)
  }
}
