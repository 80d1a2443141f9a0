import Metrics

/// A report of Microsoft Advertising: a preamble, every cell in quotes, American dates, plain
/// numbers, a copyright line below, lines ended as on Windows.
enum MicrosoftForm: ExportForm {
  static let platform = Platform.microsoft

  static func path(_ window: ReportWindow) -> String {
    "data/raw/microsoft/keyword_performance_\(window.name).csv"
  }

  static let header = [
    "GregorianDate", "AccountName", "CampaignName", "AdGroupName", "AdId", "Keyword",
    "BidMatchType", "DeviceType", "City", "CurrencyCode", "Impressions", "Clicks", "Spend",
    "Leads", "Conversions", "Revenue",
  ]

  private static let devices = ["Smartphone", "Computer", "Tablet"]

  static func text(_ rows: [FactRow], _ window: ReportWindow, late: Bool) -> [UInt8] {
    var csv = CSVText(lineEnd: "\r\n")
    csv.reserve(rows.count * 220 + 1_000)
    addPreamble(rows.count, window, late: late, to: &csv)
    header.forEach { csv.quotedCell($0) }
    csv.endLine()
    for row in rows { add(row, row.outcome(in: window, late: late), to: &csv) }
    csv.endLine()
    csv.quotedCell("©\(window.exported.year) Microsoft Corporation. All rights reserved. ")
    csv.endLine()
    return csv.bytes
  }

  private static func addPreamble(
    _ rows: Int, _ window: ReportWindow, late: Bool, to csv: inout CSVText
  ) {
    let exported = DateText.american(window.exported)
    for line in [
      "Report Name: Keyword performance by day and city",
      "Report Time: \(DateText.american(window.first))-\(DateText.american(window.last))",
      "Time Zone: (GMT+05:30) Chennai, Kolkata, Mumbai, New Delhi",
      "Last Completed Available Day: \(exported) 1:00:00 AM (GMT)",
      "Last Completed Available Hour: \(exported) 1:00:00 AM (GMT)",
      "Report Aggregation: Daily",
      "Report Filter: ",
      "Potential Incomplete Data: \(late)",
      "Rows: \(rows)",
    ] {
      csv.quotedCell(line)
      csv.endLine()
    }
    csv.endLine()
  }

  private static func add(_ row: FactRow, _ outcome: FactRow.Outcome, to csv: inout CSVText) {
    func value(_ measure: Measure, _ text: String) {
      csv.quotedCell(row.missing.has(measure) ? "" : text)
    }
    csv.quotedCell(DateText.american(row.day))
    csv.quotedCell("Data skills school")
    csv.quotedCell(row.campaignText)
    csv.quotedCell(row.adGroupText)
    csv.quotedCell(row.adNumber)
    csv.quotedCell(row.keyword.map { row.keywordText($0.text) } ?? "")
    csv.quotedCell(row.keyword.map { matchText($0.match) } ?? "")
    csv.quotedCell(devices[row.device])
    csv.quotedCell(row.cityText)
    csv.quotedCell("USD")
    value(.impressions, String(row.impressions))
    value(.clicks, String(row.clicks))
    value(.cost, Numeral.cents(row.costCents))
    value(.leads, String(outcome.leads))
    value(.conversions, String(outcome.orders))
    value(.saleAmount, Numeral.cents(outcome.revenueCents))
    csv.endLine()
  }

  private static func matchText(_ match: MatchType) -> String {
    switch match {
    case .exact: "Exact"
    case .phrase: "Phrase"
    case .broad: "Broad"
    }
  }
}
