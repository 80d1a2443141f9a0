#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// The four functions of the C library that statistics need; no other file here imports it.
enum RealMath {
  static func exponential(_ value: Double) -> Double { exp(value) }
  static func logarithm(_ value: Double) -> Double { log(value) }
  /// ln(1 + value) without loss near zero.
  static func logarithm(onePlus value: Double) -> Double { log1p(value) }
  static func complementaryError(_ value: Double) -> Double { erfc(value) }

  static let logarithmOfTwoPi = 1.837_877_066_409_345_5

  /// Whether a spread is the rounding of equal values rather than a spread.
  static func isNegligible(_ spread: Double, beside scale: Double) -> Bool {
    abs(spread) <= 1e-12 * abs(scale)
  }
}
