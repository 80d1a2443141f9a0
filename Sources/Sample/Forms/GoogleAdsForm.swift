import Metrics

/// A report of the Google Ads interface: report name and date range above the header, ` --` for
/// nothing, counts and amounts with thousands separators, totals below.
enum GoogleAdsForm: ExportForm {
  static let platform = Platform.googleAds

  static func path(_ window: ReportWindow) -> String {
    "data/raw/google_ads/performance_\(window.name).csv"
  }

  static let header = [
    "Day", "Campaign", "Campaign type", "Ad group", "Ad ID", "Keyword", "Match type", "Device",
    "City", "Currency code", "Impr.", "Clicks", "Cost", "Leads", "Conversions", "Conv. value",
  ]

  private static let nothing = " --"
  private static let devices = ["Mobile phones", "Computers", "Tablets"]

  static func text(_ rows: [FactRow], _ window: ReportWindow, late: Bool) -> [UInt8] {
    var csv = CSVText()
    csv.reserve(rows.count * 150 + 1_000)
    csv.line("Ad performance report")
    csv.cell("\(DateText.long(window.first)) - \(DateText.long(window.last))")
    csv.endLine()
    header.forEach { csv.cell($0) }
    csv.endLine()
    var account = Totals()
    var types: [Totals] = Channel.allCases.map { _ in Totals() }
    for row in rows {
      let outcome = row.outcome(in: window, late: late)
      let campaign = Campaign.all[row.campaign]
      account.add(row, outcome)
      types[Channel.allCases.firstIndex(of: campaign.channel) ?? 0].add(row, outcome)
      add(row, outcome, campaign, to: &csv)
    }
    add(account, "Total: Account", type: "", to: &csv)
    for (channel, totals) in zip(Channel.allCases, types) where channel != .social {
      add(totals, "Total: \(channel.rawValue)", type: channel.rawValue, to: &csv)
    }
    return csv.bytes
  }

  private static func add(
    _ row: FactRow, _ outcome: FactRow.Outcome, _ campaign: Campaign, to csv: inout CSVText
  ) {
    func value(_ measure: Measure, _ text: String) {
      csv.cell(row.missing.has(measure) ? nothing : text)
    }
    csv.cell(row.day.description)
    csv.cell(row.campaignText)
    csv.cell(campaign.channel.rawValue)
    csv.cell(row.adGroupText)
    csv.cell(row.adNumber)
    csv.cell(row.keyword.map { row.keywordText(marked($0)) } ?? nothing)
    csv.cell(row.keyword.map { matchText($0.match) } ?? nothing)
    csv.cell(devices[row.device])
    csv.cell(row.cityText)
    csv.cell("USD")
    value(.impressions, Numeral.grouped(row.impressions))
    value(.clicks, Numeral.grouped(row.clicks))
    value(.cost, Numeral.groupedCents(row.costCents))
    value(.leads, Numeral.groupedCents(outcome.leads * 100))
    value(.conversions, Numeral.groupedCents(outcome.orders * 100))
    value(.saleAmount, Numeral.groupedCents(outcome.revenueCents))
    csv.endLine()
  }

  private static func add(
    _ totals: Totals, _ label: String, type: String, to csv: inout CSVText
  ) {
    csv.cell(label)
    csv.cell("")
    csv.cell(type)
    csv.emptyCells(6)
    csv.cell("USD")
    csv.cell(Numeral.grouped(totals.impressions))
    csv.cell(Numeral.grouped(totals.clicks))
    csv.cell(Numeral.groupedCents(totals.costCents))
    csv.cell(Numeral.groupedCents(totals.leads * 100))
    csv.cell(Numeral.groupedCents(totals.orders * 100))
    csv.cell(Numeral.groupedCents(totals.revenueCents))
    csv.endLine()
  }

  /// Google marks the match type in the keyword as well: `[exact]`, `"phrase"`, `broad`.
  private static func marked(_ keyword: Keyword) -> String {
    switch keyword.match {
    case .exact: "[\(keyword.text)]"
    case .phrase: "\"\(keyword.text)\""
    case .broad: keyword.text
    }
  }

  private static func matchText(_ match: MatchType) -> String {
    switch match {
    case .exact: "Exact match"
    case .phrase: "Phrase match"
    case .broad: "Broad match"
    }
  }
}
