import Analysis
import Charts
import Metrics

/// Page 3: best and worst campaigns, who makes the profit, what moved it.
struct CampaignPage {
  let context: PageContext
  static let id = "campaigns"
  private static let top = 8
  private static let bottom = 5

  private var findings: Findings { context.findings }
  private var book: FigureBook { context.book }
  private var campaigns: [CampaignReading] {
    findings.campaigns.filter { $0.spend.rowsUsed + $0.spend.rowsMissing > 0 }
  }
  /// Those whose profit is known: of the others nothing is said but how many they are.
  private var known: [CampaignReading] { campaigns.filter { $0.profit.value != nil } }
  private var shares: ProfitShares { ProfitShares(known, context.market) }
  private var total: Int64 {
    context.market.micros(
      context.market.value(.profit, context.market.tally(context.calendar.days)))
  }

  func page(number: Int) -> Page {
    if let results = findings.results {
      return ResultsByCampaign(context: context, results: results).page(number: number)
    }
    return Page(
      id: Self.id, number: number, name: "Campaigns", headline: headline, lede: lede,
      rows: [
        Page.Row(
          height: rankingHeight,
          [
            ranking,
            ParetoPanel(context: context, shares: shares, campaigns: campaigns.count).panel,
          ]),
        Page.Row(
          height: 386 - rankingHeight, [bridge, ReturnStripPanel(context: context).panel]),
      ])
  }

  /// Beside a short ranking a tall chart would leave a hole: the row under it has the room.
  private var rankingHeight: Double {
    min(236, max(150, 66 + 14 * Double(campaigns.count)))
  }

  /// Those that earned less than they cost; of them, those that did by more than the threshold.
  private var losing: [CampaignReading] {
    campaigns.filter { context.market.micros($0.profit) < 0 }
  }
  private var losers: [CampaignReading] {
    losing.filter {
      Double(context.market.micros($0.profit)) < -1e6 * context.market.thresholds.loss
    }
  }

  /// How many lost money; where some lost less than is worth a headline, what makes it one.
  /// - Parameter isShort: leaves out what they spent.
  private func lost(isShort: Bool) -> Prose {
    let threshold = Prose.label(
      context.style.money(Rational(micros: Int64(context.market.thresholds.loss * 1e6))))
    // A threshold that all spend together does not reach says nothing.
    let isTrivial = spend(of: campaigns) <= Int64(context.market.thresholds.loss * 1e6)
    let losers = isTrivial ? losing : losers
    let isAll = losers.count == losing.count
    let noun = context.words.noun
    guard !losers.isEmpty else {
      let isKnown = known.count == campaigns.count
      switch (isAll, isKnown) {
      case (true, true): return "No campaign lost money this \(word: noun)"
      case (true, false): return "No campaign with a known profit lost money this \(word: noun)"
      case (false, true): return "No campaign lost over \(threshold) this \(word: noun)"
      case (false, false):
        return "No campaign with a known profit lost over \(threshold) this \(word: noun)"
      }
    }
    let count = Words.capitalised(Words.count(losers.count, .campaign, book))
    let base: Prose =
      isAll
      ? "\(count) lost money this \(word: noun)"
      : "\(count) lost over \(threshold) this \(word: noun)"
    let spend = book.money("losers.spend", micros: spend(of: losers))
    return isShort ? base : "\(base) on \(spend) of spend"
  }

  private func spend(of campaigns: [CampaignReading]) -> Int64 {
    campaigns.reduce(Int64(0)) { $0 + context.market.micros($1.spend) }
  }

  private var headline: Prose {
    if let near = context.quality.nearNames.first(where: { $0.dimension == "campaign" }),
      near.names.count == campaigns.count, campaigns.count > 1
    {
      return
        "\(Words.capitalised(Words.count(near.names.count, .campaignName, book))) may be one campaign: review before ranking"
    }
    guard !known.isEmpty else {
      return context.reports(.saleAmount)
        ? "Profit by campaign is not known: the exports lack spend"
        : "Profit by campaign is not known: the exports lack revenue"
    }
    if context.isUnnamed { return "Profit by campaign is not known: the exports name no campaign" }
    if campaigns.count == 1, total >= 0 {
      return total == 0
        ? "One campaign, \(name: campaigns[0].name), neither earned nor lost money"
        : "One campaign, \(name: campaigns[0].name), earns all the profit"
    }
    // Of two campaigns two earn everything.
    let first = shares.profits.prefix(2)
    guard known.count > 2, first.allSatisfy({ $0 > 0 }),
      let share = Rational(Int128(first.reduce(0, +)), Int128(shares.sum))
    else { return lost(isShort: false) }
    let figure = book.share("top-two-share", share, decimals: false)
    let best: Prose = "two earned \(figure) of \(word: shares.whole)"
    return PackAudit.firstThatFits([
      "\(lost(isShort: false)); \(best)", "\(lost(isShort: true)); \(best)",
    ])
  }

  private var lede: Prose {
    let live =
      context.isUnnamed
      ? "Unnamed campaigns" : Words.capitalised(Words.count(campaigns.count, .liveCampaign, book))
    var text: Prose = "\(live) in \(Words.count(context.channelKeys.count, .channel, book))."
    if !losing.isEmpty {
      let loss = losing.reduce(Int64(0)) { $0 + context.market.micros($1.profit) }
      let sum = book.money("losers.profit", micros: loss)
      text =
        text
        + " Losses of \(Words.count(losing.count, .campaign, book)) come to \(sum)."
    }
    if let gap = context.gap(.profit), let part = context.part(.profit) {
      text = text + " \(gap): profit is on \(part.share) of \(word: part.base)."
    }
    return context.market.isMarginWhole
      ? text + " Attributed is not incremental: profit here is what platforms credit, less spend."
      : text
        + " Attributed is not incremental: profit here is the margin on what platforms credit, less spend."
  }

  /// A ranking of one that has no name says nothing, and so does a bridge.
  private var unnamed: (reason: Prose, detail: Prose) {
    ("The exports name no campaign", "Spend and profit as a whole stand on the first page.")
  }

  private var ranking: Page.Panel {
    guard !context.isUnnamed else {
      return Page.Panel(
        id: "ranking", span: 7, title: "Campaigns by profit",
        block: .empty(reason: unnamed.reason, detail: unnamed.detail))
    }
    let columns: [Table.Column] = [
      .init("", .number, .right, width: 16), .init("Campaign", .name, width: 132),
      .init("Channel", .channel, width: 58), .init("Spend", .number, .right, width: 42),
      .init("Profit", .number, .right, width: 46),
      .init(
        "", Table.bars(campaigns.map { $0.profit.value?.double }), width: 60, isOptional: true),
      .init("vs \(context.words.priorCode)", .number, .right, width: 50, isVariance: true),
      .init("ROAS", .number, .right, width: 44),
    ]
    var rows: [Table.Row] = []
    let losses = context.losses
    let count = campaigns.count
    let cut = count > Self.top + Self.bottom + 1
    for index in 0..<count {
      if cut, index == Self.top { rows.append(summed(Self.top..<(count - Self.bottom))) }
      if cut, index >= Self.top, index < count - Self.bottom { continue }
      rows.append(row(index, losses))
    }
    let week = context.market.tally(context.calendar.days)
    let all = context.market.value(.roas, week)
    let change = findings.reading(.profit)?.comparison(.prior)?.difference
    rows.append(
      Table.Row(
        [
          .blank,
          .text(count > 2 ? "All \(Words.count(count, .campaign, book))" : "All campaigns"), .blank,
          .figure(book.now(.spend), valence: .none), .figure(book.now(.profit), valence: .none),
          .blank,
          change.map {
            .figure(
              book.money("profit.change", micros: Int64($0.scaled(decimals: 6)), signed: true),
              valence: .none)
          } ?? .text("n/a"),
          .figure(book.value(.roas, all, period: context.period.id), valence: .none),
        ], style: .total))
    let title: Prose
    if known.isEmpty {
      title = "Spend by campaign"
    } else if count > Self.bottom * 2, total > 0, known.count == count {
      let low = campaigns.suffix(Self.bottom)
      let spend = low.reduce(Int64(0)) { $0 + context.market.micros($1.spend) }
      let all = max(
        context.market.micros(findings.reading(.spend)?.now ?? low[low.startIndex].spend), 1)
      let profit = low.reduce(Int64(0)) { $0 + context.market.micros($1.profit) }
      // With credits among the amounts a part of their sum is no share of it.
      let isWhole = campaigns.allSatisfy { context.market.micros($0.spend) >= 0 }
      let share = Rational(Int128(spend), Int128(all)).flatMap {
        isWhole ? book.share("bottom-five.spend", $0, decimals: false) : nil
      }
      title =
        share.map {
          profit <= 0
            ? "The bottom five took \($0) of spend and returned no profit"
            : "The bottom five took \($0) of spend"
        } ?? "Campaigns by profit"
    } else {
      title = "Campaigns by profit"
    }
    return Page.Panel(
      id: "ranking", span: 7, title: title,
      subtitle: known.isEmpty
        ? Prose.labels("\(context.periodShort); profit is not known")
        : cut
          ? Prose.labels(
            "\(context.periodShort) by profit: top \(Self.top), bottom \(Self.bottom) of \(count), the rest summed. Coloured = a loss beyond noise."
          )
          : Prose.labels(
            "\(context.periodShort), ranked by profit. Coloured = a loss beyond noise."),
      block: .table(
        Table(
          id: "campaigns", columns: columns, rows: rows, rowHeight: 12.4,
          summary:
            "Campaigns ranked by profit with spend, ROAS and change on \(context.words.prior)")),
      more: AppendixPages.campaigns)
  }

  private func row(_ index: Int, _ losses: Set<Int64>) -> Table.Row {
    let campaign = campaigns[index]
    let dimensions = ["campaign": campaign.name]
    func figure(_ metric: Metric, _ value: MetricValue) -> Figure {
      book.value(
        metric, value, period: context.period.id,
        dimensions: dimensions.merging(["key": String(campaign.key)]) { first, _ in first })
    }
    let isLoss = losses.contains(campaign.key)
    let rank = book.count("rank.\(campaign.key)", Int64(index + 1))
    return Table.Row([
      .figure(rank, valence: .none), .name(campaign.name),
      .channel(
        context.channelRole(campaign.channel), context.market.channels[campaign.channel] ?? ""),
      .figure(figure(.spend, campaign.spend), valence: .none),
      .figure(figure(.profit, campaign.profit), valence: isLoss ? .worse : .none),
      .bar(campaign.profit.value?.double, target: nil, valence: isLoss ? .worse : .none),
      campaign.profitChange.map {
        .figure(
          book.money("profit.change.\(campaign.key)", micros: $0, signed: true), valence: .none)
      } ?? .text("n/a"),
      .figure(figure(.roas, campaign.roas), valence: isLoss ? .worse : .none),
    ])
  }

  private func summed(_ range: Range<Int>) -> Table.Row {
    let others = campaigns[range]
    var tally = Tally()
    let tallies = context.market.campaigns.tallies(context.calendar.days)
    for campaign in others { tally += tallies[campaign.key] ?? Tally() }
    let period = context.period.id
    let dimensions = ["campaign": "others"]
    let change = others.reduce(Int64(0)) { $0 + ($1.profitChange ?? 0) }
    return Table.Row(
      [
        .blank, .text("\(book.count("others", Int64(others.count))) other campaigns"), .blank,
        .figure(
          book.value(
            .spend, context.market.value(.spend, tally), period: period, dimensions: dimensions),
          valence: .none),
        .figure(
          book.value(
            .profit, context.market.value(.profit, tally), period: period, dimensions: dimensions),
          valence: .none),
        .blank,
        others.contains { $0.profitChange == nil }
          ? .text("n/a")
          : .figure(
            book.money("profit.change.others", micros: change, signed: true), valence: .none),
        .figure(
          book.value(
            .roas, context.market.value(.roas, tally), period: period, dimensions: dimensions),
          valence: .none),
      ], style: .summed)
  }

  private func noBridge(reason: Prose, detail: Prose) -> Page.Panel {
    Page.Panel(
      id: "bridge", span: 8, title: "What moved profit",
      block: .empty(reason: reason, detail: detail))
  }

  private var bridge: Page.Panel {
    guard !context.isUnnamed else {
      return noBridge(reason: unnamed.reason, detail: unnamed.detail)
    }
    guard let prior = context.calendar.prior else {
      return noBridge(
        reason: context.calendar.isPartial
          ? "The \(word: context.words.noun) is not complete"
          : "No prior \(word: context.words.step) to compare with",
        detail: "A bridge needs two complete \(word: context.words.steps) beside each other.")
    }
    let ends = [prior, context.calendar.days].map { context.market.value(.profit, [$0]).value }
    guard ends.allSatisfy({ $0 != nil }) else {
      return noBridge(
        reason: ends[1] == nil
          ? "Profit is not known" : "Profit of \(word: context.words.prior) is not known",
        detail: "A bridge needs revenue and spend of both \(word: context.words.steps).")
    }
    guard findings.reading(.profit)?.comparison(.prior)?.base != nil else {
      return noBridge(
        reason: context.gap(.profit)
          ?? "Profit of \(word: context.words.prior) lacks more values than usual",
        detail: "Profits of the two \(word: context.words.steps) cannot be compared.")
    }
    let before =
      context.isOfWeek ? ReportPeriod(prior).short(context.dates) : context.dates.shortSpan(prior)
    let start = context.market.micros(
      context.market.value(.profit, context.market.tally(prior)))
    let moves = findings.campaigns.compactMap { campaign in
      campaign.profitChange.map { (campaign.name, $0, campaign.key) }
    }
    // What rounds to nothing is no step: a bridge of “$0” says nothing.
    let gains = moves.filter { PageContext.isPrinted($0.1) && $0.1 > 0 }
      .sorted { ($1.1, $0.0) < ($0.1, $1.0) }.prefix(3)
    let losses = moves.filter { PageContext.isPrinted($0.1) && $0.1 < 0 }
      .sorted { ($0.1, $0.0) < ($1.1, $1.0) }.prefix(3)
    if gains.isEmpty, losses.isEmpty {
      return noBridge(
        reason: "No campaign moved profit by \(label: context.style.money(Rational(1)))",
        detail: "Each change from \(label: before) to \(label: context.periodShort) is smaller.")
    }
    let shown = Set((gains + losses).map(\.2))
    let others = findings.campaigns.filter { !shown.contains($0.key) }
    let rest = total - start - (gains + losses).reduce(Int64(0)) { $0 + $1.1 }
    let axis = context.moneyAxis(Double(max(abs(total), abs(start))) / 1e6)
    // Steps to the side on which profit left its range; the others have not been tested.
    let side = book.signal(.profit)
    func step(_ name: String, _ micros: Int64, _ id: String) -> Bridge.Step {
      let figure = book.money("bridge.\(id)", micros: micros, signed: true)
      return Bridge.Step(
        name: name, value: Double(micros) / 1e6, display: figure.display,
        label: NumberStyle.signedAmount(Rational(micros: micros), power: axis.power),
        valence: micros != 0 && side == (micros > 0 ? .better : .worse) ? side : .none)
    }
    var steps = (gains + losses).map { step($0.0, $0.1, "\($0.2)") }
    if !others.isEmpty {
      steps.append(
        step(
          others.count == 1 ? others[0].name : Phrase("\(others.count) others").text, rest,
          "others"))
    }
    let chart = Bridge(
      startName: context.isOfWeek ? before : context.words.priorCode.text,
      start: Double(start) / 1e6,
      startDisplay: book.money("bridge.start", micros: start).display, steps: steps,
      endName: context.periodShort, end: Double(total) / 1e6, endDisplay: book.now(.profit).display
    )
    let title: Prose
    if let up = gains.first, let down = losses.first {
      let first = book.money("bridge.\(up.2)", micros: up.1, signed: true)
      let second = book.money("bridge.\(down.2)", micros: down.1, signed: true)
      title = "\(name: up.0) \(first), \(name: down.0) \(second)"
    } else {
      title = "What moved profit from \(label: before) to \(label: context.periodShort)"
    }
    return Page.Panel(
      id: "bridge", span: 8, title: title,
      subtitle: Prose.labels(
        chart.axisIsCut
          ? "Profit bridge, \(before) to \(context.periodShort), \(axis.words). Largest gains and losses; the axis is cut so that changes can be read."
          : "Profit bridge, \(before) to \(context.periodShort), \(axis.words). Largest gains and losses."
      ),
      block: .chart(
        ChartBlock(
          id: "bridge", chart: chart,
          alternative:
            "Bridge chart of profit by campaign, \(before) to \(context.periodShort). \(title.text). From \(chart.startDisplay) to \(chart.endDisplay)."
        )))
  }
}
