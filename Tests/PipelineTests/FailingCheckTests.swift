import Metrics
import Testing
import Warehouse

@testable import Analysis
@testable import Pipeline

/// What a failing data test casts doubt on, and what it is worth, in the days that a pack is of.
@Suite struct FailingCheckTests {
  private static let head = "Campaign,Device,Impr.,Clicks,Cost,Conversions,Conv. value"

  /// Eight weeks from 28 October 2024; a device nobody knows on one day, with a tenth of it.
  private func pack(unknownOn odd: Int, configuration: String = "version: 1\n") throws -> Printed {
    try printed(Self.head, days: 1...56, configuration: configuration) { day in
      (0..<9).map { row in
        "C\(row % 3),\(row % 2 == 0 ? "Mobile" : "Desktop"),1000,50,10.00,2,30.00"
      }
        + ["C0,\(day == odd ? "Smart fridge" : "Desktop"),1000,50,10.00,2,60.00"]
    }
  }

  @Test func aFaultOfOtherWeeksMarksNoFigureOfThisOne() throws {
    let pack = try pack(unknownOn: 2)
    #expect(!pack.words.lowercased().contains("in doubt"))
    #expect(pack.words.contains("No check finds a fault in W51"))
    #expect(pack.words.contains("Devices are recognised"))
  }

  /// A platform's own ratio that is off says in how many rows; where nothing is known of what hangs on a
  /// fault no table says so in every cell.
  @Test func ratiosSayInHowManyRowsTheyAgree() throws {
    let pack = try printed("Campaign,Impr.,Clicks,CTR,Cost,Conversions,Conv. value") { day in
      ["C,1000,50,\(day % 4 == 0 ? "9.00%" : "5.00%"),10.00,2,30.00"]
    }
    #expect(pack.words.contains("75% of 28 agree"))
    #expect(!pack.words.contains("What the failed checks could change"))
  }

  @Test func aFaultOfTheWeekIsPricedInIt() throws {
    let pack = try pack(unknownOn: 52)
    #expect(pack.words.lowercased().contains("in doubt: see checks"))
    #expect(pack.words.contains("One check finds faults in W51, in 10 of its spend"))
  }

  /// A campaign without a faulty row is not in doubt.
  @Test func aFaultOfOneCampaignMarksNoOther() throws {
    let pack = try printed(Self.head, days: 1...56) { day in
      (0..<3).map {
        "C\($0),Mobile,1000,50,\($0 == 1 && day == 38 ? "-10.00" : "10.00"),20,\(30 + day % 5).00"
      }
    }
    let bytes = try #require(try FileSystem.read("\(pack.folder)/figures.json"))
    let spend = try #require(FiguresFile.read(bytes)).figures.filter {
      $0.metric == "spend" && $0.period.contains("…") && $0.dimensions["key"] != nil
    }
    let trust = Dictionary(grouping: spend) { $0.dimensions["campaign"] ?? "" }
      .mapValues { Set($0.map(\.trust)) }
    #expect(trust == ["C0": ["full"], "C1": ["in doubt"], "C2": ["full"]])
  }

  /// What lacks is of the channels that the account has on such a day.
  @Test func aDayThatLacksMarksTheFiguresThatItIsOf() throws {
    let pack = try printed("Account,Channel,\(Self.head)", days: 1...56) { day in
      ["A,Google,C,Mobile,1000,50,10.00,2,30.00"]
        + (day == 52 ? [] : ["B,Facebook,D,Mobile,1000,50,\(10 + day % 3).00,2,35.00"])
    }
    let bytes = try #require(try FileSystem.read("\(pack.folder)/figures.json"))
    let trust = try #require(FiguresFile.read(bytes)).figures.reduce(into: [:]) {
      $0[$1.id] = $1.trust
    }
    #expect(trust["spend.2024-W51.AC"] == "in doubt")
    #expect(trust["spend.channel=Social.2024-W51.AC"] == "in doubt")
    #expect(trust["spend.channel=Search.2024-W51.AC"] == "full")
    #expect(pack.words.lowercased().contains("in doubt: see checks"))
  }

  /// A change is in doubt where a fault lies in what is compared, on either side.
  @Test func aFaultOfEarlierWeeksMarksComparisonsWithThem() throws {
    func trust(faultOn odd: Int) throws -> [String: String] {
      let pack = try printed(Self.head, days: 1...56) { day in
        ["C,Mobile,1000,50,\(day == odd ? "-10.00" : "10.00"),2,30.00"]
      }
      let bytes = try #require(try FileSystem.read("\(pack.folder)/figures.json"))
      return try #require(FiguresFile.read(bytes)).figures.reduce(into: [:]) {
        $0[$1.id] = $1.trust
      }
    }
    // Of eight weeks from 28 October 2024 the third from the end, and the last.
    let earlier = try trust(faultOn: 38)
    #expect(earlier["spend.2024-W51.AC-4W"] == "in doubt")
    #expect(earlier["roas.2024-W51.AC-4W"] == "in doubt")
    #expect(earlier["spend.2024-W51.AC-PW"] == "derived")
    #expect(earlier["spend.2024-W51.AC"] == "full")
    let now = try trust(faultOn: 52)
    #expect(now["spend.2024-W51.AC-PW"] == "in doubt")
    #expect(now["conversions.2024-W51.AC-PW"] ?? "derived" == "derived")
  }

  /// Tracking that was lost, and written as zeros, is said of all that is made of what it counts.
  @Test func zerosWhereThereAreAlwaysSomeAreInDoubt() throws {
    func pack(_ lost: ClosedRange<Int>?) throws -> Printed {
      try printed("Campaign,Impr.,Clicks,Cost,Conversions,Conv. value", days: 1...56) { day in
        let isLost = lost?.contains(day) ?? false
        return ["C,90000,\(1000 + day % 7),900.00,\(isLost ? "0,0" : "\(50 + day % 5),4000.00")"]
      }
    }
    let found = try pack(50...52)
    #expect(found.words.contains("Revenue is tracked every day"))
    #expect(found.words.contains("Conversions are tracked every day"))
    #expect(found.words.contains("in doubt: see checks"))
    #expect(found.words.contains("in doubt: revenue seems not to be tracked every day"))
    #expect(!found.words.contains("no check fails"))
    let figures = try String(contentsOfFile: "\(found.folder)/figures.json", encoding: .utf8)
    #expect(figures.contains("doubt"))
    let summary = try String(
      contentsOfFile: "\(found.project.path)/output/artifacts/summary.md", encoding: .utf8)
    #expect(summary.contains("revenue\\_tracked") && summary.contains("of spend at stake"))
    #expect(try pack(nil).words.contains("no check fails"))
  }

  /// Rows of longer periods are in no figure of a week: a price is of what pages print.
  @Test func rowsOfLongerPeriodsAreInNoPrice() throws {
    let head = "Campaign,Impr.,Clicks,Cost,Conversions,Conv. value"
    let project = try printed(
      head, days: 1...28,
      files: [
        "data/raw/b.csv":
          "Reporting starts,Reporting ends,Campaign name,Amount spent (USD),Impressions,Link clicks\n2024-11-18,2024-11-24,M,-900.00,1000,10\n"
      ]
    ) { ["C,1000,50,\($0 == 24 ? "-7.00" : "1.00"),2,40.00"] }.project
    let session = try project.session()
    let result = try #require(
      try BuildStep(session).test(again: true).first { $0.test.name == "cost_not_negative" })
    #expect(result.failures == 2)
    let price = try #require(TestPrice(result, margin: 1_000_000))
    #expect(price.rows == 1 && price.spend == -7_000_000)
    #expect(result.stake?.whole.total(.cost) == 20_000_000)
  }

  /// What a test of one's own shows is a number, or nothing; and what names keys alone may mean any measure.
  @Test func testsOfOnesOwnArePricedAsFarAsTheyTell() throws {
    let pack = try printed(
      Self.head,
      files: [
        "warehouse/tests/odd.sql":
          "select 'cost' as measure, '2024-11-20' as date_key, 'abc' as gap_micros",
        "warehouse/tests/campaigns.sql":
          "select date_key, campaign_key from {{ ref('fact_marketing_performance') }} where date_key = 20241120 group by 1, 2",
      ]
    ) { _ in ["C,Mobile,1000,50,10.00,2,30.00", "D,Mobile,1000,50,10.00,2,80.00"] }
    #expect(pack.words.contains("Spend 140 → 120") || pack.words.contains("→"))
    #expect(!pack.words.contains("no measure moves"))
  }

  /// The profit that a fault is worth is the one that pages print.
  @Test(arguments: [("", 3990), ("margin: 0.5\n", 1990)])
  func aPriceIsOfTheMarginThatIsConfigured(margin: String, without: Int) throws {
    let project = try Project(configuration: "version: 1\n\(margin)")
    var text = "Day,\(Self.head)\n"
    for day in 10..<20 {
      text += "2024-11-\(day),C,Mobile,1000,50,1.00,2,400.00\n"
      text += "2024-11-\(day),C,Desktop,1000,50,\(day == 12 ? "-7.00,2,0.00" : ",2,")\n"
    }
    try project.write("data/raw/a.csv", text)
    let session = try project.session()
    _ = try IngestStep(session).run([])
    try BuildStep(session).build(fullRefresh: false)
    let result = try #require(
      try BuildStep(session).test(again: true).first { $0.test.name == "cost_not_negative" })
    let price = try #require(TestPrice(result, margin: session.configuration.margin))
    #expect(price.spend == -7_000_000)
    let profit = try #require(price.ranges.first { $0.metric == .profit })
    #expect(profit.without == Rational(without))
  }
}
