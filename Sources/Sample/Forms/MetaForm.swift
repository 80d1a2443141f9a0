import Metrics

/// An export of Meta Ads Manager: a byte order mark, the grand total first and without names, the
/// latest day first, blanks for nothing, the currency in the header.
enum MetaForm: ExportForm {
  static let platform = Platform.meta

  static func path(_ window: ReportWindow) -> String {
    "data/raw/meta/ads_\(window.name).csv"
  }

  static let header = [
    "Campaign name", "Day", "Ad set name", "Ads", "Ad ID", "Region", "Impression device",
    "Impressions", "Link clicks", "Leads", "Purchases", "Purchases conversion value",
    "Amount spent (USD)", "Reporting starts", "Reporting ends",
  ]

  private static let devices = ["Mobile", "Desktop", "Tablet"]
  private static let letters = ["A", "B", "C"]

  static func text(_ rows: [FactRow], _ window: ReportWindow, late: Bool) -> [UInt8] {
    var csv = CSVText()
    csv.reserve(rows.count * 190 + 1_000)
    csv.markByteOrder()
    header.forEach { spaced($0, to: &csv) }
    csv.endLine()
    var totals = Totals()
    for row in rows { totals.add(row, row.outcome(in: window, late: late)) }
    add(totals, window, to: &csv)
    var end = rows.count
    while end > 0 {
      var start = end - 1
      while start > 0, rows[start - 1].day == rows[end - 1].day { start -= 1 }
      for row in rows[start..<end] { add(row, row.outcome(in: window, late: late), to: &csv) }
      end = start
    }
    return csv.bytes
  }

  private static func add(_ totals: Totals, _ window: ReportWindow, to csv: inout CSVText) {
    csv.emptyCells(7)
    csv.cell(String(totals.impressions))
    csv.cell(String(totals.clicks))
    csv.cell(String(totals.leads))
    csv.cell(String(totals.orders))
    csv.cell(Numeral.shortCents(totals.revenueCents))
    csv.cell(Numeral.shortCents(totals.costCents))
    csv.cell(window.first.description)
    csv.cell(window.last.description)
    csv.endLine()
  }

  private static func add(_ row: FactRow, _ outcome: FactRow.Outcome, to csv: inout CSVText) {
    func value(_ measure: Measure, _ text: String) {
      csv.cell(row.missing.has(measure) ? "" : text)
    }
    let day = row.day.description
    spaced(row.campaignText, to: &csv)
    csv.cell(day)
    spaced(row.adGroupText, to: &csv)
    spaced("\(row.adGroupText) – \(letters[row.creative.adOfGroup])", to: &csv)
    csv.cell(row.adNumber)
    spaced(row.cityText, to: &csv)
    csv.cell(devices[row.device])
    value(.impressions, String(row.impressions))
    value(.clicks, String(row.clicks))
    value(.leads, String(outcome.leads))
    value(.conversions, String(outcome.orders))
    value(.saleAmount, Numeral.shortCents(outcome.revenueCents))
    value(.cost, Numeral.shortCents(row.costCents))
    csv.cell(day)
    csv.cell(day)
    csv.endLine()
  }

  /// Meta puts a text with a blank in it in quotes.
  private static func spaced(_ text: String, to csv: inout CSVText) {
    if text.utf8.contains(0x20) { csv.quotedCell(text) } else { csv.cell(text) }
  }
}
