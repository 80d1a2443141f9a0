import Diagnostics
import Metrics

/// The trace of a spreadsheet that took day-month dates for month-day, or the other way round.
///
/// It swaps every date it can, those whose day is at most 12, and makes them dates of its own, which
/// are exported with the year first; all others it leaves as the text they were.
struct Misdating {
  private struct Side {
    let place: Place
    let text: String
    var fits = true
  }

  private let path: String
  private var typed: Side?
  private var left: Side?

  init(path: String) { self.path = path }

  /// - Parameter order: in which the day was read.
  mutating func add(
    _ day: CalendarDay, _ shape: DateShape, _ order: ReadingOptions.DateOrder, line: Int,
    column: Int, text: @autoclosure () -> String
  ) {
    let isUpTo12 = day.civil.day <= 12
    func side() -> Side {
      Side(place: Place(file: path, line: line, column: column + 1), text: Printable.text(text()))
    }
    if shape.order == .yearFirst {
      if typed == nil { typed = side() }
      if !isUpTo12 { typed?.fits = false }
    } else if order == .dayFirst || order == .monthFirst {
      if left == nil { left = side() }
      if isUpTo12 { left?.fits = false }
    }
  }

  /// Nil without the trace.
  var warning: Diagnostic? {
    guard let typed, let left, typed.fits, left.fits else { return nil }
    func name(_ side: Side) -> String {
      "\(side.text) (line \(side.place.line ?? 0), column \(side.place.column ?? 0))"
    }
    return .warning(
      .dateSuspicious,
      "no date written as \(name(typed)) has a day above 12, and every one written as \(name(left)) has: a spreadsheet may have swapped day and month of the first",
      at: typed.place,
      hint:
        "compare the date range with what was exported; a fresh export that no spreadsheet has opened is the remedy"
    )
  }
}
