import Metrics

/// What a row covers.
enum Dating: Sendable, Equatable {
  case days(CalendarDay, CalendarDay)
  /// The report does not say what it covers.
  case unknown
  /// The row should say it and does not; in the given column.
  case bad(column: Int)
}

/// Reads what rows cover, with every date cell seen before at the cost of a lookup.
struct RowDates {
  private let layout: Layout
  private let decision: DateDecision
  private let period: Dating
  private let daysToAdd: Int
  private var cells = CellTable()
  /// The day of each distinct cell, in the order of its code.
  private var days: [CalendarDay] = []

  init(probe: Probe) {
    layout = probe.layout
    decision = probe.dates
    daysToAdd = probe.daysToAdd
    switch probe.period {
    case .days(let first, let last): period = .days(first, last)
    case .unknown: period = .unknown
    }
  }

  mutating func of(_ record: Record) -> Dating {
    if layout.day >= 0 {
      guard let day = day(record, layout.day) else { return .bad(column: layout.day) }
      return .days(day, day)
    }
    guard layout.periodStart >= 0 else { return period }
    guard let first = day(record, layout.periodStart) else {
      return .bad(column: layout.periodStart)
    }
    guard let last = day(record, layout.periodEnd), first <= last else {
      return .bad(column: layout.periodEnd)
    }
    return .days(first, last)
  }

  private mutating func day(_ record: Record, _ column: Int) -> CalendarDay? {
    guard column < record.count else { return nil }
    let cell = record.cell(column)
    if let code = cells.code(cell) { return days[code] }
    guard let parts = DateParts(cell), let read = decision.day(parts) else { return nil }
    // Timestamps by the second are as many as rows: what is kept is bounded.
    if days.count > 100_000 {
      cells = CellTable()
      days.removeAll(keepingCapacity: true)
    }
    cells.add(cell)
    days.append(read + daysToAdd)
    return days.last
  }
}
