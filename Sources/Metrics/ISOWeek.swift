/// A week of ISO 8601: Monday to Sunday, in the year that holds its Thursday.
public struct ISOWeek: Sendable, Hashable, Comparable {
  /// The Monday.
  public let first: CalendarDay

  public init(of day: CalendarDay) {
    first = day.monday
  }

  /// From `2024-W47`; nil when there is no such week.
  public init?(_ text: String) {
    let parts = text.utf8.split(separator: 0x2D, omittingEmptySubsequences: false)
    guard parts.count == 2, parts[0].count == 4, parts[1].count == 3, parts[1].first == 0x57,
      let year = Int(String(decoding: parts[0], as: UTF8.self)),
      let week = Int(String(decoding: parts[1].dropFirst(), as: UTF8.self)),
      (1...53).contains(week), let anchor = CalendarDay(year: year, month: 1, day: 4)
    else { return nil }
    first = anchor.monday + (week - 1) * 7
    guard self.year == year else { return nil }
  }

  public var last: CalendarDay { first + 6 }
  public var days: ClosedRange<CalendarDay> { first...last }
  public var year: Int { (first + 3).year }

  /// 1 … 53.
  public var number: Int {
    let thursday = first + 3
    guard let newYear = CalendarDay(year: thursday.year, month: 1, day: 1) else { return 1 }
    return (thursday - newYear) / 7 + 1
  }

  /// `W47`, as axis labels and prose name it.
  public var short: String { Phrase("W\(padded(number, 2))").text }

  /// The same week number a year before; week 53 has none unless that year has 53 too.
  public var yearBefore: ISOWeek? { ISOWeek("\(padded(year - 1, 4))-W\(padded(number, 2))") }

  public static func < (left: ISOWeek, right: ISOWeek) -> Bool { left.first < right.first }
  public static func + (week: ISOWeek, count: Int) -> ISOWeek {
    ISOWeek(of: week.first + count * 7)
  }
  public static func - (week: ISOWeek, count: Int) -> ISOWeek { week + -count }
}

extension ISOWeek: CustomStringConvertible {
  /// `2024-W47`.
  public var description: String { "\(padded(year, 4))-W\(padded(number, 2))" }
}
