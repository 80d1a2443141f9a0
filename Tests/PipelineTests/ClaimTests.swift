import Foundation
import Metrics
import Pack
import Testing

@testable import Pipeline

/// What platforms claim against what the shop sold, on page 1 and among the checks.
@Suite(.serialized) struct ClaimTests {
  private func page(_ sales: String?) throws -> (html: String, figures: [String: FiguresFile.Entry])
  {
    let project = try Project()
    try project.write("data/raw/a.csv", Project.month())
    if let sales { try project.write("data/sales.csv", sales) }
    let edition = "\(project.path)/output/site/editions/\(try project.run().outcome.edition)"
    let html = String(
      decoding: try #require(try FileSystem.read("\(edition)/index.html")), as: UTF8.self)
    let bytes = try #require(try FileSystem.read("\(edition)/figures.json"))
    let file = try #require(FiguresFile.read(bytes))
    return (html, Dictionary(file.figures.map { ($0.id, $0) }) { first, _ in first })
  }

  private func text(_ html: String) -> String {
    html.replacingOccurrences(of: "<[^>]*>", with: "", options: .regularExpression)
  }

  @Test func withoutShopSalesItSaysThatClaimsAreUnchecked() throws {
    let (html, figures) = try page(nil)
    #expect(text(html).contains("What platforms claim is not checked against shop sales."))
    #expect(!html.contains("Blended ROAS"))
    #expect(figures["mer.2024-W47.AC"] == nil)
  }

  /// What the shop sold on a day without an export, and what is asked of a part, is beside no spend.
  @Test func shopSalesAreBesideDaysThatExportsHaveAndBesideNoSlice() throws {
    let project = try Project()
    try project.write(
      "data/raw/a.csv",
      Project.month().split(separator: "\n").filter { !$0.contains("2024-11-20") }
        .joined(separator: "\n") + "\n")
    try project.write(
      "data/sales.csv",
      "date,revenue\n" + (18...24).map { "2024-11-\($0),5000\n" }.joined())
    let edition = try project.run().outcome.edition
    let bytes = try #require(
      try FileSystem.read("\(project.path)/output/site/editions/\(edition)/figures.json"))
    let printed = try #require(FiguresFile.read(bytes)).figures.first { $0.metric == "mer" }
    func asked(_ filters: [(Metrics.Dimension, String)]) throws -> Rational? {
      try MetricsQuery(
        metrics: [.blended], dimensions: [], grain: nil, from: CalendarDay(iso: "2024-11-18"),
        to: CalendarDay(iso: "2024-11-24"),
        filters: filters.map { (dimension: $0, value: $1) }
      ).run(project.session())[0].values[0].value
    }
    let whole = try #require(try asked([])).double
    #expect(abs(whole - (printed?.value.flatMap(Double.init) ?? 0)) < 1e-9)
    #expect(try asked([(.channel, "Search")]) == nil)
  }

  /// The week's shop revenue is 50,000; on two days it sold less than platforms claim.
  @Test func blendedEfficiencyAndClaimedShareStandBesideROAS() throws {
    let shop = [10_000, 4000, 10_000, 4000, 10_000, 6000, 6000]
    let rows = shop.enumerated().map { "2024-11-\(18 + $0.offset),\($0.element).00,9,1" }
    let (html, figures) = try page(
      "date,revenue,orders,new_customers\n" + rows.joined(separator: "\n") + "\n")
    let spend = try #require(figures["spend.2024-W47.AC"]?.value.flatMap { Double($0) })
    let revenue = try #require(figures["revenue.2024-W47.AC"]?.value.flatMap { Double($0) })
    let blended = try #require(figures["mer.2024-W47.AC"]?.value.flatMap { Double($0) })
    let claimed = try #require(figures["claim.2024-W47.AC"]?.value.flatMap { Double($0) })
    #expect(abs(blended - 50_000 / spend) < 1e-9)
    #expect(abs(claimed - revenue / 50_000) < 1e-9)
    let words = text(html)
    #expect(words.contains("Blended ROAS"))
    #expect(words.contains("of what the shop sold, and more than all of it on"))
    #expect(figures["fact.check.claims.days"]?.display == "7")
  }

  @Test func salesOfOtherDaysAreNoCheck() throws {
    let (html, _) = try page("date,revenue,orders,new_customers\n2024-11-02,9.00,1,1\n")
    #expect(text(html).contains("Shop sales do not cover this week"))
  }
}
