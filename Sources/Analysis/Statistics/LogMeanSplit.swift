/// An exact split of the change of a product over its factors: the logarithmic mean Divisia index,
/// additive, method I (LMDI-I; B. W. Ang, "Decomposition analysis for policymaking in energy",
/// Energy Policy 32, 2004).
///
/// Factor k gets L(after, before) × ln(after_k / before_k); the parts sum to the change up to
/// rounding, and swapping the two periods changes every sign. Zeros take the analytical limit
/// (B. W. Ang and N. Liu, "Handling zero values in the logarithmic mean Divisia index decomposition
/// approach", Energy Policy 35, 2007):
///
/// - A product that is zero in both periods has no change, and no factor a part.
/// - A product that is zero in one period owes the whole change to the factor that is zero there; to
///   several in equal shares, the limit when they vanish at the same speed.
/// - A factor without a value, such as the click-to-lead rate of no clicks, must stand beside a zero
///   of its period; it is taken as unchanged and gets no part.
public struct LogMeanSplit: Sendable, Hashable {
  /// The product in the first period.
  public let before: Double
  /// The product in the second period.
  public let after: Double
  /// What each factor is responsible for, in the unit of the product and the order of the factors.
  public let parts: [Double]

  public var change: Double { after - before }
  /// Rounding: change minus the sum of parts.
  public var residual: Double { change - parts.reduce(0, +) }

  /// Factors of the two periods in one order. Nil when there are none, their numbers differ, one is
  /// negative or not finite, one is missing in a period without a zero, or a product overflows or
  /// underflows.
  public init?(before: [Double?], after: [Double?]) {
    guard !before.isEmpty, before.count == after.count, let old = Self.product(before),
      let new = Self.product(after)
    else { return nil }
    self.before = old
    self.after = new
    if old == 0, new == 0 {
      parts = before.map { _ in 0 }
    } else if old == 0 || new == 0 {
      let zeros = (old == 0 ? before : after).map { $0 == 0 }
      let share = (new - old) / Double(zeros.count { $0 })
      parts = zeros.map { $0 ? share : 0 }
    } else {
      guard let mean = Self.logarithmicMean(new, old) else { return nil }
      // A missing factor would have made the product nil.
      parts = zip(before, after).map { one, two in
        guard let one, let two else { return 0 }
        return mean * Self.logarithm(of: two, over: one)
      }
    }
    guard parts.allSatisfy(\.isFinite) else { return nil }
  }

  /// The same split over segments, added up factor by factor: volume × share × rate of each campaign
  /// gives volume, mix and rate. Nil when there are none, or their factors differ in number.
  public init?(sum splits: [LogMeanSplit]) {
    guard let first = splits.first, splits.allSatisfy({ $0.parts.count == first.parts.count })
    else { return nil }
    before = splits.reduce(0) { $0 + $1.before }
    after = splits.reduce(0) { $0 + $1.after }
    parts = first.parts.indices.map { index in splits.reduce(0) { $0 + $1.parts[index] } }
    guard before.isFinite, after.isFinite, parts.allSatisfy(\.isFinite) else { return nil }
  }

  /// L(a, b) = (a − b) / (ln a − ln b), with the limits L(a, a) = a and L(a, 0) = L(0, b) = 0; nil
  /// for a negative or infinite number.
  public static func logarithmicMean(_ a: Double, _ b: Double) -> Double? {
    guard a >= 0, b >= 0, a.isFinite, b.isFinite else { return nil }
    if a == 0 || b == 0 { return 0 }
    return a == b ? a : (a - b) / logarithm(of: a, over: b)
  }

  /// ln(a / b) of two positive numbers, exact near equality, without overflow far from it.
  private static func logarithm(of a: Double, over b: Double) -> Double {
    a < 2 * b && b < 2 * a
      ? RealMath.logarithm(onePlus: (a - b) / b)
      : RealMath.logarithm(a) - RealMath.logarithm(b)
  }

  private static func product(_ factors: [Double?]) -> Double? {
    let known = factors.compactMap { $0 }
    guard known.allSatisfy({ $0 >= 0 && $0.isFinite }) else { return nil }
    if known.contains(0) { return 0 }
    let product = known.reduce(1, *)
    return known.count == factors.count && product > 0 && product.isFinite ? product : nil
  }
}
