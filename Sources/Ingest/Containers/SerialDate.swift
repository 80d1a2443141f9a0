import Metrics

/// Days as spreadsheets count them.
enum SerialDate {
  /// 9999-12-31.
  private static let last = 2_958_465

  /// The day of a serial number; nil for one that is no day, such as 1900-02-29, which the calendar
  /// of 1900 has by an old error.
  static func day(_ serial: Int, startsIn1904: Bool) -> CalendarDay? {
    guard serial <= last - (startsIn1904 ? 1462 : 0) else { return nil }
    if startsIn1904 {
      return serial >= 0 ? CalendarDay(year: 1904, month: 1, day: 1).map { $0 + serial } : nil
    }
    switch serial {
    case 1..<60: return CalendarDay(year: 1899, month: 12, day: 31).map { $0 + serial }
    case 61...: return CalendarDay(year: 1899, month: 12, day: 30).map { $0 + serial }
    default: return nil
    }
  }

  /// `2024-11-18`, with ` 07:30:00` when it has a time, or `2024-11`; false when the number is no such value.
  static func append(
    _ number: DecimalText, as format: NumberFormat, startsIn1904: Bool, to text: inout [UInt8]
  ) -> Bool {
    guard !number.isNegative, var whole = number.whole else { return false }
    var seconds = number.fraction(of: 86_400)
    if seconds == 86_400 { (whole, seconds) = (whole + 1, 0) }
    if format == .elapsed || (format == .time && whole == 0) {
      guard whole < 100_000 else { return false }
      time(whole * 86_400 + seconds, to: &text)
      return true
    }
    guard let day = day(whole, startsIn1904: startsIn1904) else { return false }
    // The first of a month that is shown as a month alone is that month.
    if format == .month, seconds == 0, day.description.hasSuffix("-01") {
      text.append(contentsOf: day.description.utf8.dropLast(3))
      return true
    }
    text.append(contentsOf: day.description.utf8)
    if seconds > 0 {
      text.append(0x20)
      time(seconds, to: &text)
    }
    return true
  }

  private static func time(_ seconds: Int, to text: inout [UInt8]) {
    func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
    text.append(
      contentsOf: "\(two(seconds / 3600)):\(two(seconds / 60 % 60)):\(two(seconds % 60))".utf8)
  }
}
