/// Dates in words: never numeric day and month beside each other (visual specification, VS-5.12).
///
/// The day stands before the month, as in `18 Nov 2024`, or after it where readers are used to that:
/// `Nov 18, 2024`.
public struct DateStyle: Sendable, Hashable {
  private let isMonthFirst: Bool

  /// - Parameter language: a tag such as `en-GB` or `en-US`.
  public init(language: String) { isMonthFirst = language == "en-US" }

  public static let dayFirst = DateStyle(language: "en-GB")

  public static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]
  public static let fullMonths = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
  ]
  public static let weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]

  /// `06:05:09` of a second of a day.
  public static func clock(second: Int) -> String {
    [second / 3600, second / 60 % 60, second % 60].map { padded($0, 2) }.joined(separator: ":")
  }

  /// `18 Nov`, `Nov 18`.
  public func dayMonth(_ day: CalendarDay) -> String {
    let month = Self.months[day.month - 1]
    return isMonthFirst ? "\(month) \(day.day)" : "\(day.day) \(month)"
  }

  /// `18 Nov 2024`, `Nov 18, 2024`.
  public func dayMonthYear(_ day: CalendarDay) -> String {
    "\(dayMonth(day))\(isMonthFirst ? "," : "") \(day.year)"
  }

  /// `Mon 18 Nov 2024`, `Mon, Nov 18, 2024`.
  public func full(_ day: CalendarDay) -> String {
    "\(weekday(day)) \(dayMonthYear(day))"
  }

  private func weekday(_ day: CalendarDay) -> String {
    Self.weekdays[day.weekday - 1] + (isMonthFirst ? "," : "")
  }

  /// `1 Nov to 30 Nov 2024`: the days a panel rests on.
  public func span(_ days: ClosedRange<CalendarDay>) -> String {
    let (first, last) = (days.lowerBound, days.upperBound)
    let start = first.year == last.year ? dayMonth(first) : dayMonthYear(first)
    return "\(start) to \(dayMonthYear(last))"
  }

  /// `1 Nov to 30 Nov`.
  public func shortSpan(_ days: ClosedRange<CalendarDay>) -> String {
    "\(dayMonth(days.lowerBound)) to \(dayMonth(days.upperBound))"
  }

  /// `7–9 Nov`, `30 Oct – 2 Nov`: where there is little room; one day alone.
  public func dashed(_ first: CalendarDay, _ last: CalendarDay) -> String {
    if first == last { return dayMonth(first) }
    guard first.month == last.month, first.year == last.year else {
      return "\(dayMonth(first)) – \(dayMonth(last))"
    }
    return isMonthFirst ? "\(dayMonth(first))–\(last.day)" : "\(first.day)–\(dayMonth(last))"
  }

  /// `Mon 18 – Sun 24 Nov 2024`, `Mon 25 Nov – Sun 1 Dec 2024`, `Mon, Nov 18 – Sun, Nov 24, 2024`; a
  /// year twice only when they differ.
  public func range(_ first: CalendarDay, _ last: CalendarDay) -> String {
    if first == last { return full(first) }
    let start: String
    if first.year != last.year {
      start = dayMonthYear(first)
    } else if first.month != last.month || isMonthFirst {
      start = dayMonth(first)
    } else {
      start = String(first.day)
    }
    return "\(weekday(first)) \(start) – \(full(last))"
  }
}
