/// A figure an executive reads, defined by a closed formula over base measures.
public struct Metric: Sendable, Hashable {
  /// How the value follows from sums. Ratios are ratios of sums over rows where both sides are
  /// known; nothing is ever an average of ratios.
  public enum Formula: Sendable, Hashable {
    /// Sum over the rows that have the measure.
    case total(Measure)
    /// First minus second, over the rows that have both.
    case difference(Measure, minus: Measure)
    /// First over second, over the rows that have both, times a constant (1, or 1,000 for CPM).
    case ratio(Measure, per: Measure, times: Int)
    /// Shop revenue (`data/sales.csv`) over a measure, over the days that have both.
    case shopRevenue(per: Measure)
    /// A measure over shop revenue, over the days that have both.
    case shareOfShopRevenue(Measure)
  }

  public enum Unit: Sendable, Hashable {
    /// A sum of money: $154k.
    case money
    /// Money for one thing: $38.86.
    case unitMoney
    /// 3.95×.
    case multiple
    /// A share: 1.14%.
    case rate
    /// 3,957.
    case count
  }

  public enum Direction: Sendable, Hashable {
    case up, down
  }

  public let id: String
  private let name: English
  public let formula: Formula
  public let unit: Unit
  /// The side that is better for the business; nil where there is none.
  public let good: Direction?
  /// The formula in words, for tiles, tooltips and the glossary.
  public var caption: String { formulaWords.said }
  private let formulaWords: English
  /// What it means and does not mean, one sentence.
  public var definition: String { meaning.said }
  private let meaning: English

  init(
    id: String, label: English, formula: Formula, unit: Unit, good: Direction?, caption: English,
    definition: English
  ) {
    self.id = id
    name = label
    self.formula = formula
    self.unit = unit
    self.good = good
    formulaWords = caption
    meaning = definition
  }

  /// As tiles and heads of columns name it, in the language that is written in.
  public var label: String { name.said }

  /// The measures a row must have for the metric to use it.
  public var required: PresenceMask {
    switch formula {
    case .total(let measure), .shopRevenue(let measure), .shareOfShopRevenue(let measure):
      PresenceMask(measure)
    case .difference(let first, let second), .ratio(let first, let second, _):
      [PresenceMask(first), PresenceMask(second)]
    }
  }
}
