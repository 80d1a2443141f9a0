/// Comparison with a reference value, and a seeded generator for property tests.
enum StatisticsReference {
  /// Relative agreement; absolute where the reference is zero.
  static func agrees(_ value: Double?, _ reference: Double, within tolerance: Double = 1e-9) -> Bool
  {
    guard let value else { return false }
    return abs(value - reference) <= tolerance * (reference == 0 ? 1 : abs(reference))
  }
}

/// SplitMix64 (Steele, Lea and Flood, 2014); the reference values of random inputs use the same in
/// Python.
struct StatisticsGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// In [0, 1).
  mutating func uniform() -> Double { Double(next() >> 11) * 0x1p-53 }

  mutating func uniform(_ range: ClosedRange<Double>) -> Double {
    range.lowerBound + (range.upperBound - range.lowerBound) * uniform()
  }

  /// Standard normal, as the sum of twelve uniforms less six: near enough for coverage.
  mutating func normal() -> Double { (0..<12).reduce(-6.0) { sum, _ in sum + uniform() } }

  /// Successes of a number of trials.
  mutating func binomial(_ trials: Int, _ probability: Double) -> Double {
    Double((0..<trials).count { _ in uniform() < probability })
  }
}
