import Analysis
import Charts
import Metrics

/// Page 2: where the funnel narrows, which rate is out of line, which segment leaks.
struct FunnelPage {
  let context: PageContext
  static let id = "funnel"

  private var findings: Findings { context.findings }
  private var book: FigureBook { context.book }

  func page(number: Int) -> Page {
    Page(
      id: Self.id, number: number, name: "Funnel and conversion", headline: headline, lede: lede,
      rows: [
        Page.Row(
          height: 96, [Page.Panel(id: "stages", span: 12, title: "", block: .stages(stages))]),
        Page.Row(height: 128, findings.funnel.rates.map(ratePanel)),
        Page.Row(height: 190, [SegmentTable(context: context).panel]),
      ])
  }

  private var headline: Prose {
    if let metric = context.rateSignal, let chart = findings.reading(metric)?.chart {
      let isBelow = !chart.isAbove
      let side: Phrase = isBelow ? "below" : "above"
      let base: Prose =
        "\(words: metric.label) is \(book.now(metric)), \(word: side) its normal range"
      if let mix = context.mixes.first(where: { $0.metric == metric }) {
        return "\(base): more \(words: mix.counted) are from \(name: mix.channel)"
      }
      guard let leak = context.largestShift(of: metric),
        ((leak.change ?? 0) < 0) == isBelow,
        abs(leak.ownStake ?? 0) >= abs(leak.revenueAtStake ?? 0) / 2
      else { return base }
      return leak.breakdown == .device
        ? "\(base), most of all on \(name: Language.current.inSentence(leak.name))"
        : "\(base), most of all in \(name: leak.name)"
    }
    if findings.segmentsCompareTime, let shift = context.largestShift(),
      let change = context.moved(shift)
    {
      return "\(change) on \(word: context.base(shift.metric))"
    }
    let missed = findings.funnel.rates.compactMap { metric -> (Metric, Comparison)? in
      guard let reading = findings.reading(metric), reading.missesTarget,
        let comparison = reading.comparison(.plan)
      else { return nil }
      return (metric, comparison)
    }.first
    if let (metric, comparison) = missed, let difference = comparison.difference,
      let base = comparison.base
    {
      let gap = book.fact(
        "gap.\(metric.id)", difference.magnitude,
        String(NumberStyle.points(difference.magnitude, of: base).dropFirst()), unit: "pp")
      let side: Phrase = difference.isNegative ? "under" : "over"
      return
        "\(words: metric.label) is \(gap) \(word: side) target \(word: context.words.run(findings.reading(metric)?.missedRun ?? 2))"
    }
    return quiet ?? unjudged
  }

  /// Of rates that are held against their range and lie in it; nil where none is.
  private var quiet: Prose? {
    let judged = findings.funnel.rates.filter { findings.reading($0)?.isJudged ?? false }
    guard !judged.isEmpty else { return nil }
    if let gap = findings.funnel.rates.compactMap(context.gap).first {
      let thin = findings.funnel.rates.filter { context.gap($0) != nil }
      return
        "\(gap): \(Words.list(names(thin))) \(word: thin.count == 1 ? "is" : "are") not judged"
    }
    let isOutside = judged.contains(where: findings.isOutside)
    let open = findings.funnel.rates.filter { !judged.contains($0) }
    if open.isEmpty, judged.count > 1 {
      return isOutside
        ? "The funnel holds: no rate changed beyond noise"
        : "The funnel holds: every rate is within its normal range"
    }
    let names = Words.capitalised(Words.list(names(judged)))
    let claim: Prose =
      isOutside
      ? "\(names) did not change beyond noise"
      : judged.count == 1
        ? "\(names) is within its normal range" : "\(names) are within their normal ranges"
    return open.isEmpty ? claim : "\(claim); \(why(open))"
  }

  private func names(_ metrics: [Metric]) -> [Prose] {
    metrics.map { "\(words: Words.name($0))" }
  }

  /// Why rates are not judged.
  private func why(_ open: [Metric]) -> Prose {
    let readings = open.compactMap(findings.reading)
    let missing = readings.compactMap { reading -> Measure? in
      if case .neverReported(let measure) = reading.now.absence { measure } else { nil }
    }
    let names = Words.list(names(open))
    if missing.count == open.count {
      let nouns = Measure.allCases.filter(missing.contains).map { "\(words: $0.noun)" as Prose }
      return "\(Words.list(nouns)) are not reported"
    }
    if readings.allSatisfy({ $0.now.value != nil }) {
      return
        "\(names) \(word: open.count == 1 ? "has" : "have") too few \(word: context.words.steps) for a normal range"
    }
    return "\(names) \(word: open.count == 1 ? "is" : "are") not known"
  }

  /// Where no rate can be held against a range.
  private var unjudged: Prose {
    let why: Prose =
      context.calendar.isPartial
      ? "the \(word: context.words.noun) is not complete"
      : "too few \(word: context.words.steps) for a trend"
    let (click, lead, purchase) = (
      book.now(.clickThrough), book.now(.leadRate), book.now(.purchaseRate)
    )
    if !findings.funnel.has(.leads) {
      let conversion = book.now(.conversionRate)
      if conversion.value != nil { return "Of clicks \(conversion) convert; \(why)" }
    }
    switch (click.value, lead.value, purchase.value) {
    case (_, _?, _?): return "Of clicks \(lead) become leads, of leads \(purchase) buy; \(why)"
    case (_?, _, _): return "Of impressions \(click) are clicked; \(why)"
    case (_, _?, _): return "Of clicks \(lead) become leads; \(why)"
    case (_, _, _?): return "Of leads \(purchase) buy; \(why)"
    default: break
    }
    let all = context.market.tally(context.market.firstDay...context.market.lastDay)
    return findings.funnel.rates.contains { context.market.value($0, all).value != nil }
      ? "No rate of the funnel is known for this \(word: context.words.noun)"
      : "The exports hold no two neighbouring stages of the funnel"
  }

  private var lede: Prose {
    let impressions = book.now(.impressions)
    let conversions = book.now(.conversions)
    var text: Prose = ""
    if let shown = impressions.value, !shown.isZero, conversions.value != nil {
      text =
        "\(impressions) \(word: Self.isOne(impressions) ? "impression" : "impressions") became \(conversions) \(word: Self.isOne(conversions) ? "conversion" : "conversions")"
      if let four = findings.reading(.conversions)?.comparison(.four), four.change != nil {
        text =
          text + ", \(book.change(.conversions, four)) on the mean of \(word: context.words.four)"
      }
      text = text + ". "
    }
    for gap in findings.funnel.counts.compactMap(context.gap)
    where !headline.text.hasPrefix(gap.text) {
      text = text + gap + ". "
    }
    if let price { text = text + price + " " }
    return text + counted
  }

  /// What its counts are, and which are none.
  private var counted: Prose {
    let funnel = findings.funnel
    let kinds: Prose? =
      switch (funnel.has(.leads), funnel.has(.conversions)) {
      case (true, true):
        "Leads are platform-reported intent events, not CRM leads; conversions are purchases as platforms report them."
      case (true, false): "Leads are platform-reported intent events, not CRM leads."
      case (false, true): "Conversions are purchases as platforms report them."
      case (false, false): nil
      }
    let absent: Prose? =
      funnel.absent.isEmpty
      ? nil : "The exports count no \(Words.either(names(funnel.absent)))."
    return [kinds, absent].compactMap(\.self).reduce("") { $0.text.isEmpty ? $1 : $0 + " " + $1 }
  }

  private static func isOne(_ count: Figure) -> Bool { count.value == Rational(1) }

  /// What the largest shift of a segment is worth, as profit counts revenue: by its margin.
  private var price: Prose? {
    guard findings.segmentsCompareTime, let shift = context.largestShift(),
      let stake = shift.revenueAtStake.map({ $0 * Double(context.market.margin) / 1e6 }),
      stake.magnitude >= 1
    else { return nil }
    let money = book.money(
      "at-stake.\(shift.metric.id).\(shift.breakdown.rawValue)=\(shift.name)",
      micros: Int64((stake.magnitude * 1e6).rounded()))
    return
      "At its earlier \(words: Words.name(shift.metric)), \(name: shift.name) would have earned \(money) \(word: stake < 0 ? "more" : "less")."
  }

  private var stages: [Stage] {
    let hasPlan = findings.funnel.rates.contains { findings.reading($0)?.target != nil }
    let rates = findings.funnel.rates.map(Optional.some) + [nil]
    return zip(findings.funnel.counts, rates).map { count, rate in
      Stage(
        label: Phrase(said: count.label), figure: book.now(count),
        variances: context.variances(count, [.prior, .four]),
        rate: rate.map { metric in
          let reading = findings.reading(metric)
          var variances = context.variances(metric, [.four], inPoints: true)
          if hasPlan, let plan = reading?.comparison(.plan) {
            variances.append(
              Variance(
                label: "PL",
                figure: book.reference(metric, plan) ?? book.change(metric, plan),
                change: nil, valence: .none))
          }
          return Stage.Rate(
            label: Phrase(said: metric.label), figure: book.now(metric),
            share: reading?.now.value?.double,
            target: reading?.target?.double, variances: variances)
        })
    }
  }

  private func ratePanel(_ metric: Metric) -> Page.Panel {
    let reading = findings.reading(metric)
    var series = context.timeSeries(metric)
    // A daily line ends with the period, so that its last label stands at its last point.
    if !context.isWeekly { series.points.removeAll { $0.day > context.period.last } }
    let title: Prose
    var signals: [Int: Valence] = [:]
    var valence = Valence.none
    var late: RateLine.Level?
    if findings.isSignal(metric), let chart = reading?.chart {
      let isHigh = chart.isAbove
      let side: Phrase = isHigh ? "above" : "below"
      if context.isOfWeek {
        valence = isHigh == (metric.good == .up) ? .better : .worse
        let count = series.points.count
        let since = max(0, count - (reading?.outsideRun ?? 1))
        for index in max(since, count - 6)..<count { signals[index] = valence }
        let start = ISOWeek(of: series.points[since].day).short
        title =
          since == count - 1
          ? "\(words: metric.label) \(word: side) range this \(word: context.words.noun)"
          : "\(words: metric.label) \(word: side) range since \(label: start)"
      } else {
        title = "\(words: metric.label) is \(word: side) its normal range"
      }
    } else if let chart = reading?.chart, chart.isOutside {
      // What the picture shows and the correction over all tests does not confirm.
      title =
        chart.isAbove
        ? "\(words: metric.label) is above its range, not confirmed"
        : "\(words: metric.label) is below its range, not confirmed"
    } else if let chart = reading?.chart, let value = reading?.now.value,
      let expected = reading?.expected,
      reading?.isJudged ?? false, !(chart.lower...chart.upper).contains(value.double)
    {
      // The picture shows a point beyond the range that is not said to be beyond it.
      let figure = book.fact(
        "expected.\(metric.id)", expected, context.style.text(expected, metric.unit), unit: "share")
      title = "\(words: metric.label) expected at \(figure)"
      late = RateLine.Level(value: expected.double, display: figure.display)
    } else if reading?.isJudged ?? false {
      title = "\(words: metric.label) is in its normal range"
    } else if !series.points.contains(where: { $0.value != nil }) {
      title = "\(words: metric.label) is not known"
    } else {
      title =
        context.isWeekly ? "\(words: metric.label) by week" : "\(words: metric.label) by day"
    }
    let band = context.isWeekly ? context.trend(metric)?.chart : nil
    // A picture of nothing has neither a grain nor a range.
    let absence = series.points.contains { $0.value != nil } ? nil : reading?.now.absence?.reason
    let counted = Self.perHundred(metric)
    let subtitle = Prose.labels(
      absence.map { "\(word: counted): \($0)" }
        ?? (late == nil
          ? "\(word: counted), \(word: grainWords(series.points, hasRange: band != nil))"
          : "\(word: counted); shaded = normal, ring = expected"))
    return Page.Panel(
      id: metric.id, span: 12 / findings.funnel.rates.count, title: title, subtitle: subtitle,
      block: .chart(
        ChartBlock(
          id: metric.id,
          chart: RateLine(
            series: series, grain: context.grain, report: context.period,
            target: context.isWeekly
              ? reading?.target.map {
                RateLine.Level(value: $0.double, display: context.style.text($0, metric.unit))
              } : nil,
            band: band.map { $0.lower...$0.upper }, expected: late,
            signals: signals, lastValence: valence),
          alternative: context.alternative("Line chart", title, [series]))))
  }

  /// What a rate of the funnel counts.
  private static func perHundred(_ metric: Metric) -> Phrase {
    switch metric {
    case .clickThrough: "Clicks per 100 impressions"
    case .leadRate: "Leads per 100 clicks"
    case .conversionRate: "Conversions per 100 clicks"
    default: "Conversions per 100 leads"
    }
  }

  private func grainWords(_ points: [TimePoint], hasRange: Bool) -> Phrase {
    if context.isWeekly {
      return hasRange ? "weekly; shaded = normal range" : "weekly; no normal range yet"
    }
    // The line ends with the value of a day, not of the period.
    let last = context.dates.dayMonth(points.last?.day ?? context.period.last)
    if context.calendar.isPartial {
      return "daily to \(last); \(word: context.words.noun) not complete"
    }
    return points.contains(where: \.isPartial)
      ? "daily to \(last); paler = partial weeks" : "daily to \(last); not from zero"
  }
}
