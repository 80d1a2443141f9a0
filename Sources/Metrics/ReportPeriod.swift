/// The days that a pack reports: an ISO week, or a month, a quarter, a year or any other range.
///
/// Two periods are comparable when they are equally long and begin on the same weekday. Those before
/// it are whole strides away, the least number of weeks that holds the period: 7 days for a week,
/// 35 for a month of 30 days.
public struct ReportPeriod: Sendable, Hashable {
  public enum Unit: String, Sendable, Hashable, CaseIterable {
    case week, month, quarter, year
    /// Any other range.
    case days
  }

  public let unit: Unit
  public let days: ClosedRange<CalendarDay>

  /// Days that are exactly a week, a month, a quarter or a year of the calendar are one.
  public init(_ days: ClosedRange<CalendarDay>) {
    self.days = days
    unit =
      [Unit.week, .month, .quarter, .year].first {
        Self.days(of: $0, containing: days.lowerBound, yearStart: 1) == days
      } ?? .days
  }

  public init(_ week: ISOWeek) { self.init(week.days) }

  /// The period of a kind that holds a day.
  /// - Parameter yearStart: the month that quarters and years are counted from, 1 … 12.
  public init(_ unit: Unit, containing day: CalendarDay, yearStart: Int = 1) {
    self.init(Self.days(of: unit, containing: day, yearStart: yearStart))
  }

  /// From `2024-W47`, `2024-11`, `2024-Q4`, `2024`, `2024-11-01..2024-11-15`, or its id; nil for
  /// anything else.
  public init?(_ text: String) {
    if let week = ISOWeek(text) {
      self.init(week)
      return
    }
    for joint in ["..", "-to-"] {
      guard let cut = text.firstRange(of: joint) else { continue }
      guard let first = CalendarDay(iso: String(text[..<cut.lowerBound])),
        let last = CalendarDay(iso: String(text[cut.upperBound...])), first <= last
      else { return nil }
      self.init(first...last)
      return
    }
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count <= 2, parts[0].utf8.count == 4, let year = Self.number(parts[0]) else {
      return nil
    }
    if parts.count == 1 {
      guard let first = CalendarDay(year: year, month: 1, day: 1) else { return nil }
      self.init(.year, containing: first)
    } else if parts[1].utf8.count == 2, parts[1].first == "Q" {
      guard let quarter = Self.number(parts[1].dropFirst()), (1...4).contains(quarter),
        let first = CalendarDay(year: year, month: quarter * 3 - 2, day: 1)
      else { return nil }
      self.init(.quarter, containing: first)
    } else {
      guard parts[1].utf8.count == 2, let month = Self.number(parts[1]),
        let first = CalendarDay(year: year, month: month, day: 1)
      else { return nil }
      self.init(.month, containing: first)
    }
  }

  /// A quarter of a fiscal year, or the whole year; nil when there is none such.
  public init?(fiscalYear year: Int, quarter: Int?, yearStart: Int) {
    let first = (yearStart - 1) + (quarter.map { ($0 - 1) * 3 } ?? 0)
    let startYear = yearStart > 1 ? year - 1 : year
    guard (1...4).contains(quarter ?? 1),
      let day = CalendarDay(year: startYear + first / 12, month: first % 12 + 1, day: 1)
    else { return nil }
    self.init(quarter == nil ? .year : .quarter, containing: day, yearStart: yearStart)
  }

  private static func number(_ text: Substring) -> Int? {
    text.utf8.allSatisfy { (0x30...0x39).contains($0) } ? Int(text) : nil
  }

  private static func days(
    of unit: Unit, containing day: CalendarDay, yearStart: Int
  ) -> ClosedRange<CalendarDay> {
    let length: Int
    switch unit {
    case .week: return day.monday...(day.monday + 6)
    case .days: return day...day
    case .month: length = 1
    case .quarter: length = 3
    case .year: length = 12
    }
    let (year, month, _) = day.civil
    // Months since the year zero, cut to the unit as it is counted from the year's start.
    let count = year * 12 + month - 1
    let start = count - (count - (yearStart - 1)) %% length
    func first(_ months: Int) -> CalendarDay {
      CalendarDay(year: months / 12, month: months % 12 + 1, day: 1) ?? day
    }
    return first(start)...(first(start + length) - 1)
  }

  public var first: CalendarDay { days.lowerBound }
  public var last: CalendarDay { days.upperBound }
  public var length: Int { last - first + 1 }

  /// Days from a period to the comparable one before it.
  public var stride: Int { (length + 6) / 7 * 7 }

  /// The comparable days that many strides before.
  public func earlier(_ count: Int) -> ClosedRange<CalendarDay> {
    (first - count * stride)...(last - count * stride)
  }

  /// The comparable days of a year ago: the same ISO week, else the same weekdays 52 weeks before, or
  /// a stride where that is longer. Nil for a week 53 that the year before lacks.
  public var yearBefore: ClosedRange<CalendarDay>? {
    if unit == .week { return ISOWeek(of: first).yearBefore?.days }
    let shift = max(364, stride)
    return (first - shift)...(last - shift)
  }

  /// `2024-W47`, `2024-11`, `2024-Q4`, `2024`, `2024-11-01-to-2024-11-15`.
  public var id: String {
    switch unit {
    case .week: ISOWeek(of: first).description
    case .month: String(first.description.prefix(7))
    case .quarter: "\(padded(first.year, 4))-Q\(first.quarter)"
    case .year: padded(first.year, 4)
    case .days: "\(first)-to-\(last)"
    }
  }

  /// `W47`, `Nov`, `Q4`, `2024`, `1 Nov to 15 Nov`: where the year is known.
  public func short(_ dates: DateStyle) -> String {
    switch unit {
    case .week: ISOWeek(of: first).short
    case .month: dates.month(first.month)
    case .quarter: Phrase("Q\(first.quarter)").text
    case .year: String(first.year)
    case .days: dates.shortSpan(days)
    }
  }

  /// `Week 47`, `November 2024`, `Q4 2024`, `2024`, `1 Nov to 15 Nov 2024`; quarters and years of a
  /// fiscal calendar by its name: `Q2 of fiscal 2025`.
  /// - Parameter yearStart: the month that the fiscal year begins with, 1 … 12.
  public func name(_ dates: DateStyle, yearStart: Int = 1) -> String {
    let fiscal = FiscalQuarter(of: first, yearStart: yearStart)
    for unit in [Unit.quarter, .year]
    where yearStart > 1
      && days == Self.days(of: unit, containing: first, yearStart: yearStart)
    {
      return unit == .year
        ? Phrase("Fiscal \(fiscal.year)").text
        : Phrase("Q\(fiscal.quarter) of fiscal \(fiscal.year)").text
    }
    switch unit {
    case .week: return Phrase("Week \(ISOWeek(of: first).number)").text
    case .month: return "\(dates.fullMonth(first.month)) \(first.year)"
    case .quarter: return Phrase("Q\(first.quarter) \(first.year)").text
    case .year: return String(first.year)
    case .days: return dates.span(days)
    }
  }

  /// The name and the days: `Week 47 · Mon 18 – Sun 24 Nov 2024`.
  public func title(_ dates: DateStyle, yearStart: Int = 1) -> String {
    let range = dates.range(first, last)
    let name = name(dates, yearStart: yearStart)
    return name == dates.span(days) ? range : "\(name) · \(range)"
  }
}
