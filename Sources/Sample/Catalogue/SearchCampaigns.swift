extension Campaign {
  /// Nine campaigns with four keywords each; three of them run on Microsoft Advertising.
  static let search: [Campaign] = [
    Campaign(
      name: "Brand – Exact match", channel: .search, platform: .googleAds, spend: 11_300,
      roas: 10.6, costPerClick: 0.68, clickThrough: 0.085, leadRate: 0.185, orderValue: 152,
      adGroups: ["Brand core", "Brand courses"],
      keywords: [
        Keyword("brand name", .exact, weight: 0.55, price: 0.95, worth: 1.02),
        Keyword("brand name courses", .exact, weight: 0.20, price: 1.12, worth: 1.1),
        Keyword("brand name reviews", .exact, weight: 0.13, price: 1.05, worth: 0.7),
        Keyword("brand name login", .exact, weight: 0.12, price: 0.8, worth: 0.85),
      ],
      spellings: ["Brand - Exact match"]),
    Campaign(
      name: "Data Analytics Course", channel: .search, platform: .googleAds, spend: 16_700,
      roas: 4.9, costPerClick: 1.62, clickThrough: 0.045, leadRate: 0.150, orderValue: 158,
      adGroups: ["Course – core", "Course – research"],
      keywords: [
        Keyword("data analytics course", .exact, weight: 0.48, price: 1.05, worth: 1.12),
        Keyword("data analytics training", .phrase, weight: 0.28, worth: 1.02),
        Keyword("data course hyderabad", .exact, weight: 0.14, price: 0.85, worth: 1.1),
        Keyword("what is data analytics", .broad, weight: 0.10, price: 0.6, worth: 0.11),
      ],
      spellings: ["Data Anaytics Course", "data analytics course"]),
    Campaign(
      name: "Python for Analysts", channel: .search, platform: .googleAds, spend: 12_700,
      roas: 4.5, costPerClick: 1.58, clickThrough: 0.043, leadRate: 0.145, orderValue: 155,
      adGroups: ["Python – core", "Python – free intent"],
      keywords: [
        Keyword("python for data analysis", .phrase, weight: 0.42, price: 1.08, worth: 1.15),
        Keyword("python course online", .phrase, weight: 0.30, price: 1.1, worth: 1.08),
        Keyword("pandas training", .exact, weight: 0.16, price: 0.95, worth: 1.05),
        Keyword("free data course", .broad, weight: 0.12, price: 0.55, worth: 0.07),
      ],
      spellings: ["Pyton for Analysts"]),
    Campaign(
      name: "SQL Bootcamp", channel: .search, platform: .googleAds, spend: 9_900,
      roas: 4.5, costPerClick: 1.55, clickThrough: 0.041, leadRate: 0.140, orderValue: 150,
      adGroups: ["SQL – course", "SQL – skills"],
      keywords: [
        Keyword("sql bootcamp", .exact, weight: 0.38, price: 1.1, worth: 1.15),
        Keyword("sql course", .phrase, weight: 0.34, worth: 0.98),
        Keyword("sql for beginners", .broad, weight: 0.18, price: 0.82, worth: 0.72),
        Keyword("advanced sql training", .exact, weight: 0.10, price: 1.2, worth: 1.1),
      ],
      spellings: ["SQL Boot camp"]),
    Campaign(
      name: "Data Science Diploma", channel: .search, platform: .googleAds, spend: 9_000,
      roas: 4.2, costPerClick: 2.35, clickThrough: 0.036, leadRate: 0.150, orderValue: 215,
      adGroups: ["Diploma – core", "Diploma – fees"],
      keywords: [
        Keyword("data science diploma", .exact, weight: 0.44, price: 1.06, worth: 1.12),
        Keyword("data science course", .phrase, weight: 0.30, price: 1.05),
        Keyword("machine learning diploma", .phrase, weight: 0.14, price: 1.2, worth: 1.05),
        Keyword("data science fees", .exact, weight: 0.12, price: 0.78, worth: 0.72),
      ],
      spellings: []),
    Campaign(
      name: "Career switch – Data roles", channel: .search, platform: .microsoft, spend: 8_000,
      roas: 3.8, costPerClick: 1.75, clickThrough: 0.038, leadRate: 0.140, orderValue: 152,
      adGroups: ["Switch – training", "Switch – research"],
      keywords: [
        Keyword("become a data analyst", .phrase, weight: 0.42, price: 1.08, worth: 1.18),
        Keyword("data analyst training", .exact, weight: 0.30, price: 1.1, worth: 1.2),
        Keyword("career change data", .broad, weight: 0.15, price: 0.95, worth: 0.92),
        Keyword("data analyst salary", .broad, weight: 0.13, price: 0.62, worth: 0.13),
      ],
      spellings: []),
    Campaign(
      name: "Excel to BI", channel: .search, platform: .microsoft, spend: 7_500,
      roas: 4.0, costPerClick: 1.35, clickThrough: 0.042, leadRate: 0.130, orderValue: 132,
      adGroups: ["Excel", "Power BI"],
      keywords: [
        Keyword("advanced excel course", .exact, weight: 0.36, price: 0.95, worth: 0.98),
        Keyword("excel dashboard training", .phrase, weight: 0.22, price: 0.92, worth: 0.9),
        Keyword("power bi course", .exact, weight: 0.28, price: 1.12, worth: 1.12),
        Keyword("power bi certification", .phrase, weight: 0.14, price: 1.18, worth: 1.05),
      ],
      spellings: ["Excel toBI", "EXCEL TO BI"]),
    Campaign(
      name: "Generic – Data careers", channel: .search, platform: .microsoft, spend: 6_200,
      roas: 2.0, costPerClick: 1.30, clickThrough: 0.034, leadRate: 0.105, orderValue: 140,
      adGroups: ["Generic – courses", "Generic – jobs"],
      keywords: [
        Keyword("data courses", .broad, weight: 0.34, price: 1.02, worth: 1.3),
        Keyword("online certification", .broad, weight: 0.26, price: 1.05, worth: 1.05),
        Keyword("data jobs", .broad, weight: 0.24, price: 0.92, worth: 0.42),
        Keyword("it training institute", .phrase, weight: 0.16, price: 1.02, worth: 1.15),
      ],
      spellings: []),
    Campaign(
      name: "Competitor terms", channel: .search, platform: .googleAds, spend: 5_000,
      roas: 1.4, costPerClick: 1.95, clickThrough: 0.028, leadRate: 0.110, orderValue: 150,
      adGroups: ["Rivals – names", "Rivals – compare"],
      keywords: [
        Keyword("rival academy", .phrase, weight: 0.36, price: 1.08, worth: 0.92),
        Keyword("rival bootcamp price", .exact, weight: 0.26, price: 1.02, worth: 1.1),
        Keyword("rival academy alternative", .phrase, weight: 0.22, price: 0.95, worth: 1.25),
        Keyword("best data academy", .broad, weight: 0.16, price: 0.9, worth: 0.8),
      ],
      spellings: []),
  ]
}
