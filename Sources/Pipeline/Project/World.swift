import Diagnostics
import Glibc
import Metrics

/// The outside world, let in by this one door: clock, environment, version.
public struct World: Sendable {
  public static let version = "0.1.0"

  /// Nothing after it is reported; nil when the data decides alone.
  public let asOf: CalendarDay?
  /// Today in UTC: for the gate on future dates and the warning about stale data, never for the
  /// choice of the week.
  public let today: CalendarDay
  /// Seconds since 1970 from `SOURCE_DATE_EPOCH`: the only build time a pack may print.
  public let sourceDateEpoch: Int?
  public let summaryFile: String?

  public init(asOf: CalendarDay?) {
    self.init(
      asOf: asOf, sourceDateEpoch: Self.environment("SOURCE_DATE_EPOCH").flatMap { Int($0) })
  }

  /// With a build time of an earlier run in the place of the environment's.
  init(asOf: CalendarDay?, sourceDateEpoch: Int?) {
    self.asOf = asOf
    self.sourceDateEpoch = sourceDateEpoch
    var now = timespec()
    clock_gettime(CLOCK_REALTIME, &now)
    today = CalendarDay(number: Int32(clamping: now.tv_sec / 86400))
    summaryFile = Self.environment("GITHUB_STEP_SUMMARY")
  }

  /// Whether standard error is read for annotations: GitHub Actions says so.
  public static var annotates: Bool { environment("GITHUB_ACTIONS") == "true" }

  /// Seconds since 1970, for the ledger of what was sent and when.
  static var now: Int {
    var now = timespec()
    clock_gettime(CLOCK_REALTIME, &now)
    return now.tv_sec
  }

  /// Now in UTC, `2024-12-02T06:00:00Z`.
  static var time: String {
    let now = now
    return
      "\(CalendarDay(number: Int32(clamping: now / 86400)))T\(DateStyle.clock(second: now % 86400))Z"
  }

  public static func environment(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }
  }

  /// "2 Dec 2024 06:00 UTC", when the outside world gives a build time.
  func built(_ dates: DateStyle) -> String? {
    buildTime.map { day, clock in
      "\(dates.dayMonthYear(day)) \(clock.prefix(5)) UTC"
    }
  }

  /// `2024-12-02T06:00:00Z` for a PDF's dates.
  var builtISO: String? { buildTime.map { day, clock in "\(day)T\(clock)Z" } }

  var buildTime: (day: CalendarDay, clock: String)? {
    sourceDateEpoch.map { epoch in
      (
        CalendarDay(number: Int32(clamping: epoch / 86400)),
        DateStyle.clock(second: epoch % 86400)
      )
    }
  }
}
