/// A stream of random numbers that belongs to a key, such as "campaign 3 on day 20,058".
///
/// Every row has streams of its own, so that more weeks or more rows leave the others as they were.
/// SplitMix64 after Steele, Lea and Flood, "Fast Splittable Pseudorandom Number Generators" (2014).
struct RandomStream {
  /// What a stream is drawn for; part of its key.
  enum Purpose: UInt64 {
    case market = 1, budget, campaignDay, volume, orders, leads, blanks, spelling
    case trailingBlank, sales
  }

  private var state: UInt64

  init(key: UInt64, _ purpose: Purpose) {
    state = Self.mix(key ^ purpose.rawValue &* 0xD6E8_FEB8_6659_FD93)
  }

  /// A key for a part of what another key stands for.
  static func key(_ parent: UInt64, _ part: Int) -> UInt64 {
    mix(parent &+ 0x9E37_79B9_7F4A_7C15 &* (UInt64(bitPattern: Int64(part)) &+ 1))
  }

  static func mix(_ value: UInt64) -> UInt64 {
    var value = value
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    return Self.mix(state)
  }

  /// At least 0 and less than 1.
  mutating func uniform() -> Double {
    Double(next() >> 11) * 0x1p-53
  }

  /// Standard normal, by Marsaglia's polar method.
  mutating func normal() -> Double {
    while true {
      let x = 2 * uniform() - 1
      let y = 2 * uniform() - 1
      let square = x * x + y * y
      if square > 0, square < 1 {
        return x * (-2 * Elementary.logarithm(square) / square).squareRoot()
      }
    }
  }

  /// Gamma with mean 1 and the given coefficient of variation, which is at most 1.
  ///
  /// Marsaglia and Tsang, "A Simple Method for Generating Gamma Variables" (2000).
  mutating func gamma(variation: Double) -> Double {
    let shape = 1 / (variation * variation)
    let d = shape - 1.0 / 3.0
    let c = 1 / (9 * d).squareRoot()
    while true {
      let x = normal()
      let root = 1 + c * x
      guard root > 0 else { continue }
      let v = root * root * root
      let u = uniform()
      guard u > 0 else { continue }
      let bound = 0.5 * x * x + d - d * v + d * Elementary.logarithm(v)
      if Elementary.logarithm(u) < bound { return d * v / shape }
    }
  }

  /// Poisson; over 30 a normal with the skewness put in, which is exact enough for a demonstration.
  mutating func poisson(_ mean: Double) -> Int {
    guard mean > 0 else { return 0 }
    if mean > 30 {
      let z = normal()
      let value = mean + mean.squareRoot() * z + (z * z - 1) / 6
      return max(0, Int(value.rounded()))
    }
    var probability = Elementary.exponential(-mean)
    var rest = uniform()
    var count = 0
    while rest >= probability, count < 200 {
      rest -= probability
      count += 1
      probability *= mean / Double(count)
    }
    return count
  }

  /// A count around a mean that itself varies, so that it scatters more than Poisson.
  mutating func count(mean: Double, variation: Double) -> Int {
    poisson(mean * gamma(variation: variation))
  }
}
