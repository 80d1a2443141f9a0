import Metrics

/// Facts of some campaigns, summed as the daily marts sum those of all: no mart but one tells campaigns
/// apart.
enum CampaignFacts {
  /// A subquery with the columns of a mart.
  /// - Parameters:
  ///   - keys: the mart's own, beside the presence mask.
  ///   - campaigns: their keys; nil for all, which is the mart itself.
  static func source(_ mart: String, keys: [String], campaigns: Set<Int64>?) -> String {
    guard let campaigns else { return mart }
    let sums = Measure.allCases.map { "coalesce(sum(\($0.column)), 0) AS \($0.column)" }
    let grouping = (keys + ["presence_mask"]).joined(separator: ", ")
    return """
      (SELECT \(grouping), count(*) AS row_count, \(sums.joined(separator: ", "))
      FROM fact_marketing_performance
      WHERE period_end_key IS NULL AND date_key <> 0
        AND campaign_key IN (\(campaigns.sorted().map(String.init).joined(separator: ", ")))
      GROUP BY \(grouping))
      """
  }
}

/// Whose rows are asked for; nil stands for all.
public struct MartSlice: Sendable, Hashable {
  /// By their keys.
  public var channels, campaigns: Set<Int64>?

  public init(channels: Set<Int64>? = nil, campaigns: Set<Int64>? = nil) {
    self.channels = channels
    self.campaigns = campaigns
  }
}
