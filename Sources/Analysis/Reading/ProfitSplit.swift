import Metrics

/// A change of profit taken apart exactly: what each step of the funnel and spend did to it.
///
/// Revenue = impressions × CTR × click-to-lead × lead-to-conversion × order value on rows that have
/// all of them, split by the logarithmic mean Divisia index (LMDI-I; Ang 2004). Spend enters with
/// its sign. Rows that lack a factor go to a part of their own, so that the parts sum to the change
/// of the printed profit.
public struct ProfitSplit: Sendable {
  public struct Part: Sendable {
    public let name: English
    /// In millionths; parts sum to `total` exactly.
    public let micros: Int64
    public let now: Rational?
    public let before: Rational?
    public let metric: Metric?
  }

  public let parts: [Part]
  public let total: Int64
}

extension Market {
  /// Against the mean of the four periods before, or the one before when there are fewer.
  public func profitSplit(_ calendar: ReportCalendar) -> (
    split: ProfitSplit, reference: Comparison.Reference
  )? {
    guard let prior = calendar.prior else { return nil }
    let base = calendar.fourBefore ?? [prior]
    let periods = Double(base.count)
    let now = tally(calendar.days)
    let before = tally(base)
    guard let profitNow = value(.profit, now).value, let profitBefore = value(.profit, before).value
    else { return nil }
    let total = Int64(
      (profitNow.double - profitBefore.double / periods).isFinite
        ? profitNow.scaled(decimals: 6) - profitBefore.divided(by: base.count).scaled(decimals: 6)
        : 0)
    let full = PresenceMask.all
    func sum(_ tally: Tally, _ measure: Measure) -> Double {
      Double(tally.sum(measure, over: full).sum) / 1e6
    }
    let chain: [Measure] = [.impressions, .clicks, .leads, .conversions, .saleAmount]
    func factors(_ tally: Tally, _ periods: Double) -> [Double?] {
      chain.indices.map { index in
        let top = sum(tally, chain[index])
        if index == 0 { return top / periods }
        let bottom = sum(tally, chain[index - 1])
        return bottom == 0 ? nil : top / bottom
      }
    }
    guard
      let split = LogMeanSplit(before: factors(before, periods), after: factors(now, 1))
    else { return nil }
    let share = Double(margin) / 1e6
    let spend = sum(now, .cost) - sum(before, .cost) / periods
    let effects = split.parts.map { $0 * share } + [-spend]
    let known = effects.reduce(0, +)
    let rest = Double(total) / 1e6 - known
    guard let rounded = LargestRemainder.rounded((effects + [rest]).map { $0 * 1e6 }, to: total)
    else { return nil }
    let metrics: [(English, Metric?)] = [
      ("Impressions", .impressions), ("Click-through", .clickThrough),
      ("Click-to-lead", .leadRate), ("Lead-to-conversion", .purchaseRate),
      ("Order value", .orderValue), ("Spend", .spend), ("Missing values", nil),
    ]
    let parts = metrics.enumerated().map { index, item in
      ProfitSplit.Part(
        name: item.0, micros: rounded[index],
        now: item.1.flatMap { value($0, now).value },
        before: item.1.flatMap { metric in
          value(metric, before).value.map {
            metric.isAdditive ? $0.divided(by: base.count) : $0
          }
        }, metric: item.1)
    }
    return (ProfitSplit(parts: parts, total: total), base.count == 1 ? .prior : .four)
  }
}
