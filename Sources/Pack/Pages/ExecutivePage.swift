import Analysis
import Charts
import Metrics

/// Page 1: are we on target, what moved, which channel.
struct ExecutivePage {
  let context: PageContext

  private var findings: Findings { context.findings }
  private var book: FigureBook { context.book }
  private var calendar: ReportCalendar { context.calendar }

  func page(number: Int) -> Page {
    Page(
      id: "overview", number: number, name: "Executive overview",
      headline: ExecutiveHeadline(context: context).prose, lede: lede,
      rows: [
        Page.Row(
          height: references.count > 3 ? 103 : 100,
          [Page.Panel(id: "kpis", span: 12, title: "", block: .kpis(tiles))]),
        Page.Row(height: references.count > 3 ? 185 : 188, middle),
        bottom,
      ])
  }

  // MARK: Lede

  private var lede: Prose {
    let live = findings.campaigns.filter { $0.spend.rowsUsed + $0.spend.rowsMissing > 0 }
    let channels = context.channelKeys
    var text =
      context.isUnnamed
      ? "Unnamed campaigns" : Words.capitalised(Words.count(live.count, .campaign, book))
    if channels.count == 1 {
      text = text + " in one channel, \(name: context.market.channels[channels[0]] ?? "")"
    } else {
      text = text + " in \(Words.count(channels.count, .channel, book))"
    }
    text = text + ". Spend \(book.now(.spend))"
    if book.now(.spend).value?.isZero ?? false, let held = context.heldDays, held.count < held.all {
      let days = Words.number(held.count, "days.held", book)
      text = text + " on the \(days) of \(Words.count(held.all, .day, book)) with rows"
    }
    if let prior = findings.reading(.spend)?.comparison(.prior), prior.change != nil {
      text = text + ", \(book.change(.spend, prior)) on \(word: context.words.prior)"
    }
    text = text + ". " + EventSentence(context: context).prose
    return text + value + late + unconfirmed + claims
  }

  /// What lies beyond its range and does not survive the correction over all measures: no finding, and no
  /// secret.
  private var unconfirmed: Prose {
    let outside = findings.kpis.first {
      $0.good != nil && findings.isOutside($0) && !findings.isSignal($0)
    }
    guard let outside, let chart = findings.reading(outside)?.chart else { return "" }
    return
      "\(words: outside.label) lies \(word: chart.isAbove ? "above" : "below") its normal range, which chance may explain. "
  }

  /// What profit is made of.
  private var value: Prose {
    let revenue = findings.reading(.revenue)?.now
    if let revenue, revenue.value == nil {
      return "Revenue is not reported, so profit and ROAS are not known. "
    }
    if findings.results != nil {
      return "Revenue is zero in every row, so profit and ROAS say nothing. "
    }
    if let revenue, revenue.rowsMissing > 0,
      let share = Rational(
        Int128(revenue.rowsMissing), Int128(revenue.rowsMissing + revenue.rowsUsed))
    {
      return
        "Revenue is missing on \(book.share("revenue-missing", share)) of rows; profit counts rows with both. "
    }
    if findings.reading(.profit)?.now.isPartial ?? false {
      return "Profit counts only rows with both revenue and spend. "
    }
    return context.market.isMarginWhole
      ? "Profit is attributed revenue less ad spend. "
      : "Profit is the margin on attributed revenue, less ad spend. "
  }

  /// A period that has just ended is lower than it will be: said where it is notable, for whoever
  /// compares by eye.
  private var late: Prose {
    guard let expected = findings.reading(.conversions)?.expected,
      let now = findings.reading(.conversions)?.now.value, let growth = expected.change(from: now)
    else { return "" }
    let size = book.fact(
      "late.conversions", growth,
      NumberStyle.unsigned(variance: growth), unit: "share")
    return growth.isNegative
      ? "Late reports usually take \(size) off the conversions of a \(word: context.words.noun) like this; ranges and causes allow for that. "
      : "Late reports usually add \(size) to the conversions of a \(word: context.words.noun) like this; ranges and causes allow for that. "
  }

  /// Platforms claim the same sale twice: what they claim of what the shop sold, or that nobody knows.
  private var claims: Prose {
    guard !context.market.sales.isEmpty else {
      return "What platforms claim is not checked against shop sales."
    }
    let claimed = book.now(.claimed)
    let days = context.dailyClaims
    guard claimed.value != nil, !days.isEmpty else {
      return
        "Shop sales do not cover this \(word: context.words.noun), so what platforms claim is not checked."
    }
    let text: Prose = "Platforms claim \(claimed) of what the shop sold"
    let over = days.count { $0 > 1 }
    if over == 0 { return text + "." }
    return
      "\(text), and more than all of it on \(Words.number(over, "claims.over", book)) of \(Words.number(days.count, "claims.days", book)) days."
  }

  // MARK: Tiles

  /// The year before only where the data reaches back so far: young projects would read four times
  /// that there is nothing to compare with. Targets only where a measure has one.
  private var references: [Comparison.Reference] {
    let hasYear = findings.kpis.contains {
      findings.reading($0)?.comparison(.priorYear)?.base != nil
    }
    let hasPlan = findings.kpis.contains { findings.reading($0)?.target != nil }
    return [.prior, .four] + (hasYear ? [.priorYear] : []) + (hasPlan ? [.plan] : [])
  }

  private var tiles: [KPITile] {
    findings.kpis.flatMap { metric in
      metric == .roas && blended != nil
        ? [tile(metric), blended].compactMap { $0 } : [tile(metric)]
    }
  }

  /// What the shop took for each unit of spend, whoever claims it; nil without shop sales.
  private var blended: KPITile? {
    guard !context.market.sales.isEmpty else { return nil }
    var tile = tile(.blended)
    tile.evidence = ""
    if let claimed = book.now(.claimed).value {
      let share = NumberStyle.share(claimed)
      let isInDoubt = book.isInDoubt(.blended)
      let claim: Phrase = isInDoubt ? "claim \(share); in doubt" : "claim \(share)"
      tile.caption = claim.text
      tile.isStamp = true
      tile.shorter = isInDoubt ? [TileCaption.doubt.text] : []
    }
    return tile
  }

  private func tile(_ metric: Metric) -> KPITile {
    let reading = findings.reading(metric)
    let values = sparkValues(metric)
    let caption = TileCaption(
      metric, reading?.now, isInDoubt: book.isInDoubt(metric),
      leastCoverage: context.market.thresholds.coverage, isMarginWhole: context.market.isMarginWhole
    )
    var tile = KPITile(
      label: Phrase(said: metric.label), caption: caption.words,
      figure: book.now(metric),
      history: values.compactMap { $0 }.count >= 3
        ? Sparkline(values: values, target: sparksPeriods ? reading?.target?.double : nil) : nil,
      variances: context.variances(metric, references), definition: DefinitionsPage.id,
      // What is said of the data instead of the formula.
      evidence: caption.isFormula ? "" : QualityPage.id, shorter: caption.shorter)
    tile.isStamp = !caption.isFormula
    return tile
  }

  /// Whether a tile's history is of periods: the days of a short history of weeks tell more.
  private var sparksPeriods: Bool { context.isWeekly || !context.isOfWeek }

  /// A tile's history ends with the reported period, so that its last dot is the value beside it.
  private func sparkValues(_ metric: Metric) -> [Double?] {
    // What has come of a month so far is no point beside whole ones.
    if calendar.isPartial, !context.isOfWeek { return [] }
    return sparksPeriods
      ? (findings.reading(metric)?.points ?? []).map { $0.value.value?.double }
      : context.timeSeries(metric).points.filter { $0.day <= calendar.period.last }.map(\.value)
  }

  // MARK: Middle

  private var middle: [Page.Panel] {
    if let results = findings.results { return middle(of: results) }
    let upper = context.timeSeries(.revenue)
    let lower = context.timeSeries(.spend)
    let largest = (upper.points + lower.points).compactMap(\.value).max() ?? 0
    let axis = context.moneyAxis(largest)
    let unit = axis.words.prefix(1).uppercased() + axis.words.dropFirst()
    let title = surplusTitle(upper)
    let hasRevenue = upper.points.contains { $0.value != nil }
    let chart = SurplusLine(
      upper: upper, lower: lower, gapName: Metric.profit.label, gapDisplay: lastProfit,
      grain: context.grain, report: calendar.period, ticks: axis.ticks, peakName: peakName(upper),
      labelsCarryValues: context.isWeekly)
    let surplus = Page.Panel(
      id: "surplus", span: context.isWeekly ? 5 : 7, title: title,
      subtitle: context.isWeekly
        ? context.market.isMarginWhole
          ? isProfitOfPairs
            ? "\(label: unit) a week, \(label: context.span); shaded gap = revenue less spend, profit is of rows with both"
            : "\(label: unit) a week, \(label: context.span); shaded gap = revenue less spend"
          : "\(label: unit) a week, \(label: context.span); profit is margin less spend"
        : upper.points.contains(where: \.isPartial)
          ? "\(label: unit) a day, \(label: context.span); paler = partial weeks"
          : "\(label: unit) a day, \(label: context.span)",
      block: hasRevenue
        ? .chart(
          ChartBlock(
            id: "surplus", chart: chart,
            alternative: context.alternative("Line chart", title, [upper, lower])))
        : .empty(
          reason: "No revenue in the exports",
          detail: "Without a revenue column profit cannot be drawn."))
    if !context.isWeekly {
      return [surplus, statements(span: 5)]
    }
    return [surplus, ratios, CausesPanel(context: context).panel]
  }

  /// Of an account without revenue: what it spends and counts, and what one costs.
  private func middle(of results: Results) -> [Page.Panel] {
    let volume: Prose =
      "Spend and \(words: results.measure.noun) by \(word: context.isWeekly ? "week" : "day")"
    func charts(_ metrics: [Metric]) -> [ChartBlock] {
      metrics.map { metric in
        let series = context.timeSeries(metric)
        return ChartBlock(
          id: metric.id,
          chart: RateLine(
            series: series, grain: context.grain, report: calendar.period,
            target: findings.reading(metric)?.target.map {
              RateLine.Level(value: $0.double, display: context.style.text($0, metric.unit))
            }, lastValence: context.isOfWeek ? book.signal(metric) : .none, labelledExtreme: nil,
            namesSeries: true),
          alternative: context.alternative(
            "Line chart", "\(words: metric.label) by \(word: context.isWeekly ? "week" : "day")",
            [series]),
          alone: (
            "\(words: metric.label) by \(word: context.isWeekly ? "week" : "day")",
            "\(label: context.span); axis not from zero"
          ))
      }
    }
    return [
      Page.Panel(
        id: "volume", span: context.isWeekly ? 4 : 7, title: volume,
        subtitle: "Axes not from zero", block: .charts(charts([.spend, results.count])))
    ]
      + (context.isWeekly
        ? [
          Page.Panel(
            id: "ratios", span: 4,
            title: "\(words: results.cost.label) and \(words: Words.name(results.rate)) by week",
            subtitle: "Axes not from zero", block: .charts(charts([results.cost, results.rate])))
        ] : []) + [statements(span: context.isWeekly ? 4 : 5)]
  }

  private func statements(span: Int) -> Page.Panel {
    Page.Panel(
      id: "can-cannot", span: span, title: "What the data can and cannot say",
      block: .statements(DataStatements(context: context).statements), more: QualityPage.id)
  }

  /// Whether the profit that is printed in the gap is less than the gap: rows without an amount count
  /// in neither.
  private var isProfitOfPairs: Bool { context.trend(.profit)?.now.isPartial ?? false }

  private func surplusTitle(_ revenue: TimeSeries) -> Prose {
    guard context.isWeekly else {
      let changes = [Metric.spend, .revenue].map {
        findings.reading($0)?.comparison(.prior)?.change
      }
      guard let rows = DataStatements(context: context).rowChange, !rows.isZero,
        changes.allSatisfy({ $0.map { !$0.isZero && $0.isNegative == rows.isNegative } ?? false })
      else { return "Revenue and spend by day" }
      return rows.isNegative
        ? "Spend, revenue and the number of rows fell together"
        : "Spend, revenue and the number of rows rose together"
    }
    if let gap = context.gap(.revenue) { return gap }
    let known = revenue.points.filter { $0.value != nil }
    guard let peak = known.max(by: { ($0.value ?? 0) < ($1.value ?? 0) }), let last = known.last,
      last.day == revenue.points.last?.day, let high = peak.value, let now = last.value, high > 0
    else { return "Revenue and spend by week" }
    if peak.day == last.day { return "Revenue is at its highest in the weeks shown" }
    guard let fall = Rational(estimate: 1 - now / high) else { return "Revenue and spend by week" }
    let share = book.share("revenue-below-peak", fall, decimals: false)
    let subject: Prose =
      context.isOfWeek ? "Revenue" : "Revenue of \(label: ISOWeek(of: last.day).short)"
    // A share that prints as nothing is no fall.
    if fall.double < 0.005 {
      return "\(subject) is level with its \(label: ISOWeek(of: peak.day).short) peak"
    }
    return "\(subject) is \(share) below its \(label: ISOWeek(of: peak.day).short) peak"
  }

  /// Profit of the week that the lines end with.
  private var lastProfit: String {
    guard context.isWeekly, !context.isOfWeek, let week = context.lastWeek,
      let value = context.trend(.profit)?.now
    else { return book.now(.profit).display }
    return book.value(.profit, value, period: week.id).display
  }

  private func peakName(_ series: TimeSeries) -> String? {
    guard let peak = series.points.max(by: { ($0.value ?? 0) < ($1.value ?? 0) }) else {
      return nil
    }
    let days = context.isWeekly ? peak.day...(peak.day + 6) : peak.day...peak.day
    return context.market.events.first { $0.from <= days.upperBound && $0.to >= days.lowerBound }?
      .name
  }

  private var ratios: Page.Panel {
    let charts = [Metric.roas, .cac].map { metric -> ChartBlock in
      let reading = findings.reading(metric)
      let series = context.timeSeries(metric)
      let values = series.points.map(\.value)
      // The best that it has been.
      let extreme = values.indices.filter { values[$0] != nil }
        .max { left, right in
          let (one, two) = (values[left] ?? 0, values[right] ?? 0)
          return metric.good == .down ? two < one : one < two
        }
      let comparison = reading?.comparison(.plan)
      let plan = comparison.map { book.valence(metric, $0) } ?? .none
      return ChartBlock(
        id: metric.id,
        chart: RateLine(
          series: series, grain: .week, report: calendar.period,
          target: reading?.target.map {
            RateLine.Level(value: $0.double, display: context.style.text($0, metric.unit))
          },
          // The last point is a week; where another period is reported its colour says nothing of it.
          lastValence: !context.isOfWeek ? .none : plan == .none ? book.signal(metric) : plan,
          labelledExtreme: extreme, namesSeries: true),
        alternative: context.alternative("Line chart", "\(words: metric.label) by week", [series]),
        alone: (
          "\(words: metric.label) by week", ratioWords(metric, hasTarget: reading?.target != nil)
        ))
    }
    let misses = [Metric.roas, .cac].filter { (findings.reading($0)?.missedRun ?? 0) >= 1 }
    let runs = misses.map { findings.reading($0)?.missedRun ?? 1 }
    let hasTargets = [Metric.roas, .cac].contains { findings.reading($0)?.target != nil }
    // A target says nothing of a ratio without a value, nor of a part of a period or its values.
    let held = [Metric.roas, .cac].filter { metric in
      guard let reading = findings.reading(metric), !calendar.isPartial else { return false }
      return reading.target != nil && reading.now.value != nil && !reading.isThin
    }
    let isLate = findings.isLate(held)
    let title: Prose =
      held.isEmpty
      ? "ROAS and CAC by week"
      : misses.count == 2
        ? "Both ratios miss target \(word: context.words.run(runs.min() ?? 1))"
        : misses.count == 1
          ? "\(words: misses[0].label) misses target \(word: context.words.run(runs[0]))"
          : held.count == 1
            ? "\(words: held[0].label) \(word: isLate ? "meets target after late reports" : "is on target")"
            : isLate ? "ROAS and CAC meet target after late reports" : "ROAS and CAC are on target"
    return Page.Panel(
      id: "ratios", span: 3, title: title,
      subtitle: hasTargets ? "Dashed = target; axes not from zero" : "Axes not from zero",
      block: .charts(charts))
  }

  /// What a picture of one ratio alone shows.
  private func ratioWords(_ metric: Metric, hasTarget: Bool) -> Prose {
    let measure: Phrase =
      metric == .roas
      ? "Revenue ÷ spend, \(context.span)" : "Spend ÷ conversions, \(context.span)"
    return Prose.labels(
      hasTarget
        ? "\(measure); dashed = target; axis not from zero" : "\(measure); axis not from zero")
  }

  // MARK: Bottom

  private var bottom: Page.Row {
    let standouts = context.channelKeys.count > 1 ? [] : StandoutPanels(context: context).panels
    return standouts.isEmpty
      ? Page.Row(height: 118, [ChannelTable(context: context).panel])
      : Page.Row(height: 128, standouts)
  }
}
