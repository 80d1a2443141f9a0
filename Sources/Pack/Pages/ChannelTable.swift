import Analysis
import Charts
import Metrics

/// Which channel: spend, profit, share, ROAS and CAC with changes and targets.
struct ChannelTable {
  let context: PageContext

  private struct Line {
    let key: Int64?
    let name: String
    let tally: Tally
  }

  var panel: Page.Panel {
    let week = context.calendar.days
    let tallies = context.market.devices.tallies(week, by: .channel)
    let lines =
      context.channelKeys.map {
        Line(key: $0, name: context.market.channels[$0] ?? "", tally: tallies[$0] ?? Tally())
      }
    let all = Line(key: nil, name: "All channels", tally: context.market.tally(week))
    if let results = context.findings.results { return panel(of: results, lines, all) }
    let profits = lines.map { context.market.micros(context.market.value(.profit, $0.tally)) }
    let total = context.market.micros(context.market.value(.profit, all.tally))
    // A part of a profit that is partly loss, or partly unknown, is no share of it.
    let isKnown = lines.allSatisfy { context.market.value(.profit, $0.tally).value != nil }
    let hasShares = isKnown && total > 0 && profits.allSatisfy { $0 >= 0 }
    /// Bars of a metric on the scale that its targets lie on too.
    func bars(_ metric: Metric, width: Double) -> Table.Column {
      // A value and its target are one row's length: neither makes the other an outlier.
      let values = lines.map { line in
        [
          context.market.value(metric, line.tally).value?.double,
          context.market.target(metric, context.calendar.days, channel: line.key)?.double,
        ].compactMap { $0 }.max { abs($0) < abs($1) }
      }
      return .init("", Table.bars(values), width: width, isOptional: true)
    }
    let share: [Table.Column] =
      hasShares ? [.init("Share", .number, .right, width: 36)] : []
    // A column of "no target set" says nothing.
    let hasPlan = hasTarget(of: [.roas, .cac], lines + [all])
    let plan: [Table.Column] =
      hasPlan
      ? [.init("vs PL", .number, .right, width: 52, isVariance: true)] : []
    let columns: [Table.Column] =
      [
        .init("Channel", .name, width: 74),
        .init("Spend", .number, .right, width: 46),
        bars(.spend, width: 66),
        .init("vs \(context.words.priorCode)", .number, .right, width: 44, isVariance: true),
        .init("Profit", .number, .right, width: 50),
        bars(.profit, width: 66),
        .init("vs \(context.words.priorCode)", .number, .right, width: 44, isVariance: true),
      ] + share + [
        .init("ROAS", .number, .right, width: 42),
        bars(.roas, width: 54),
      ] + plan + [
        .init("CAC", .number, .right, width: 46),
        bars(.cac, width: 46),
      ] + plan
    let rows = (lines + [all]).enumerated().map { index, line in
      row(
        line,
        share: hasShares
          ? Rational(Int128(index < profits.count ? profits[index] : total), Int128(total)) : nil,
        hasPlan: hasPlan)
    }
    return Page.Panel(
      id: "channels", span: 12,
      title: isKnown ? title(lines, profits, total) : "Spend and profit by channel",
      subtitle: hasTargets(lines)
        ? "\(label: context.periodName) by channel. Bars start at zero and share one scale a column; the upright tick is the target."
        : "\(label: context.periodName) by channel. Bars start at zero and share one scale a column.",
      narrow: "\(label: context.periodName) by channel",
      block: .table(
        Table(
          id: "channels", columns: columns, rows: rows, rowHeight: 17.6,
          summary: "Spend, profit, ROAS and CAC by channel, with \(context.words.prior) and targets"
        )), more: CampaignPage.id)
  }

  /// Of an account without revenue: what each channel counts and what one costs.
  private func panel(of results: Results, _ lines: [Line], _ all: Line) -> Page.Panel {
    func bars(_ metric: Metric, width: Double) -> Table.Column {
      .init(
        "", Table.bars(lines.map { context.market.value(metric, $0.tally).value?.double }),
        width: width, isOptional: true)
    }
    func change(_ width: Double) -> Table.Column {
      .init("vs \(context.words.priorCode)", .number, .right, width: width, isVariance: true)
    }
    let columns: [Table.Column] = [
      .init("Channel", .name, width: 74),
      .init("Spend", .number, .right, width: 46), bars(.spend, width: 90), change(44),
      .init(Phrase(said: results.count.label), .number, .right, width: 56),
      bars(results.count, width: 90), change(44),
      .init(Phrase(said: results.cost.label), .number, .right, width: 50),
      bars(results.cost, width: 70), change(44),
      .init(Phrase(said: results.rate.label), .number, .right, width: 92),
    ]
    let rows = (lines + [all]).map { line -> Table.Row in
      let dimensions = line.key == nil ? [:] : ["channel": line.name]
      func figure(_ metric: Metric) -> Table.Cell {
        .figure(
          context.book.value(
            metric, context.market.value(metric, line.tally), period: context.period.id,
            dimensions: dimensions), valence: .none)
      }
      func change(_ metric: Metric) -> Table.Cell {
        let comparison = context.market.comparisons(metric, context.calendar, channel: line.key)
          .first { $0.reference == .prior }
        guard let comparison else { return .blank }
        return .figure(
          context.book.change(metric, comparison, dimensions: dimensions),
          valence: line.key == nil ? context.book.valence(metric, comparison) : .none)
      }
      func bar(_ metric: Metric) -> Table.Cell {
        line.key == nil
          ? .blank
          : .bar(
            context.market.value(metric, line.tally).value?.double, target: nil, valence: .none)
      }
      return Table.Row(
        [
          line.key == nil ? .text("All channels") : .name(line.name),
          figure(.spend), bar(.spend), change(.spend),
          figure(results.count), bar(results.count), change(results.count),
          figure(results.cost), bar(results.cost), change(results.cost), figure(results.rate),
        ], style: line.key == nil ? .total : .plain)
    }
    return Page.Panel(
      id: "channels", span: 12,
      title: "Spend and \(words: results.measure.noun) by channel",
      subtitle:
        "\(label: context.periodName) by channel. Bars start at zero and share one scale a column.",
      narrow: "\(label: context.periodName) by channel",
      block: .table(
        Table(
          id: "channels", columns: columns, rows: rows, rowHeight: 17.6,
          summary:
            "Spend, \(results.count.label) and what one costs by channel, with \(context.words.prior)"
        )), more: CampaignPage.id)
  }

  /// - Parameter share: of profit; nil where there are no shares.
  private func row(_ line: Line, share: Rational?, hasPlan: Bool) -> Table.Row {
    let dimensions = line.key == nil ? [:] : ["channel": line.name]
    let period = context.period.id
    let book = context.book
    func figure(_ metric: Metric) -> Figure {
      book.value(
        metric, context.market.value(metric, line.tally), period: period, dimensions: dimensions)
    }
    func change(_ metric: Metric, _ reference: Comparison.Reference) -> Table.Cell {
      let comparisons = context.market.comparisons(metric, context.calendar, channel: line.key)
      guard let comparison = comparisons.first(where: { $0.reference == reference }) else {
        return .blank
      }
      let valence = line.key == nil ? book.valence(metric, comparison) : .none
      return .figure(
        book.change(metric, comparison, dimensions: dimensions), valence: valence)
    }
    func bar(_ metric: Metric, target: Bool) -> Table.Cell {
      if line.key == nil { return .blank }
      return .bar(
        context.market.value(metric, line.tally).value?.double,
        target: target
          ? context.market.target(metric, context.calendar.days, channel: line.key)?.double : nil,
        valence: .none)
    }
    let shares = share.map {
      [
        Table.Cell.figure(
          book.share("profit-share.\(line.name)", $0, decimals: false), valence: .none)
      ]
    }
    return Table.Row(
      [
        line.key == nil ? .text("All channels") : .name(line.name),
        .figure(figure(.spend), valence: .none), bar(.spend, target: true),
        change(.spend, .prior),
        .figure(figure(.profit), valence: .none), bar(.profit, target: false),
        change(.profit, .prior),
      ] + (shares ?? []) + [
        .figure(figure(.roas), valence: .none), bar(.roas, target: true),
      ] + (hasPlan ? [change(.roas, .plan)] : []) + [
        .figure(figure(.cac), valence: .none), bar(.cac, target: true),
      ] + (hasPlan ? [change(.cac, .plan)] : []), style: line.key == nil ? .total : .plain)
  }

  /// Whether a channel's bar carries a tick.
  private func hasTargets(_ lines: [Line]) -> Bool { hasTarget(of: [.spend, .roas, .cac], lines) }

  private func hasTarget(of metrics: [Metric], _ lines: [Line]) -> Bool {
    lines.contains { line in
      metrics.contains {
        context.market.target($0, context.calendar.days, channel: line.key) != nil
      }
    }
  }

  private func title(_ lines: [Line], _ profits: [Int64], _ total: Int64) -> Prose {
    guard total > 0, let top = profits.indices.max(by: { profits[$0] < profits[$1] }),
      let low = Self.worst(profits, lines.map { $0.tally.total(.cost) }), top != low,
      let topShare = Rational(Int128(profits[top]), Int128(total)),
      let spendShare = Rational(
        Int128(lines[low].tally.total(.cost)),
        Int128(lines.reduce(Int64(0)) { $0 + $1.tally.total(.cost) })),
      lines.allSatisfy({ $0.tally.total(.cost) >= 0 }),
      let lowShare = Rational(Int128(profits[low]), Int128(total))
    else { return "Spend and profit by channel" }
    let book = context.book
    let second = book.share("spend-share.\(lines[low].name)", spendShare, decimals: false)
    if profits[low] < 0 {
      let first = book.value(
        .profit, context.market.value(.profit, lines[top].tally), period: context.period.id,
        dimensions: ["channel": lines[top].name])
      return
        "\(name: lines[top].name) earns \(first); \(name: lines[low].name) takes \(second) of spend and loses money"
    }
    let first = book.share("profit-share.\(lines[top].name)", topShare, decimals: false)
    let third = book.share("profit-share.\(lines[low].name)", lowShare, decimals: false)
    return
      "\(name: lines[top].name) earns \(first) of profit; \(name: lines[low].name) takes \(second) of spend and returns \(third)"
  }

  /// The channel whose share of profit falls furthest behind its share of spend.
  private static func worst(_ profits: [Int64], _ spends: [Int64]) -> Int? {
    let profit = profits.reduce(0.0) { $0 + Double($1) }
    let spend = spends.reduce(0.0) { $0 + Double($1) }
    guard profit > 0, spend > 0 else { return nil }
    return profits.indices.min { left, right in
      func lead(_ index: Int) -> Double {
        Double(profits[index]) / profit - Double(spends[index]) / spend
      }
      return lead(left) < lead(right)
    }
  }
}
