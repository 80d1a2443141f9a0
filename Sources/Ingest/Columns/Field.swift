import Metrics

/// What a column of an export means to us.
public enum Field: String, Sendable, Hashable, CaseIterable {
  case day
  /// First and last day of what a row covers, in reports without a day.
  case periodStart = "period_start"
  case periodEnd = "period_end"
  /// What a row covers in reports by week, month, quarter or year.
  case week, month, quarter, year
  /// The last day of a week.
  case weekEnding = "week_ending"
  case account, campaign
  /// The platform's own number of a campaign: it stays when the name changes.
  case campaignID = "campaign_id"
  case adGroup = "ad_group", ad, keyword
  case matchType = "match_type"
  case device, location
  /// What the location lies in; the same column where the location is one itself.
  case region, country
  /// The platform's word for the kind of campaign, from which the channel follows.
  case channel
  case currency
  case impressions, clicks, leads, conversions, cost
  case saleAmount = "sale_amount"
  /// Which conversions the platform counts, in its own words: a label, read for nothing else.
  case attribution
  /// What the platform itself makes of these: held against ours, and read for nothing else.
  case clickThrough = "ctr"
  case conversionRate = "conversion_rate"

  /// Fields that are names; the rest are days and measures.
  public static let names: [Field] = [
    .account, .campaign, .campaignID, .adGroup, .ad, .keyword, .matchType, .device, .location,
    .channel,
    .currency, .region, .country,
  ]
  /// Whether it is counted or summed.
  var isMeasure: Bool { Measure(id: rawValue) != nil }
  /// Ratios: of the second measure by the first.
  static let ratios: [(field: Field, of: Measure, per: Measure)] = [
    (.clickThrough, .clicks, .impressions), (.conversionRate, .conversions, .clicks),
  ]
}
