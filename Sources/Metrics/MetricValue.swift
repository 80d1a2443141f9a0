/// A metric's value for one group of rows, exact, with what it rests on.
public struct MetricValue: Sendable, Hashable {
  /// Why there is no value.
  public enum Absence: Sendable, Hashable {
    case noRows
    /// No row has the measures; the first one that none has.
    case neverReported(Measure)
    /// Rows have the one or the other, none has both.
    case neverTogether
    case zero(Measure)
    /// Credits are more than what they are credited on: nothing can be said per unit of it.
    case belowZero(Measure)
    /// No shop sales for these days.
    case noShopSales

    public var reason: String { words.text }

    private var words: Phrase {
      switch self {
      case .noRows: "no rows"
      case .neverReported(let measure): "\(measure.noun) not reported"
      case .neverTogether: "no row has both"
      case .zero(.cost): "no spend"
      case .zero(let measure): "0 \(measure.noun)"
      case .belowZero(let measure): "\(measure.noun) below zero"
      case .noShopSales: "no shop sales"
      }
    }
  }

  /// Nil when absent.
  public let value: Rational?
  public let absence: Absence?
  public let rowsUsed: Int64
  public let rowsMissing: Int64
  /// Spend on the rows used, and on all rows of the group, in millionths.
  public let spendUsed: Int64
  public let spendAll: Int64
  /// Share of the group's revenue that a value made of revenue and another measure rests on, 0…1, by
  /// amounts whatever their sign: a refund without its cost is as much left out as a sale. 1 of others.
  public var revenueCoverage = 1.0

  /// Share of the group's spend that the value rests on, 0…1; by rows when there is no spend, or
  /// credits make the part larger than the whole.
  public var coverage: Double {
    if spendAll > 0, (0...spendAll).contains(spendUsed) {
      return Double(spendUsed) / Double(spendAll)
    }
    let rows = rowsUsed + rowsMissing
    return rows == 0 ? 0 : Double(rowsUsed) / Double(rows)
  }

  /// A missing row makes a total a lower bound and a ratio one of matched rows.
  public var isPartial: Bool { rowsMissing > 0 }
}

/// What a metric needs beside the tally.
public struct MetricContext: Sendable {
  /// Gross margin on revenue for profit, in millionths; 1,000,000 = 100 %.
  public var margin: Int64
  /// Shop revenue of the days in question, and the tally of the same days only; nil without sales.
  public var shop: (revenue: Int64, tally: Tally)?

  public init(margin: Int64 = 1_000_000, shop: (revenue: Int64, tally: Tally)? = nil) {
    self.margin = margin
    self.shop = shop
  }
}

extension Metric {
  /// Evaluates the formula. Pair rule: a ratio or difference sums both sides over rows that have
  /// both. Denominator absent, zero or less, or credits that outweigh spend: no value, with the reason.
  public func value(of tally: Tally, _ context: MetricContext = MetricContext()) -> MetricValue {
    switch formula {
    case .total(let measure):
      let (sum, _) = tally.sum(measure, over: required)
      return finish(tally, Rational(micros: sum), nil)
    case .difference(let first, let second):
      let gross = Int128(tally.sum(first, over: required).sum) * Int128(context.margin)
      let cost = Int128(tally.sum(second, over: required).sum) * 1_000_000
      return finish(tally, Rational(gross - cost, 1_000_000_000_000), nil)
    case .ratio(let first, let second, let factor):
      let top = tally.sum(first, over: required).sum
      let bottom = tally.sum(second, over: required).sum
      let value = Rational(Int128(top) * Int128(factor), Int128(bottom))
      if bottom < 0 { return finish(tally, nil, .belowZero(second)) }
      if first == .cost, top < 0 { return finish(tally, nil, .belowZero(first)) }
      return finish(tally, value, .zero(second))
    case .shopRevenue(let measure):
      guard let shop = context.shop else { return absent(tally, .noShopSales) }
      let bottom = shop.tally.sum(measure, over: required).sum
      if bottom < 0 { return finish(shop.tally, nil, .belowZero(measure)) }
      return finish(shop.tally, Rational(Int128(shop.revenue), Int128(bottom)), .zero(measure))
    case .shareOfShopRevenue(let measure):
      guard let shop = context.shop, shop.revenue > 0 else { return absent(tally, .noShopSales) }
      let top = shop.tally.sum(measure, over: required).sum
      return finish(shop.tally, Rational(Int128(top), Int128(shop.revenue)), nil)
    }
  }

  /// - Parameter absence: why there is no value, where rows have both sides.
  private func finish(
    _ tally: Tally, _ value: Rational?, _ absence: MetricValue.Absence?
  ) -> MetricValue {
    var used: Int64 = 0
    for cell in tally.cells where cell.mask.isSuperset(of: required) { used += cell.rows }
    if used == 0 { return absent(tally, reasonNoRowServes(tally)) }
    guard let value else {
      return absent(tally, absence ?? .neverTogether)
    }
    return MetricValue(
      value: value, absence: nil, rowsUsed: used, rowsMissing: tally.rows - used,
      spendUsed: tally.sum(.cost, over: required.union(PresenceMask(.cost))).sum,
      spendAll: tally.total(.cost), revenueCoverage: revenueCoverage(tally))
  }

  private func revenueCoverage(_ tally: Tally) -> Double {
    guard required.has(.saleAmount), required != PresenceMask(.saleAmount) else { return 1 }
    var (used, all) = (0.0, 0.0)
    for cell in tally.cells {
      let amount = abs(Double(cell.sums[.saleAmount]))
      all += amount
      if cell.mask.isSuperset(of: required) { used += amount }
    }
    return all > 0 ? used / all : 1
  }

  private func absent(_ tally: Tally, _ absence: MetricValue.Absence) -> MetricValue {
    var used: Int64 = 0
    for cell in tally.cells where cell.mask.isSuperset(of: required) { used += cell.rows }
    return MetricValue(
      value: nil, absence: absence, rowsUsed: used, rowsMissing: tally.rows - used,
      spendUsed: 0, spendAll: tally.total(.cost), revenueCoverage: 0)
  }

  private func reasonNoRowServes(_ tally: Tally) -> MetricValue.Absence {
    if tally.isEmpty { return .noRows }
    let missing = Measure.allCases.first { measure in
      required.has(measure) && !tally.cells.contains { $0.mask.has(measure) }
    }
    return missing.map { .neverReported($0) } ?? .neverTogether
  }
}
