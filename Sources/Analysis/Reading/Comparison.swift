import Metrics

/// A value against one reference, or why there is none.
public struct Comparison: Sendable, Hashable {
  public enum Reference: Sendable, Hashable, CaseIterable {
    /// The week before, or the comparable period before.
    case prior
    /// The four of them before.
    case four
    case priorYear
    case plan
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

  init(_ reference: Reference, value: Rational?, base: Rational?, absence: Phrase?) {
    self.reference = reference
    self.base = base
    if let value, let base {
      change = value.change(from: base)
      difference = Rational(
        value.scaled(decimals: 12) - base.scaled(decimals: 12), 1_000_000_000_000)
      self.absence = change == nil ? Phrase("base is zero").text : nil
    } else {
      change = nil
      difference = nil
      self.absence = (absence ?? "no value").text
    }
  }
}

extension Market {
  /// A metric of the reported period against the four references.
  ///
  /// Only complete, equally long, weekday-aligned periods are compared. Four of them: the mean for
  /// totals, the ratio of sums for ratios.
  public func comparisons(
    _ metric: Metric, _ calendar: ReportCalendar, channel: Int64? = nil
  ) -> [Comparison] {
    func value(_ spans: [ClosedRange<CalendarDay>]) -> MetricValue {
      channel == nil
        ? self.value(metric, spans) : self.value(metric, tally(spans, channel: channel))
    }
    let now = value([calendar.days])
    let unit = calendar.period.unit
    let isWeek = unit == .week
    var result: [Comparison] = []
    func add(_ reference: Comparison.Reference, _ base: Rational?, _ absence: Phrase?) {
      result.append(Comparison(reference, value: now.value, base: base, absence: absence))
    }
    /// A sum that lacks days is not held against one that has them; a ratio is of rows with both sides.
    func isWhole(_ base: MetricValue) -> Bool {
      !metric.isAdditive || isComparable(metric, now, base)
    }
    func add(_ reference: Comparison.Reference, _ base: MetricValue?, _ absence: Phrase?) {
      let isWhole = base.map(isWhole) ?? true
      let count = reference == .four && metric.isAdditive ? 4 : 1
      add(
        reference, isWhole ? base?.value?.divided(by: count) : nil,
        isWhole ? absence : "values missing")
    }
    if calendar.isPartial {
      for reference in [Comparison.Reference.prior, .four, .priorYear] {
        add(reference, nil as Rational?, Self.incomplete(unit))
      }
    } else {
      add(
        .prior, calendar.prior.map { value([$0]) },
        calendar.prior == nil ? isWeek ? "first week" : "first period" : nil)
      let four = calendar.fourBefore
      let full = four == nil ? calendar.before.count : 4
      add(
        .four, four.map(value),
        four == nil ? Self.whole(full, isWeek: isWeek) : nil)
      let year = calendar.yearBefore
      add(.priorYear, year.map { value([$0]) }, year == nil ? "no data a year ago" : nil)
    }
    // A part of a total is under any target.
    if calendar.isPartial, metric.isAdditive {
      add(.plan, nil as Rational?, Self.incomplete(unit))
    } else if let before = calendar.before.last.map({ value([$0]) }), !isWhole(before),
      metric.missing(now) > metric.missing(before)
    {
      add(.plan, nil as Rational?, "values missing")
    } else {
      add(.plan, target(metric, calendar.days, channel: channel), "no target set")
    }
    return result
  }

  private static func incomplete(_ unit: ReportPeriod.Unit) -> Phrase {
    switch unit {
    case .week: "week incomplete"
    case .month: "month incomplete"
    case .quarter: "quarter incomplete"
    case .year: "year incomplete"
    case .days: "period incomplete"
    }
  }

  /// "2 full weeks".
  private static func whole(_ count: Int, isWeek: Bool) -> Phrase {
    switch (count, isWeek) {
    case (1, true): "\(count) full week"
    case (_, true): "\(count) full weeks"
    case (1, false): "\(count) full period"
    default: "\(count) full periods"
    }
  }

  /// The target of some days; nil unless it is set for all of them. What is set a week counts by the
  /// day, a seventh each; a ratio has one for all of the days or none.
  public func target(
    _ metric: Metric, _ days: ClosedRange<CalendarDay>, channel: Int64? = nil
  ) -> Rational? {
    let member = channel.flatMap { channels[$0] } ?? ""
    let own = targets.filter {
      $0.metric == metric.id && $0.member == member
        && $0.dimension == (channel == nil ? "" : "channel") && $0.from <= days.upperBound
        && $0.to >= days.lowerBound
    }
    let whole = own.first { $0.from <= days.lowerBound && $0.to >= days.upperBound }
    let parts = whole.map { [$0] } ?? own.sorted { ($0.from, $0.to) < ($1.from, $1.to) }
    var sevenfold: Int128 = 0
    var next = days.lowerBound
    for part in parts where part.from <= next && part.to >= next {
      let end = min(part.to, days.upperBound)
      sevenfold += part.value.scaled(decimals: 6) * Int128(end - next + 1)
      next = end + 1
    }
    guard next > days.upperBound else { return nil }
    if metric.isAdditive { return Rational(sevenfold, 7_000_000) }
    return parts.allSatisfy { $0.value == parts[0].value } ? parts[0].value : nil
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
