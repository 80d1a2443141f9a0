/// An exact fraction, so that a printed digit is never the fault of a binary float.
public struct Rational: Sendable, Hashable, Comparable {
  public let numerator: Int128
  /// Positive.
  public let denominator: Int128

  /// Nil when the denominator is zero.
  public init?(_ numerator: Int128, _ denominator: Int128) {
    guard denominator != 0 else { return nil }
    self.numerator = denominator < 0 ? -numerator : numerator
    self.denominator = denominator < 0 ? -denominator : denominator
  }

  public init(_ whole: Int) {
    numerator = Int128(whole)
    denominator = 1
  }

  /// From integers of a millionth.
  public init(micros: Int64) {
    numerator = Int128(micros)
    denominator = 1_000_000
  }

  /// A computed estimate, kept to a billionth; nil when it is not finite or too large to print.
  public init?(estimate: Double) {
    guard estimate.isFinite, abs(estimate) < 1e18 else { return nil }
    numerator = Int128((estimate * 1e9).rounded())
    denominator = 1_000_000_000
  }

  public var double: Double { Double(numerator) / Double(denominator) }
  public var isNegative: Bool { numerator < 0 }
  public var isZero: Bool { numerator == 0 }
  public var magnitude: Rational {
    Rational(numerator < 0 ? -numerator : numerator, denominator) ?? self
  }

  /// The value times 10^decimals as an integer, rounded half to even.
  public func scaled(decimals: Int) -> Int128 {
    var numerator = numerator
    var denominator = denominator
    for _ in 0..<abs(decimals) {
      if decimals > 0 { numerator *= 10 } else { denominator *= 10 }
    }
    let (quotient, remainder) = numerator.quotientAndRemainder(dividingBy: denominator)
    let twice = (remainder < 0 ? -remainder : remainder) * 2
    let away = twice > denominator || (twice == denominator && quotient & 1 != 0)
    return away ? quotient + (numerator < 0 ? -1 : 1) : quotient
  }

  /// Plain decimal digits with a point, exactly `decimals` of them, a hyphen for minus: for files.
  public func decimal(_ decimals: Int) -> String {
    let scaled = scaled(decimals: decimals)
    let digits = String(scaled < 0 ? -scaled : scaled)
    let padding = String(repeating: "0", count: max(0, decimals + 1 - digits.utf8.count))
    var text = padding + digits
    if decimals > 0 {
      text.insert(".", at: text.index(text.endIndex, offsetBy: -decimals))
    }
    return (scaled < 0 ? "-" : "") + text
  }

  public static func < (left: Rational, right: Rational) -> Bool {
    left.numerator * right.denominator < right.numerator * left.denominator
  }

  public static func == (left: Rational, right: Rational) -> Bool {
    left.numerator * right.denominator == right.numerator * left.denominator
  }

  public func hash(into hasher: inout Hasher) { hasher.combine(double) }

  /// `self / other - 1`, nil when the base is zero or the sign makes a ratio meaningless.
  public func change(from base: Rational) -> Rational? {
    guard !base.isZero else { return nil }
    // Reduced through micros so that the product of two large fractions stays in range.
    let mine = scaled(decimals: 6)
    let theirs = base.scaled(decimals: 6)
    guard theirs != 0 else { return nil }
    return Rational(mine - theirs, theirs < 0 ? -theirs : theirs)
  }
}
