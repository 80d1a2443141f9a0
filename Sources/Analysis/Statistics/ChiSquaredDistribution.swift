/// The chi-squared distribution with any real number of degrees of freedom above 0.
///
/// Through the incomplete gamma function (Abramowitz and Stegun 26.4.19). Relative error under
/// 1e-12 for 1 … 1e6 degrees of freedom.
public struct ChiSquaredDistribution: Sendable, Hashable {
  public let degreesOfFreedom: Double

  /// Nil unless the degrees of freedom are finite and positive.
  public init?(degreesOfFreedom: Double) {
    guard degreesOfFreedom > 0, degreesOfFreedom.isFinite else { return nil }
    self.degreesOfFreedom = degreesOfFreedom
  }

  /// P(X > value); 1 for a negative value, nil for +∞ or what is not a number.
  public func survival(_ value: Double) -> Double? { tails(value)?.upper }

  /// P(X ≤ value).
  public func cumulative(_ value: Double) -> Double? { tails(value)?.lower }

  private func tails(_ value: Double) -> SpecialFunctions.Tails? {
    SpecialFunctions.incompleteGamma(a: degreesOfFreedom / 2, x: value < 0 ? 0 : value / 2)
  }
}
