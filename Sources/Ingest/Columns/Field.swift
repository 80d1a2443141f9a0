/// What a column of an export means to us.
public enum Field: String, Sendable, Hashable, CaseIterable {
  case day, account, campaign, adGroup = "ad_group", ad, keyword
  case matchType = "match_type"
  case device, location
  /// The platform's word for the kind of campaign, from which the channel follows.
  case channel
  case currency
  case impressions, clicks, leads, conversions, cost
  case saleAmount = "sale_amount"

  /// Fields that are names; the rest are the day and the measures.
  public static let names: [Field] = [
    .account, .campaign, .adGroup, .ad, .keyword, .matchType, .device, .location, .channel,
    .currency,
  ]
}
