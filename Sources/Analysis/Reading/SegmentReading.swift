import Metrics
import Warehouse

/// A ratio of one segment over some days: its estimate with interval, and how it differs.
public struct SegmentReading: Sendable {
  public enum Breakdown: String, Sendable, Hashable, CaseIterable {
    case device, channel, location, keyword, campaign

    public var label: String { name.text }

    private var name: Phrase {
      switch self {
      case .device: "Device"
      case .channel: "Channel"
      case .location: "Location"
      case .keyword: "Keyword"
      case .campaign: "Campaign"
      }
    }
  }

  public let breakdown: Breakdown
  /// Of the member in its dimension.
  public let key: Int64
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
  /// Conversions less what the segment's clicks would have brought at the rate of its four periods
  /// before; nil where those are not compared.
  public let unexpectedConversions: Double?
  /// Revenue of the segment less what it would have been at the earlier rate with everything else as
  /// it is: revenue × change ÷ (1 + change). In units of money; nil where periods are not compared.
  public let revenueAtStake: Double?
  /// The part of `revenueAtStake` by which the segment moved more than the rest of its breakdown did:
  /// when phones fall, every city falls with them, and only phones stand out. Nil without a rest.
  public let ownStake: Double?

  /// The id under which the family of tests knows it.
  public var testID: String { "\(metric.id)|\(breakdown.rawValue)|\(key)" }
}

extension Market {
  /// Below this p the days of a week agree with what its weeks say. On 200 years of pure noise and
  /// 100 with a planted fall of 10 % it keeps false alarms at 1.6 % of packs and finds 97 falls;
  /// with 0.05 it is 2.1 % and 97, with the larger of both p in every case 1 % and 95.
  private static let daysAgree = 0.02

  /// The mart a breakdown is read from, which of its keys tells segments apart, and their names.
  func source(_ breakdown: SegmentReading.Breakdown)
    -> (table: MartTable, grouping: MartTable.Grouping, names: [Int64: String])
  {
    switch breakdown {
    case .channel: (devices, .channel, channels)
    case .device: (devices, .member, devices.names)
    case .location: (locations, .member, locations.names)
    case .keyword: (keywords, .member, keywords.names)
    case .campaign: (campaigns, .member, campaigns.names)
    }
  }

  /// Members of a breakdown in some days, largest spend first, with everything they did.
  func members(
    _ breakdown: SegmentReading.Breakdown, _ days: ClosedRange<CalendarDay>
  ) -> [(key: Int64, name: String, tally: Tally)] {
    let (table, grouping, names) = source(breakdown)
    return table.tallies(days, by: grouping).filter { $0.key != 0 }
      .map { ($0.key, names[$0.key] ?? "", $0.value) }
      .sorted {
        ($1.tally.total(.cost), $0.name, $0.key) < ($0.tally.total(.cost), $1.name, $1.key)
      }
  }

  /// What a ratio will be over what it is.
  private static func growth(
    of metric: Metric, _ maturity: Maturity, _ daily: [CalendarDay: Tally]
  ) -> Double {
    guard case .ratio(let top, let bottom, _) = metric.formula else { return 1 }
    return maturity.growth(top, of: daily) / maturity.growth(bottom, of: daily)
  }

  /// Both sides of a ratio on each day of a period, days without rows included.
  func totals(
    _ metric: Metric, _ days: ClosedRange<CalendarDay>, _ daily: [CalendarDay: Tally],
    _ maturity: Maturity = .settled
  ) -> [DayTotals] {
    guard case .ratio(let top, let bottom, _) = metric.formula else { return [] }
    return days.each.map { day in
      let tally = daily[day] ?? Tally()
      func sum(_ measure: Measure) -> Double {
        Double(tally.sum(measure, over: metric.required).sum) / 1e6
          * maturity.growth(measure, on: day)
      }
      return DayTotals(numerator: sum(top), denominator: sum(bottom))
    }
  }

  /// Each segment's ratios against the rest, over the same days: who stands out.
  public func standouts(
    _ metrics: [Metric], _ breakdown: SegmentReading.Breakdown, _ days: ClosedRange<CalendarDay>
  ) -> [SegmentReading] {
    let members = members(breakdown, days)
    let (table, grouping, _) = source(breakdown)
    let daily = table.daily(days, by: grouping)
    let whole = devices.daily(days)
    let spend = tally(days).total(.cost)
    return metrics.flatMap { metric in
      let all = totals(metric, days, whole)
      return members.map { key, name, tally in
        let own = totals(metric, days, daily[key] ?? [:])
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
          breakdown: breakdown, key: key, name: name, metric: metric, value: value(metric, tally),
          interval: estimate?.interval(), change: change, changeInterval: changeInterval,
          pValue: difference?.pValue,
          spendShare: Rational(Int128(tally.total(.cost)), Int128(spend)),
          conversions: tally.total(.conversions) / 1_000_000, unexpectedConversions: nil,
          revenueAtStake: nil, ownStake: nil)
      }
    }
  }

  /// Each segment's ratios now against its own four periods before: what changed.
  /// - Parameters:
  ///   - maturity: what is compared is the period as it will be once late reports are in.
  ///   - runs: metric id → for how many periods all together have been out of range, the reported one last: the four
  ///     before those are compared with, for a fall would fade into its own measure within four.
  public func shifts(
    _ metrics: [Metric], _ breakdown: SegmentReading.Breakdown, _ calendar: ReportCalendar,
    _ maturity: Maturity = .settled, runs: [String: Int] = [:]
  ) -> [SegmentReading] {
    guard calendar.fourBefore != nil, !calendar.isPartial else { return [] }
    let days = calendar.days
    let spend = tally(days).total(.cost)
    let (table, grouping, _) = source(breakdown)
    let now = table.tallies(days, by: grouping)
    let members = members(breakdown, days)
    let whole = devices.daily(days)
    // What conversions are expected by is one, for all rates that make them of clicks.
    let longest = metrics.filter { $0 != .clickThrough }.compactMap { runs[$0.id] }.max() ?? 0
    let expected = table.tallies(of: calendar.before(run: longest).suffix(4), by: grouping)
    return metrics.flatMap { metric in
      let earlier = calendar.before(run: runs[metric.id] ?? 0)
      let base = Array(earlier.suffix(4))
      let before = table.tallies(of: base, by: grouping)
      let daily = table.daily(base[0].lowerBound...days.upperBound, by: grouping)
      let history = (earlier.suffix(ControlChart.maximumWeeks) + [days])
        .map { table.tallies($0, by: grouping) }
      let growth = Self.growth(of: metric, maturity, whole)
      return members.map { key, name, tally in
        let own = daily[key] ?? [:]
        var change: Double?
        var interval: ClosedRange<Double>?
        var pValue: Double?
        if let reference = RatioEstimate(days: base.flatMap { totals(metric, $0, own) }),
          reference.ratio > 0,
          let estimate = RatioEstimate(days: totals(metric, days, own, maturity)),
          let difference = RatioDifference(estimate, minus: reference)
        {
          change = difference.difference / reference.ratio
          interval = difference.interval().map {
            $0.lowerBound / reference.ratio...$0.upperBound / reference.ratio
          }
          // Days alone miss what varies from week to week, so the segment's own periods decide. Its
          // days must agree that it differs from what it is compared with, or theirs counts.
          var rates = history.map { value(metric, $0[key] ?? Tally()).value?.double }
          if let last = rates.popLast() { rates.append(last.map { $0 * growth }) }
          pValue = Self.pValue(ofLast: rates).flatMap { among in
            difference.pValue.map { $0 < Self.daysAgree ? among : max($0, among) }
          }
        }
        return SegmentReading(
          breakdown: breakdown, key: key, name: name, metric: metric, value: value(metric, tally),
          interval: nil, change: change, changeInterval: interval, pValue: pValue,
          spendShare: Rational(Int128(tally.total(.cost)), Int128(spend)),
          conversions: tally.total(.conversions) / 1_000_000,
          unexpectedConversions: expected[key].flatMap {
            unexpectedConversions(tally, before: $0, maturity.growth(.conversions, of: whole))
          },
          revenueAtStake: change.flatMap { Self.stake($0, of: tally) },
          ownStake: change.flatMap { change in
            restChange(metric, of: key, in: now, since: before)
              .map { (1 + $0) * growth - 1 }
              .flatMap { Self.stake(change - $0, of: tally) }
          })
      }
    }
  }

  /// Revenue less what it would have been without a relative change of a rate before it.
  private static func stake(_ change: Double, of tally: Tally) -> Double? {
    change > -1 ? Double(tally.total(.saleAmount)) / 1e6 * change / (1 + change) : nil
  }

  /// The relative change of a ratio over all segments but one; nil without them.
  private func restChange(
    _ metric: Metric, of key: Int64, in now: [Int64: Tally], since before: [Int64: Tally]
  ) -> Double? {
    func rest(_ tallies: [Int64: Tally]) -> Rational? {
      var sum = Tally()
      for (other, tally) in tallies where other != key { sum += tally }
      return value(metric, sum).value
    }
    guard let base = rest(before) else { return nil }
    return rest(now)?.change(from: base)?.double
  }

  /// How unusual the last of a segment's periods is among them (XmR); nil with under eight before it,
  /// for then a shift cannot be told from noise.
  private static func pValue(ofLast rates: [Double?]) -> Double? {
    let chart = try? ControlChart.reading(
      history: Array(rates.dropLast()), tested: rates.last ?? nil
    ).get()
    return chart?.pValue
  }

  /// Conversions of a segment, late ones included, less what its clicks would have brought at the rate
  /// of the periods before; nil without one.
  private func unexpectedConversions(
    _ now: Tally, before: Tally, _ growth: Double
  ) -> Double? {
    guard let rate = Metric.conversionRate.value(of: before).value?.double else { return nil }
    let both = Metric.conversionRate.required
    let clicks = Double(now.sum(.clicks, over: both).sum) / 1e6
    let conversions = Double(now.sum(.conversions, over: both).sum) / 1e6
    return conversions * growth - clicks * rate
  }
}
