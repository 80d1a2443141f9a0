import Metrics

/// A change of profit taken apart exactly: what each step of the funnel and spend did to it.
///
/// Revenue = impressions × CTR × click-to-lead × lead-to-conversion × order value, each as it is printed,
/// × the share of it in rows that have both amounts, split by the logarithmic mean Divisia index
/// (LMDI-I; Ang 2004); spend = impressions × CTR × cost per click × its share likewise, with its sign: more
/// clicks have one part, of what they earn less what they cost. A step that is not counted is left out, so that without leads clicks convert. What the two shares did are the
/// missing values. The reported period is taken as it will be
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
    guard let profitNow = value(.profit, now).value,
      let profitBefore = value(.profit, before).value,
      isComparable(.profit, value(.profit, now), value(.profit, before))
    else { return nil }
    let total =
      profitNow.scaled(decimals: 6) - profitBefore.divided(by: base.count).scaled(decimals: 6)
    let funnel = Funnel { measure in [now, before].allSatisfy { $0.total(measure) > 0 } }
    guard funnel.has(.conversions) else { return nil }
    let steps = (funnel.counts.prefix(1) + funnel.rates + [.orderValue]).map {
      (name: Self.step($0), metric: $0)
    }
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
    func withShare(_ values: [Double?], _ whole: [Double?], _ sum: Double) -> [Double?] {
      let product = whole.reduce(1) { $0 * ($1 ?? 0) }
      return values + [product > 0 ? sum / product : nil]
    }
    let earlier = steps.map { was($0.metric)?.double }
    // Spend is what clicks cost: more of them earn and cost at once. Where no export counts clicks it is one factor.
    let hasPrices = [now, before].allSatisfy { value(.cpc, $0).value?.double ?? 0 > 0 }
    let price: Metric = funnel.has(.clicks) && hasPrices ? .cpc : .spend
    let volume = price == .cpc ? steps.prefix { Self.volumes.contains($0.metric) }.count : 0
    guard let priceNow = value(price, now).value, let priceBefore = was(price),
      let revenue = LogMeanSplit(
        before: withShare(earlier, earlier, matched(.saleAmount, before) / periods),
        after: withShare(grown, known, matched(.saleAmount, now))),
      case let (costs, costsBefore) = (
        known.prefix(volume) + [priceNow.double], earlier.prefix(volume) + [priceBefore.double]
      ),
      let cost = LogMeanSplit(
        before: withShare(Array(costsBefore), Array(costsBefore), matched(.cost, before) / periods),
        after: withShare(Array(costs), Array(costs), matched(.cost, now)))
    else { return nil }
    let share = Double(margin) / 1e6
    let late = (matched(.saleAmount, now) - revenue.after) * share
    var effects = revenue.parts.dropLast().map { $0 * share } + [-cost.parts[volume], late]
    for index in 0..<volume { effects[index] -= cost.parts[index] }
    // What rows without a value make of it, and what rounding leaves.
    effects.append(Double(total) / 1e6 - effects.reduce(0, +))
    guard let sum = Int64(exactly: total),
      let rounded = LargestRemainder.rounded(effects.map { $0 * 1e6 }, to: sum)
    else { return nil }
    typealias Named = (name: English, now: Rational?, before: Rational?, kind: ProfitSplit.Kind)
    let factors = zip(steps, zip(known, grown)).map { step, values -> Named in
      // Exact where nothing is expected of it.
      let later =
        values.0 == values.1
        ? value(step.metric, now).value : values.1.flatMap { Rational(estimate: $0) }
      return (step.name, later, was(step.metric), .factor(step.metric))
    }
    let others: [Named] = [
      (Self.step(price), priceNow, priceBefore, .factor(price)),
      ("Still to be reported", nil, nil, .late),
      ("Missing values", nil, nil, .missing),
    ]
    let parts = zip(factors + others, rounded).map { part, micros in
      ProfitSplit.Part(
        name: part.name, micros: micros, now: part.now, before: part.before, kind: part.kind)
    }
    return (ProfitSplit(parts: parts, total: sum), base.count == 1 ? .prior : .four)
  }

  private static let volumes: [Metric] = [.impressions, .clicks, .clickThrough]

  private static func step(_ metric: Metric) -> English {
    switch metric {
    case .spend: "Spend"
    case .cpc: "Cost per click"
    case .impressions: "Impressions"
    case .clicks: "Clicks"
    case .clickThrough: "Click-through"
    case .leadRate: "Click-to-lead"
    case .purchaseRate: "Lead-to-conversion"
    case .conversionRate: "Click-to-conversion"
    default: "Order value"
    }
  }
}
