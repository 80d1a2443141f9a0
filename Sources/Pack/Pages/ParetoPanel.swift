import Analysis
import Charts
import Metrics

/// Who makes the profit: campaigns by rank, and what they add up to.
struct ParetoPanel {
  let context: PageContext
  let shares: ProfitShares
  /// How many there are, those whose profit is not known among them.
  let campaigns: Int

  var panel: Page.Panel {
    guard shares.profits.reduce(0, +) > 0, shares.campaigns.count > 1 else {
      let reason: Prose =
        shares.campaigns.isEmpty
        ? "Profit by campaign is not known"
        : shares.profits.reduce(0, +) <= 0
          ? shares.profits.contains { $0 < 0 }
            ? "Losses outweigh what campaigns earned" : "No profit to share out"
          : context.isUnnamed
            ? "The exports name no campaign"
            : campaigns == 1
              ? "One campaign makes all of it" : "Of one campaign only is profit known"
      return Page.Panel(
        id: "pareto", span: 5, title: "Who makes the profit",
        block: .empty(reason: reason, detail: "A ranking needs two campaigns and a profit."))
    }
    let (profits, sum) = (shares.profits, shares.sum)
    let items = zip(shares.campaigns, profits).map { campaign, profit in
      Pareto.Item(
        name: campaign.name, share: Double(profit) / Double(sum),
        display: Rational(Int128(profit), Int128(sum)).map(NumberStyle.share) ?? "",
        channel: context.channelRole(campaign.channel))
    }
    var earned = Int64(0)
    let needed = profits.firstIndex { profit in
      earned += profit
      return Double(earned) / Double(sum) >= ProfitShares.most
    }
    let title: Prose
    if let needed, needed + 1 < items.count, let share = Rational(Int128(earned), Int128(sum)) {
      title =
        "\(Words.capitalised(Words.count(needed + 1, .campaign, context.book))) \(word: needed == 0 ? "brings" : "bring") \(context.book.share("pareto.share", share, decimals: false)) of \(word: shares.whole)"
    } else {
      title = "Share of \(word: shares.whole) by campaign"
    }
    let channels = context.channelKeys.prefix(4).map { key -> (ChannelRole, String) in
      let own = zip(shares.campaigns, profits).filter { $0.0.channel == key }
      let part = own.reduce(Int64(0)) { $0 + $1.1 }
      let share = Rational(Int128(part), Int128(sum)).map(NumberStyle.share) ?? ""
      return (
        context.channelRole(key),
        legend(context.market.channels[key] ?? "", own.count, share)
      )
    }
    return Page.Panel(
      id: "pareto", span: 5, title: title,
      subtitle: shares.isOfProfit
        ? "Cumulative share of profit, campaigns ranked best to worst"
        : "Cumulative share of profit before losses, campaigns ranked best to worst",
      block: .chart(
        ChartBlock(
          id: "pareto",
          chart: Pareto(
            items: items, noun: Phrase("campaigns").text, legend: channels,
            singular: Phrase("campaign").text),
          alternative:
            "Pareto chart of profit by campaign, \(context.period.id). \(title.text). Largest: \(items[0].name), \(items[0].display)."
        )))
  }

  /// What a channel contributes; its own losses taken off.
  private func legend(_ channel: String, _ count: Int, _ share: String) -> String {
    let base: Phrase = shares.isOfProfit ? "\(share) of profit" : "net \(share)"
    let words: Phrase =
      count == 1
      ? "\(channel): \(count) campaign, \(word: base)"
      : "\(channel): \(count) campaigns, \(word: base)"
    return words.text
  }
}
