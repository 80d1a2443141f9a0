import Analysis
import Charts
import Metrics

/// ROAS of every campaign of the report week against break-even and target, by channel.
struct ReturnStripPanel {
  let context: PageContext
  private static let mostChannels = 4

  private var known: [CampaignReading] {
    context.findings.campaigns.filter { $0.roas.value != nil }
  }

  /// Those with nothing to draw because amounts are below zero: credits have no ROAS at all, and that of
  /// refunds has no place on a log scale.
  private func leftOut(_ chart: ReturnStrip) -> Int {
    chart.leftOut + context.findings.campaigns.count { $0.roas.absence == .belowZero(.cost) }
  }

  var panel: Page.Panel {
    let known = known
    let span = 4
    let target = context.market.target(.roas, context.calendar.days)
    let chart = ReturnStrip(
      rows: rows(known), breakEven: context.market.breakEven,
      breakEvenWords: Phrase("Break-even").text,
      target: target?.double,
      targetWords: target.map { Phrase("Target \(context.style.text($0, .multiple))").text } ?? "")
    guard chart.placed.count > 1 else {
      return Page.Panel(
        id: "strip", span: span, title: "ROAS by campaign",
        block: .empty(
          reason: chart.placed.isEmpty
            ? "No campaign has a ROAS this \(word: context.words.noun)"
            : leftOut(chart) > 0
              ? "One campaign without amounts below zero"
              : context.isUnnamed
                ? "The exports name no campaign"
                : context.findings.campaigns.count == 1
                  ? "One campaign only" : "One campaign only has a ROAS",
          detail: "A comparison needs two campaigns with spend and revenue."))
    }
    let title = title(chart)
    return Page.Panel(
      id: "strip", span: span, title: title,
      subtitle: subtitle(chart),
      block: .chart(
        ChartBlock(
          id: "strip", chart: chart,
          alternative:
            "Strip plot of ROAS by campaign and channel, \(context.period.id). \(title.text)."
        )))
  }

  private func subtitle(_ chart: ReturnStrip) -> Prose {
    let base: Phrase =
      chart.isCounted
      ? "ROAS by campaign, \(context.periodShort), log scale; height = campaigns"
      : "ROAS by campaign, \(context.periodShort), log scale; area = spend"
    let rest = leftOut(chart)
    return Prose.labels(
      rest == 0 ? base : "\(base); not drawn: \(rest) with amounts below zero")
  }

  private func title(_ chart: ReturnStrip) -> Prose {
    let bar = chart.target ?? chart.breakEven
    let under = chart.placed.count { $0.ratio < bar }
    let words: Phrase = chart.target == nil ? "break-even" : "target"
    if under == 0 {
      let all = context.book.count("strip.all", Int64(chart.placed.count))
      return "No campaign of \(all) is under \(word: words)"
    }
    return
      "\(context.book.count("strip.under", Int64(under))) of \(context.book.count("strip.all", Int64(chart.placed.count))) campaigns \(word: under == 1 ? "is" : "are") under \(word: words)"
  }

  /// Channels by spend; beyond four the rest share the last row.
  private func rows(_ known: [CampaignReading]) -> [ReturnStrip.Row] {
    let best = known.max { ($0.roas.value?.double ?? 0) < ($1.roas.value?.double ?? 0) }
    let worst = known.min { ($0.roas.value?.double ?? 0) < ($1.roas.value?.double ?? 0) }
    let largest = known.max { ($0.spend.value?.double ?? 0) < ($1.spend.value?.double ?? 0) }
    let named = Set([best, worst, largest].compactMap { $0?.key })
    let losses = context.losses
    let keys = context.channelKeys
    // The row of the rest bears the name and the mark of the channel Other, which has none beside it.
    let own =
      keys.count > Self.mostChannels
      ? Array(
        keys.filter { context.channelRole($0) != .other }.prefix(Self.mostChannels - 1)) : keys
    func points(_ isMeant: (CampaignReading) -> Bool) -> [ReturnStrip.Point] {
      known.filter(isMeant).map { reading in
        ReturnStrip.Point(
          name: reading.name, ratio: reading.roas.value?.double ?? 0,
          spend: reading.spend.value?.double ?? 0,
          ratioWords: context.words(.roas, reading.roas),
          spendWords: context.words(.spend, reading.spend), isNamed: named.contains(reading.key),
          isLoss: losses.contains(reading.key))
      }
    }
    var rows = own.map { key in
      ReturnStrip.Row(
        name: context.market.channels[key] ?? "", channel: context.channelRole(key),
        points: points { $0.channel == key })
    }
    let rest = points { !own.contains($0.channel) }
    if !rest.isEmpty {
      rows.append(.init(name: Phrase("Other").text, channel: .other, points: rest))
    }
    return rows.filter { !$0.points.isEmpty }
  }
}
