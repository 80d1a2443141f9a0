/// Dates in words: never numeric day and month beside each other (visual specification, VS-5.12).
public enum DateStyle {
  public static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]
  public static let fullMonths = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
  ]
  public static let weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]

  /// `18 Nov`.
  public static func dayMonth(_ day: CalendarDay) -> String {
    "\(day.day) \(months[day.month - 1])"
  }

  /// `1 Nov to 30 Nov 2024`: the days a panel rests on.
  public static func span(_ days: ClosedRange<CalendarDay>) -> String {
    "\(shortSpan(days)) \(days.upperBound.year)"
  }

  /// `1 Nov to 30 Nov`.
  public static func shortSpan(_ days: ClosedRange<CalendarDay>) -> String {
    "\(dayMonth(days.lowerBound)) to \(dayMonth(days.upperBound))"
  }

  /// `06:05:09` of a second of a day.
  public static func clock(second: Int) -> String {
    [second / 3600, second / 60 % 60, second % 60].map { padded($0, 2) }.joined(separator: ":")
  }

  /// `Mon 18 Nov 2024`.
  public static func full(_ day: CalendarDay) -> String {
    "\(weekdays[day.weekday - 1]) \(dayMonth(day)) \(day.year)"
  }

  /// `Mon 18 – Sun 24 Nov 2024`, `Mon 25 Nov – Sun 1 Dec 2024`; a year twice only when they differ.
  public static func range(_ first: CalendarDay, _ last: CalendarDay) -> String {
    if first == last { return full(first) }
    var start = "\(weekdays[first.weekday - 1]) \(first.day)"
    if first.month != last.month || first.year != last.year {
      start += " \(months[first.month - 1])"
    }
    if first.year != last.year { start += " \(first.year)" }
    return "\(start) – \(full(last))"
  }
}
