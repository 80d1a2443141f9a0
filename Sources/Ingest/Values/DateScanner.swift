/// Reads one date at the beginning of some bytes and leaves what follows.
struct DateScanner<Text: ByteText> {
  var rest: Text

  /// Of five languages "de" (of) and year or day marks are part of a date with a named month.
  mutating func date() -> DateParts? {
    let start = rest
    if let parts = named() { return parts }
    // "Tue, May 5, 2026" and "ter., 5 de mai. de 2026" begin with the day of the week.
    rest = start
    if let word = word(), MonthName.isWeekday(word) {
      skip([0x2E, 0x2C, 0x20])
      let day = rest
      if let parts = named() { return parts }
      rest = day
      return numeric()
    }
    rest = start
    return numeric()
  }

  /// A month as a word, before or after the day.
  private mutating func named() -> DateParts? {
    if let month = month() {
      // Nov 18, 2024
      skip([0x20, 0x2D, 0x2E])
      guard let day = digits(1...2) else { return nil }
      _ = ["st", "nd", "rd", "th"].contains { take($0) }
      skip([0x2C, 0x20, 0x2D])
      guard let year = digits(4...4) else { return nil }
      return DateParts(
        DateShape(order: .monthNamed, separator: 0x20), year: year, first: month, second: day)
    }
    guard let (day, width) = number(), width <= 2 else { return nil }
    // 18-Nov-2024 · 18. November 2024 · 5 de mai. de 2026 · 1er mai 2026
    if rest.starts(with: [0x65, 0x72, 0x20]) { rest = rest.dropFirst(2) }
    guard let next = rest.first, [0x20, 0x2D, 0x2E, 0x2F, 0xC2].contains(next) else { return nil }
    skip([0x20, 0x2D, 0x2E, 0x2F])
    skipBlanksAndOf()
    guard let month = month() else { return nil }
    skip([0x20, 0x2D, 0x2C, 0x2E, 0x2F])
    skipBlanksAndOf()
    guard let year = digits(2...4), year < 100 || year > 999 else { return nil }
    // "5 мая 2026 г." says that it is a year.
    _ = take(" г.")
    return DateParts(
      DateShape(order: .named, separator: 0x20), year: year < 100 ? 2000 + year : year,
      first: month, second: day)
  }

  private mutating func numeric() -> DateParts? {
    guard let (one, width) = number() else { return nil }
    if width == 8 {
      return DateParts(
        DateShape(order: .compact, separator: 0), year: one / 10000, first: one / 100 % 100,
        second: one % 100)
    }
    if width == 4, take("年") { return ideographic(one, "月", "日") }
    if width == 4, take("년") { return ideographic(one, "월", "일") }
    guard let separator = separator(), let (two, secondWidth) = number(), secondWidth <= 2,
      take(separator)
    else { return nil }
    skipBlanks(after: separator)
    guard let (three, thirdWidth) = number() else { return nil }
    // "2025. 12. 3." ends as its parts do.
    if separator == 0x2E { _ = take(separator) }
    if width == 4, thirdWidth <= 2 {
      return DateParts(
        DateShape(order: .yearFirst, separator: separator), year: one, first: two, second: three)
    }
    guard width <= 2, thirdWidth == 4 || thirdWidth == 2 else { return nil }
    return DateParts(
      DateShape(order: thirdWidth == 4 ? .yearLast : .shortYear, separator: separator),
      year: three, first: one, second: two, mayBeginWithYear: width == 2 && thirdWidth == 2)
  }

  /// 年月日, the year read already; in Korean there are blanks between.
  private mutating func ideographic(_ year: Int, _ ofMonth: String, _ ofDay: String) -> DateParts? {
    skip([0x20])
    guard let month = digits(1...2), take(ofMonth) else { return nil }
    skip([0x20])
    guard let day = digits(1...2), take(ofDay) else { return nil }
    return DateParts(
      DateShape(order: .ideographic, separator: 0), year: year, first: month, second: day)
  }

  /// A date and the time of day that may follow; it moves no day, since facts are daily.
  mutating func dateAndTime() -> DateParts? {
    guard var parts = date() else { return nil }
    parts.time = time()
    return parts
  }

  /// The number of a day from 2000 to 2099 in a spreadsheet's calendar of 1900. Only where a whole cell is
  /// one: a number among words is anything.
  mutating func serial() -> DateParts? {
    guard let (number, width) = number(), width == 5, (36_526...73_050).contains(number),
      let day = SerialDate.day(number, startsIn1904: false)?.civil
    else { return nil }
    // A time of day, or the point of a table that held numbers.
    if take(0x2E), self.number() == nil { return nil }
    return DateParts(.serial, year: day.year, first: day.month, second: day.day)
  }

  private static func isLetter(_ byte: UInt8?) -> Bool {
    byte.map { (0x61...0x7A).contains($0 | 0x20) } ?? false
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

  mutating func take(_ text: String) -> Bool {
    guard rest.starts(with: text.utf8) else { return false }
    rest = rest.dropFirst(text.utf8.count)
    return true
  }

  mutating func skip(_ bytes: [UInt8]) {
    while let next = rest.first, bytes.contains(next) { rest = rest.dropFirst() }
  }

  /// Blanks, no-break ones too, and the "de" of Spanish and Portuguese.
  mutating func skipBlanksAndOf() {
    var seenOf = false
    while true {
      if rest.starts(with: [0xC2, 0xA0]) {
        rest = rest.dropFirst(2)
      } else if rest.first == 0x20 {
        rest = rest.dropFirst()
      } else if !seenOf, rest.starts(with: [0x64, 0x65]), !Self.isLetter(rest.dropFirst(2).first) {
        rest = rest.dropFirst(2)
        seenOf = true
      } else {
        return
      }
    }
  }

  private mutating func separator() -> UInt8? {
    guard let next = rest.first, [0x2D, 0x2F, 0x2E, 0x20].contains(next) else { return nil }
    rest = rest.dropFirst()
    skipBlanks(after: next)
    return next
  }

  /// Between points there may be blanks, as in Korean and Hungarian.
  private mutating func skipBlanks(after separator: UInt8) {
    if separator == 0x2E { skip([0x20]) }
  }

  /// The letters at the beginning, in lower case; accented and Cyrillic ones too.
  private mutating func word() -> String? {
    let letters = rest.prefix {
      (0x61...0x7A).contains($0 | 0x20) || (0x80...0xBF).contains($0)
        || [0xC3, 0xC4, 0xC5, 0xD0, 0xD1].contains($0)
    }
    guard (2...22).contains(letters.count) else { return nil }
    rest = rest.dropFirst(letters.count)
    return String(decoding: letters, as: UTF8.self).lowercased()
  }

  mutating func month() -> Int? {
    let start = rest
    if let word = word(), let number = MonthName.number(word) { return number }
    rest = start
    return nil
  }
}

extension UInt8? {
  /// Whether a byte belongs to a word or a number; no byte does not.
  var isOfWord: Bool {
    guard let byte = self else { return false }
    return (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20) || byte >= 0x80
  }
}
