#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// A map from positive values to positions by their logarithm. Never yields what is no number.
public struct LogScale: Sendable, Hashable {
  private let line: LinearScale

  /// - Parameter domain: both ends above zero; else everything maps to the middle.
  public init(_ domain: ClosedRange<Double>, from start: Double, to end: Double) {
    let ends = [domain.lowerBound, domain.upperBound].map(Self.logarithm)
    line = LinearScale(ends[0]...max(ends[0], ends[1]), from: start, to: end)
  }

  public func callAsFunction(_ value: Double) -> Double { line(Self.logarithm(value)) }

  /// As `callAsFunction`, held inside the range.
  public func clamped(_ value: Double) -> Double { line.clamped(Self.logarithm(value)) }

  private static func logarithm(_ value: Double) -> Double {
    value > 0 && value.isFinite ? log10(value) : -300
  }

  /// Three to six round values inside a domain: as few steps to a decade as that takes.
  public static func ticks(in domain: ClosedRange<Double>) -> [Double] {
    guard domain.lowerBound > 0, domain.upperBound.isFinite else { return [] }
    let low = Int(log10(domain.lowerBound).rounded(.down))
    let high = Int(log10(domain.upperBound).rounded(.up))
    var best: [Double] = []
    for mantissas in [[1.0], [1, 3], [1, 2, 5], [1, 1.5, 2, 3, 5, 7.5]] {
      var step = 1
      while (high - low) / step > 6 { step += 1 }
      var values: [Double] = []
      for exponent in stride(from: low, through: high, by: step) {
        values += mantissas.map { $0 * decade(exponent) }
      }
      let slack = 1e-9
      values.removeAll {
        $0 < domain.lowerBound * (1 - slack) || $0 > domain.upperBound * (1 + slack)
      }
      if values.count > 6 { break }
      best = values
      if values.count >= 4 { break }
    }
    return best
  }

  private static func decade(_ exponent: Int) -> Double { pow(10, Double(exponent)) }
}
