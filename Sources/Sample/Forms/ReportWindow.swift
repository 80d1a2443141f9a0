import Metrics

/// The days one export covers.
struct ReportWindow {
  let first: CalendarDay
  let last: CalendarDay

  /// `2024-11-18_2024-12-01`, for file names; they sort in the order of export.
  var name: String { "\(first)_\(last)" }

  /// The morning after, when the export was made.
  var exported: CalendarDay { last + 1 }

  /// Age of a day's figures in this export.
  func age(_ day: CalendarDay) -> Int { exported - day }

  /// One long export up to six weeks before the end, then one a week, each of fourteen days.
  static func all(_ options: SampleOptions) -> [ReportWindow] {
    let weekly = min(6, options.weekCount - 1)
    let start = options.start
    var windows = [ReportWindow(first: start, last: options.end - weekly * 7)]
    for number in 0..<weekly {
      let last = options.end - (weekly - 1 - number) * 7
      windows.append(ReportWindow(first: max(start, last - 13), last: last))
    }
    return windows
  }
}
