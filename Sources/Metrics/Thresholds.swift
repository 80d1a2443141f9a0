/// From where on the pack colours, headlines or withholds: all of it can be set, and is printed on the
/// page of definitions. Shares are relative, 0.03 is 3 %.
public struct Thresholds: Sendable, Hashable {
  /// Least relative change of a headline.
  public var material = 0.03
  /// Least relative change that is coloured; `notableRate` for rates of segments.
  public var notable = 0.01
  public var notableRate = 0.02
  /// A figure that rests on a smaller share of spend says so.
  public var coverage = 0.95
  /// Ratios of segments, campaigns and keywords under this many conversions are withheld.
  public var minimumConversions: Int64 = 50
  /// Of what is coloured, the share that may be noise (Benjamini and Hochberg, 1995).
  public var falseDiscovery = 0.05
  /// A target is missed when the value is this share on its bad side.
  public var missedTarget = 0.01
  /// A campaign lost money when its loss is larger, in units of money.
  public var loss = 250.0
  /// A field with a larger share of blanks is a caution.
  public var missing = 0.05

  public init() {}

  /// A share as it is printed: "3%", "2.5%".
  public static func percent(_ share: Double) -> String {
    let marks = Language.current.numbers
    var parts = (Rational(estimate: share * 100)?.decimal(2) ?? "").split(separator: ".")
    while parts.last?.last == "0", parts.count > 1 { parts[1].removeLast() }
    if parts.last == "" { parts.removeLast() }
    return parts.joined(separator: marks.decimal) + marks.percent
  }
}
