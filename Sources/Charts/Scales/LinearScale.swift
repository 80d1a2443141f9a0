/// A straight map from values to positions. Never yields what is no number: a domain without
/// length maps to the middle.
public struct LinearScale: Sendable, Hashable {
  public let domain: ClosedRange<Double>
  public let start: Double
  public let end: Double

  /// - Parameters:
  ///   - start: where the domain's lower bound lies; below `end` on the page for a y axis.
  public init(_ domain: ClosedRange<Double>, from start: Double, to end: Double) {
    self.domain = domain
    self.start = start
    self.end = end
  }

  public func callAsFunction(_ value: Double) -> Double {
    let length = domain.upperBound - domain.lowerBound
    guard length > 0, value.isFinite else { return (start + end) / 2 }
    return start + (value - domain.lowerBound) / length * (end - start)
  }

  /// As `callAsFunction`, held inside the range.
  public func clamped(_ value: Double) -> Double {
    self(min(max(value, domain.lowerBound), domain.upperBound))
  }
}

extension Double {
  /// The value, unless it is no number or too large to be one of a business.
  var usable: Double? { isFinite && magnitude < 1e15 ? self : nil }
}

extension Sequence<Double> {
  /// From the least to the greatest; nil without values.
  var span: ClosedRange<Double>? {
    var range: ClosedRange<Double>?
    for value in self {
      guard let known = range else {
        range = value...value
        continue
      }
      range = Swift.min(known.lowerBound, value)...Swift.max(known.upperBound, value)
    }
    return range
  }
}
