import Metrics

/// A metric period by period, with its normal range and the run of missed targets.
public struct SeriesReading: Sendable {
  public struct Point: Sendable {
    public let days: ClosedRange<CalendarDay>
    public let value: MetricValue
  }

  public let metric: Metric
  /// The shown periods, the reported one last.
  public let points: [Point]
  public let comparisons: [Comparison]
  /// Nil with too few periods before.
  public let chart: ControlChart?
  public let target: Rational?
  /// How many periods in a row, the reported one last, missed their target beyond the threshold.
  public let missedRun: Int
  /// Missed for two weeks or more, be it in one period or in several.
  public let missesTarget: Bool

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
    let points = calendar.shown.map { days in
      SeriesReading.Point(days: days, value: value(metric, [days]))
    }
    let values = points.map { $0.value.value?.double }
    let chart = try? ControlChart.reading(
      history: Array(values.dropLast()), tested: calendar.isPartial ? nil : values.last ?? nil
    ).get()
    var run = 0
    if !calendar.isPartial, let good = metric.good {
      for point in points.reversed() {
        guard let target = target(metric, point.days), let value = point.value.value,
          let miss = value.change(from: target),
          (good == .up ? -miss.double : miss.double) > thresholds.missedTarget
        else { break }
        run += 1
      }
    }
    return SeriesReading(
      metric: metric, points: points, comparisons: comparisons(metric, calendar), chart: chart,
      target: target(metric, calendar.days), missedRun: run,
      missesTarget: run * calendar.period.length >= 14)
  }
}
