import Marks
import Metrics

/// A chart value: numbers and words, no pixels. Compiled to a scene by a straight line of steps:
/// domains → ticks → label widths → margins → ranges → marks.
public protocol Chart: Sendable {
  /// - Parameters:
  ///   - width: points (or CSS px) the scene must fill exactly.
  ///   - height: likewise.
  ///   - measurer: tells how wide text will be.
  func scene(width: Double, height: Double, measurer: any TextMeasurer) -> Scene
  /// The numbers behind the picture: a head and rows of displayed text, for the table beside it.
  var data: ChartData { get }
}

/// The table behind a chart, with the words as printed.
public struct ChartData: Sendable, Hashable {
  public var head: [String]
  public var rows: [[String]]

  public init(head: [String], rows: [[String]]) {
    self.head = head
    self.rows = rows
  }
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

public struct TimeSeries: Sendable, Hashable {
  public var name: String
  public var points: [TimePoint]

  public init(name: String, points: [TimePoint]) {
    self.name = name
    self.points = points
  }
}

/// The grain of a time axis: one tick a week of days, or months over weeks.
public enum TimeGrain: Sendable, Hashable {
  case day, week
}

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

/// Whether a variance is good for the business; shape and colour follow.
public enum Valence: String, Sendable, Hashable {
  /// Round, green.
  case better
  /// Square, vermilion.
  case worse
  /// Hollow, grey: not notable, or no good side.
  case none
}
