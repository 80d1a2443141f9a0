import Metrics

/// How a platform writes its export.
protocol ExportForm {
  static var platform: Platform { get }
  /// Where the export of a window lies in the project.
  static func path(_ window: ReportWindow) -> String
  static func text(_ rows: [FactRow], _ window: ReportWindow, late: Bool) -> [UInt8]
}

extension FactRow {
  func outcome(in window: ReportWindow, late: Bool) -> Outcome {
    outcome(age: late ? window.age(day) : nil)
  }

  var campaignText: String { Campaign.all[campaign].spelling(spelling) }

  var adGroupText: String { Campaign.all[campaign].adGroups[creative.adGroup] }

  var adNumber: String {
    String(Campaign.all[campaign].adNumber(campaign: campaign, ad: creative.ad))
  }

  var cityText: String { City.all[city].name + (trailingBlank == .city ? " " : "") }

  var keyword: Keyword? { creative.keyword.map { Campaign.all[campaign].keywords[$0] } }

  func keywordText(_ text: String) -> String { text + (trailingBlank == .keyword ? " " : "") }
}
