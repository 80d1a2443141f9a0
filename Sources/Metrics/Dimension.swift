/// What a figure can be broken down by.
public enum Dimension: String, Sendable, Hashable, CaseIterable {
  case platform, channel, account, campaign
  case adGroup = "ad_group"
  case ad, keyword, device, location
  /// What locations lie in, as far as exports say.
  case region, country
  case currency
  /// The export file a row came from.
  case source

  /// How figures name the member of rows that do not say theirs, in every language; its key is 0.
  public static let unstated = "Not stated"

  public var label: String { name.text }

  private var name: Phrase {
    switch self {
    case .platform: "Platform"
    case .channel: "Channel"
    case .account: "Account"
    case .campaign: "Campaign"
    case .adGroup: "Ad group"
    case .ad: "Ad"
    case .keyword: "Keyword"
    case .device: "Device"
    case .location: "Location"
    case .region: "Region"
    case .country: "Country"
    case .currency: "Currency"
    case .source: "Source file"
    }
  }
}
