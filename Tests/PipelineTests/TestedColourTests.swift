import Foundation
import Testing

@testable import Analysis
@testable import Pack
@testable import Pipeline

/// Colours, marks and titles claim no more than was tested; bars are on a scale that shows them.
@Suite(.serialized) struct TestedColourTests {
  /// One campaign of a thousand times the others leaves their bars to be seen, and the caption says so.
  @Test func outliersAreCut() throws {
    let pack = try printed("Campaign,Clicks,Cost,Conversions,Conv. value") { day in
      (0..<4).map { "Campaign \($0),100,100.00,9,\($0 == 0 ? 300_000 : 300 + $0 + day % 7).00" }
    }
    #expect(pack.words.contains("noise. A bar with a slash is longer than drawn."))
    func domain(_ values: [Double?], _ least: Double = 0) -> ClosedRange<Double>? {
      guard case .bar(let domain) = Table.bars(values, least: least) else { return nil }
      return domain
    }
    #expect(domain([1000, 8, nil, -4]) == -4...10)
    #expect(domain([-1000, 8, 4]) == -10...8)
    #expect(domain([1000, 8]) == 0...1000)
    #expect(domain([20, 8, 4]) == 0...20)
    #expect(domain([0.9, 0.01, 0], 0.06) == 0...0.075)
    #expect(domain([1000, 0, 0]) == 0...1000)
  }
}
