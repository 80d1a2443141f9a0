import Metrics

/// A metric week by week, with its normal range and the run of missed targets.
public struct SeriesReading: Sendable {
  public struct Point: Sendable {
    public let week: ISOWeek
    public let value: MetricValue
  }

  public let metric: Metric
  /// The shown weeks, the report week last.
  public let points: [Point]
  public let comparisons: [Comparison]
  /// Nil with too few weeks before.
  public let chart: ControlChart?
  /// Complete weeks before the report week.
  public let weeksBefore: Int
  public let target: Rational?
  /// How many weeks in a row, the report week last, missed their target beyond the threshold.
  public let missedRun: Int

  public var now: MetricValue {
    points.last?.value ?? metric.value(of: Tally())
  }

  public func comparison(_ reference: Comparison.Reference) -> Comparison? {
    comparisons.first { $0.reference == reference }
  }

  /// Whether a change to the given side helps the business; nil where there is no good side.
  public func isBetter(_ change: Rational) -> Bool? {
    metric.good.map { ($0 == .up) == !change.isNegative }
  }
}

extension Market {
  public func series(_ metric: Metric, _ calendar: ReportCalendar) -> SeriesReading {
    let weeks = calendar.shown
    let points = weeks.map { week in
      SeriesReading.Point(week: week, value: value(metric, calendar.days(week)))
    }
    let values = points.map { $0.value.value?.double }
    let chart = try? ControlChart.reading(
      history: Array(values.dropLast()), tested: calendar.isPartial ? nil : values.last ?? nil
    ).get()
    var run = 0
    if !calendar.isPartial, let good = metric.good {
      for point in points.reversed() {
        guard let target = target(metric, point.week), let value = point.value.value,
          let miss = value.change(from: target),
          (good == .up ? -miss.double : miss.double) > thresholds.missedTarget
        else { break }
        run += 1
      }
    }
    return SeriesReading(
      metric: metric, points: points, comparisons: comparisons(metric, calendar), chart: chart,
      weeksBefore: calendar.weeksBefore.count, target: target(metric, calendar.week),
      missedRun: run)
  }
}
