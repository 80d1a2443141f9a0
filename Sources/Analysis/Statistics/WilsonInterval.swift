/// The Wilson score interval of a proportion (E. B. Wilson, JASA 22, 1927) whose trials are not
/// independent: n trials count as n / φ.
///
/// Bounds are in [0, 1]. Counts may be fractional.
public struct WilsonInterval: Sendable, Hashable {
  public let successes: Double
  public let trials: Double
  /// φ, at least 1.
  public let overdispersion: Double
  /// Coverage, 0.95 by default.
  public let level: Double
  public let proportion: Double
  public let lower: Double
  public let upper: Double

  /// With the normal quantile. Nil unless 0 ≤ successes ≤ trials, trials > 0, φ ≥ 1 and the level
  /// is strictly between 0 and 1. More conversions than clicks are no proportion: nil.
  public init?(
    successes: Double, trials: Double, overdispersion: Double = 1, level: Double = 0.95
  ) {
    guard let quantile = NormalDistribution.critical(level: level) else { return nil }
    self.init(successes, of: trials, overdispersion, level, quantile: quantile)
  }

  /// With φ estimated from the days, and so with Student's quantile for one degree of freedom less
  /// than days that have trials: a week's φ rests on seven numbers, and the normal quantile would
  /// cover 90 % where 95 % is promised. Nil as above, or when φ is.
  public init?(days: [DayTotals], level: Double = 0.95) {
    let total = DayTotals.total(days)
    let count = days.count { $0.denominator > 0 }
    guard let overdispersion = Self.overdispersion(days: days),
      let student = StudentDistribution(degreesOfFreedom: Double(count - 1)),
      let quantile = student.critical(level: level)
    else { return nil }
    self.init(
      total.numerator, of: total.denominator, overdispersion, level, quantile: quantile)
  }

  /// Pearson's φ of a quasi-binomial model with one proportion, held at 1 from below:
  /// max(1, Σ (yᵢ − mᵢp)² / (mᵢ p (1 − p)) / (n − 1)) over the n days with trials (P. McCullagh and
  /// J. A. Nelder, "Generalized Linear Models", 4.5).
  ///
  /// 1 when no trial or every trial succeeded. Nil with fewer than two days with trials, negative or
  /// infinite counts, more successes than trials in all, or successes on a day without trials.
  public static func overdispersion(days: [DayTotals]) -> Double? {
    guard
      days.allSatisfy({
        $0.isFinite && $0.numerator >= 0 && $0.denominator >= 0
          && ($0.denominator > 0 || $0.numerator == 0)
      })
    else { return nil }
    let active = days.filter { $0.denominator > 0 }
    let total = DayTotals.total(active)
    guard active.count >= 2, total.isFinite, total.numerator <= total.denominator else {
      return nil
    }
    let proportion = total.numerator / total.denominator
    guard proportion > 0, proportion < 1 else { return 1 }
    let pearson = active.reduce(0.0) { sum, day in
      let residual = day.numerator - day.denominator * proportion
      return sum + residual / day.denominator * residual / (proportion * (1 - proportion))
    }
    let factor = pearson / Double(active.count - 1)
    return factor.isFinite ? max(1, factor) : nil
  }

  private init?(
    _ successes: Double, of trials: Double, _ overdispersion: Double, _ level: Double,
    quantile: Double
  ) {
    guard trials > 0, trials.isFinite, successes >= 0, successes <= trials, overdispersion >= 1,
      overdispersion.isFinite
    else { return nil }
    let proportion = successes / trials
    let effective = trials / overdispersion
    let square = quantile * quantile / effective
    guard square.isFinite else { return nil }
    let centre = (proportion + square / 2) / (1 + square)
    let spread = (proportion * (1 - proportion) + square / 4) * square
    let half = spread.squareRoot() / (1 + square)
    guard half.isFinite else { return nil }
    self.successes = successes
    self.trials = trials
    self.overdispersion = overdispersion
    self.level = level
    self.proportion = proportion
    // The bounds at 0 and 1 are exact; only rounding would miss them.
    lower = successes == 0 ? 0 : max(0, centre - half)
    upper = successes == trials ? 1 : min(1, centre + half)
  }
}
