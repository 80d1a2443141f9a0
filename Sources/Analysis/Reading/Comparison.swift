import Metrics

/// A value against one reference, or why there is none.
public struct Comparison: Sendable, Hashable {
  public enum Reference: String, Sendable, Hashable, CaseIterable {
    case priorWeek = "PW"
    case fourWeeks = "4W"
    case priorYear = "PY"
    case plan = "PL"
  }

  public let reference: Reference
  /// The reference's value; nil with `absence`.
  public let base: Rational?
  /// Relative change; nil without a base or when the base is zero.
  public let change: Rational?
  /// Value minus base.
  public let difference: Rational?
  /// "2 full weeks", "no target set".
  public let absence: String?

  init(_ reference: Reference, value: Rational?, base: Rational?, absence: String?) {
    self.reference = reference
    self.base = base
    if let value, let base {
      change = value.change(from: base)
      difference = Rational(
        value.scaled(decimals: 12) - base.scaled(decimals: 12), 1_000_000_000_000)
      self.absence = change == nil ? "base is zero" : nil
    } else {
      change = nil
      difference = nil
      self.absence = absence ?? "no value"
    }
  }
}

extension Market {
  /// A metric of the report week against the four references.
  ///
  /// Only complete, equally long, weekday-aligned periods are compared. Four weeks: the mean for
  /// totals, the ratio of sums for ratios.
  public func comparisons(
    _ metric: Metric, _ calendar: ReportCalendar, channel: Int64? = nil
  ) -> [Comparison] {
    func value(_ days: ClosedRange<CalendarDay>) -> Rational? {
      channel == nil
        ? self.value(metric, days).value
        : self.value(metric, devices.tally(days, channel: channel)).value
    }
    let now = value(calendar.weekDays)
    let before = calendar.weeksBefore.count
    let weeks = "\(before) full week\(before == 1 ? "" : "s")"
    var result: [Comparison] = []
    func add(_ reference: Comparison.Reference, _ base: Rational?, _ absence: String?) {
      result.append(Comparison(reference, value: now, base: base, absence: absence))
    }
    if calendar.isPartial {
      for reference in [Comparison.Reference.priorWeek, .fourWeeks, .priorYear] {
        add(reference, nil, "week incomplete")
      }
    } else {
      add(
        .priorWeek, before >= 1 ? value(calendar.days(calendar.week - 1)) : nil,
        before >= 1 ? nil : "first week")
      let four = calendar.fourWeeks.flatMap(value)
      add(
        .fourWeeks, four.map { metric.isAdditive ? $0.divided(by: 4) : $0 },
        calendar.fourWeeks == nil ? weeks : nil)
      let year = calendar.week.yearBefore
      add(
        .priorYear,
        year.flatMap { calendar.isComplete($0) ? value(calendar.days($0)) : nil },
        year.map { !calendar.isComplete($0) } ?? true ? "no data a year ago" : nil)
    }
    add(.plan, target(metric, calendar.week, channel: channel), "no target set")
    return result
  }

  /// The target of a week; nil when none is set.
  public func target(_ metric: Metric, _ week: ISOWeek, channel: Int64? = nil) -> Rational? {
    let member = channel.flatMap { channels[$0] } ?? ""
    return targets.first {
      $0.metric == metric.id && $0.member == member
        && $0.dimension == (channel == nil ? "" : "channel") && $0.from <= week.first
        && $0.to >= week.last
    }?.value
  }
}

extension Metric {
  /// Sums over weeks add up, so that four weeks compare by their mean.
  public var isAdditive: Bool {
    switch formula {
    case .total, .difference: true
    case .ratio, .shopRevenue, .shareOfShopRevenue: false
    }
  }
}

extension Rational {
  func divided(by divisor: Int) -> Rational {
    Rational(numerator, denominator * Int128(divisor)) ?? self
  }
}
