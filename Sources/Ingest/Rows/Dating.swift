import Metrics

/// What a row covers.
enum Dating: Sendable, Equatable {
  case days(CalendarDay, CalendarDay)
  /// The report does not say what it covers.
  case unknown
  /// The row should say it and does not; in the given column.
  case bad(column: Int)

  var firstDay: CalendarDay? {
    if case .days(let first, _) = self { return first }
    return nil
  }
}

/// Reads what rows cover, with every date cell seen before at the cost of a lookup.
struct RowDates {
  private let layout: Layout
  private let decision: DateDecision
  private let period: Dating
  private let daysToAdd: Int
  private let holdsMonths: Bool
  private let endsAreMidnights: Bool
  private(set) var misdating: Misdating
  private var cells = CellTable()
  /// The days of each distinct cell, in the order of its code.
  private var days: [ClosedRange<CalendarDay>] = []
  /// The same for each column of weeks, months, …; nil where a cell leaves its year to the column of
  /// years.
  private var spans: [(cells: CellTable, days: [ClosedRange<CalendarDay>?])]
  /// The days of such a cell in each year that it was met in.
  private var spansByYear: [YearlyCell: ClosedRange<CalendarDay>] = [:]
  /// Where the years stand among the spans; nil when nothing else does.
  private let years: Int?

  init(probe: Probe, path: String) {
    misdating = Misdating(path: path)
    layout = probe.layout
    decision = probe.dates
    daysToAdd = probe.daysToAdd
    holdsMonths = probe.holdsMonths
    endsAreMidnights = probe.endsAreMidnights
    spans = probe.layout.spans.map { _ in (CellTable(), []) }
    years = layout.spans.count > 1 ? layout.spans.firstIndex { $0.unit == .year } : nil
    switch probe.period {
    case .days(let first, let last): period = .days(first, last)
    case .unknown: period = .unknown
    }
  }

  mutating func of(_ record: Record) -> Dating {
    if layout.day >= 0 {
      guard let days = days(record, layout.day) else { return .bad(column: layout.day) }
      return .days(days.lowerBound, days.upperBound)
    }
    if !layout.spans.isEmpty { return span(record) }
    guard layout.periodStart >= 0 else { return period }
    guard let first = day(record, layout.periodStart) else {
      return .bad(column: layout.periodStart)
    }
    guard let end = day(record, layout.periodEnd) else { return .bad(column: layout.periodEnd) }
    // The midnight after the last day is none of it.
    let last = endsAreMidnights ? end - 1 : end
    guard first <= last else { return .bad(column: layout.periodEnd) }
    return .days(first, last)
  }

  /// The days that are in the row's week and its month and whatever else it names.
  private mutating func span(_ record: Record) -> Dating {
    var covered: ClosedRange<CalendarDay>?
    for (index, (unit, column)) in layout.spans.enumerated() {
      guard column < record.count else { return .bad(column: column) }
      let (days, isOfYear) = span(index, unit, record)
      guard let days else { return .bad(column: column) }
      // A week that is numbered in a year may begin in the one before.
      if isOfYear, unit == .week, layout.spans.count == 2 {
        return .days(days.lowerBound, days.upperBound)
      }
      guard let before = covered else {
        covered = days
        continue
      }
      guard before.overlaps(days) else { return .bad(column: column) }
      covered = before.clamped(to: days)
    }
    return covered.map { .days($0.lowerBound, $0.upperBound) } ?? period
  }

  /// What one column says, and whether it needed the column of years for it.
  private mutating func span(
    _ index: Int, _ unit: PeriodUnit, _ record: Record
  ) -> (ClosedRange<CalendarDay>?, isOfYear: Bool) {
    let cell = record.cell(layout.spans[index].column)
    let code: Int
    if let known = spans[index].cells.code(cell) {
      code = known
    } else {
      let read = unit.days(cell, decision)
      // 2020 has every week, month and quarter that a year can have.
      if read == nil, years == nil || unit.days(cell, in: 2020) == nil { return (nil, false) }
      code = spans[index].days.count
      spans[index].cells.add(cell)
      spans[index].days.append(read)
    }
    if let days = spans[index].days[code] { return (days, false) }
    guard let years, years != index, layout.spans[years].column < record.count,
      let year = span(years, .year, record).0?.lowerBound.year
    else { return (nil, false) }
    let key = YearlyCell(column: index, code: code, year: year)
    if let days = spansByYear[key] { return (days, true) }
    guard let days = unit.days(cell, in: year) else { return (nil, false) }
    spansByYear[key] = days
    return (days, true)
  }

  private struct YearlyCell: Hashable {
    let column, code, year: Int
  }

  /// One day; nil for a range.
  private mutating func day(_ record: Record, _ column: Int) -> CalendarDay? {
    days(record, column).flatMap { $0.lowerBound == $0.upperBound ? $0.lowerBound : nil }
  }

  private mutating func days(_ record: Record, _ column: Int) -> ClosedRange<CalendarDay>? {
    guard column < record.count else { return nil }
    let cell = record.cell(column)
    if let code = cells.code(cell) { return days[code] }
    guard let read = read(cell, record.line, column) else { return nil }
    // Timestamps by the second are as many as rows: what is kept is bounded.
    if days.count > 100_000 {
      cells = CellTable()
      days.removeAll(keepingCapacity: true)
    }
    cells.add(cell)
    days.append((read.lowerBound + daysToAdd)...(read.upperBound + daysToAdd))
    return days.last
  }

  private mutating func read(_ cell: Cell, _ line: Int, _ column: Int) -> ClosedRange<CalendarDay>?
  {
    if holdsMonths { return MonthCell(cell).flatMap { $0.isCertain ? $0.days : nil } }
    guard let span = DateSpan(cell), let days = span.days(decision) else { return nil }
    // Among midnights any other end would have to be read in another way.
    if endsAreMidnights, span.first.time?.isMidnight != true { return nil }
    if span.last == nil, let order = decision.orders[span.first.shape] {
      misdating.add(
        days.lowerBound, span.first.shape, order, line: line, column: column,
        text: String(decoding: cell, as: UTF8.self))
    }
    return days
  }
}
