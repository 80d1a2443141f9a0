import Analysis
import Charts
import Metrics

/// Page 3 of an account without revenue: what each campaign spends and counts, and what one costs.
struct ResultsByCampaign {
  let context: PageContext
  let results: Results
  private static let top = 13
  private static let bottom = 5

  private struct Line {
    let key: Int64
    let name: String
    let channel: Int64
    let tally: Tally
  }

  private var book: FigureBook { context.book }
  private var noun: Prose { "\(words: results.measure.noun)" }

  func page(number: Int) -> Page {
    let lines = lines
    return Page(
      id: CampaignPage.id, number: number, name: "Campaigns", headline: headline(lines),
      lede: lede(lines),
      rows: [Page.Row(height: 386, [ranking(lines)])])
  }

  /// Campaigns with rows in the period, most results first.
  private var lines: [Line] {
    let tallies = context.market.campaigns.tallies(context.calendar.days)
    return context.findings.campaigns.compactMap { campaign in
      guard let tally = tallies[campaign.key], tally.rows > 0 else { return nil }
      return Line(
        key: campaign.key, name: campaign.name, channel: campaign.channel, tally: tally)
    }.sorted {
      ($1.tally.total(results.measure), $1.tally.total(.cost), $0.name, $0.key)
        < ($0.tally.total(results.measure), $0.tally.total(.cost), $1.name, $1.key)
    }
  }

  private func share(_ part: Int64, _ whole: Int64) -> Rational? {
    whole > 0 ? Rational(Int128(part), Int128(whole)) : nil
  }

  /// The campaign whose share of results falls furthest behind its share of spend, where that is notable.
  private func headline(_ lines: [Line]) -> Prose {
    if context.isUnnamed { return "The exports name no campaign" }
    let spend = lines.reduce(Int64(0)) { $0 + $1.tally.total(.cost) }
    let count = lines.reduce(Int64(0)) { $0 + $1.tally.total(results.measure) }
    let behind = lines.compactMap { line -> (line: Line, spend: Rational, count: Rational)? in
      guard line.tally.total(.cost) >= 0, let spend = share(line.tally.total(.cost), spend),
        let count = share(line.tally.total(results.measure), count)
      else { return nil }
      return (line, spend, count)
    }.max { $0.spend.double - $0.count.double < $1.spend.double - $1.count.double }
    guard lines.count > 1, let behind, behind.spend.double - behind.count.double >= 0.05 else {
      return "Spend and \(noun) of \(Words.count(lines.count, .campaign, book))"
    }
    let first = book.share("results.spend-share", behind.spend, decimals: false)
    if behind.count.isZero {
      return "\(name: behind.line.name) takes \(first) of spend and brings no \(noun)"
    }
    let second = book.share("results.share", behind.count, decimals: false)
    return "\(name: behind.line.name) takes \(first) of spend and brings \(second) of \(noun)"
  }

  private func lede(_ lines: [Line]) -> Prose {
    let live =
      context.isUnnamed
      ? "Unnamed campaigns" : Words.capitalised(Words.count(lines.count, .liveCampaign, book))
    return
      "\(live) in \(Words.count(context.channelKeys.count, .channel, book)). The exports report no revenue: what \(noun) are worth is not known here."
  }

  private func ranking(_ lines: [Line]) -> Page.Panel {
    let title: Prose = "Campaigns by \(noun)"
    guard !context.isUnnamed else {
      return Page.Panel(
        id: "ranking", span: 12, title: title,
        block: .empty(
          reason: "The exports name no campaign",
          detail: "Spend and \(noun) as a whole stand on the first page."))
    }
    func bars(_ metric: Metric, width: Double) -> Table.Column {
      .init(
        "", Table.bars(lines.map { context.market.value(metric, $0.tally).value?.double }),
        width: width, isOptional: true)
    }
    let columns: [Table.Column] = [
      .init("", .number, .right, width: 16), .init("Campaign", .name, width: 190),
      .init("Channel", .channel, width: 70),
      .init("Spend", .number, .right, width: 50), bars(.spend, width: 80),
      .init(Phrase(said: results.count.label), .number, .right, width: 62),
      bars(results.count, width: 80),
      .init(Phrase(said: results.cost.label), .number, .right, width: 50),
      bars(results.cost, width: 80),
      .init(Phrase(said: results.rate.label), .number, .right, width: 92),
    ]
    let cut = lines.count > Self.top + Self.bottom + 1
    let middle = cut ? Self.top..<(lines.count - Self.bottom) : 0..<0
    var rows = lines.indices.filter { !middle.contains($0) }.map { row($0, lines[$0]) }
    if cut {
      let others = lines[middle].reduce(into: Tally()) { $0 += $1.tally }
      rows.insert(
        sum(
          .text("\(book.count("others", Int64(middle.count))) other campaigns"), others,
          ["campaign": "others"], .summed), at: Self.top)
    }
    rows.append(
      sum(
        .text(
          lines.count > 2 ? "All \(Words.count(lines.count, .campaign, book))" : "All campaigns"),
        context.market.tally(context.calendar.days), [:], .total))
    return Page.Panel(
      id: "ranking", span: 12, title: title,
      subtitle: cut
        ? Prose.labels(
          "\(context.periodShort): top \(Self.top), bottom \(Self.bottom) of \(lines.count), the rest summed"
        )
        : Prose.labels("\(context.periodShort)"),
      block: .table(
        Table(
          id: "campaigns", columns: columns, rows: rows, rowHeight: 15.2,
          summary:
            "Campaigns ranked by \(results.count.label) with spend and what one costs")),
      more: AppendixPages.campaigns)
  }

  private func figures(_ tally: Tally, _ dimensions: [String: String]) -> [Table.Cell] {
    [Metric.spend, results.count, results.cost, results.rate].map {
      .figure(
        book.value(
          $0, context.market.value($0, tally), period: context.period.id, dimensions: dimensions),
        valence: .none)
    }
  }

  private func row(_ index: Int, _ line: Line) -> Table.Row {
    let cells = figures(line.tally, ["campaign": line.name, "key": String(line.key)])
    func bar(_ metric: Metric) -> Table.Cell {
      .bar(context.market.value(metric, line.tally).value?.double, target: nil, valence: .none)
    }
    return Table.Row([
      .figure(book.count("rank.\(line.key)", Int64(index + 1)), valence: .none), .name(line.name),
      .channel(context.channelRole(line.channel), context.market.channels[line.channel] ?? ""),
      cells[0], bar(.spend), cells[1], bar(results.count), cells[2], bar(results.cost), cells[3],
    ])
  }

  private func sum(
    _ name: Table.Cell, _ tally: Tally, _ dimensions: [String: String], _ style: Table.RowStyle
  ) -> Table.Row {
    let cells = figures(tally, dimensions)
    return Table.Row(
      [
        .blank, name, .blank, cells[0], .blank, cells[1], .blank, cells[2], .blank, cells[3],
      ], style: style)
  }
}
