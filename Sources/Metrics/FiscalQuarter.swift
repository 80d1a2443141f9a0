/// A quarter of a fiscal year, which is named by the calendar year it ends in.
public struct FiscalQuarter: Sendable, Hashable {
  public let year: Int
  /// 1 … 4.
  public let quarter: Int

  /// - Parameter yearStart: the month that the fiscal year begins with, 1 … 12.
  public init(of day: CalendarDay, yearStart: Int) {
    year = yearStart > 1 && day.month >= yearStart ? day.year + 1 : day.year
    quarter = (day.month - yearStart + 12) % 12 / 3 + 1
  }
}
