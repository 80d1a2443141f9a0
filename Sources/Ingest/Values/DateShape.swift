import Metrics

/// The written form of a date: its separators and which part is the year.
///
/// The order of day and month belongs to the shape, never to the single value: one shape of a file
/// is read one way, by the evidence of all its values.
struct DateShape: Hashable, Sendable {
  enum Order: Int, Hashable, Sendable {
    /// 2024-11-18.
    case yearFirst
    /// 18-11-2024 or 11-18-2024.
    case yearLast
    /// 18-11-24, 11-18-24 or 24-11-18.
    case shortYear
    /// 20241118.
    case compact
    /// 18 Nov 2024.
    case named
    /// Nov 18, 2024.
    case monthNamed
    /// 2024年11月18日.
    case ideographic
    /// 45614, as a spreadsheet counts days: what it leaves of a date that lost its format.
    case serial
  }

  let order: Order
  let separator: UInt8

  static let serial = DateShape(order: .serial, separator: 0)

  /// Its month is a word, so that its first number is the month, its second the day.
  var hasMonthName: Bool { order == .named || order == .monthNamed }

  /// The orders in which its dates can be read.
  var readings: [ReadingOptions.DateOrder] {
    switch order {
    case .yearLast: [.dayFirst, .monthFirst]
    case .shortYear: [.dayFirst, .monthFirst, .shortYearFirst]
    case .yearFirst, .compact, .named, .monthNamed, .ideographic, .serial: [.yearFirst]
    }
  }

  /// How its dates are read when the user has named an order; nil when they are not.
  func reading(forced: ReadingOptions.DateOrder) -> ReadingOptions.DateOrder? {
    if hasMonthName { return forced == .yearFirst || forced == .shortYearFirst ? nil : readings[0] }
    if readings.contains(forced) { return forced }
    return readings.count == 1 ? readings[0] : nil
  }

  /// As a user would write it, given the order found.
  func pattern(_ reading: ReadingOptions.DateOrder) -> String {
    let mark = String(Unicode.Scalar(separator))
    let year = order == .shortYear ? "yy" : "yyyy"
    switch order {
    case .yearFirst, .yearLast, .shortYear:
      let parts =
        switch reading {
        case .dayFirst: ["dd", "mm", year]
        case .monthFirst: ["mm", "dd", year]
        case .yearFirst, .shortYearFirst: [year, "mm", "dd"]
        }
      return parts.joined(separator: mark)
    case .compact: return "yyyymmdd"
    case .named: return "d mmm yyyy"
    case .monthNamed: return "mmm d, yyyy"
    case .ideographic: return "yyyy年m月d日"
    case .serial: return "serial days"
    }
  }
}

extension DateShape: Comparable {
  static func < (one: DateShape, other: DateShape) -> Bool {
    (one.separator, one.order.rawValue) < (other.separator, other.order.rawValue)
  }
}
