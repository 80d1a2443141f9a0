import Analysis
import Charts
import Metrics

/// Which keywords pay: revenue against cost of a click, and lists of waste and opportunity.
struct KeywordPanels {
  let context: PageContext
  private static let mostListed = 5
  /// With the label of each group.
  private var mostLines: Int { unlisted == nil ? 13 : 12 }
  private static let mostNamed = 8
  /// ROAS of the line that helps the eye between break-even and target.
  private static let halfway = 2.0
  /// The group of those that are listed for their size alone.
  static var unjudged: Phrase { "Largest" }

  private var findings: Findings { context.findings }
  private var book: FigureBook { context.book }
  private var market: Market { context.market }
  private var readings: [ReturnReading] { findings.returns[.keyword] ?? [] }

  /// Those that lose money, and those that beat the bar, beyond noise; largest spend first.
  private let cuts, scales: [ReturnReading]

  init(context: PageContext) {
    self.context = context
    var cuts: [ReturnReading] = []
    var scales: [ReturnReading] = []
    for reading in context.findings.returns[.keyword] ?? [] {
      switch context.findings.verdict(reading) {
      case .cut: cuts.append(reading)
      case .scale: scales.append(reading)
      case .fix, .hold, .watch: break
      }
    }
    self.cuts = cuts
    self.scales = scales
  }

  /// The exports name none.
  var areAbsent: Bool { readings.isEmpty }

  // MARK: Scatter

  var scatter: Page.Panel {
    guard !areAbsent else {
      return Page.Panel(
        id: "keywords", span: 7, title: "No keyword in the exports",
        block: .empty(
          reason: "No keyword column", detail: "The exports do not break spend down by keyword."))
    }
    let bar = context.barFigure?.value?.double
    let named = named
    let rest = readings.filter { reading in !named.contains { $0.key == reading.key } }
    let breakEven = market.breakEven
    var levels: [ReturnScatter.Level] = []
    if let bar, bar > 0 {
      let display = context.style.text(Rational(estimate: bar) ?? Rational(1), .multiple)
      levels.append(.init(ratio: bar, label: context.bar(display), isTarget: true))
      // A line between the two that decide, where there is room for one.
      if bar > Self.halfway * 1.4, market.breakEven < Self.halfway / 1.4 {
        levels.append(
          .init(ratio: Self.halfway, label: NumberStyle.multiple(Rational(Int(Self.halfway)))))
      }
    }
    let points = (named + rest).map { (reading: $0, point: point($0, bar)) }
    let drawn = Set(points.filter(\.point.hasPlace).map(\.reading.key))
    let chart = ReturnScatter(
      points: points.map(\.point), named: named.count,
      breakEven: .init(
        ratio: breakEven,
        label: context.style.text(Rational(estimate: breakEven) ?? Rational(1), .multiple)),
      levels: levels, ticks: TickStyle(prefix: context.style.lead, suffix: context.style.trail),
      heads: ["Keyword", "Spend", "Cost per click", "Revenue per click", "ROAS"].map {
        (head: Phrase) in
        head.text
      })
    let title = scatterTitle(cuts.filter { drawn.contains($0.key) })
    let span = context.dates.shortSpan(context.calendar.evidenceDays)
    return Page.Panel(
      id: "keywords", span: 7, title: title,
      subtitle: scatterSubtitle(span, drawn.count),
      block: .chart(
        ChartBlock(
          id: "keywords", chart: chart,
          alternative:
            "Scatter plot of revenue per click against cost per click by keyword, \(span). \(title.text)."
            + (readings.first.map { " Largest by spend: \($0.name)." } ?? ""))))
  }

  /// Those that lose money, then what pays best and what is largest.
  private var named: [ReturnReading] {
    var result: [ReturnReading] = []
    for reading in cuts.prefix(4) + scales.prefix(3) + readings.prefix(3)
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
      name: reading.name, cost: cost?.double ?? 0, revenue: revenue?.double ?? 0,
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

  private func scatterSubtitle(_ span: String, _ drawn: Int) -> Prose {
    let base: Phrase =
      "\(word: drawn == 1 ? "\(1) keyword" : "\(drawn) keywords"), \(span), log scales. Diagonals are equal ROAS; area = spend; hollow = n < \(market.thresholds.minimumConversions)."
    let rest = readings.count - drawn
    return Prose.labels(
      rest == 0 ? base : "\(base) Not drawn: \(rest) without cost or with amounts below zero.")
  }

  /// - Parameter cuts: those that are drawn.
  private func scatterTitle(_ cuts: [ReturnReading]) -> Prose {
    if let unjudgeable { return unjudgeable }
    guard !self.cuts.isEmpty else { return "No keyword loses money beyond noise" }
    guard !cuts.isEmpty else { return "What a click costs and returns, by keyword" }
    let spend = cuts.reduce(Int64(0)) { $0 + market.micros($1.spend) }
    return
      "\(Words.capitalised(Words.count(cuts.count, .keyword, book))) \(word: cuts.count == 1 ? "pays" : "pay") back less than \(word: cuts.count == 1 ? "it costs" : "they cost"), on \(book.money("keyword-cuts.spend", micros: spend)) of spend"
  }

  /// Why no keyword is said to pay or not to; nil where some can be judged.
  private var unjudgeable: Prose? {
    guard context.hasConversions else { return "No conversions are reported to judge keywords by" }
    let isJudged = readings.contains { reading in
      if case .watch(.tooFew) = findings.verdict(reading) { false } else { true }
    }
    return isJudged ? nil : "Too few conversions to say which keywords pay"
  }

  // MARK: List

  var list: Page.Panel {
    let wasteful = Array(cuts.prefix(Self.mostListed))
    let paying = Array(scales.prefix(Self.mostListed))
    let losing = readings.filter { reading in
      market.micros(reading.profit) < 0 && !cuts.contains { $0.key == reading.key }
    }
    .sorted { (market.micros($0.profit), $0.key) < (market.micros($1.profit), $1.key) }
    .prefix(min(Self.mostListed - 1, room(beside: [wasteful, paying])))
    let listed = Set((wasteful + paying + losing).map(\.key))
    let others = readings.filter { !listed.contains($0.key) }
      .prefix(room(beside: [wasteful, paying, Array(losing)]))
    let ranks = (now: ranks(\.tally), before: ranks(\.before))
    var isFirst = true
    let groups: [(Phrase, [ReturnReading])] = [
      ("Waste", wasteful), ("Perhaps waste", Array(losing)), ("Opportunity", paying),
      (Self.unjudged, Array(others)),
    ]
    let rows = groups.flatMap { group, readings in
      readings.enumerated().map { place, reading in
        defer { isFirst = false }
        return row(reading, group: place == 0 ? group : nil, isFirst: isFirst, ranks)
      }
    }
    let hasHistory = !ranks.before.isEmpty
    let span = context.dates.shortSpan(context.calendar.evidenceDays)
    let columns: [Table.Column] = [
      .init("", .group, width: 60), .init("Keyword, as typed", .name, width: 108),
      .init("Spend", .number, .right, width: 40), .init("ROAS", .number, .right, width: 38),
      .init("Rank", .number, .right, width: 26), .init("moved", .number, .right, width: 34),
    ].dropLast(hasHistory ? 0 : 1)
    return Page.Panel(
      id: "keyword-list", span: 5, title: listTitle,
      subtitle: Prose.labels(
        hasHistory
          ? context.isOfWeek
            ? "\(span). Rank by profit; + = places up on the four weeks before"
            : "\(span). Rank by profit; + = places up on the equal days before"
          : "\(span). Rank by profit"),
      block: .table(
        Table(
          id: "keyword-list", columns: columns, rows: rows, rowHeight: 12.4,
          notes: unlisted.map { [$0] } ?? [],
          summary: "Keywords that waste spend and keywords that beat the bar, with rank by profit")),
      more: AppendixPages.keywords)
  }

  /// Those that titles count and the list has no room for; nil where all are listed.
  private var unlisted: Prose? {
    let (waste, more) = (cuts.count - Self.mostListed, scales.count - Self.mostListed)
    let bar = context.barWords
    switch (waste > 0, more > 0) {
    case (true, true):
      return Prose.labels("Not listed: \(waste) that lose money, \(more) that beat \(word: bar)")
    case (true, false): return Prose.labels("Not listed: \(waste) that lose money")
    case (false, true): return Prose.labels("Not listed: \(more) that beat \(word: bar)")
    case (false, false): return nil
    }
  }

  /// Rows that another group has room for under its label.
  private func room(beside groups: [[ReturnReading]]) -> Int {
    let used = groups.reduce(0) { $0 + ($1.isEmpty ? 0 : $1.count + 1) }
    return max(0, mostLines - used - 1)
  }

  private var listTitle: Prose {
    if unjudgeable != nil { return "What keywords cost and return" }
    guard !scales.isEmpty else {
      return "No keyword beats \(word: context.barWords) beyond noise"
    }
    return
      "\(Words.capitalised(Words.count(scales.count, .keyword, book))) \(word: scales.count == 1 ? "beats" : "beat") \(word: context.barWords) beyond noise"
  }

  /// Keyword → place by profit, of those that did anything.
  private func ranks(_ tally: KeyPath<ReturnReading, Tally>) -> [Int64: Int] {
    let ranked = readings.filter { !$0[keyPath: tally].isEmpty }
      .map { ($0.key, market.micros(market.value(.profit, $0[keyPath: tally]))) }
      .sorted { ($1.1, $0.0) < ($0.1, $1.0) }
    return Dictionary(
      uniqueKeysWithValues: ranked.enumerated().map { ($0.element.0, $0.offset + 1) })
  }

  private func row(
    _ reading: ReturnReading, group: Phrase?, isFirst: Bool,
    _ ranks: (now: [Int64: Int], before: [Int64: Int])
  ) -> Table.Row {
    let dimensions = ["keyword": reading.name, "key": String(reading.key)]
    let valence = VerdictTable.valence(findings.verdict(reading))
    func figure(_ metric: Metric, _ value: MetricValue, _ valence: Valence) -> Table.Cell {
      .figure(
        book.value(metric, value, period: context.evidencePeriod, dimensions: dimensions),
        valence: valence)
    }
    let now = ranks.now[reading.key]
    let move = now.flatMap { now in ranks.before[reading.key].map { $0 - now } }
    var cells: [Table.Cell] = [
      group.map { .text(Prose.labels($0)) } ?? .blank, .name(reading.name),
      figure(.spend, reading.spend, .none),
      reading.isEnough
        ? figure(.roas, reading.roas, valence)
        : .text(
          context.withheld(book.count("conversions.keyword.\(reading.key)", reading.conversions))),
      now.map { .figure(book.count("keyword-rank.\(reading.key)", Int64($0)), valence: .none) }
        ?? .blank,
    ]
    if !ranks.before.isEmpty {
      cells.append(
        move.map { move in
          .figure(
            book.fact(
              "keyword-move.\(reading.key)", Rational(move),
              move == 0 ? "±0" : NumberStyle.count(Rational(move), signed: true), unit: "count"),
            valence: .none)
        } ?? .text("new"))
    }
    return Table.Row(cells, startsGroup: group != nil && !isFirst)
  }
}
