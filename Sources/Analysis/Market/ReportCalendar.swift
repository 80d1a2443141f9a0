import Metrics

/// Which week is reported, and which weeks it may be compared with.
///
/// The report week is the last complete week of the data, never one after `asOf`; without any, the
/// week of the last day, marked partial. The wall clock decides nothing.
public struct ReportCalendar: Sendable, Hashable {
  public let firstDay: CalendarDay
  public let lastDay: CalendarDay
  public let week: ISOWeek
  public let isPartial: Bool

  /// - Parameter chosen: a week asked for; it must hold data.
  /// - Returns: nil when the chosen week holds no day of the data.
  ///
  /// - Parameter weeksWithRows: a complete week without any row is no week to report.
  public init?(
    firstDay: CalendarDay, lastDay: CalendarDay, asOf: CalendarDay?, chosen: ISOWeek?,
    weeksWithRows: Set<ISOWeek>
  ) {
    let last = asOf.map { min($0, lastDay) } ?? lastDay
    guard firstDay <= last else { return nil }
    self.firstDay = firstDay
    self.lastDay = last
    let latest = ISOWeek(of: last)
    if let chosen {
      guard chosen.last >= firstDay, chosen.first <= last else { return nil }
      week = chosen
    } else {
      var candidate = latest.last == last ? latest : latest - 1
      while candidate.first >= firstDay, !weeksWithRows.contains(candidate) {
        candidate = candidate - 1
      }
      week = candidate.first >= firstDay ? candidate : latest
    }
    isPartial = week.first < firstDay || week.last > last
  }

  public func isComplete(_ week: ISOWeek) -> Bool {
    week.first >= firstDay && week.last <= lastDay
  }

  /// Complete weeks before the report week, oldest first.
  public var weeksBefore: [ISOWeek] {
    var weeks: [ISOWeek] = []
    var week = self.week - 1
    while isComplete(week) {
      weeks.append(week)
      week = week - 1
    }
    return weeks.reversed()
  }

  /// The report week and up to 25 complete weeks before it.
  public var shown: [ISOWeek] { weeksBefore.suffix(25) + [week] }

  public var weekDays: ClosedRange<CalendarDay> { days(week) }

  public func days(_ week: ISOWeek) -> ClosedRange<CalendarDay> { week.first...week.last }

  /// The four complete weeks before; nil when there are fewer.
  public var fourWeeks: ClosedRange<CalendarDay>? {
    weeksBefore.count >= 4 ? (week - 4).first...(week - 1).last : nil
  }

  /// The days that short-history panels rest on: all of the data up to five weeks, else the report
  /// week and the three before.
  public var evidenceDays: ClosedRange<CalendarDay> {
    let span = lastDay - firstDay + 1
    if span <= 35 { return firstDay...lastDay }
    return max(firstDay, (week - 3).first)...week.last
  }
}
