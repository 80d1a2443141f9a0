import Metrics

/// A named run of points in time, oldest first.
public struct TimeSeries: Sendable, Hashable {
  public var name: String
  public var points: [TimePoint]
  /// Nil for plain numbers.
  public var unit: Metric.Unit?
  /// How the chart words its days.
  public var dates: DateStyle

  public init(
    name: String, points: [TimePoint], unit: Metric.Unit? = nil,
    dates: DateStyle = .dayFirst
  ) {
    self.dates = dates
    self.name = name
    self.points = points
    self.unit = unit
  }

  /// A point's value for the data table.
  func cell(_ point: TimePoint) -> ChartData.Cell { .value(point.value, unit, point.display) }
}

/// One point of a series in time.
public struct TimePoint: Sendable, Hashable {
  /// First day of the period.
  public var day: CalendarDay
  /// Nil where there is no value: the line breaks.
  public var value: Double?
  /// The value as printed, or "n/a".
  public var display: String
  /// The period is not complete, or lies in an incomplete week: drawn paler.
  public var isPartial: Bool

  public init(day: CalendarDay, value: Double?, display: String, isPartial: Bool = false) {
    self.day = day
    self.value = value
    self.display = display
    self.isPartial = isPartial
  }
}
