/// How axis ticks are worded: bare numbers after division ("600" for $ thousand), with a suffix.
public struct TickStyle: Sendable, Hashable {
  /// The axis shows value ÷ divisor.
  public var divisor: Double
  public var prefix: String
  public var suffix: String

  public init(divisor: Double = 1, prefix: String = "", suffix: String = "") {
    self.divisor = divisor
    self.prefix = prefix
    self.suffix = suffix
  }
}
