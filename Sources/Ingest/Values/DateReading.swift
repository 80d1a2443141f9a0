import Metrics

/// One order in which the dates of a shape can be read, and what the file says of it.
struct DateReading: Sendable {
  let order: ReadingOptions.DateOrder
  /// The first date that is a day in another order only.
  private(set) var exclusion: (line: Int, text: String)?
  /// Whether any date is another day than in the shape's first order.
  private(set) var differs = false
  /// Dates that are no days in this order.
  private(set) var misses = 0
  private(set) var span: ClosedRange<CalendarDay>?
  /// All days: a file of which no date tells has a dozen a month, twelve months a year.
  private var distinct: Set<CalendarDay> = []
  private var last: CalendarDay?
  /// Days of the longest period, where rows name their first and last day.
  private(set) var longest: Int?
  /// Periods that end before they begin.
  private(set) var backward = 0

  init(_ order: ReadingOptions.DateOrder) { self.order = order }

  mutating func exclude(line: Int, text: @autoclosure () -> String) {
    if exclusion == nil { exclusion = (line, text()) }
  }

  mutating func add(_ day: CalendarDay?, besides usual: CalendarDay?) {
    if day != usual { differs = true }
    guard let day else {
      misses += 1
      return
    }
    if day != last, distinct.count < 2000 {
      last = day
      distinct.insert(day)
    }
    span = min(span?.lowerBound ?? day, day)...max(span?.upperBound ?? day, day)
  }

  mutating func add(length: Int) {
    if length < 1 { backward += 1 } else { longest = max(longest ?? 0, length) }
  }

  /// From the first day to the last.
  var days: Int { span.map { $0.upperBound - $0.lowerBound } ?? 0 }

  /// Its days follow each other as those of a daily report do, but for weekends.
  var isDense: Bool { distinct.count * 2 > days }
}
