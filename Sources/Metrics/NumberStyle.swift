/// The one formatter: PDF, HTML, mail and prose all print figures through it.
///
/// Three significant digits with k, M, bn; rounding half to even from the exact value; minus is
/// U+2212 and the sign stands before the currency mark (visual specification, VS-5). Decimal point,
/// commas and letters are those of the language that is written in.
public struct NumberStyle: Sendable, Hashable {
  /// The mark printed before money: "$", "€", or a code and a thin gap such as "IDR ".
  public let currencyMark: String

  public init(currency code: String) {
    currencyMark = Self.currencyMarks[code] ?? (code.isEmpty ? "" : code + "\u{00A0}")
  }

  /// What stands before the digits of money, and what after them.
  public var lead: String { Self.marks.isCurrencyLast ? "" : currencyMark }
  public var trail: String {
    guard Self.marks.isCurrencyLast, !currencyMark.isEmpty else { return "" }
    return "\u{A0}"
      + (currencyMark.hasSuffix("\u{A0}") ? String(currencyMark.dropLast()) : currencyMark)
  }

  private static let currencyMarks = [
    "USD": "$", "EUR": "€", "GBP": "£", "INR": "₹", "JPY": "¥", "CNY": "CN¥", "BRL": "R$",
    "CAD": "CA$", "AUD": "A$", "NZD": "NZ$", "HKD": "HK$", "SGD": "S$", "MXN": "MX$",
    "KRW": "₩", "ILS": "₪", "VND": "₫", "NGN": "₦", "PHP": "₱",
  ]

  public func text(_ value: Rational, _ unit: Metric.Unit) -> String {
    switch unit {
    case .money: money(value)
    case .unitMoney: unitMoney(value)
    case .multiple: Self.multiple(value)
    case .rate: Self.rate(value)
    case .count: Self.count(value)
    }
  }

  /// $154k · $1.24M · $8.97k · $812 · −$1.26k.
  public func money(_ value: Rational, signed: Bool = false) -> String {
    let body = Self.shortened(value.magnitude)
    return Self.sign(value, signed: signed, isZero: body == "0") + lead + body + trail
  }

  /// The unit and decimals that the amounts of one list share, so that they can be summed as printed.
  public struct Step: Sendable, Hashable {
    /// 3 for thousands.
    fileprivate let power: Int
    fileprivate let decimals: Int

    /// One in the last place, in millionths.
    public var micros: Int64 { (0..<(6 + power - decimals)).reduce(1) { size, _ in size * 10 } }

    /// Three significant digits of the largest; a total far smaller has one place more.
    public init(largest: Rational, total: Rational) {
      let (large, small) = (
        NumberStyle.places(largest.magnitude), NumberStyle.places(total.magnitude)
      )
      let last = large.power - large.decimals
      power = large.power
      decimals = large.power - min(last, max(small.power - small.decimals, last - 1))
    }
  }

  /// −$62.5k, +$0.4k: always signed, with the unit and decimals of the list.
  public func money(_ value: Rational, in step: Step) -> String {
    let size = value.magnitude
    let isZero = size.scaled(decimals: step.decimals - step.power) == 0
    return Self.sign(value, signed: true, isZero: isZero) + lead
      + Self.grouped(size, decimals: step.decimals, power: step.power) + Self.suffix(step.power)
      + trail
  }

  /// Money in a unit that is named beside it, signed, three significant digits: +17.9 · −0.74 of thousands.
  /// - Parameter power: 3 where thousands are named.
  public static func signedAmount(_ value: Rational, power: Int) -> String {
    let size = value.magnitude
    let decimals =
      power == 0 ? 0 : [2, 1].first { size.scaled(decimals: $0 - power) < 1000 } ?? 0
    let isZero = size.scaled(decimals: decimals - power) == 0
    return sign(value, signed: true, isZero: isZero)
      + grouped(size, decimals: decimals, power: power)
  }

  /// Two decimals under 100, else whole: $38.86 · $154.
  public func unitMoney(_ value: Rational) -> String {
    let size = value.magnitude
    let body =
      size.scaled(decimals: 2) < 10_000
      ? Self.grouped(size, decimals: 2) : Self.grouped(size, decimals: 0)
    return Self.signed(value, body, lead) + trail
  }

  /// Money in full, to the cent, with thousands marks: $538,371.83.
  public func exactMoney(_ value: Rational) -> String {
    Self.signed(value, Self.grouped(value.magnitude, decimals: 2), lead) + trail
  }

  /// Two decimals under 10, one above: 3.95× · 10.3×.
  public static func multiple(_ value: Rational) -> String {
    let size = value.magnitude
    let decimals = size.scaled(decimals: 2) < 1000 ? 2 : 1
    return signed(value, grouped(size, decimals: decimals)) + "×"
  }

  /// Two decimals under 10 %, one above: 1.14% · 28.4%.
  public static func rate(_ value: Rational) -> String {
    let percent = hundredfold(value.magnitude)
    return signed(value, grouped(percent, decimals: rateDecimals(percent))) + marks.percent
  }

  /// A share in whole per cent: 34%.
  public static func share(_ value: Rational) -> String {
    signed(value, grouped(hundredfold(value.magnitude), decimals: 0)) + marks.percent
  }

  /// A change of a rate in percentage points, with the decimals of the rate: −0.60 pp.
  public static func points(_ change: Rational, of rate: Rational) -> String {
    let decimals = rateDecimals(hundredfold(rate.magnitude))
    let body = grouped(hundredfold(change.magnitude), decimals: decimals)
    let isZero = hundredfold(change).scaled(decimals: decimals) == 0
    return (isZero ? "±" : change.isNegative ? "−" : "+") + body + "\u{00A0}" + Phrase("pp").text
  }

  /// Always signed, one decimal under 100, whole above, capped: +4.2% · ±0.0% · >+999%.
  public static func variance(_ change: Rational) -> String {
    let percent = hundredfold(change)
    let tenths = percent.magnitude.scaled(decimals: 1)
    if tenths == 0 { return "±0" + marks.decimal + "0" + marks.percent }
    let mark = change.isNegative ? "−" : "+"
    if tenths >= 9995 { return (change.isNegative ? "<" : ">") + mark + "999" + marks.percent }
    return mark + grouped(percent.magnitude, decimals: tenths < 1000 ? 1 : 0)
      + marks.percent
  }

  /// The same without the sign, for words that say the side: "4.2% under target".
  public static func unsigned(variance change: Rational) -> String {
    String(variance(change).drop { $0 == "−" || $0 == "+" })
  }

  /// Whole with a comma under 10,000; then k, M: 3,957 · 145k · 12.7M.
  public static func count(_ value: Rational, signed: Bool = false) -> String {
    let size = value.magnitude
    let whole = size.scaled(decimals: 0)
    let body = whole < 10_000 ? grouped(size, decimals: 0) : shortened(size)
    return sign(value, signed: signed, isZero: body == "0") + body
  }

  /// A count in full: 2,600.
  public static func whole(_ value: Int64) -> String {
    let rational = Rational(Int(value))
    return sign(rational, signed: false, isZero: false)
      + grouped(rational.magnitude, decimals: 0)
  }

  static func rateDecimals(_ percent: Rational) -> Int {
    percent.scaled(decimals: 2) < 1000 ? 2 : 1
  }

  private static func hundredfold(_ value: Rational) -> Rational {
    Rational(value.numerator * 100, value.denominator) ?? value
  }

  /// With a minus before what is less than zero, and none before what only was before it was rounded.
  private static func signed(_ value: Rational, _ body: String, _ lead: String = "") -> String {
    let isZero = body.utf8.allSatisfy { !(UInt8(ascii: "1")...UInt8(ascii: "9")).contains($0) }
    return sign(value, signed: false, isZero: isZero) + lead + body
  }

  private static func sign(_ value: Rational, signed: Bool, isZero: Bool) -> String {
    if value.isNegative && !isZero { return "−" }
    return signed && !isZero ? "+" : ""
  }

  /// Three significant digits with k, M, bn; whole units under 1,000.
  static func shortened(_ size: Rational) -> String {
    let (power, decimals) = places(size)
    return grouped(size, decimals: decimals, power: power) + suffix(power)
  }

  /// The power of ten and the decimals that print three significant digits.
  private static func places(_ size: Rational) -> (power: Int, decimals: Int) {
    if size.scaled(decimals: 0) < 1000 { return (0, 0) }
    for power in [3, 6, 9] {
      for decimals in [2, 1, 0] where size.scaled(decimals: decimals - power) < 1000 {
        return (power, decimals)
      }
    }
    return (9, 0)
  }

  private static func suffix(_ power: Int) -> String {
    [3: marks.thousand, 6: marks.million, 9: marks.billion][power] ?? ""
  }

  private static var marks: Language.Numbers { Language.current.numbers }

  /// Digits with group marks every three.
  /// - Parameter power: 3 for thousands.
  static func grouped(_ size: Rational, decimals places: Int, power: Int = 0) -> String {
    let digits = String(size.scaled(decimals: places - power))
    let padded = String(repeating: "0", count: max(0, places + 1 - digits.utf8.count)) + digits
    let cut = padded.index(padded.endIndex, offsetBy: -places)
    var whole = ""
    let group = marks.group
    for (index, digit) in padded[..<cut].enumerated() {
      let left = padded[..<cut].count - index
      if index > 0, left.isMultiple(of: 3) { whole.append(group) }
      whole.append(digit)
    }
    return places == 0 ? whole : whole + marks.decimal + padded[cut...]
  }
}
