import Analysis
import Charts
import Metrics

/// What a click costs and what it returns, by keyword; by campaign where the exports name no keyword.
struct ClickScatter {
  let context: PageContext
  let kind: ReturnReading.Kind
  private static let mostNamed = 8
  /// ROAS of the line that helps the eye between break-even and target.
  private static let halfway = 2.0

  private var findings: Findings { context.findings }
  private var market: Market { context.market }
  private var readings: [ReturnReading] { findings.returns[kind] ?? [] }

  /// Nil where none has clicks with a cost and a revenue.
  var panel: Page.Panel? {
    let bar = context.barFigure?.value?.double
    let named = named
    let rest = readings.filter { reading in !named.contains { $0.key == reading.key } }
    let points = (named + rest).map { (reading: $0, point: point($0, bar)) }
    let drawn = Set(points.filter(\.point.hasPlace).map(\.reading.key))
    guard !drawn.isEmpty else { return nil }
    let breakEven = market.breakEven
    let chart = ReturnScatter(
      points: points.map(\.point), named: named.count,
      breakEven: .init(
        ratio: breakEven,
        label: context.style.text(Rational(estimate: breakEven) ?? Rational(1), .multiple)),
      levels: levels(bar),
      ticks: TickStyle(prefix: context.style.lead, suffix: context.style.trail),
      heads: [
        kind == .keyword ? "Keyword" : "Campaign", "Spend", "Cost per click", "Revenue per click",
        "ROAS",
      ].map { (head: Phrase) in
        head.text
      })
    let title: Prose =
      kind == .keyword
      ? KeywordPanels(context: context).losses(drawn: drawn)
      : "What a click costs and returns, by campaign"
    let span = context.dates.shortSpan(context.calendar.evidenceDays)
    let alternative: Phrase =
      kind == .keyword
      ? "Scatter plot of revenue per click against cost per click by keyword, \(span). \(title.text)."
      : "Scatter plot of revenue per click against cost per click by campaign, \(span)."
    let id = kind == .keyword ? "keywords" : "campaign-clicks"
    return Page.Panel(
      id: id, span: 7, title: title, subtitle: subtitle(span, drawn.count),
      block: .chart(
        ChartBlock(
          id: id, chart: chart,
          alternative: alternative
            + (readings.first.map { " Largest by spend: \($0.name)." } ?? ""))))
  }

  private func levels(_ bar: Double?) -> [ReturnScatter.Level] {
    guard let bar, bar > market.breakEven * 1.0001 else { return [] }
    let display = context.style.text(Rational(estimate: bar) ?? Rational(1), .multiple)
    let target = ReturnScatter.Level(ratio: bar, label: context.bar(display), isTarget: true)
    // A line between the two that decide, where there is room for one.
    guard bar > Self.halfway * 1.4, market.breakEven < Self.halfway / 1.4 else { return [target] }
    return [
      target,
      .init(ratio: Self.halfway, label: NumberStyle.multiple(Rational(Int(Self.halfway)))),
    ]
  }

  /// Those that lose money beyond noise, others that do, then what pays best and what is largest.
  private var named: [ReturnReading] {
    let verdicts = readings.map { (reading: $0, verdict: findings.verdict($0)) }
    let cuts = verdicts.filter { if case .cut = $0.verdict { true } else { false } }
    let scales = verdicts.filter { if case .scale = $0.verdict { true } else { false } }
    let losing = verdicts.filter { ($0.reading.roas.value?.double ?? .infinity) < market.breakEven }
    var result: [ReturnReading] = []
    for (reading, _) in cuts.prefix(4) + losing.prefix(2) + scales.prefix(3)
      + verdicts.prefix(kind == .keyword ? 3 : Self.mostNamed)
    where result.count < Self.mostNamed && !result.contains(where: { $0.key == reading.key }) {
      result.append(reading)
    }
    return result
  }

  private func point(_ reading: ReturnReading, _ bar: Double?) -> ReturnScatter.Point {
    let clicked = reading.tally
    let cost = perClick(.cost, clicked)
    let revenue = perClick(.saleAmount, clicked)
    let standing: ReturnScatter.Standing
    if case .cut = findings.verdict(reading) {
      standing = .below
    } else if !reading.isEnough {
      standing = .unknown
    } else if let bar, let roas = reading.roas.value?.double, roas >= bar {
      standing = .above
    } else {
      standing = .between
    }
    func money(_ value: Rational?, _ unit: Metric.Unit) -> ChartData.Cell {
      .number(
        value?.double, unit: unit,
        words: value.map { context.style.text($0, unit) } ?? Phrase("n/a").text)
    }
    return ReturnScatter.Point(
      name: reading.name, cost: cost?.double ?? 0, revenue: revenue?.double ?? -1,
      spend: reading.spend.value?.double ?? 0, standing: standing,
      cells: [
        money(reading.spend.value, .money), money(cost, .unitMoney), money(revenue, .unitMoney),
        .number(
          reading.isEnough ? reading.roas.value?.double : nil, unit: .multiple,
          words: reading.isEnough
            ? context.words(.roas, reading.roas) : context.withheld(reading.conversions)),
      ])
  }

  /// Money over clicks, over the rows that have both.
  private func perClick(_ measure: Measure, _ tally: Tally) -> Rational? {
    let both = PresenceMask(measure).union(PresenceMask(.clicks))
    return Rational(
      Int128(tally.sum(measure, over: both).sum), Int128(tally.sum(.clicks, over: both).sum))
  }

  private func subtitle(_ span: String, _ drawn: Int) -> Prose {
    let count: Phrase =
      switch (kind, drawn) {
      case (.keyword, 1): "\(1) keyword"
      case (.keyword, _): "\(drawn) keywords"
      case (.campaign, 1): "\(1) campaign"
      case (.campaign, _): "\(drawn) campaigns"
      }
    let base: Phrase =
      "\(word: count), \(span), log scales. Diagonals are equal ROAS; area = spend; hollow = n < \(market.thresholds.minimumConversions)."
    let rest = readings.count - drawn
    return Prose.labels(
      rest == 0 ? base : "\(base) Not drawn: \(rest) without cost or with amounts below zero.")
  }
}
