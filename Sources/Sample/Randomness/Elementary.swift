/// Logarithm and exponential from additions and multiplications alone.
///
/// The C library's may differ in the last bit from one machine to the next, and one bit can turn a
/// count. IEEE 754 fixes every operation used here.
enum Elementary {
  private static let logarithmOfTwo = 0.693_147_180_559_945_3

  /// The natural logarithm of a positive, finite number.
  static func logarithm(_ value: Double) -> Double {
    var exponent = Double(value.exponent)
    var significand = value.significand
    if significand > 1.414_213_562_373_095_1 {
      significand /= 2
      exponent += 1
    }
    // ln m = 2 artanh z; |z| < 0.172, so that ten terms reach the last bit.
    let z = (significand - 1) / (significand + 1)
    let square = z * z
    var series = 0.0
    for denominator in stride(from: 19, through: 1, by: -2) {
      series = series * square + 1 / Double(denominator)
    }
    return exponent * logarithmOfTwo + 2 * z * series
  }

  /// e to a power between -700 and 700.
  static func exponential(_ power: Double) -> Double {
    let exponent = (power / logarithmOfTwo).rounded()
    let rest = power - exponent * logarithmOfTwo
    var series = 1.0
    for term in stride(from: 14, through: 1, by: -1) {
      series = 1 + series * rest / Double(term)
    }
    return series * Double(sign: .plus, exponent: Int(exponent), significand: 1)
  }

  static func power(_ base: Double, _ exponent: Double) -> Double {
    exponential(exponent * logarithm(base))
  }
}
