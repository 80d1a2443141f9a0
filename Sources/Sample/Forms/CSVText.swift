import Metrics

/// Bytes of a CSV file, cell by cell, in the number forms that platforms write.
struct CSVText {
  private(set) var bytes: [UInt8] = []
  private var lineHasCell = false
  private let lineEnd: String

  init(lineEnd: String = "\n") {
    self.lineEnd = lineEnd
  }

  mutating func reserve(_ count: Int) { bytes.reserveCapacity(bytes.count + count) }

  mutating func markByteOrder() { bytes.append(contentsOf: [0xEF, 0xBB, 0xBF]) }

  /// A whole line as it is.
  mutating func line(_ text: String) {
    bytes.append(contentsOf: text.utf8)
    endLine()
  }

  mutating func endLine() {
    bytes.append(contentsOf: lineEnd.utf8)
    lineHasCell = false
  }

  /// A cell, quoted where its text needs it.
  mutating func cell(_ text: String) {
    if text.utf8.contains(where: { $0 == 0x2C || $0 == 0x22 }) {
      quotedCell(text)
    } else {
      separate()
      bytes.append(contentsOf: text.utf8)
    }
  }

  /// A cell in quotes whatever it holds.
  mutating func quotedCell(_ text: String) {
    separate()
    bytes.append(0x22)
    for byte in text.utf8 {
      if byte == 0x22 { bytes.append(0x22) }
      bytes.append(byte)
    }
    bytes.append(0x22)
  }

  mutating func emptyCells(_ count: Int) {
    for _ in 0..<count { separate() }
  }

  private mutating func separate() {
    if lineHasCell { bytes.append(0x2C) }
    lineHasCell = true
  }
}

/// Numbers as text.
enum Numeral {
  /// `1,234`.
  static func grouped(_ value: Int) -> String {
    let digits = Array(String(value).utf8)
    guard digits.count > 3 else { return String(decoding: digits, as: UTF8.self) }
    var result: [UInt8] = []
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index).isMultiple(of: 3) { result.append(0x2C) }
      result.append(digit)
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// `1,234.50`.
  static func groupedCents(_ cents: Int) -> String {
    "\(grouped(cents / 100)).\(twoDigits(cents % 100))"
  }

  /// `1234.50`.
  static func cents(_ cents: Int) -> String { "\(cents / 100).\(twoDigits(cents % 100))" }

  /// `1234.5`, `1234`: no noughts after the point.
  static func shortCents(_ cents: Int) -> String {
    let rest = cents % 100
    if rest == 0 { return String(cents / 100) }
    return rest.isMultiple(of: 10)
      ? "\(cents / 100).\(rest / 10)" : "\(cents / 100).\(twoDigits(rest))"
  }

  private static func twoDigits(_ value: Int) -> String {
    value < 10 ? "0\(value)" : String(value)
  }
}

/// Dates as English-speaking platforms write them.
enum DateText {
  /// `11/18/2024`.
  static func american(_ day: CalendarDay) -> String {
    let (year, month, date) = day.civil
    return "\(month)/\(date)/\(year)"
  }

  /// `November 18, 2024`.
  static func long(_ day: CalendarDay) -> String {
    let (year, month, date) = day.civil
    return "\(months[month - 1]) \(date), \(year)"
  }

  private static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
  ]
}
