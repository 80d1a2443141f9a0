extension Campaign {
  /// Seven campaigns, all on Google Ads; three of them lose money.
  static let display: [Campaign] = [
    Campaign(
      name: "Prospecting – Broad", channel: .display, platform: .googleAds, spend: 8_600,
      roas: 0.98, costPerClick: 0.62, clickThrough: 0.0045, leadRate: 0.036, orderValue: 145,
      adGroups: ["Affinity", "Demographic", "Run of network"], keywords: [],
      spellings: ["Prospecting-Broad"]),
    Campaign(
      name: "Video pre-roll", channel: .display, platform: .googleAds, spend: 4_400,
      roas: 0.74, costPerClick: 0.55, clickThrough: 0.0048, leadRate: 0.030, orderValue: 150,
      adGroups: ["Tutorial channels", "Tech news", "Career advice"], keywords: [],
      spellings: []),
    Campaign(
      name: "Native articles", channel: .display, platform: .googleAds, spend: 2_500,
      roas: 0.87, costPerClick: 0.58, clickThrough: 0.0052, leadRate: 0.035, orderValue: 145,
      adGroups: ["News sites", "Business press", "Regional press"], keywords: [], spellings: []),
    Campaign(
      name: "Seasonal – Festive banner", channel: .display, platform: .googleAds, spend: 1_500,
      roas: 1.6, costPerClick: 0.60, clickThrough: 0.005, leadRate: 0.042, orderValue: 140,
      adGroups: ["Festive offer", "Gift a course", "Early bird"], keywords: [], spellings: []),
    Campaign(
      name: "In-market – Upskilling", channel: .display, platform: .googleAds, spend: 4_500,
      roas: 2.8, costPerClick: 0.78, clickThrough: 0.0052, leadRate: 0.062, orderValue: 155,
      adGroups: ["Education", "Employment", "Software"], keywords: [], spellings: []),
    Campaign(
      name: "Contextual – Tech blogs", channel: .display, platform: .googleAds, spend: 3_200,
      roas: 1.9, costPerClick: 0.70, clickThrough: 0.0055, leadRate: 0.050, orderValue: 150,
      adGroups: ["Data blogs", "Developer blogs", "Spreadsheet help"], keywords: [],
      spellings: []),
    Campaign(
      name: "Remarketing – Course viewers", channel: .display, platform: .googleAds, spend: 3_600,
      roas: 4.2, costPerClick: 0.74, clickThrough: 0.006, leadRate: 0.085, orderValue: 152,
      adGroups: ["Viewed a course", "Viewed fees", "Started application"], keywords: [],
      spellings: []),
  ]
}
