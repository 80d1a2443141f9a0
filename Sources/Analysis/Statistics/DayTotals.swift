/// Both sides of a ratio, summed over one day: the cluster of every rate and ratio estimate.
///
/// Rows that miss either side belong in neither. Clicks and impressions for a click-through rate,
/// revenue and spend for ROAS. A day without rows is (0, 0).
public struct DayTotals: Sendable, Hashable {
  public let numerator: Double
  public let denominator: Double

  public init(numerator: Double, denominator: Double) {
    self.numerator = numerator
    self.denominator = denominator
  }

  /// A day that says nothing about the ratio.
  public var isEmpty: Bool { numerator == 0 && denominator == 0 }

  var isFinite: Bool { numerator.isFinite && denominator.isFinite }

  static func + (left: DayTotals, right: DayTotals) -> DayTotals {
    DayTotals(
      numerator: left.numerator + right.numerator,
      denominator: left.denominator + right.denominator)
  }

  static func - (left: DayTotals, right: DayTotals) -> DayTotals {
    DayTotals(
      numerator: left.numerator - right.numerator,
      denominator: left.denominator - right.denominator)
  }

  static func total(_ days: [DayTotals]) -> DayTotals {
    days.reduce(DayTotals(numerator: 0, denominator: 0), +)
  }
}
