import Metrics

/// The written form of a date: its separators and which part is the year.
///
/// The order of day and month belongs to the shape, never to the single value: one shape of a file
/// is read one way, by the evidence of all its values.
struct DateShape: Hashable, Sendable {
  enum Order: String, Hashable, Sendable {
    /// 2024-11-18.
    case yearFirst
    /// 18-11-2024 or 11-18-2024.
    case yearLast
    /// 20241118.
    case compact
    /// 18 Nov 2024, Nov 18, 2024 or 2024年11月18日.
    case named
  }

  let order: Order
  let separator: UInt8

  /// Its month is a word, so that its first number is the month, its second the day.
  var hasMonthName: Bool { order == .named }

  /// As a user would write it, given the order found.
  func pattern(dayFirst: Bool) -> String {
    let mark = String(Unicode.Scalar(separator))
    switch order {
    case .yearFirst: return "yyyy\(mark)mm\(mark)dd"
    case .yearLast:
      return dayFirst ? "dd\(mark)mm\(mark)yyyy" : "mm\(mark)dd\(mark)yyyy"
    case .compact: return "yyyymmdd"
    case .named: return "d mmm yyyy"
    }
  }
}

/// A date cell taken apart: its shape and its three numbers as written.
struct DateParts: Hashable, Sendable {
  let shape: DateShape
  let year: Int
  /// In the order written; for `yearFirst` and named months month and day.
  let first: Int
  let second: Int
  /// Of the day, when it follows.
  var time: TimeOfDay?

  init(_ shape: DateShape, year: Int, first: Int, second: Int) {
    self.shape = shape
    self.year = year
    self.first = first
    self.second = second
  }

  /// A grammar of our own over bytes: no cell is a date by leniency.
  init?(_ cell: some ByteText) {
    var scanner = DateScanner(rest: Blanks.trim(cell))
    guard let parts = scanner.dateAndTime(), scanner.rest.isEmpty else { return nil }
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
  func day(dayFirst: Bool) -> CalendarDay? {
    shape.order == .yearLast && dayFirst
      ? CalendarDay(year: year, month: second, day: first)
      : CalendarDay(year: year, month: first, day: second)
  }
}
