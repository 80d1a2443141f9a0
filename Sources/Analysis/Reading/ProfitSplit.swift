import Metrics

/// A change of profit taken apart exactly: what each step of the funnel and spend did to it.
///
/// Revenue = impressions × CTR × click-to-lead × lead-to-conversion × order value, each as it is printed,
/// × the share of it in rows that have both amounts, split by the logarithmic mean Divisia index
/// (LMDI-I; Ang 2004); without leads, clicks convert. Spend × its share in those rows enters with its
/// sign. What the two shares did are the missing values. The reported period is taken as it will be
/// once late reports are in, and what is still to come is a part of its own. The parts sum to the
/// change of the printed profit.
public struct ProfitSplit: Sendable {
  public struct Part: Sendable {
    public let name: English
    /// In millionths; parts sum to `total` exactly.
    public let micros: Int64
    /// The factor, late reports included, and as it was.
    public let now: Rational?
    public let before: Rational?
    public let kind: Kind

    /// Nil of what is no factor.
    public var metric: Metric? {
      if case .factor(let metric) = kind { metric } else { nil }
    }
  }

  public enum Kind: Sendable, Hashable {
    /// A step of the funnel, or spend.
    case factor(Metric)
    /// What later reports are expected to add, and is not there yet.
    case late
    /// What rows without a value do to the rest.
    case missing
  }

  public let parts: [Part]
  public let total: Int64
}

extension Market {
  /// Against the mean of the four periods before, or the one before when there are fewer.
  /// - Returns: nil where there is nothing to compare with, or no value of a step.
  public func profitSplit(_ calendar: ReportCalendar, _ maturity: Maturity = .settled) -> (
    split: ProfitSplit, reference: Comparison.Reference
  )? {
    guard let prior = calendar.prior else { return nil }
    let base = calendar.fourBefore ?? [prior]
    let (now, before) = (tally(calendar.days), tally(base))
    guard let profitNow = value(.profit, now).value, let profitBefore = value(.profit, before).value
    else { return nil }
    let total =
      profitNow.scaled(decimals: 6) - profitBefore.divided(by: base.count).scaled(decimals: 6)
    let hasLeads = [now, before].allSatisfy { $0.rowsMissing(.leads) < $0.rows }
    let steps: [(name: English, metric: Metric)] =
      [("Impressions", .impressions), ("Click-through", .clickThrough)]
      + (hasLeads
        ? [("Click-to-lead", .leadRate), ("Lead-to-conversion", .purchaseRate)]
        : [("Click-to-conversion", .conversionRate)])
      + [("Order value", .orderValue)]
    func was(_ metric: Metric) -> Rational? {
      value(metric, before).value.map { metric.isAdditive ? $0.divided(by: base.count) : $0 }
    }
    let known = steps.map { value($0.metric, now).value?.double }
    let grown = steps.map { matured($0.metric, calendar.days, maturity) }
    // Of profit only rows count that have both amounts: a last factor is what they are of all.
    func matched(_ measure: Measure, _ tally: Tally) -> Double {
      Double(tally.sum(measure, over: Metric.profit.required).sum) / 1e6
    }
    let periods = Double(base.count)
    func factors(_ values: [Double?], _ whole: [Double?], _ sum: Double) -> [Double?] {
      let product = whole.reduce(1) { $0 * ($1 ?? 0) }
      return values + [product > 0 ? sum / product : nil]
    }
    let earlier = steps.map { was($0.metric)?.double }
    guard let spend = value(.spend, now).value, let spendBefore = was(.spend),
      let revenue = LogMeanSplit(
        before: factors(earlier, earlier, matched(.saleAmount, before) / periods),
        after: factors(grown, known, matched(.saleAmount, now))),
      let cost = LogMeanSplit(
        before: factors(
          [spendBefore.double], [spendBefore.double], matched(.cost, before) / periods),
        after: factors([spend.double], [spend.double], matched(.cost, now)))
    else { return nil }
    let share = Double(margin) / 1e6
    let late = (matched(.saleAmount, now) - revenue.after) * share
    var effects = revenue.parts.dropLast().map { $0 * share } + [-cost.parts[0], late]
    // What rows without a value make of it, and what rounding leaves.
    effects.append(Double(total) / 1e6 - effects.reduce(0, +))
    guard let sum = Int64(exactly: total),
      let rounded = LargestRemainder.rounded(effects.map { $0 * 1e6 }, to: sum)
    else { return nil }
    var parts = steps.indices.map { index in
      ProfitSplit.Part(
        name: steps[index].name, micros: rounded[index],
        now: grown[index].flatMap { value in
          // Exact where nothing is expected of it.
          value == known[index]
            ? self.value(steps[index].metric, now).value : Rational(estimate: value)
        }, before: was(steps[index].metric), kind: .factor(steps[index].metric))
    }
    let others: [(English, Rational?, Rational?, ProfitSplit.Kind)] = [
      ("Spend", spend, spendBefore, .factor(.spend)), ("Still to be reported", nil, nil, .late),
      ("Missing values", nil, nil, .missing),
    ]
    for (index, (name, now, before, kind)) in others.enumerated() {
      parts.append(
        ProfitSplit.Part(
          name: name, micros: rounded[steps.count + index], now: now, before: before,
          kind: kind))
    }
    return (ProfitSplit(parts: parts, total: sum), base.count == 1 ? .prior : .four)
  }
}
