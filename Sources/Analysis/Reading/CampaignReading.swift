import Metrics
import Warehouse

/// One campaign in the reported period, and in the comparable one before.
public struct CampaignReading: Sendable {
  public let key: Int64
  public let name: String
  /// The channel most of its spend is in.
  public let channel: Int64
  public let spend: MetricValue
  public let revenue: MetricValue
  public let profit: MetricValue
  public let roas: MetricValue
  /// Profit less that of the period before, in millionths, rows without both sides aside; nil when
  /// the two cannot be compared, or one of them has rows and none with both sides.
  public let profitChange: Int64?
  public let conversions: Int64
}

extension Market {
  /// Campaigns with rows in the reported period or the one before, largest profit first.
  public func campaignReadings(_ calendar: ReportCalendar) -> [CampaignReading] {
    let now = campaigns.tallies(calendar.days)
    let isComparable =
      calendar.prior.map {
        self.isComparable(.profit, value(.profit, [calendar.days]), value(.profit, [$0]))
      } ?? false
    /// What a campaign without rows earned is nothing; of one that has rows without revenue nobody knows.
    func isKnown(_ tally: Tally) -> Bool { tally.isEmpty || value(.profit, tally).value != nil }
    let before = calendar.prior.map { campaigns.tallies($0) } ?? [:]
    var channelSpend: [Int64: [Int64: Int64]] = [:]
    for entry in campaigns.entries {
      channelSpend[entry.member, default: [:]][entry.channel, default: 0] += entry.sums[.cost]
    }
    return Set(now.keys).union(before.keys).map { key in
      let tally = now[key] ?? Tally()
      let profit = value(.profit, tally)
      let earlier = before[key] ?? Tally()
      let change =
        isComparable && isKnown(tally) && isKnown(earlier)
        ? micros(profit) - micros(value(.profit, earlier)) : nil
      let channel = (channelSpend[key] ?? [:]).max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
      return CampaignReading(
        key: key, name: campaigns.names[key] ?? "", channel: channel ?? 0,
        spend: value(.spend, tally), revenue: value(.revenue, tally), profit: profit,
        roas: value(.roas, tally), profitChange: change,
        conversions: tally.total(.conversions) / 1_000_000)
    }
    .sorted {
      (micros($1.profit), $0.name, $0.key) < (micros($0.profit), $1.name, $1.key)
    }
  }

  /// A total in millionths; 0 when absent.
  public func micros(_ value: MetricValue) -> Int64 {
    value.value.map { Int64($0.scaled(decimals: 6)) } ?? 0
  }
}
