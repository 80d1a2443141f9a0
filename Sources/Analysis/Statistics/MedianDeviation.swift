/// Median and median absolute deviation, and how far a value is from them in robust standard
/// deviations: the modified z-score of B. Iglewicz and D. C. Hoaglin, "How to Detect and Handle
/// Outliers" (1993).
public struct MedianDeviation: Sendable, Hashable {
  /// What the spread rests on.
  public enum Basis: Sendable, Hashable {
    /// Median absolute deviation / 0.67449.
    case median
    /// More than half of the values are equal: mean absolute deviation from the median × 1.25331.
    case mean
    /// All values are equal.
    case none
  }

  /// Values behind it.
  public let count: Int
  /// In the unit of the values, as the two below.
  public let median: Double
  /// Median of |value − median|, not scaled.
  public let deviation: Double
  /// The standard deviation of a normal with the same deviation; zero when all values are equal.
  public let spread: Double
  public let basis: Basis

  /// Nil without values, or with one that is not finite.
  public init?(_ values: [Double]) {
    guard let median = Self.median(values) else { return nil }
    let distances = values.map { abs($0 - median) }
    guard let deviation = Self.median(distances) else { return nil }
    let scale = values.reduce(0) { max($0, abs($1)) }
    let average = distances.reduce(0) { $0 + $1 / Double(values.count) }
    count = values.count
    self.median = median
    self.deviation = deviation
    if !RealMath.isNegligible(deviation, beside: scale) {
      spread = deviation / Self.normalQuartile
      basis = .median
    } else if !RealMath.isNegligible(average, beside: scale) {
      spread = average * (Double.pi / 2).squareRoot()
      basis = .mean
    } else {
      spread = 0
      basis = .none
    }
    guard spread.isFinite else { return nil }
  }

  /// (value − median) / spread, without unit, signed. Nil for a value that is not finite, or any
  /// other than the median when all values are equal: no spread to judge by.
  public func score(_ value: Double) -> Double? {
    guard value.isFinite else { return nil }
    guard spread > 0 else { return RealMath.isNegligible(value - median, beside: median) ? 0 : nil }
    let score = (value - median) / spread
    return score.isFinite ? score : nil
  }

  /// The middle value, or the mean of the middle two; nil without values, or with one not finite.
  public static func median(_ values: [Double]) -> Double? {
    guard !values.isEmpty, values.allSatisfy(\.isFinite) else { return nil }
    let sorted = values.sorted()
    let middle = sorted.count / 2
    return sorted.count.isMultiple(of: 2)
      ? sorted[middle - 1] / 2 + sorted[middle] / 2 : sorted[middle]
  }

  /// The normal quantile of ¾.
  private static let normalQuartile = 0.674_489_750_196_081_7
}
