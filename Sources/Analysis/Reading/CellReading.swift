import Metrics
import Warehouse

/// ROAS of one cell of the cross table, such as a device in a location, over the days of evidence, where
/// there are conversions enough to judge it by.
public struct CellReading: Sendable {
  public let key: CrossTable.Key
  /// Less the bar, as a share of it: of target, or without one of the ROAS of everything.
  public let distance: Double
  /// Two-sided, of being at the bar; nil with too few days.
  public let pValue: Double?

  var testID: String { "cell|\(key.column)|\(key.row)" }
}

extension Market {
  /// What others are measured by: the target, or without one the ROAS of everything; where that loses
  /// money, what does as much is no good mark, and break-even stands in its place.
  public enum Bar: Sendable { case target, average, breakEven }

  public func barKind(_ calendar: ReportCalendar) -> Bar {
    if target(.roas, calendar.days) != nil { return .target }
    let all = value(.roas, tally(calendar.evidenceDays)).value?.double
    return all.map { $0 < breakEven } ?? false ? .breakEven : .average
  }

  /// ROAS that others are measured by.
  func bar(_ calendar: ReportCalendar) -> Double? {
    switch barKind(calendar) {
    case .target: target(.roas, calendar.days)?.double
    case .average: value(.roas, tally(calendar.evidenceDays)).value?.double
    case .breakEven: breakEven
    }
  }

  /// Every cell that can be judged; none without a bar.
  func cells(_ cross: CrossTable, _ calendar: ReportCalendar) -> [CrossTable.Key: CellReading] {
    guard let bar = bar(calendar), bar > 0 else { return [:] }
    var cells: [CrossTable.Key: CellReading] = [:]
    for (key, tally) in cross.tallies {
      guard tally.total(.conversions) >= thresholds.minimumConversions * 1_000_000,
        tally.total(.cost) > 0, let roas = value(.roas, tally).value?.double
      else { continue }
      let days = totals(.roas, calendar.evidenceDays, cross.daily[key] ?? [:])
      cells[key] = CellReading(
        key: key, distance: roas / bar - 1,
        pValue: RatioEstimate(days: days)?.pValue(against: bar))
    }
    return cells
  }

  /// 95 % interval of a ratio over everything, days as clusters.
  public func interval(
    _ metric: Metric, _ days: ClosedRange<CalendarDay>
  ) -> ClosedRange<Double>? {
    RatioEstimate(days: totals(metric, days, devices.daily(days)))?.interval()
  }
}
