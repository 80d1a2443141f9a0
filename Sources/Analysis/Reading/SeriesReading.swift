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
  /// What the reported period will come to once late reports are in, where that is notably another value.
  public let expected: Rational?
  public let target: Rational?
  /// How many periods in a row, the reported one last, missed their target beyond the threshold.
  public let missedRun: Int
  /// Missed for two weeks or more, be it in one period or in several.
  public let missesTarget: Bool
  /// The reported period rests on much less than those before it: it is held against nothing.
  public let isThin: Bool

  public var now: MetricValue {
    points.last?.value ?? metric.value(of: Tally())
  }

  /// Whether the reported period was held against a normal range: it is complete, has a value, and
  /// enough periods lie before it.
  public var isJudged: Bool { chart?.tested != nil }

  /// How many periods in a row, the reported one last, lie beyond the same limit of its normal range;
  /// 0 where it lies within.
  public var outsideRun: Int {
    guard let chart, chart.isOutside else { return 0 }
    let earlier = points.dropLast().reversed().prefix { point in
      guard let value = point.value.value?.double else { return false }
      return chart.isAbove ? value > chart.upper : value < chart.lower
    }
    return 1 + earlier.count
  }

  /// How many periods in a row, the reported one last, are below zero.
  public var lossRun: Int {
    points.reversed().prefix { $0.value.value?.isNegative ?? false }.count
  }

  /// How far the period will be from its target; nil without one, or a value.
  public var missOfTarget: Rational? {
    target.flatMap { (expected ?? now.value)?.change(from: $0) }
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
  /// - Parameter maturity: the reported period is held against its range as it will be once late
  ///   reports are in, for so the periods before it are.
  public func series(
    _ metric: Metric, _ calendar: ReportCalendar, _ maturity: Maturity = .settled
  ) -> SeriesReading {
    let points = calendar.shown.map { days in
      SeriesReading.Point(days: days, value: value(metric, [days]))
    }
    let usual = metric.usuallyMissing(points.dropLast().map(\.value))
    func isThin(_ value: MetricValue) -> Bool {
      usual.map { self.isThin(metric, value, usual: $0) } ?? false
    }
    let isNowThin = points.last.map { isThin($0.value) } ?? false
    let values = points.map { $0.value.value?.double }
    let history = points.dropLast().map { isThin($0.value) ? nil : $0.value.value?.double }
    let matured = matured(metric, calendar.days, maturity)
    let tested = calendar.isPartial || isNowThin ? nil : matured
    var expected: Rational?
    if let matured, let now = values.last ?? nil, abs(matured - now) > abs(now) * Maturity.notable {
      expected = Rational(estimate: matured)
    }
    let chart = try? ControlChart.reading(
      history: history, tested: tested
    ).get()
    var run = 0
    if !calendar.isPartial, !isNowThin, let good = metric.good {
      for (index, point) in points.enumerated().reversed() {
        let late = index == points.count - 1 ? expected : nil
        guard let target = target(metric, point.days), let value = late ?? point.value.value,
          let miss = value.change(from: target),
          (good == .up ? -miss.double : miss.double) > thresholds.missedTarget
        else { break }
        run += 1
      }
    }
    return SeriesReading(
      metric: metric, points: points, comparisons: comparisons(metric, calendar), chart: chart,
      expected: expected,
      target: target(metric, calendar.days), missedRun: run,
      missesTarget: run * calendar.period.length >= 14, isThin: isNowThin)
  }
}
