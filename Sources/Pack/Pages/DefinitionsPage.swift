import Analysis
import Charts
import Metrics

/// The last page: how each number is made, and how to read the charts.
struct DefinitionsPage {
  let context: PageContext
  static let id = "definitions"

  func page(number: Int) -> Page {
    Page(
      id: Self.id, number: number, name: "Definitions and method",
      headline: "How each number is made, and how to read the charts",
      lede:
        "Every figure is a sum of rows or a ratio of such sums, never an average of ratios; each carries the rows it rests on.",
      rows: [
        Page.Row(
          height: 400,
          [
            Page.Panel(id: "metrics", span: 4, title: "Metrics", block: .glossary(glossary)),
            Page.Panel(id: "notation", span: 4, title: "Notation", block: .notation(notation)),
            Page.Panel(id: "method", span: 4, title: "Method", block: .paragraphs(method)),
          ])
      ])
  }

  private var glossary: [GlossaryEntry] {
    let shop: [Metric] = context.market.sales.isEmpty ? [.leads] : [.blended, .claimed]
    let shown: [Metric] =
      [
        .spend, .revenue, .profit, .roas, .cac, .cpl, .cpc, .clickThrough, .leadRate, .purchaseRate,
        .conversionRate, .orderValue, .conversions,
      ] + shop
    return shown.map {
      GlossaryEntry(
        term: Phrase(said: $0.label), side: $0.side,
        definition: definition($0))
    } + [
      GlossaryEntry(
        term: "Profit share", side: Phrase(said: ""),
        definition: "Profit ÷ all profit; beside large losses, ÷ profit before losses")
    ]
  }

  /// With the gross margin where it is not all of revenue.
  private func definition(_ metric: Metric) -> Phrase {
    switch metric {
    case .profit where !context.market.isMarginWhole:
      return
        "Revenue × \(Thresholds.percent(Double(context.market.margin) / 1e6)) gross margin − spend, on rows with both"
    case .roas where !context.market.isMarginWhole:
      let breakEven = Rational(estimate: context.market.breakEven).map(NumberStyle.multiple)
      return "Revenue ÷ spend, in ×; break-even is \(breakEven ?? "1×")"
    default: return Phrase(said: metric.definition)
    }
  }

  private var notation: [NotationEntry] {
    let channels = marked
    return [
      .init(
        sample: .actual, term: "AC · actual, this \(context.words.noun)",
        meaning: "Solid dark fill or line"),
      .init(
        sample: .prior, term: "\(context.words.priorCode) · \(context.words.priorKey)",
        meaning: "Solid light fill"),
      .init(
        sample: .plan, term: "PL · target", meaning: "Upright tick, or dashed line over time"),
      .init(sample: .variance, term: "Variance", meaning: "Round = better, square = worse"),
      .init(
        sample: .notNotable, term: "Not notable", meaning: "Hollow or grey: noise, or no good side"),
      .init(
        sample: .interval, term: "Estimate with interval", meaning: "Dot = estimate; line = 95%"),
      .init(
        sample: .normalRange, term: "Normal range",
        meaning: "Mean ± 2.66 mean moving ranges, 8–26 \(context.words.steps)"),
      .init(
        sample: .checks, term: "Pass, caution, fail", meaning: "Data checks, always with the word"),
      .init(
        sample: .partial, term: "Partial period", meaning: "Hatched or paler; not compared"
      ),
      .init(
        sample: .tooFew, term: "Too few conversions",
        meaning: "Fewer than \(thresholds.minimumConversions): value withheld"),
      .init(
        sample: .cut, term: "Cut bar or axis", meaning: "Longer than drawn; value printed"),
      .init(
        sample: .channels,
        term: Phrase(said: channels.map(\.name).joined(separator: ", ")),
        meaning: "Colour and shape together", channels: channels.map(\.role)),
    ]
  }

  /// The channels of the period with their marks; the last mark is of all that have none of their own.
  private var marked: [(role: ChannelRole, name: String)] {
    let channels = context.channelKeys.map {
      (role: context.channelRole($0), name: context.market.channels[$0] ?? "")
    }
    let own = channels.filter { $0.role != .other }.sorted { $0.role.rawValue < $1.role.rawValue }
    let rest = channels.filter { $0.role == .other }
    return own + (rest.count > 1 ? [(.other, Phrase("others").text)] : rest)
  }

  private var comparisons: Phrase {
    if context.isOfWeek {
      return
        "PW is the ISO week before. 4W is the mean of the four weeks before for totals and their ratio of sums for ratios. PY is the same ISO week a year before. A comparison is n/a when a week is incomplete."
    }
    let period = context.period
    return
      "Only equally long periods on the same weekdays are compared. PP is \(context.dates.span(period.earlier(1))), \(period.stride / 7) weeks earlier; 4P is the mean of the four such periods before for totals and their ratio of sums for ratios; PY is 52 weeks earlier. A target set a week counts by the day."
  }

  private var thresholds: Thresholds { context.market.thresholds }

  /// Which conversions each platform counts, where exports or the configuration say.
  private var attribution: String? {
    var windows: [String: Set<String>] = [:]
    for load in context.quality.loads where !load.attributions.isEmpty {
      windows[load.platformName, default: []].formUnion(load.attributions)
    }
    if windows.isEmpty { return nil }
    return windows.sorted { $0.key < $1.key }.map { platform, values in
      "\(platform) \(values.sorted().prefix(3).joined(separator: ", "))\(values.count > 3 ? ", …" : "")"
    }.joined(separator: "; ")
  }

  private var limits: Prose {
    guard let attribution else {
      return Prose.labels(
        "Platforms credit their own ads: ROAS says what was credited, not what the ads caused. Leads and conversions are platform-reported events, not people."
      )
    }
    return
      "Platforms credit their own ads (\(label: attribution)): ROAS says what was credited, not what the ads caused. Leads and conversions are platform-reported events, not people."
  }

  /// Only where something is still to come.
  private var late: [Paragraph] {
    guard
      context.findings.isLate(
        context.findings.kpis + context.findings.funnel.counts + context.findings.funnel.rates)
    else {
      return []
    }
    return [
      Paragraph(
        lead: "Late reports.",
        prose: Prose.labels(
          "Conversions come in for days. Ranges, segments and the split take the \(context.words.noun) as earlier exports, held against later ones, say it will be."
        ))
    ]
  }

  private var method: [Paragraph] {
    let others = context.quality.currencies.filter { $0 != context.market.currency && !$0.isEmpty }
    let conversion =
      others.isEmpty
      ? context.market.currency.isEmpty
        ? [Paragraph(lead: "Currency.", prose: "Not stated in any export.")]
        : []
      : [
        Paragraph(
          lead: "Currency.",
          prose:
            "Amounts in \(label: others.joined(separator: ", ")) are converted to \(label: context.market.currency) by data/rates.csv, at the latest rate on or before the day of each row. The money trail keeps every file in its own currency."
        )
      ]
    return conversion + [
      Paragraph(
        lead: "Comparisons.",
        prose: Prose.labels(comparisons)),
      Paragraph(
        lead: "Missing data.",
        prose: Prose.labels(
          "Missing stays missing. Money totals are lower bounds; profit and ratios use rows with both parts. A figure on under \(Thresholds.percent(thresholds.coverage)) of spend says so."
        )),
      Paragraph(
        lead: "Colour and headlines.",
        prose: Prose.labels(
          "A measure is coloured when the \(context.words.noun) lies outside its normal range, beyond a \(context.falseDiscovery) false-discovery correction, or misses a target by over \(Thresholds.percent(thresholds.missedTarget)) for two weeks. Changes under \(Thresholds.percent(thresholds.notable)) stay grey, rates of segments under \(Thresholds.percent(thresholds.notableRate)); a headline needs \(Thresholds.percent(thresholds.material))."
        )),
      Paragraph(
        lead: "Intervals.",
        prose: Prose.labels(
          "95%, from a ratio estimator with days as clusters and Student’s t; segments are held against the rest, or their own four \(context.words.steps) before, or before their rate left its range. Verdicts and heat maps withhold ratios of under \(thresholds.minimumConversions) conversions."
        )),
      Paragraph(
        lead: "Profit split.",
        prose: Prose.labels(
          "Log-mean weights (LMDI) share the change among the steps of the funnel and the cost of a click; rows that lack a value are a part of their own. The parts add up exactly."
        )),
    ] + late + [
      Paragraph(
        lead: "Rounding.",
        prose: Prose.labels(
          "Three significant figures, half to even, of unrounded values: other sums may not add up exactly."
        )),
      Paragraph(lead: "Limits.", prose: limits),
    ]
  }
}
