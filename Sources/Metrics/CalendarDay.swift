/// A day of the proleptic Gregorian calendar, as a count from 1970-01-01, without clock or zone.
///
/// Our own arithmetic, because Foundation's parsers roll impossible dates over in silence.
/// Civil-from-days after Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms" (2013).
public struct CalendarDay: Sendable, Hashable, Comparable {
  /// Days since 1970-01-01.
  public let number: Int32

  @inlinable public init(number: Int32) {
    self.number = number
  }

  /// Nil when there is no such day.
  public init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month),
      day >= 1, day <= Self.days(inMonth: month, year: year)
    else { return nil }
    let shifted = month > 2 ? year : year - 1
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    number = Int32(era * 146097 + dayOfEra - 719468)
  }

  /// From `yyyy-mm-dd`, exactly; nil for anything else.
  public init?(iso text: String) {
    let bytes = Array(text.utf8)
    guard bytes.count == 10, bytes[4] == 0x2D, bytes[7] == 0x2D else { return nil }
    func value(_ range: Range<Int>) -> Int? {
      var value = 0
      for byte in bytes[range] {
        guard (0x30...0x39).contains(byte) else { return nil }
        value = value * 10 + Int(byte - 0x30)
      }
      return value
    }
    guard let year = value(0..<4), let month = value(5..<7), let day = value(8..<10) else {
      return nil
    }
    self.init(year: year, month: month, day: day)
  }

  /// From a date key such as 20241118.
  public init?(key: Int) {
    self.init(year: key / 10000, month: key / 100 % 100, day: key % 100)
  }

  public static func days(inMonth month: Int, year: Int) -> Int {
    switch month {
    case 2: isLeap(year) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  public static func isLeap(_ year: Int) -> Bool {
    year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400))
  }

  public var civil: (year: Int, month: Int, day: Int) {
    let shifted = Int(number) + 719468
    let era = (shifted >= 0 ? shifted : shifted - 146096) / 146097
    let dayOfEra = shifted - era * 146097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthShifted = (5 * dayOfYear + 2) / 153
    let month = monthShifted < 10 ? monthShifted + 3 : monthShifted - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return (year, month, dayOfYear - (153 * monthShifted + 2) / 5 + 1)
  }

  public var year: Int { civil.year }
  public var month: Int { civil.month }
  public var day: Int { civil.day }

  /// The surrogate key of `dim_date`: 20241118.
  public var key: Int {
    let (year, month, day) = civil
    return year * 10000 + month * 100 + day
  }

  /// ISO weekday: Monday 1 … Sunday 7.
  public var weekday: Int {
    (Int(number) + 3) %% 7 + 1
  }

  public var monday: CalendarDay { self - (weekday - 1) }

  public var quarter: Int { (month + 2) / 3 }

  @inlinable public static func < (left: CalendarDay, right: CalendarDay) -> Bool {
    left.number < right.number
  }

  @inlinable public static func + (day: CalendarDay, count: Int) -> CalendarDay {
    CalendarDay(number: day.number + Int32(count))
  }

  public static func - (day: CalendarDay, count: Int) -> CalendarDay { day + -count }

  /// Days from one day to another.
  public static func - (left: CalendarDay, right: CalendarDay) -> Int {
    Int(left.number) - Int(right.number)
  }
}

extension ClosedRange<CalendarDay> {
  /// Its days in order, both ends with them.
  public var each: [CalendarDay] {
    (lowerBound.number...upperBound.number).map(CalendarDay.init(number:))
  }
}

extension CalendarDay: CustomStringConvertible {
  /// `2024-11-18`.
  public var description: String {
    let (year, month, day) = civil
    return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
  }
}

infix operator %% : MultiplicationPrecedence

/// The remainder that is never negative.
func %% (value: Int, modulus: Int) -> Int {
  let remainder = value % modulus
  return remainder < 0 ? remainder + modulus : remainder
}

func padded(_ value: Int, _ width: Int) -> String {
  let digits = String(value)
  return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
}
