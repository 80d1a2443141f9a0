import Analysis
import Metrics

/// What is said of a measure that rests on much less than in the periods it would be compared with.
extension PageContext {
  /// "Revenue is missing for 23–25 Sep"; nil where a metric can be compared.
  func gap(_ metric: Metric) -> Prose? {
    guard findings.reading(metric)?.isThin ?? false else { return nil }
    let all = market.tally(calendar.days)
    return Measure.allCases.filter(metric.required.has)
      .max { all.rowsMissing($0) < all.rowsMissing($1) }.map { gap($0, all) }
  }

  /// The same of all measures that rest on too little, each once.
  var gaps: [Prose] {
    let said = (findings.kpis + findings.funnel.counts).compactMap(gap)
    return said.indices.filter { index in
      !said[..<index].contains { $0.text == said[index].text }
    }.map { said[$0] }
  }

  /// "55%" and what it is of: what of the period a metric rests on.
  func part(_ metric: Metric) -> (share: Figure, base: Phrase)? {
    guard let now = findings.reading(metric)?.now else { return nil }
    let isOfSpend = now.coverage <= now.revenueCoverage
    guard let share = Rational(estimate: min(now.coverage, now.revenueCoverage)) else { return nil }
    return (
      book.share("rests-on.\(metric.id)", share, decimals: false), isOfSpend ? "spend" : "revenue"
    )
  }

  private func gap(_ measure: Measure, _ all: Tally) -> Prose {
    let verb: Phrase = measure.isMoney ? "is" : "are"
    // A day counts where most of its rows lack the measure.
    let days = period.days.each.filter {
      let day = market.tally($0...$0)
      return 2 * day.rowsMissing(measure) > day.rows
    }
    guard let first = days.first, let last = days.last else {
      let share = Rational(Int128(all.rowsMissing(measure)), Int128(max(all.rows, 1)))
      let missing = book.share("gap.\(measure.id)", share ?? Rational(0))
      return "\(name: measure.label) \(word: verb) missing on \(missing) of rows"
    }
    return last - first + 1 == days.count
      ? "\(name: measure.label) \(word: verb) missing for \(label: dates.dashed(first, last))"
      : "\(name: measure.label) \(word: verb) missing on \(Words.count(days.count, .day, book))"
  }
}
