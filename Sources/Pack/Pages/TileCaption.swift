import Metrics

/// What stands beside the name of a measure in its tile: how it is made, or what must be known of it.
struct TileCaption {
  let words: Phrase
  /// The same in fewer words, for narrow tiles.
  let shorter: [Phrase]
  let isFormula: Bool

  static var doubt: Phrase { "in doubt" }

  /// - Parameters:
  ///   - isInDoubt: a data test that fails speaks of the measure.
  ///   - isMarginWhole: all revenue is margin.
  init(
    _ metric: Metric, _ value: MetricValue?, isInDoubt: Bool, leastCoverage: Double,
    isMarginWhole: Bool = true
  ) {
    guard let value, value.value != nil, value.isPartial || isInDoubt else {
      words =
        metric == .profit && !isMarginWhole
        ? "margin less spend" : Phrase(said: metric.caption)
      shorter = []
      isFormula = true
      return
    }
    isFormula = false
    let isOfSpend = value.coverage <= value.revenueCoverage
    let coverage = min(value.coverage, value.revenueCoverage)
    if coverage < leastCoverage, let part = Rational(estimate: coverage) {
      let share = NumberStyle.rate(part)
      let base: Phrase = isOfSpend ? "on \(share) of spend" : "on \(share) of revenue"
      words = isInDoubt ? "\(base); in doubt" : base
      shorter = isInDoubt ? ["\(share), in doubt", Self.doubt] : []
    } else if isInDoubt {
      words = "in doubt: see checks"
      shorter = [Self.doubt]
    } else if case .total = metric.formula {
      words = "lower bound"
      shorter = []
    } else {
      words = "matched rows"
      shorter = []
    }
  }
}
