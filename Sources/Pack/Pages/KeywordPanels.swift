import Analysis
import Charts
import Metrics

/// Which keywords pay: lists of waste and opportunity.
struct KeywordPanels {
  let context: PageContext
  private static let mostListed = 5
  /// With the label of each group.
  private var mostLines: Int { unlisted == nil ? 13 : 12 }
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

  /// Why no keyword is said to pay or not to; nil where some can be judged.
  private var unjudgeable: Prose? {
    guard context.hasConversions else { return "No conversions are reported to judge keywords by" }
    let isJudged = readings.contains { reading in
      if case .watch(.tooFew) = findings.verdict(reading) { false } else { true }
    }
    return isJudged ? nil : "Too few conversions to say which keywords pay"
  }

  /// What a title says of those that lose money.
  /// - Parameter drawn: keys of those that a picture shows.
  func losses(drawn: Set<Int64>) -> Prose {
    if let unjudgeable { return unjudgeable }
    let shown = cuts.filter { drawn.contains($0.key) }
    guard !cuts.isEmpty else { return "No keyword loses money beyond noise" }
    guard !shown.isEmpty else { return "What a click costs and returns, by keyword" }
    let spend = shown.reduce(Int64(0)) { $0 + market.micros($1.spend) }
    return
      "\(Words.capitalised(Words.count(shown.count, .keyword, book))) \(word: shown.count == 1 ? "pays" : "pay") back less than \(word: shown.count == 1 ? "it costs" : "they cost"), on \(book.money("keyword-cuts.spend", micros: spend)) of spend"
  }

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
