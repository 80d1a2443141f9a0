/// One of the 24 campaigns of a school for data skills, with the habits its rows are drawn from.
struct Campaign: Sendable {
  let name: String
  let channel: Channel
  let platform: Platform
  /// Weekly spend at the end of the sample, in the currency.
  let spend: Double
  /// Revenue for one unit of spend, before anything is planted.
  let roas: Double
  let costPerClick: Double
  let clickThrough: Double
  let leadRate: Double
  let orderValue: Double
  /// Search has two ad groups, the others three (Meta calls them ad sets).
  let adGroups: [String]
  /// Four for Search, none elsewhere.
  let keywords: [Keyword]
  /// Other spellings, found on about 8 % of the rows.
  let spellings: [String]

  /// Conversions of one lead, from what the campaign returns.
  var purchaseRate: Double { roas * costPerClick / (leadRate * orderValue) }

  /// Clicks of a week at the end of the sample.
  var clicks: Double { spend / costPerClick }

  static let all: [Campaign] = search + social + display

  func spelling(_ index: Int) -> String { index == 0 ? name : spellings[index - 1] }

  /// As long as the platform's own numbers are.
  func adNumber(campaign: Int, ad: Int) -> Int {
    let serial = (campaign + 1) * 1_037 + ad * 13
    return switch platform {
    case .googleAds: 687_412_300_000 + serial
    case .microsoft: 83_700_412_900_000 + serial
    case .meta: 120_214_873_650_200_000 + serial
    }
  }
}

/// A search keyword within its campaign.
struct Keyword: Sendable {
  let text: String
  let match: MatchType
  /// Share of the campaign's clicks.
  let weight: Double
  /// Cost of a click against the campaign's.
  let price: Double
  /// Conversions of a click against the campaign's.
  let worth: Double

  init(
    _ text: String, _ match: MatchType, weight: Double, price: Double = 1, worth: Double = 1
  ) {
    self.text = text
    self.match = match
    self.weight = weight
    self.price = price
    self.worth = worth
  }
}

enum MatchType: Sendable {
  case exact, phrase, broad
}

enum Channel: String, Sendable, CaseIterable {
  case search = "Search"
  case social = "Social"
  case display = "Display"
}

enum Platform: Sendable, CaseIterable {
  case googleAds, meta, microsoft
}
