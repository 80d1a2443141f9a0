import Analysis
import Charts
import Metrics

/// What page 3 shares out: profit, as on page 1, or what was earned before losses.
struct ProfitShares {
  /// Campaigns whose profit is known, largest first, and what each earned.
  let campaigns: [CampaignReading]
  let profits: [Int64]
  /// Whether shares are of profit. Where losses take a real part of what others earned, these would
  /// come to well over all of it: then they are of what was earned before losses.
  let isOfProfit: Bool

  /// Losses under this part of all gains leave shares of profit readable.
  private static let smallLoss = 0.05
  /// The part of the whole that the title and the chart count campaigns up to.
  static let most = Pareto.most

  init(_ known: [CampaignReading], _ market: Market) {
    campaigns = known
    profits = known.map { market.micros($0.profit) }
    isOfProfit = Self.isOfProfit(known, profits)
  }

  private static func isOfProfit(_ known: [CampaignReading], _ profits: [Int64]) -> Bool {
    let net = profits.reduce(0, +)
    let losses = profits.reduce(Int64(0)) { $0 - min($1, 0) }
    if losses == 0 { return true }
    guard Double(losses) < smallLoss * Double(net + losses) else { return false }
    // What is more than the whole is no share of it.
    var earned = Int64(0)
    for profit in profits where Double(earned) < most * Double(net) { earned += profit }
    var channels: [Int64: Int64] = [:]
    for (campaign, profit) in zip(known, profits) {
      channels[campaign.channel, default: 0] += profit
    }
    return max(earned, profits.prefix(2).reduce(0, +)) <= net
      && channels.values.allSatisfy { $0 >= 0 }
  }

  /// What a profit counts for.
  func counted(_ profit: Int64) -> Int64 { isOfProfit ? profit : max(profit, 0) }
  /// All that is shared out, and what it is called.
  var sum: Int64 { profits.reduce(0) { $0 + counted($1) } }
  var whole: Phrase { isOfProfit ? "profit" : "profit before losses" }
}
