import Metrics

/// What the pack before this one printed of its own period.
public struct PreviousPack: Sendable {
  public struct Printed: Sendable {
    public var display: String
    /// Nil when it printed that there is none.
    public var value: Rational?

    public init(display: String, value: Rational?) {
      self.display = display
      self.value = value
    }
  }

  public var period: ReportPeriod
  /// By the ids of its figures.
  public var printed: [String: Printed]

  public init(period: ReportPeriod, printed: [String: Printed]) {
    self.period = period
    self.printed = printed
  }
}
