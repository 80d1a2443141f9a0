import Metrics

/// Three to five round values inside a domain, a step of 1, 2, 2.5 or 5 × 10ⁿ apart (VS-6.3).
public struct Ticks: Sendable, Hashable {
  public let values: [Double]
  public let step: Double

  /// - Parameter wanted: 3 … 5; of the possible steps the one that comes nearest wins, the wider
  ///   when two do.
  public init(in domain: ClosedRange<Double>, wanted: Int = 4) {
    let length = domain.upperBound - domain.lowerBound
    guard length > 0, length.isFinite else {
      values = [domain.lowerBound]
      step = 0
      return
    }
    var best: (values: [Double], step: Double) = ([], 0)
    // Of the steps that are possible each leaves three to five ticks: the smallest with at most
    // five has at least three, because the one before, at least half as wide, had six.
    var decade = Self.decade(below: length / 10)
    search: for _ in 0..<4 {
      for mantissa in [1, 2, 2.5, 5] {
        let candidate = Self.multiples(of: mantissa * decade, in: domain)
        if candidate.count < 3 { break search }
        guard candidate.count <= 5 else { continue }
        let isBetter =
          best.values.isEmpty
          || abs(candidate.count - wanted) <= abs(best.values.count - wanted)
        if isBetter { best = (candidate, mantissa * decade) }
      }
      decade *= 10
    }
    values = best.values
    step = best.step
  }

  /// One tick of a log scale, with the decimals it needs, or more where it needs any: "$0.75",
  /// "$1,500", "$20k", "0.5×".
  static func label(_ value: Double, _ style: TickStyle, leastDecimals: Int) -> String {
    var shown = value
    var mark = ""
    for (sign, size) in sizes where value >= max(size, 10_000) {
      (shown, mark) = (value / size, sign)
      break
    }
    let needed = decimals(of: [shown])
    return style.prefix + digits(shown, decimals: needed == 0 ? 0 : max(needed, leastDecimals))
      + mark + style.suffix
  }

  /// The tick texts, all with the decimals that the finest of them needs; minus is U+2212. An axis whose
  /// unit is named beside it is written in that unit, however large it grows.
  public func labels(_ style: TickStyle) -> [String] {
    let divisor = style.divisor == 0 ? 1 : style.divisor
    var shown = values.map { $0 / divisor }
    let largest = shown.map(\.magnitude).max() ?? 0
    var suffix = ""
    for (mark, size) in Self.sizes where divisor == 1 && largest >= max(size, 10_000) {
      shown = shown.map { $0 / size }
      suffix = mark
      break
    }
    let decimals = Self.decimals(of: shown)
    return shown.map { value in
      let body = Self.digits(value.magnitude, decimals: decimals)
      let isNegative = value < 0 && body.contains { "123456789".contains($0) }
      return (isNegative ? "−" : "") + style.prefix + body + (value == 0 ? "" : suffix)
        + style.suffix
    }
  }

  private static var sizes: [(mark: String, size: Double)] {
    let marks = Language.current.numbers
    return [(marks.billion, 1e9), (marks.million, 1e6), (marks.thousand, 1e3)]
  }

  private static func decade(below size: Double) -> Double {
    var decade = 1.0
    while decade * 10 <= size { decade *= 10 }
    while decade > size, decade > 1e-300 { decade /= 10 }
    return decade
  }

  private static func multiples(of step: Double, in domain: ClosedRange<Double>) -> [Double] {
    let slack = 1e-9
    let first = (domain.lowerBound / step - slack).rounded(.up)
    let last = (domain.upperBound / step + slack).rounded(.down)
    guard last - first < 30 else { return Array(repeating: 0, count: 30) }
    guard first <= last else { return [] }
    return (0...Int(last - first)).map { (first + Double($0)) * step + 0 }
  }

  private static func decimals(of values: [Double]) -> Int {
    var scale = 1.0
    for decimals in 0..<6 {
      let isWhole = values.allSatisfy {
        abs($0 * scale - ($0 * scale).rounded()) < 1e-6 * max(1, ($0 * scale).magnitude)
      }
      if isWhole { return decimals }
      scale *= 10
    }
    return 6
  }

  private static func digits(_ value: Double, decimals: Int) -> String {
    var scale = 1
    for _ in 0..<decimals { scale *= 10 }
    let scaled = Int((value * Double(scale)).rounded())
    let marks = Language.current.numbers
    var whole = ""
    for (index, digit) in String(scaled / scale).reversed().enumerated() {
      if index > 0, index.isMultiple(of: 3) { whole = marks.group + whole }
      whole = String(digit) + whole
    }
    guard decimals > 0 else { return whole }
    let rest = String(scaled % scale)
    return whole + marks.decimal + String(repeating: "0", count: decimals - rest.count) + rest
  }
}
