import Analysis
import Metrics

/// What page 1 says first: profit, and the target missed most or what left its normal range.
struct ExecutiveHeadline {
  let context: PageContext

  private var findings: Findings { context.findings }
  private var book: FigureBook { context.book }
  private var calendar: ReportCalendar { context.calendar }

  /// `{profit clause}, {but|;} {target clause | range clause}` (VS-8.3, metrics.md "Materiality").
  var prose: Prose {
    if let results = findings.results { return prose(of: results) }
    let profit = book.now(.profit)
    guard profit.value != nil, let reading = findings.reading(.profit) else {
      let spend = book.now(.spend)
      return spend.value == nil
        ? "No spend and no profit can be reported for this \(word: context.words.noun)"
        : "Spend was \(spend); profit is not known without revenue"
    }
    let prior = reading.comparison(.prior)
    if let gap = calendar.gaps.first {
      return
        "Profit is \(profit) so far: \(name: gap.source) lacks \(Words.count(gap.days, .day, book)) of the \(word: context.words.noun)"
    }
    if calendar.isPartial {
      return "Profit is \(profit) so far; the \(word: context.words.noun) is not complete"
    }
    if let gap = context.gap(.profit), let part = context.part(.profit) {
      return "\(gap): profit is \(profit) on \(part.share) of \(word: part.base), not comparable"
    }
    // Zeros of days that were not counted move profit like others; no change is told from them.
    if book.isUntracked(.profit) {
      return "Profit is \(profit), in doubt: revenue seems not to be tracked every day"
    }
    if findings.isMaterial(.profit), let isHigh = isHigh(.profit) {
      let text: Prose =
        "\(moved(profit, prior, isHigh)), \(word: isHigh ? "above" : "below") its normal range"
      return reading.outsideRun > 1
        ? "\(text) \(word: context.words.run(reading.outsideRun))" : text
    }
    if let missed = worstTarget {
      return "\(clause(profit, prior)), but \(miss(missed.metric, missed.miss, run: missed.run))"
    }
    if let rest = rest(reading) {
      let state = clause(profit, prior)
      guard let losses = losses(reading) else { return "\(state); \(rest.text)" }
      // That nothing is out of the usual is no news beside it.
      return rest.isQuiet
        ? "\(state), \(losses)"
        : PackAudit.firstThatFits(["\(state), \(losses); \(rest.text)", "\(state); \(rest.text)"])
    }
    guard calendar.prior != nil else {
      return
        "Profit is \(profit) in the first complete \(word: context.words.noun); there is nothing to compare yet"
    }
    guard let prior, prior.base != nil else {
      return "Profit is \(profit); that of \(word: context.words.prior) is not known"
    }
    guard prior.change != nil else {
      return "Profit is \(profit), after none in \(word: context.words.prior)"
    }
    return
      "Profit is \(profit), \(book.change(.profit, prior)) on \(word: context.words.prior); too few \(word: context.words.steps) to tell it from noise"
  }

  /// Of an account without revenue: how many it counts at what cost, and what left its normal range.
  private func prose(of results: Results) -> Prose {
    let (count, cost) = (book.now(results.count), book.now(results.cost))
    let noun = results.measure.noun
    guard count.value != nil, cost.value != nil, let reading = findings.reading(results.count)
    else {
      return
        "Spend was \(book.now(.spend)); \(words: noun) are not known for this \(word: context.words.noun)"
    }
    let state: Prose = "\(count) \(words: noun) at \(cost) each"
    if let gap = calendar.gaps.first {
      return
        "\(state) so far: \(name: gap.source) lacks \(Words.count(gap.days, .day, book)) of the \(word: context.words.noun)"
    }
    if calendar.isPartial {
      return "\(state) so far; the \(word: context.words.noun) is not complete"
    }
    if let gap = context.gap(results.count), let part = context.part(results.count) {
      return "\(gap): \(state) on \(part.share) of \(word: part.base), not comparable"
    }
    if let missed = worstTarget {
      return "\(state), but \(miss(missed.metric, missed.miss, run: missed.run))"
    }
    if let rest = rest(reading) { return "\(state); \(rest.text)" }
    guard let prior = reading.comparison(.prior), prior.change != nil else {
      return "\(state); there is nothing to compare with yet"
    }
    return
      "\(state), \(book.change(results.count, prior)) on \(word: context.words.prior); too few \(word: context.words.steps) to tell it from noise"
  }

  /// What left its normal range, or that nothing did; nil where profit has none yet.
  private func rest(_ profit: SeriesReading) -> (text: Prose, isQuiet: Bool)? {
    let signals = findings.kpis.filter(findings.isSignal)
    if let metric = signals.first(where: findings.isMaterial) ?? signals.first,
      let isHigh = isHigh(metric)
    {
      return (
        "\(words: metric.label) is \(book.now(metric)), \(word: isHigh ? "above" : "below") its normal range",
        false
      )
    }
    if let rate = context.rateSignal, let isHigh = isHigh(rate) {
      return (
        "\(words: Words.name(rate)) is \(book.now(rate)), \(word: isHigh ? "above" : "below") its normal range",
        false
      )
    }
    if let leak { return (leak, false) }
    guard profit.isJudged else { return nil }
    // Page 2 draws rates beyond their range, be it by chance.
    let isOutside = (findings.kpis + findings.funnel.rates).contains(where: findings.isOutside)
    let isWhole = findings.kpis.allSatisfy { findings.reading($0)?.isJudged ?? false }
    let text: Prose =
      switch (isOutside, isWhole) {
      case (true, true): "no measure changed beyond noise"
      case (true, false): "no known measure changed beyond noise"
      case (false, true): "every measure is within its normal range"
      case (false, false): "every known measure is within its normal range"
      }
    return (text, true)
  }

  /// What page 2 leads with, where it is worth a part of profit that a headline needs.
  private var leak: Prose? {
    guard findings.segmentsCompareTime, let shift = context.largestShift(),
      let stake = shift.ownStake,
      let profit = findings.reading(.profit)?.now.value?.double,
      abs(stake) * Double(context.market.margin) / 1e6
        >= context.market.thresholds.material * abs(profit)
    else { return nil }
    return context.moved(shift)
  }

  /// "a loss for the third week running": a normal range of losses is no good news.
  private func losses(_ profit: SeriesReading) -> Prose? {
    profit.lossRun > 1 ? "a loss \(word: context.words.run(profit.lossRun))" : nil
  }

  /// Whether the reported period lies above the middle of a measure's normal range.
  private func isHigh(_ metric: Metric) -> Bool? {
    guard let chart = findings.reading(metric)?.chart, chart.tested != nil else { return nil }
    return chart.isAbove
  }

  /// What profit did: it may lie below its range and yet have risen on the period before.
  private func moved(_ profit: Figure, _ prior: Comparison?, _ isHigh: Bool) -> Prose {
    guard let prior, let change = prior.change, let difference = prior.difference,
      abs(change.double) >= Self.held, difference.isNegative != isHigh
    else { return "Profit is \(profit)" }
    return "Profit \(word: isHigh ? "rose" : "fell") to \(profit)"
  }

  /// "ROAS is 3.2% under target for the third week running"; where late reports will change it, what the
  /// tile prints stands before what is expected.
  private func miss(_ metric: Metric, _ miss: Rational, run: Int) -> Prose {
    func size(_ id: String, _ miss: Rational) -> Figure {
      book.fact(
        "\(id).\(metric.id)", miss.magnitude,
        NumberStyle.unsigned(variance: miss), unit: "share")
    }
    let name = Words.name(metric)
    let side: Phrase = miss.isNegative ? "under" : "over"
    let missed = size("missed", miss)
    guard findings.isLate([metric]) else {
      return "\(words: name) is \(missed) \(word: side) target \(word: context.words.run(run))"
    }
    guard let now = findings.reading(metric)?.comparison(.plan)?.change,
      now.isNegative == miss.isNegative
    else { return "\(words: name) is expected \(missed) \(word: side) target after late reports" }
    return
      "\(words: name) is \(size("missed-now", now)) \(word: side) target so far, \(missed) after late reports"
  }

  /// A change of profit under this part is none (VS-8.3).
  private static let held = 0.02

  private func clause(_ profit: Figure, _ prior: Comparison?) -> Prose {
    if let change = prior?.change, abs(change.double) < Self.held {
      return "Profit held at \(profit)"
    }
    return "Profit is \(profit)"
  }

  /// The metric furthest on the bad side of its target for two weeks or more.
  private var worstTarget: (metric: Metric, miss: Rational, run: Int)? {
    (findings.results.map { [$0.cost, $0.count] } ?? [Metric.roas, .cac, .profit, .revenue])
      .compactMap { metric in
        guard let reading = findings.reading(metric), reading.missesTarget,
          let miss = reading.missOfTarget
        else { return nil }
        return (metric, miss, reading.missedRun)
      }
      .max { $0.1.magnitude < $1.1.magnitude }
  }
}
