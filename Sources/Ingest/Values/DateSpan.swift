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
  /// Two dates with a mark between.
  fileprivate mutating func range() -> (DateParts, DateParts)? {
    guard let first = dateAndTime(), isRangeMark(), let last = dateAndTime() else { return nil }
    return (first, last)
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
