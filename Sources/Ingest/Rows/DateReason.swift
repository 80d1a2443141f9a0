import Diagnostics

/// Why a cell of a date column is not read, and what would be.
struct DateReason {
  let layout: Layout
  let dates: DateDecision
  let holdsMonths: Bool

  func of(_ cell: some ByteText, column: Int) -> String {
    "«\(Printable.bytes(cell, limit: 40))» " + fault(cell, column)
  }

  private func fault(_ cell: some ByteText, _ column: Int) -> String {
    if let (unit, _) = layout.spans.first(where: { $0.column == column }) {
      return
        "is no \(unit) that can be read for certain, or has no day in common with the row's other periods"
    }
    if let span = DateSpan(cell), let last = span.last.map(dates.day) {
      if let first = dates.day(span.first), let last, last < first {
        return "ends before it begins; over New Year both years are to be written"
      }
      if column != layout.day { return "is a range, where one day is expected" }
    }
    if DateParts(cell)?.shape == .serial {
      return "is a spreadsheet's number of a day, beside dates that are written out"
    }
    if holdsMonths { return "is no month, as the other rows have" }
    if let month = MonthCell(cell) {
      return month.isCertain
        ? "is a month among days; months are read where the column holds nothing else"
        : "may be a day or a month; a day is written with its year, a month with all four digits of it, or in a column called Month"
    }
    return "is no date of the file's form" + (dates.pattern.map { " (\($0))" } ?? "")
  }
}
