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
    /// 18 Nov 2024 or Nov 18, 2024.
    case named
  }

  let order: Order
  let separator: UInt8

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
  /// In the order written; for `yearFirst` month and day.
  let first: Int
  let second: Int

  /// A grammar of our own over bytes: no cell is a date by leniency. A time of day may follow after
  /// a blank or `T`; it is dropped, since facts are daily.
  init?(_ cell: ArraySlice<UInt8>) {
    var scanner = Scanner(rest: Blanks.trim(cell))
    if let month = scanner.monthName() {
      // Nov 18, 2024
      scanner.skip([0x20, 0x2D, 0x2E])
      guard let day = scanner.digits(1...2) else { return nil }
      scanner.skip([0x2C, 0x20, 0x2D])
      guard let year = scanner.digits(4...4), scanner.atEnd else { return nil }
      self.init(DateShape(order: .named, separator: 0x20), year, month, day)
      return
    }
    guard let (one, width) = scanner.number() else { return nil }
    if width == 8, scanner.endsDate {
      self.init(
        DateShape(order: .compact, separator: 0), one / 10000, one / 100 % 100, one % 100)
      return
    }
    guard let separator = scanner.separator() else { return nil }
    if let month = scanner.monthName() {
      // 18-Nov-2024
      scanner.skip([0x20, 0x2D, 0x2C, 0x2E])
      guard width <= 2, let year = scanner.digits(2...4), year < 100 || year > 999,
        scanner.endsDate
      else { return nil }
      self.init(
        DateShape(order: .named, separator: 0x20), year < 100 ? 2000 + year : year, month, one)
      return
    }
    guard let (two, secondWidth) = scanner.number(), secondWidth <= 2,
      scanner.take(separator), let (three, thirdWidth) = scanner.number(), scanner.endsDate
    else { return nil }
    if width == 4, thirdWidth <= 2 {
      self.init(DateShape(order: .yearFirst, separator: separator), one, two, three)
    } else if width <= 2, thirdWidth == 4 || thirdWidth == 2 {
      self.init(
        DateShape(order: .yearLast, separator: separator),
        thirdWidth == 2 ? 2000 + three : three, one, two)
    } else {
      return nil
    }
  }

  private init(_ shape: DateShape, _ year: Int, _ first: Int, _ second: Int) {
    self.shape = shape
    self.year = year
    self.first = first
    self.second = second
  }

  /// The day, once the order of the shape is known.
  func day(dayFirst: Bool) -> CalendarDay? {
    shape.order == .yearLast && dayFirst
      ? CalendarDay(year: year, month: second, day: first)
      : CalendarDay(year: year, month: first, day: second)
  }

  private struct Scanner {
    var rest: ArraySlice<UInt8>

    var atEnd: Bool { rest.isEmpty }

    /// At the end, or before a time of day.
    var endsDate: Bool {
      guard let next = rest.first else { return true }
      guard next == 0x20 || next == 0x54 else { return false }
      return rest.dropFirst().allSatisfy {
        (0x30...0x3A).contains($0) || [0x20, 0x2E, 0x5A, 0x2B, 0x2D].contains($0)
          || [0x41, 0x4D, 0x50, 0x61, 0x6D, 0x70].contains($0)
      } && rest.count > 2
    }

    mutating func number() -> (value: Int, width: Int)? {
      var value = 0
      var width = 0
      while let byte = rest.first, (0x30...0x39).contains(byte), width < 9 {
        value = value * 10 + Int(byte - 0x30)
        width += 1
        rest = rest.dropFirst()
      }
      return width == 0 ? nil : (value, width)
    }

    mutating func digits(_ widths: ClosedRange<Int>) -> Int? {
      guard let (value, width) = number(), widths.contains(width) else { return nil }
      return value
    }

    mutating func take(_ byte: UInt8) -> Bool {
      guard rest.first == byte else { return false }
      rest = rest.dropFirst()
      return true
    }

    mutating func skip(_ bytes: [UInt8]) {
      while let next = rest.first, bytes.contains(next) { rest = rest.dropFirst() }
    }

    mutating func separator() -> UInt8? {
      guard let next = rest.first, [0x2D, 0x2F, 0x2E, 0x20].contains(next) else { return nil }
      rest = rest.dropFirst()
      return next
    }

    mutating func monthName() -> Int? {
      let word = rest.prefix { ($0 | 0x20) >= 0x61 && ($0 | 0x20) <= 0x7A }
      guard word.count >= 3 else { return nil }
      let lower = String(decoding: word.map { $0 | 0x20 }, as: UTF8.self)
      guard
        let index = DateStyle.fullMonths.firstIndex(where: {
          let name = $0.lowercased()
          return name == lower || (lower.utf8.count == 3 && name.hasPrefix(lower))
            || lower == "sept" && $0 == "September"
        })
      else { return nil }
      rest = rest.dropFirst(word.count)
      return index + 1
    }
  }
}
