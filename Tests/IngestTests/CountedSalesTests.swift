import Testing

@testable import Ingest
@testable import Metrics

/// A column called sales may hold revenue or count orders; only its amounts can tell.
@Suite struct CountedSalesTests {
  private func reading(_ header: String, _ sales: (Int) -> String, columns: [Field: String] = [:])
    throws -> Reading
  {
    var options = ReadingOptions()
    options.columns = columns
    let rows = (1...12).map { "2024-03-\($0 + 12),Brand,500,20,9.50,\(sales($0))" }
    return try Reading(
      "Date,Campaign,Impressions,Clicks,Spend,\(header)\n" + rows.joined(separator: "\n") + "\n",
      options: options)
  }

  private func isDoubted(_ reading: Reading) -> Bool {
    reading.summary.warnings.contains { $0.code == .revenueDoubtful }
  }

  @Test func wholeNumbersBelowTheClicksAreDoubted() throws {
    let reading = try reading("Sales") { "\($0 % 4 + 1)" }
    #expect(isDoubted(reading))
    let hint = reading.summary.warnings.first { $0.code == .revenueDoubtful }?.hint
    #expect(hint?.contains("`columns: {conversions: Sales}`") == true)
  }

  @Test(arguments: ["35.50", "340", "-3", "$3"])
  func oneAmountOfMoneyIsEnough(amount: String) throws {
    let reading = try reading("Sales") { $0 == 7 ? amount : "3" }
    #expect(!isDoubted(reading))
  }

  @Test func aColumnOfRevenueIsNone() throws {
    #expect(!isDoubted(try reading("Revenue") { _ in "3" }))
    #expect(!isDoubted(try reading("Sales (EUR)") { _ in "3" }))
  }

  @Test func whatTheHintSaysHelps() throws {
    let reading = try reading("Sales", { _ in "3" }, columns: [.conversions: "Sales"])
    #expect(!isDoubted(reading))
    #expect(reading.total(.conversions) == "36.00")
    #expect(reading.rows.allSatisfy { !$0.mask.has(.saleAmount) })
  }
}
