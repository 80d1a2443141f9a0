import Metrics
import Warehouse

/// Which days are reported, and which they may be compared with.
///
/// Without a choice it is the last complete week of the data, never one after `asOf`; without any,
/// the week of the last day, marked partial. The wall clock decides nothing.
public struct ReportCalendar: Sendable, Hashable {
  /// What a user asks for.
  public enum Choice: Sendable, Hashable {
    case given(ReportPeriod)
    /// The last complete one with rows, counted from the month that the fiscal year begins with.
    case latest(ReportPeriod.Unit, yearStart: Int)

    public static let latestWeek = Choice.latest(.week, yearStart: 1)
  }

  public let firstDay: CalendarDay
  public let lastDay: CalendarDay
  public let period: ReportPeriod
  public private(set) var isPartial: Bool
  /// Of platform accounts that lack so much of the period that it counts as partial, largest first.
  public private(set) var gaps: [SourceGaps.Gap] = []

  /// - Parameters:
  ///   - choice: a period asked for must hold data.
  ///   - hasRows: a complete period without any row is none to report.
  /// - Returns: nil when the period asked for holds no day of the data.
  public init?(
    firstDay: CalendarDay, lastDay: CalendarDay, asOf: CalendarDay?, choice: Choice,
    hasRows: (ClosedRange<CalendarDay>) -> Bool
  ) {
    let last = asOf.map { min($0, lastDay) } ?? lastDay
    guard firstDay <= last else { return nil }
    self.firstDay = firstDay
    self.lastDay = last
    switch choice {
    case .given(let given):
      guard given.last >= firstDay, given.first <= last else { return nil }
      period = given
    case .latest(let unit, let yearStart):
      func holding(_ day: CalendarDay) -> ReportPeriod {
        ReportPeriod(unit, containing: day, yearStart: yearStart)
      }
      let latest = holding(last)
      var candidate = latest.last == last ? latest : holding(latest.first - 1)
      while candidate.first >= firstDay, !hasRows(candidate.days) {
        candidate = holding(candidate.first - 1)
      }
      period = candidate.first >= firstDay ? candidate : latest
    }
    isPartial = period.first < firstDay || period.last > last
  }

  /// The same where exports of some accounts do not reach through the period.
  /// - Parameter limit: the share of its spend that may be missing.
  public func lacking(_ gaps: SourceGaps, beyond limit: Double) -> ReportCalendar {
    guard gaps.share > limit else { return self }
    var calendar = self
    calendar.isPartial = true
    calendar.gaps = gaps.gaps
    return calendar
  }

  /// The weeks up to the last one that is complete when the period ends: what a line over time shows,
  /// whatever is reported. Nil when the data holds none.
  public var weekly: ReportCalendar? {
    if period.unit == .week { return self }
    let end = min(period.last, lastDay)
    let week = ISOWeek(of: end + 1) - 1
    guard isComplete(week.days) else { return nil }
    return ReportCalendar(
      firstDay: firstDay, lastDay: lastDay, asOf: nil, choice: .given(ReportPeriod(week))
    ) { _ in true }
  }

  public func isComplete(_ days: ClosedRange<CalendarDay>) -> Bool {
    days.lowerBound >= firstDay && days.upperBound <= lastDay
  }

  public var days: ClosedRange<CalendarDay> { period.days }

  /// Complete comparable periods before the one reported, oldest first.
  public var before: [ClosedRange<CalendarDay>] {
    var earlier: [ClosedRange<CalendarDay>] = []
    var days = period.earlier(1)
    while isComplete(days) {
      earlier.append(days)
      days = period.earlier(earlier.count + 1)
    }
    return earlier.reversed()
  }

  /// Those before a run of periods of which the reported one is the last: what lies beyond a normal range is no
  /// measure of itself. All of them where fewer than four would be left.
  public func before(run: Int) -> [ClosedRange<CalendarDay>] {
    let earlier = before.dropLast(max(0, run - 1))
    return earlier.count >= 4 ? Array(earlier) : before
  }

  /// The reported period and up to 25 complete ones before it.
  public var shown: [ClosedRange<CalendarDay>] { before.suffix(25) + [days] }

  /// The comparable period before; nil when one of the two is incomplete.
  public var prior: ClosedRange<CalendarDay>? {
    !isPartial && isComplete(period.earlier(1)) ? period.earlier(1) : nil
  }

  /// The four complete periods before, oldest first; nil when there are fewer.
  public var fourBefore: [ClosedRange<CalendarDay>]? {
    let before = before
    return before.count >= 4 ? before.suffix(4) : nil
  }

  /// The same a year ago; nil where the data does not hold it.
  var yearBefore: ClosedRange<CalendarDay>? {
    period.yearBefore.flatMap { isComplete($0) ? $0 : nil }
  }

  /// The days that the reported ones are compared with; none for a target.
  public func days(of reference: Comparison.Reference) -> [ClosedRange<CalendarDay>] {
    switch reference {
    case .prior: prior.map { [$0] } ?? []
    case .four: fourBefore ?? []
    case .priorYear: yearBefore.map { [$0] } ?? []
    case .plan: []
    }
  }

  /// The days that panels with intervals rest on: all of the data up to five weeks, else the period,
  /// or the four weeks up to its end where it is shorter.
  public var evidenceDays: ClosedRange<CalendarDay> {
    let span = lastDay - firstDay + 1
    if span <= 35 { return firstDay...lastDay }
    return max(firstDay, min(period.first, period.last - 27))...min(period.last, lastDay)
  }
}
