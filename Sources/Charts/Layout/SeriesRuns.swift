import Metrics

/// A series in unbroken runs, and the gaps between them. Values that are no number, and periods
/// the series skips, are gaps.
struct SeriesRuns {
  struct Point {
    /// Place in the series as given.
    var index: Int
    var day: CalendarDay
    var value: Double
    var display: String
    var isPartial: Bool
  }

  struct Gap {
    /// Periods without a value, first and last.
    var first, last: CalendarDay
    /// The points beside the gap; nil at the ends of the series.
    var before, after: CalendarDay?
  }

  let runs: [[Point]]
  let gaps: [Gap]
  /// First and last period, with or without a value.
  let days: ClosedRange<CalendarDay>?

  init(_ points: [TimePoint], grain: TimeGrain) {
    // A period given twice counts once, by its first point that has a value.
    let ordered = points.enumerated().map { (index: $0, day: grain.start($1.day), point: $1) }
      .sorted {
        ($0.day, $0.point.value?.usable == nil ? 1 : 0, $0.index)
          < ($1.day, $1.point.value?.usable == nil ? 1 : 0, $1.index)
      }
    var runs: [[Point]] = []
    var gaps: [Gap] = []
    var missing: ClosedRange<CalendarDay>?
    var last: Point?
    for (index, day, given) in ordered {
      guard let value = given.value?.usable else {
        if last?.day != day { missing = (missing?.lowerBound ?? day)...day }
        continue
      }
      let point = Point(
        index: index, day: day, value: value, display: given.display,
        isPartial: given.isPartial)
      if let last, last.day == day { continue }
      if missing == nil, let last, point.day - last.day > grain.step {
        missing = (last.day + grain.step)...max(last.day + grain.step, point.day - grain.step)
      }
      if let hole = missing {
        let start = min(hole.lowerBound, last.map { $0.day + grain.step } ?? hole.lowerBound)
        gaps.append(
          Gap(
            first: start, last: max(hole.upperBound, start), before: last?.day, after: point.day))
        missing = nil
        runs.append([point])
      } else if runs.isEmpty {
        runs.append([point])
      } else {
        runs[runs.count - 1].append(point)
      }
      last = point
    }
    if let hole = missing, last != nil {
      gaps.append(Gap(first: hole.lowerBound, last: hole.upperBound, before: last?.day))
    }
    self.runs = runs
    self.gaps = gaps
    days = ordered.first.flatMap { first in ordered.last.map { first.day...$0.day } }
  }

  var points: [Point] { runs.flatMap { $0 } }
}
