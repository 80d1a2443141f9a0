import Metrics

/// What a cell of dates says: a day, or the first and the last of several.
struct DateSpan {
  let first: DateParts
  /// Nil for a single day.
  let last: DateParts?

  init?(_ cell: some ByteText) {
    if let day = DateParts(cell) {
      (first, last) = (day, nil)
      return
    }
    var scanner = DateScanner(rest: Blanks.trim(cell))
    guard let (first, last) = scanner.range(), scanner.rest.isEmpty else { return nil }
    (self.first, self.last) = (first, last)
  }

  var ends: [DateParts] { [first] + (last.map { [$0] } ?? []) }

  /// Nil when one of its ends is no day, or the last is before the first.
  func days(_ decision: DateDecision) -> ClosedRange<CalendarDay>? {
    guard let from = decision.day(first), let to = last.map(decision.day) ?? from, from <= to
    else { return nil }
    return from...to
  }
}

extension DateScanner {
  /// Two dates with a mark between. Where months are words, the first may leave its year or its month
  /// to the last: `Jan 29 - Feb 4, 2024`, `May 13 - 19, 2024`, `13 - 19 May 2024`.
  fileprivate mutating func range() -> (DateParts, DateParts)? {
    let start = rest
    if let first = dateAndTime(), isRangeMark(), let last = dateAndTime() { return (first, last) }
    rest = start
    guard let (day, month) = dayWithoutYear(), isRangeMark() else { return nil }
    let end = rest
    if let last = dateAndTime() {
      guard last.shape.hasMonthName else { return nil }
      return (DateParts(last.shape, year: last.year, first: month ?? last.first, second: day), last)
    }
    rest = end
    guard let month, let last = digits(1...2) else { return nil }
    skip([0x2C, 0x20])
    guard let year = digits(4...4) else { return nil }
    let shape = DateShape(order: .monthNamed, separator: 0x20)
    return (
      DateParts(shape, year: year, first: month, second: day),
      DateParts(shape, year: year, first: month, second: last)
    )
  }

  /// `Jan 29`, `29 Jan`, `29`.
  private mutating func dayWithoutYear() -> (day: Int, month: Int?)? {
    if let month = month() {
      skip([0x20, 0x2D, 0x2E])
      return digits(1...2).map { ($0, month) }
    }
    guard let day = digits(1...2) else { return nil }
    skip([0x2E])
    let end = rest
    skip([0x20, 0x2D, 0x2F])
    skipBlanksAndOf()
    if let month = month() {
      skip([0x2E])
      return (day, month)
    }
    rest = end
    return (day, nil)
  }

  /// A dash, or the word of one of five languages, with blanks around or without.
  private mutating func isRangeMark() -> Bool {
    skipBlanksAndOf()
    guard
      ["-", "–", "—", "~", "to", "bis", "até", "al", "au", "a", "à"].contains(where: { take($0) })
    else { return false }
    skipBlanksAndOf()
    return true
  }
}
