import Metrics
import Testing

@testable import Analysis

@Suite struct FunnelTests {
  @Test(
    arguments: [
      ([.impressions, .clicks, .leads, .conversions], "ctr lead_rate purchase_rate", ""),
      ([.impressions, .clicks, .conversions], "ctr conversion_rate", "leads"),
      ([.clicks, .leads, .conversions], "lead_rate purchase_rate", "impressions"),
      ([.impressions, .clicks, .leads], "ctr lead_rate", "conversions"),
      ([.clicks, .conversions], "conversion_rate", "impressions leads"),
      ([.clicks], "ctr", "impressions leads conversions"),
      ([.impressions, .conversions], "ctr conversion_rate", "clicks leads"), ([], "ctr", nil),
      ([.leads, .conversions], "purchase_rate", "impressions clicks"),
    ] as [([Measure], String, String?)])
  func hasTheStepsThatAreCounted(counted: [Measure], rates: String, absent: String?) {
    let funnel = Funnel { counted.contains($0) }
    #expect(funnel.rates.map(\.id).joined(separator: " ") == rates)
    #expect(funnel.counts.count == funnel.rates.count + 1)
    #expect(
      funnel.absent.map(\.id).joined(separator: " ")
        == absent ?? "impressions clicks leads conversions")
  }
}
