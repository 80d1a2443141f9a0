import Metrics

/// A date cell taken apart: its shape and its three numbers as written.
struct DateParts: Hashable, Sendable {
  let shape: DateShape
  /// The last number where it is the year or, having two digits, can be.
  let year: Int
  /// In the order written; where the year stands first or the month is a word, month and day.
  let first: Int
  let second: Int
  /// No year is written with one digit.
  let mayBeginWithYear: Bool
  /// Of the day, when it follows.
  var time: TimeOfDay?

  init(
    _ shape: DateShape, year: Int, first: Int, second: Int, mayBeginWithYear: Bool = false
  ) {
    self.mayBeginWithYear = mayBeginWithYear
    self.shape = shape
    self.year = year
    self.first = first
    self.second = second
  }

  /// A grammar of our own over bytes: no cell is a date by leniency.
  init?(_ cell: some ByteText) {
    let text = Blanks.trim(cell)
    var scanner = DateScanner(rest: text)
    var parts = scanner.dateAndTime()
    if parts == nil {
      scanner.rest = text
      parts = scanner.serial()
    }
    guard let parts, scanner.rest.isEmpty else { return nil }
    self = parts
  }

  /// The dates within a line of text, such as a report's own "1 May 2026 - 8 May 2026".
  static func all(in line: [UInt8]) -> [DateParts] {
    var found: [DateParts] = []
    var rest = line[...]
    var follows = true
    while let byte = rest.first {
      var scanner = DateScanner(rest: rest)
      if follows, let parts = scanner.date(), !scanner.rest.first.isOfWord {
        found.append(parts)
        rest = scanner.rest
        follows = false
      } else {
        follows = !Optional(byte).isOfWord
        rest = rest.dropFirst()
      }
    }
    return found
  }

  /// The day, once the order of the shape is known.
  func day(_ order: ReadingOptions.DateOrder) -> CalendarDay? {
    let (year, month, day) = numbers(order)
    return isPlausible(order) ? CalendarDay(year: year, month: month, day: day) : nil
  }

  /// Whether an order gives a month and a day of a month. The thirtieth of February proves no other
  /// order: it is a slip in any. Years of the Thai calendar, such as 2568, are none of ours.
  func isPlausible(_ order: ReadingOptions.DateOrder) -> Bool {
    let (year, month, day) = numbers(order)
    return (1...12).contains(month) && (1...31).contains(day) && !(2500..<2600).contains(year)
      && (order != .shortYearFirst || mayBeginWithYear)
  }

  private func numbers(_ order: ReadingOptions.DateOrder) -> (year: Int, month: Int, day: Int) {
    let year = shape.order == .shortYear ? 2000 + self.year : self.year
    return switch order {
    case .dayFirst: (year, second, first)
    case .monthFirst, .yearFirst: (year, first, second)
    case .shortYearFirst: (2000 + first, second, self.year)
    }
  }
}
