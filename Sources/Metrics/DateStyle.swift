/// Dates in words: never numeric day and month beside each other (visual specification, VS-5.12).
///
/// The day stands before the month, as in `18 Nov 2024`, or after it where readers are used to that:
/// `Nov 18, 2024`.
public struct DateStyle: Sendable, Hashable {
  private let words: Language.Dates
  private var isMonthFirst: Bool { words.isMonthFirst }

  public init(_ language: Language = .current) { words = language.dates }

  /// As the program’s own texts are written, whatever the language of a pack.
  public static let dayFirst = DateStyle(Language("en-GB"))

  /// The first three letters of a month, or what the language has for them.
  public func month(_ number: Int) -> String { words.months[number - 1] }
  public func fullMonth(_ number: Int) -> String { words.fullMonths[number - 1] }
  public func weekday(_ number: Int) -> String { words.weekdays[number - 1] }

  /// `06:05:09` of a second of a day.
  public static func clock(second: Int) -> String {
    [second / 3600, second / 60 % 60, second % 60].map { padded($0, 2) }.joined(separator: ":")
  }

  /// `18 Nov`, `Nov 18`.
  public func dayMonth(_ day: CalendarDay) -> String {
    let month = month(day.month)
    return isMonthFirst ? "\(month) \(day.day)" : "\(number(day)) \(month)"
  }

  /// `18 Nov 2024`, `Nov 18, 2024`.
  public func dayMonthYear(_ day: CalendarDay) -> String {
    "\(dayMonth(day))\(isMonthFirst ? "," : "") \(day.year)"
  }

  /// `Mon 18 Nov 2024`, `Mon, Nov 18, 2024`.
  public func full(_ day: CalendarDay) -> String {
    "\(weekday(day)) \(dayMonthYear(day))"
  }

  private func number(_ day: CalendarDay) -> String { "\(day.day)\(words.dayMark)" }

  private func weekday(_ day: CalendarDay) -> String {
    weekday(day.weekday) + (isMonthFirst ? "," : "")
  }

  /// `1 Nov to 30 Nov 2024`: the days a panel rests on.
  public func span(_ days: ClosedRange<CalendarDay>) -> String {
    let (first, last) = (days.lowerBound, days.upperBound)
    let start = first.year == last.year ? dayMonth(first) : dayMonthYear(first)
    return Phrase("\(start) to \(dayMonthYear(last))").text
  }

  /// `1 Nov to 30 Nov`.
  public func shortSpan(_ days: ClosedRange<CalendarDay>) -> String {
    Phrase("\(dayMonth(days.lowerBound)) to \(dayMonth(days.upperBound))").text
  }

  /// `7–9 Nov`, `30 Oct – 2 Nov`: where there is little room; one day alone.
  public func dashed(_ first: CalendarDay, _ last: CalendarDay) -> String {
    if first == last { return dayMonth(first) }
    guard first.month == last.month, first.year == last.year else {
      return "\(dayMonth(first)) – \(dayMonth(last))"
    }
    return isMonthFirst ? "\(dayMonth(first))–\(last.day)" : "\(number(first))–\(dayMonth(last))"
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
      start = number(first)
    }
    return "\(weekday(first)) \(start) – \(full(last))"
  }
}
