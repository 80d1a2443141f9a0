import Diagnostics
import Testing

@testable import Ingest
@testable import Metrics

/// A measure without a column is asked for where a column that is not read may hold it.
@Suite struct UnreadMeasuresTests {
  private func warnings(_ header: String) throws -> [String] {
    try Reading("Date,Campaign,Impressions,Clicks,Cost,\(header)\n2024-03-13,Brand,9,1,5.00,3\n")
      .summary.warnings.filter { $0.code == .measureMissing }.map(\.message)
  }

  @Test(arguments: [
    "Results", "Purchase (Click) Conversions", "Common Conversions", "All conv.", "Customers",
    "ConversionsQualified", "Paid orders", "結果", "首日转化",
  ])
  func conversions(header: String) throws {
    #expect(
      try warnings(header) == [
        "no column is read for conversions, and «\(header)» may hold them"
      ])
  }

  @Test(arguments: [
    "Common Revenue", "Shop sales", "Purchase amount", "All conv. value", "实际销售额(元)", "成交金额",
    "Ventas",
    "action_values:offsite_conversion.fb_pixel_purchase",
  ])
  func revenue(header: String) throws {
    #expect(
      try warnings(header) == ["no column is read for sale_amount, and «\(header)» may hold it"])
  }

  @Test(arguments: [
    "Cost per result", "Conv. rate", "Conv. value / cost", "Result type", "Conversion action",
    "View-through conv.", "Insertion Order", "Order ID", "Target revenue", "Purchase ROAS",
    "Quality", "結果の単価", "转化率", "转化成本",
  ])
  func otherColumnsAreNone(header: String) throws {
    #expect(try warnings(header).isEmpty)
  }

  @Test func impressionsAndClicks() throws {
    let reading = try Reading(
      "Reporting starts,Campaign name,Amount spent (USD),Outbound clicks,Gross impressions (includes others)\n2024-03-13,Brand,5.00,7,90\n"
    )
    #expect(
      reading.summary.warnings.filter { $0.code == .measureMissing }.map(\.message) == [
        "no column is read for impressions, and «Gross impressions (includes others)» may hold them",
        "no column is read for clicks, and «Outbound clicks» may hold them",
      ])
  }

  @Test func aMeasureThatIsReadIsNotAsked() throws {
    #expect(try warnings("Conversions").isEmpty)
    let reading = try Reading(
      "Date,Campaign,Impressions,Clicks,Cost,Revenue,Conversions,Results\n2024-03-13,A,9,1,5.00,3,1,2\n"
    )
    #expect(reading.summary.named.isEmpty)
  }

  /// Reach beside purchases, as a column of their own says: they are no conversions.
  @Test func resultsOfSeveralKindsAreNotOffered() throws {
    let reading = try Reading(
      "Reporting starts,Campaign name,Amount spent (USD),Impressions,Link clicks,Results,Result indicator\n2024-03-13,Brand,5.00,90,7,3,reach\n"
    )
    #expect(!reading.summary.named.contains(.conversions))
  }

  @Test func whatTheHintSaysHelps() throws {
    var options = ReadingOptions()
    options.columns[.conversions] = "Results"
    let reading = try Reading(
      "Date,Campaign,Impressions,Clicks,Cost,Results\n2024-03-13,Brand,9,1,5.00,3\n",
      options: options)
    #expect(reading.total(.conversions) == "3.00")
    #expect(reading.summary.named.isEmpty)
  }
}
