/// Student's t with any real number of degrees of freedom from 1 up.
///
/// Tails through the incomplete beta function (Abramowitz and Stegun 26.7.1); the quantile by
/// Newton's method on a scale where it converges from one side. Relative error under 1e-12 for
/// 1 … 1e6 degrees of freedom and probabilities down to 1e-150. A value that is not a number gives
/// nil.
public struct StudentDistribution: Sendable, Hashable {
  public let degreesOfFreedom: Double

  /// Nil unless the degrees of freedom are finite and at least 1.
  public init?(degreesOfFreedom: Double) {
    guard degreesOfFreedom >= 1, degreesOfFreedom.isFinite else { return nil }
    self.degreesOfFreedom = degreesOfFreedom
  }

  /// P(T ≤ t).
  public func cumulative(_ t: Double) -> Double? {
    guard let tails = tails(t) else { return nil }
    return t < 0 ? 0.5 * tails.lower : 0.5 + 0.5 * tails.upper
  }

  /// P(T > t), without loss in the far tail.
  public func survival(_ t: Double) -> Double? { cumulative(-t) }

  /// P(|T| ≥ |t|): the two-sided p-value of t.
  public func twoSided(_ t: Double) -> Double? { tails(t)?.lower }

  /// The density at t.
  public func density(_ t: Double) -> Double? {
    guard !t.isNaN else { return nil }
    let half = degreesOfFreedom / 2
    // Γ(½ν + ½) / (Γ(½ν) √½ν) without log-gammas of large numbers.
    let constant =
      SpecialFunctions.stirlingError(half + 0.5) - SpecialFunctions.stirlingError(half)
      + half * RealMath.logarithm(onePlus: 0.5 / half) - 0.5
    let power = (half + 0.5) * RealMath.logarithm(onePlus: t / degreesOfFreedom * t)
    return RealMath.exponential(constant - power - 0.5 * RealMath.logarithmOfTwoPi)
  }

  /// The t with P(T ≤ t) = probability; nil when the probability is under 1e-150, or not under 1.
  public func quantile(_ probability: Double) -> Double? {
    guard probability < 1, probability >= 1e-150 else { return nil }
    if probability == 0.5 { return 0 }
    let tail = min(probability, 1 - probability)
    let magnitude = tail > 0.25 ? central(0.5 - tail) : far(tail)
    return magnitude.map { probability < 0.5 ? -$0 : $0 }
  }

  /// The t with P(|T| ≤ t) = level: 2.45 for 0.95 with 6 degrees of freedom.
  public func critical(level: Double) -> Double? {
    guard level > 0, level < 1 else { return nil }
    return quantile((1 - level) / 2).map { -$0 }
  }

  /// P(|T| ≥ |t|) and P(|T| < |t|).
  private func tails(_ t: Double) -> SpecialFunctions.Tails? {
    guard !t.isNaN else { return nil }
    let square = t / degreesOfFreedom * t
    guard square.isFinite else { return SpecialFunctions.Tails(lower: 0, upper: 1) }
    return SpecialFunctions.incompleteBeta(
      a: degreesOfFreedom / 2, b: 0.5, x: 1 / (1 + square), y: square / (1 + square))
  }

  /// Solves P(0 < T ≤ t) = area. The area is concave in t, so the steps climb and never pass it.
  private func central(_ area: Double) -> Double? {
    var t = 0.0
    for _ in 0..<100 {
      guard let tails = tails(t), let density = density(t), density > 0 else { return nil }
      let next = t + (area - 0.5 * tails.upper) / density
      if abs(next - t) <= 2 * t.ulp { return next }
      t = next
    }
    return t
  }

  /// Solves P(T > t) = tail in ln t and ln P, nearly a straight line for a heavy tail; begun at the
  /// normal quantile, which lies below.
  private func far(_ tail: Double) -> Double? {
    guard var t = NormalDistribution.quantile(tail).map({ -$0 }) else { return nil }
    for _ in 0..<100 {
      guard let survival = survival(t), survival > 0, let density = density(t), density > 0 else {
        return nil
      }
      let step = RealMath.logarithm(survival / tail) * survival / (t * density)
      let next = t * RealMath.exponential(step)
      if abs(next - t) <= 2 * t.ulp { return next }
      t = next
    }
    return t
  }
}
