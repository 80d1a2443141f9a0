import Metrics

/// The grain of a time axis: one tick a week of days, or months over weeks.
public enum TimeGrain: Sendable, Hashable {
  case day, week

  /// Days from one period to the next.
  var step: Int {
    switch self {
    case .day: 1
    case .week: 7
    }
  }

  /// The first day of the period that holds the day.
  func start(_ day: CalendarDay) -> CalendarDay {
    switch self {
    case .day: day
    case .week: day.monday
    }
  }

  /// "18 Nov" or "W47".
  func name(_ day: CalendarDay, _ dates: DateStyle) -> String {
    switch self {
    case .day: dates.dayMonth(day)
    case .week: ISOWeek(of: day).short
    }
  }

  /// "W34–W36", "7–9 Nov", "30 Oct – 2 Nov"; one period alone.
  func name(_ first: CalendarDay, _ last: CalendarDay, _ dates: DateStyle) -> String {
    if self == .day { return dates.dashed(first, last) }
    return first == last ? name(first, dates) : "\(name(first, dates))–\(name(last, dates))"
  }

  /// What a line's end says it is: of a line by week whose ticks name another period, its week too.
  func endName(
    _ name: String, _ day: CalendarDay, in report: ReportPeriod, _ dates: DateStyle
  ) -> String {
    guard self == .week, report.unit != .week else { return name }
    return [name, self.name(day, dates)].filter { !$0.isEmpty }.joined(separator: " ")
  }

  /// The column head of a data table.
  var head: String {
    switch self {
    case .day: Phrase("Day").text
    case .week: Phrase("Week").text
    }
  }

  /// The period as a data table names it, with the year.
  func longName(_ day: CalendarDay, _ dates: DateStyle) -> String {
    switch self {
    case .day: dates.full(day)
    case .week: "\(ISOWeek(of: day).short) \(ISOWeek(of: day).year)"
    }
  }

  /// The period in a data table: a file holds its first day.
  func cell(_ day: CalendarDay, _ dates: DateStyle) -> ChartData.Cell {
    .day(start(day), words: longName(day, dates))
  }

  var firstWords: String {
    switch self {
    case .day: Phrase("First day of data").text
    case .week: Phrase("First week of data").text
    }
  }
}
