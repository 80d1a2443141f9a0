import Diagnostics
import Testing

@testable import Ingest
@testable import Metrics

/// Rows of a day that sum the others, wherever they stand and whatever they are called, never count twice.
@Suite struct SumsOfDaysTests {
  private static let header = "Date,Campaign,Spend,Impressions,Clicks,Conversions,Revenue\n"

  private static func day(_ day: Int, _ name: String?, isFirst: Bool) -> String {
    let parts = [
      "2024-03-0\(day),A,1\(day),100,5,1,20", "2024-03-0\(day),B,2\(day),200,6,2,40",
    ]
    let whole = name.map { ["2024-03-0\(day),\($0),\(30 + 2 * day),300,11,3,60"] } ?? []
    return ((isFirst ? whole : []) + parts + (isFirst ? [] : whole)).joined(separator: "\n") + "\n"
  }

  private func spend(_ text: String) throws -> String {
    do {
      return try Reading(text).total(.cost)
    } catch let error as Diagnostic {
      #expect(error.code == .reportUnsuitable && error.message.contains("stands twice"))
      return "refused"
    }
  }

  @Test(arguments: [
    ("All campaigns", true), ("All", true), ("Overall", true), ("Total", true), ("Subtotal", true),
    ("", false), ("", true), ("--", false), ("(blank)", false), ("n/a", false),
    ("Google Total", true),
  ])
  func besideTheirParts(name: String, isFirst: Bool) throws {
    let text = Self.header + (1...3).map { Self.day($0, name, isFirst: isFirst) }.joined()
    // 1 March 32, then 34 and 36.
    let sum = try spend(text)
    #expect(["refused", "102.00"].contains(sum), "\(sum)")
    let one = Self.header + Self.day(1, name, isFirst: isFirst)
    let first = try spend(one)
    #expect(["refused", "32.00"].contains(first), "\(first)")
  }

  /// All of them first, or last, and one of the whole file on its first day.
  @Test func awayFromTheirParts() throws {
    let parts = (1...3).map { Self.day($0, nil, isFirst: true) }.joined()
    let wholes = (1...3).map { "2024-03-0\($0),All campaigns,\(30 + 2 * $0),300,11,3,60\n" }
      .joined()
    #expect(try spend(Self.header + wholes + parts) == "refused")
    #expect(try spend(Self.header + parts + wholes) == "refused")
    #expect(try spend(Self.header + "2024-03-01,All,102,900,33,9,180\n" + parts) == "refused")
  }

  /// A sum that is called one may be rounded; what has no name must be it to the cent.
  @Test func calledSumsMayBeRounded() throws {
    let parts = (1...3).map { Self.day($0, nil, isFirst: true) }.joined()
    let rounded = (1...3).map { "2024-03-0\($0),All campaigns,\(31 + 2 * $0),300,11,3,61\n" }
      .joined()
    #expect(try spend(Self.header + rounded + parts) == "refused")
    let blank = rounded.replacing("All campaigns", with: "")
    #expect(try spend(Self.header + blank + parts) == "207.00")
  }

  /// A campaign without a name, or one called so, that is no sum counts.
  @Test func amountsDecide() throws {
    let parts = (1...3).map { Self.day($0, nil, isFirst: true) }.joined()
    let others = (1...3).map { "2024-03-0\($0),,3\($0),280,11,3,60\n" }.joined()
    #expect(try spend(Self.header + parts + others) == "198.00")
    let named = (1...3).map { "2024-03-0\($0),All inclusive,5\($0),300,12,3,60\n" }.joined()
    #expect(try spend(Self.header + named + parts) == "258.00")
  }

  @Test(arguments: [
    "All amounts in thousands of USD", "Angaben in Tausend Euro", "Amounts in €'000",
  ])
  func thousandsAreAsked(line: String) throws {
    let error = try #require(throws: Diagnostic.self) {
      try Reading("\(line)\n\n" + Self.header + Self.day(1, nil, isFirst: true))
    }
    #expect(error.code == .amountDoubtful && error.place?.line == 1)
  }

  @Test func aLineMayNameTheCurrencyOfAmounts() throws {
    let text = Self.header + Self.day(1, nil, isFirst: true)
    #expect(try Reading("All amounts in EUR\n\n" + text).summary.currency == "EUR")
    #expect(try Reading("Figures of ALL brands, in detail\n\n" + text).summary.currency == nil)
  }

  /// A table joined to one of goals has its spend at each of them; two networks have each their own.
  @Test func spendAtEachOfAnotherTablesRowsIsRefused() throws {
    let header = "Date,Campaign,Attribution model,Spend,Impressions,Clicks,Conversions,Revenue\n"
    func rows(_ spend: (Int, Int) -> Int) -> String {
      (1...6).flatMap { day in
        (0..<2).map { model in
          "2024-03-0\(day),A,Model \(model),\(spend(day, model)).50,10\(day),5,\(1 + model),2\(day + model)\n"
        }
      }.joined()
    }
    let error = try #require(throws: Diagnostic.self) {
      try Reading(header + rows { day, _ in 10 + day })
    }
    #expect(error.code == .reportUnsuitable && error.message.contains("«Attribution model»"))
    #expect(try Reading(header + rows { 10 + $0 + $1 }).rows.count == 12)
  }

  /// A table made by hand in the words of Google's own reports keeps its revenue.
  @Test(arguments: [
    "日期,广告系列,花费,展示次数,点击次数,转化次数,收入", "日付,キャンペーン,費用,表示回数,クリック数,コンバージョン,売上",
    "Date,Campaign,Cost,Impressions,Clicks,Conversions,Conv. rate,Revenue",
  ])
  func revenueMakesATableOneMadeByHand(header: String) throws {
    let rate = header.contains("rate") ? "10%," : ""
    let reading = try Reading(header + "\n2024-03-01,A,5.50,1000,10,1,\(rate)30.25\n")
    #expect(reading.summary.platform == "generic")
    #expect(reading.total(.saleAmount) == "30.25" && reading.total(.cost) == "5.50")
  }

  /// A count of sales is no revenue beside a column that holds their value.
  @Test func salesBesideTheirValueAreAsked() throws {
    let error = try #require(throws: Diagnostic.self) {
      try Reading(
        "Date,Campaign,Cost,Impressions,Clicks,Sales,Sales value\n2024-03-01,A,5,1000,10,1,30\n2024-03-02,A,5,1000,10,2,40\n"
      )
    }
    #expect(error.code == .columnAmbiguous)
  }
}
