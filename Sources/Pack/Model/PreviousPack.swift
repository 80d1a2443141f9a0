import Metrics

/// What the pack before this one printed of its own week.
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

  public var week: ISOWeek
  /// By the ids of its figures.
  public var printed: [String: Printed]

  public init(week: ISOWeek, printed: [String: Printed]) {
    self.week = week
    self.printed = printed
  }
}
