import Metrics
import Testing

@testable import Analysis
@testable import Pipeline

/// Packs of accounts that report no revenue: what they count and what one costs stands where profit would.
@Suite(.serialized) struct ResultsTests {
  private func rows(_ day: Int, counted: (Int) -> String) -> [String] {
    [("Google", "Brand", 20), ("Google", "Generic", 12), ("LinkedIn", "Reach", 1)].map {
      "\($0.0),\($0.1),Mobile,4000,200,\(300 + day % 5).00,\(counted($0.2 + day % 3))"
    }
  }

  @Test(arguments: [
    ("Leads", "leads", "cpl", "CPL"), ("Conversions", "conversions", "cac", "CAC"),
    ("Conversions,Revenue", "conversions", "cac", "CAC"),
  ])
  func whatIsCountedLeads(header: String, noun: String, cost: String, label: String) throws {
    let pack = try printed(
      "Channel,Campaign,Device,Impressions,Clicks,Spend,\(header)", days: 1...70
    ) { day in rows(day) { header.contains(",") ? "\($0),0.00" : "\($0)" } }
    let figures = try pack.figures
    let count = try #require(figures.first { $0.id == "\(noun).2025-W01.AC" })
    let each = try #require(figures.first { $0.id == "\(cost).2025-W01.AC" })
    #expect(pack.words.contains("\(count.display) \(noun) at \(each.display) each"))
    #expect(pack.words.contains("Spend and \(noun) by channel"))
    #expect(pack.words.contains("Reach takes 33% of spend and brings"))
    #expect(pack.words.contains("Campaigns by \(noun)"))
    #expect(!pack.words.contains("No revenue in the exports"))
    #expect(!pack.words.contains("profit is not known without revenue"))
    // What is printed of a campaign is what it spent for each.
    let reach = try #require(
      figures.first { $0.metric == cost && $0.dimensions["campaign"] == "Reach" })
    #expect(reach.value.flatMap(Double.init) ?? 0 > each.value.flatMap(Double.init) ?? 0)
  }

  @Test func aCampaignThatBringsNothingIsSaidTo() throws {
    let pack = try printed(
      "Channel,Campaign,Device,Impressions,Clicks,Spend,Leads", days: 1...28
    ) { _ in ["A,One,Mobile,4000,200,300.00,20", "B,Two,Mobile,4000,200,100.00,0"] }
    #expect(pack.words.contains("Two takes 25% of spend and brings no leads"))
  }

  /// Revenue on any day makes it an account with one.
  @Test func revenueOnOneDayMakesProfitWhatCounts() throws {
    let pack = try printed(
      "Channel,Campaign,Device,Impressions,Clicks,Spend,Conversions,Revenue", days: 1...28
    ) { day in rows(day) { "\($0),\(day == 2 ? "900.00" : "0.00")" } }
    #expect(pack.words.contains("Spend and profit by channel"))
  }

  @Test func whatAnAccountLivesBy() {
    func tally(_ amounts: [Measure: Int64]) -> Tally {
      var (tally, sums) = (Tally(), Amounts())
      for (measure, amount) in amounts { sums[measure] = amount }
      tally.add(mask: PresenceMask(rawValue: 63), rows: 1, sums: sums)
      return tally
    }
    #expect(Results(tally([.cost: 5, .leads: 2]))?.cost == .cpl)
    #expect(Results(tally([.cost: 5, .leads: 2, .conversions: 1]))?.cost == .cac)
    #expect(Results(tally([.cost: 5, .conversions: 1, .saleAmount: 1])) == nil)
    #expect(Results(tally([.cost: 5, .clicks: 9])) == nil)
    #expect(Results(tally([.leads: 2])) == nil)
  }
}
