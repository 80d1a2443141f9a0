import Analysis
import Metrics

/// The period that a user asks a pack of: a certain one, or the last complete one of a kind.
public enum PeriodChoice: Sendable, Hashable {
  case given(ReportPeriod)
  case fiscal(year: Int, quarter: Int?)
  case latest(ReportPeriod.Unit)

  public static let latestWeek = PeriodChoice.latest(.week)

  public init(_ week: ISOWeek) { self = .given(ReportPeriod(week)) }

  /// From `month`, `quarter`, `year`, `week`, `FY2025`, `FY2025-Q2`, or what `ReportPeriod` reads; nil
  /// for anything else.
  public init?(_ text: String) {
    if let unit = ReportPeriod.Unit(rawValue: text), unit != .days {
      self = .latest(unit)
    } else if text.hasPrefix("FY") {
      // The same letters without a start of the year: what is a quarter or a year there is one here.
      guard let calendar = ReportPeriod(String(text.dropFirst(2))), calendar.first.year > 1 else {
        return nil
      }
      switch calendar.unit {
      case .year: self = .fiscal(year: calendar.first.year, quarter: nil)
      case .quarter: self = .fiscal(year: calendar.first.year, quarter: calendar.first.quarter)
      case .week, .month, .days: return nil
      }
    } else if let period = ReportPeriod(text) {
      self = .given(period)
    } else {
      return nil
    }
  }

  /// As the calendar takes it; quarters and years are counted from the start of the fiscal year.
  func resolved(_ configuration: Configuration) -> ReportCalendar.Choice {
    let yearStart = configuration.fiscalYearStart
    switch self {
    case .given(let period): return .given(period)
    case .latest(let unit): return .latest(unit, yearStart: yearStart)
    case .fiscal(let year, let quarter):
      return ReportPeriod(fiscalYear: year, quarter: quarter, yearStart: yearStart)
        .map { .given($0) } ?? .latest(.quarter, yearStart: yearStart)
    }
  }

  /// Whether an edition reports what is asked for; of the last one of a kind, any of that kind.
  func matches(_ id: EditionID, _ configuration: Configuration) -> Bool {
    guard let reported = id.reported else { return false }
    switch resolved(configuration) {
    case .given(let period): return period == reported
    case .latest(let unit, let yearStart):
      return ReportPeriod(unit, containing: reported.first, yearStart: yearStart) == reported
    }
  }
}

extension PeriodChoice: CustomStringConvertible {
  /// "2024-11", "FY2025-Q2", "the last month".
  public var description: String {
    switch self {
    case .given(let period): period.id
    case .fiscal(let year, let quarter): "FY\(year)" + (quarter.map { "-Q\($0)" } ?? "")
    case .latest(let unit): "the last \(unit.rawValue)"
    }
  }
}
