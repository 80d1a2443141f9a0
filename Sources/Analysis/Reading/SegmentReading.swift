import Metrics
import Warehouse

/// A ratio of one segment over some days: its estimate with interval, and how it differs.
public struct SegmentReading: Sendable {
  public enum Breakdown: String, Sendable, Hashable, CaseIterable {
    case device, channel, location, keyword

    public var label: String {
      switch self {
      case .device: "Device"
      case .channel: "Channel"
      case .location: "Location"
      case .keyword: "Keyword"
      }
    }
  }

  public let breakdown: Breakdown
  public let name: String
  public let metric: Metric
  public let value: MetricValue
  /// 95 % interval of the value, days as clusters; nil with too few days.
  public let interval: ClosedRange<Double>?
  /// Value less reference, as a share of the reference.
  public let change: Double?
  public let changeInterval: ClosedRange<Double>?
  /// Two-sided, of the difference from the reference; for the pack's one family of tests.
  public let pValue: Double?
  /// Spend of the segment as a share of all spend in the days.
  public let spendShare: Rational?
  public let conversions: Int64

  /// The id under which the family of tests knows it.
  public var testID: String { "\(metric.id)|\(breakdown.rawValue)|\(name)" }
}

extension Market {
  /// Members of a breakdown in some days, largest spend first, with everything they did.
  func members(
    _ breakdown: SegmentReading.Breakdown, _ days: ClosedRange<CalendarDay>
  ) -> [(key: Int64, name: String, tally: Tally)] {
    let tallies: [Int64: Tally]
    let names: [Int64: String]
    switch breakdown {
    case .channel:
      tallies = devices.channelTallies(days)
      names = channels
    case .device: (tallies, names) = (devices.tallies(days), devices.names)
    case .location: (tallies, names) = (locations.tallies(days), locations.names)
    case .keyword: (tallies, names) = (keywords.tallies(days), keywords.names)
    }
    return tallies.filter { $0.key != 0 }
      .map { ($0.key, names[$0.key] ?? "", $0.value) }
      .sorted {
        ($1.tally.total(.cost), $0.name, $0.key) < ($0.tally.total(.cost), $1.name, $1.key)
      }
  }

  private func daily(
    _ breakdown: SegmentReading.Breakdown, _ key: Int64, _ days: ClosedRange<CalendarDay>
  ) -> [(day: CalendarDay, tally: Tally)] {
    switch breakdown {
    case .channel: devices.daily(days, channel: key)
    case .device: devices.daily(days, member: key)
    case .location: locations.daily(days, member: key)
    case .keyword: keywords.daily(days, member: key)
    }
  }

  private func totals(
    _ metric: Metric, _ days: ClosedRange<CalendarDay>,
    _ daily: [(day: CalendarDay, tally: Tally)]
  ) -> [DayTotals] {
    guard case .ratio(let top, let bottom, _) = metric.formula else { return [] }
    let byDay = Dictionary(
      daily.map { ($0.day, $0.tally) }, uniquingKeysWith: { first, _ in first })
    return (days.lowerBound.number...days.upperBound.number).map { number in
      let tally = byDay[CalendarDay(number: number)] ?? Tally()
      return DayTotals(
        numerator: Double(tally.sum(top, over: metric.required).sum) / 1e6,
        denominator: Double(tally.sum(bottom, over: metric.required).sum) / 1e6)
    }
  }

  /// Each segment's ratio against the rest, over the same days: who stands out.
  public func standouts(
    _ metric: Metric, _ breakdown: SegmentReading.Breakdown, _ days: ClosedRange<CalendarDay>
  ) -> [SegmentReading] {
    let members = members(breakdown, days)
    let all = totals(metric, days, devices.daily(days))
    let spend = tally(days).total(.cost)
    return members.map { key, name, tally in
      let own = totals(metric, days, daily(breakdown, key, days))
      let difference = members.count > 1 ? RatioDifference(segment: own, restOf: all) : nil
      let estimate = RatioEstimate(days: own)
      var change: Double?
      var changeInterval: ClosedRange<Double>?
      if let difference, let estimate, estimate.ratio > difference.difference {
        let rest = estimate.ratio - difference.difference
        change = difference.difference / rest
        changeInterval = difference.interval().map {
          $0.lowerBound / rest...$0.upperBound / rest
        }
      }
      return SegmentReading(
        breakdown: breakdown, name: name, metric: metric, value: value(metric, tally),
        interval: estimate?.interval(), change: change, changeInterval: changeInterval,
        pValue: difference?.pValue,
        spendShare: Rational(Int128(tally.total(.cost)), Int128(spend)),
        conversions: tally.total(.conversions) / 1_000_000)
    }
  }

  /// Each segment's ratio this week against its own four weeks before: what changed.
  public func shifts(
    _ metric: Metric, _ breakdown: SegmentReading.Breakdown, _ calendar: ReportCalendar
  ) -> [SegmentReading] {
    guard let base = calendar.fourWeeks, !calendar.isPartial else { return [] }
    let days = calendar.weekDays
    let spend = tally(days).total(.cost)
    return members(breakdown, days).map { key, name, tally in
      let now = totals(metric, days, daily(breakdown, key, days))
      let before = totals(metric, base, daily(breakdown, key, base))
      let reference = RatioEstimate(days: before)
      var change: Double?
      var interval: ClosedRange<Double>?
      var pValue: Double?
      if let reference, reference.ratio > 0, let estimate = RatioEstimate(days: now),
        let difference = RatioDifference(estimate, minus: reference)
      {
        change = difference.difference / reference.ratio
        interval = difference.interval().map {
          $0.lowerBound / reference.ratio...$0.upperBound / reference.ratio
        }
        // Days alone miss what varies from week to week: the segment's own weeks must agree.
        pValue = weeklyPValue(metric, breakdown, key, calendar).flatMap { weekly in
          difference.pValue.map { max($0, weekly) }
        }
      }
      return SegmentReading(
        breakdown: breakdown, name: name, metric: metric, value: value(metric, tally),
        interval: nil, change: change, changeInterval: interval, pValue: pValue,
        spendShare: Rational(Int128(tally.total(.cost)), Int128(spend)),
        conversions: tally.total(.conversions) / 1_000_000)
    }
  }

  /// How unusual the report week is among the segment's own weeks (XmR); nil with under eight of
  /// them, for then a shift cannot be told from noise.
  private func weeklyPValue(
    _ metric: Metric, _ breakdown: SegmentReading.Breakdown, _ key: Int64,
    _ calendar: ReportCalendar
  ) -> Double? {
    func rate(_ week: ISOWeek) -> Double? {
      let days = calendar.days(week)
      let tally =
        switch breakdown {
        case .channel: devices.tally(days, channel: key)
        case .device: devices.tally(days, member: key)
        case .location: locations.tally(days, member: key)
        case .keyword: keywords.tally(days, member: key)
        }
      return value(metric, tally).value?.double
    }
    let chart = try? ControlChart.reading(
      history: calendar.weeksBefore.suffix(ControlChart.maximumWeeks).map(rate),
      tested: rate(calendar.week)
    ).get()
    return chart?.pValue
  }

  /// Conversions of a segment this week less what its clicks would have brought at the rates of the
  /// four weeks before; nil without them.
  public func unexpectedConversions(
    _ breakdown: SegmentReading.Breakdown, name: String, _ calendar: ReportCalendar
  ) -> Double? {
    guard let base = calendar.fourWeeks,
      let now = members(breakdown, calendar.weekDays).first(where: { $0.name == name })?.tally,
      let before = members(breakdown, base).first(where: { $0.name == name })?.tally,
      let rate = Metric.conversionRate.value(of: before).value?.double
    else { return nil }
    let both = Metric.conversionRate.required
    let clicks = Double(now.sum(.clicks, over: both).sum) / 1e6
    let conversions = Double(now.sum(.conversions, over: both).sum) / 1e6
    return conversions - clicks * rate
  }
}
