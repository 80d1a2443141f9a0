import Foundation
import Testing

@testable import Metrics
@testable import Pack
@testable import Pipeline

/// What pages say of exports that are unlike any other: many places, losses, amounts below zero.
@Suite(.serialized) struct EdgePageTests {
  /// Good news is a line, not a frame where something is missing.
  @Test func noWarningsAreOneLine() throws {
    let pack = try printed("Campaign,Impressions,Clicks,Leads,Cost,Conversions,Conv. value") { _ in
      ["Brand,5000,100,20,90.00,9,300.00"]
    }
    let page = String(
      decoding: try #require(try FileSystem.read("\(pack.folder)/index.html")), as: UTF8.self)
    let start = page.range(of: "No warnings</h3>")
    let rest = page[try #require(start).upperBound...].prefix(120)
    #expect(rest.contains("<p><b>Nothing to report</b> No file gave a warning.</p>"), "\(rest)")
  }

  /// Twenty cities, each on one device: ten are shown, ten are summed in one row with their values, and
  /// the title counts all of them.
  @Test func manyLocationsAreFoldedOnce() throws {
    let pack = try printed("Campaign,Device,City,Impressions,Clicks,Cost,Conversions,Conv. value") {
      day in
      (0..<20).map { city in
        let device = ["Mobile", "Desktop", "Tablet"][city % 3]
        let value = (city % 3 == 1 ? 900 : 300) + day % 5
        return "Brand,\(device),City \(10 + city),5000,100,\(200 - city).00,9,\(value).00"
      }
    }
    #expect(pack.words.contains("Desktop beats the average beyond noise in 7 of 20 locations"))
    let cells = try pack.data("roas-segments")
    #expect(cells.count == 1 + 10 + 1 + 1)
    let rest = cells[11]
    #expect(rest[0] == "10 others" && rest.dropFirst().allSatisfy { Double($0) != nil }, "\(rest)")
    if let text = Tool.output("pdftotext", ["-layout", "\(pack.folder)/pack.pdf", "-"]) {
      #expect(text.contains("City 19") && !text.contains("City 20"))
      let line = text.split(separator: "\n").first { $0.contains("10 others") }
      #expect(line.map { $0.filter { $0 == "×" }.count >= 4 } ?? false, "\(line ?? "")")
    }
  }

  /// Places and devices without revenue have no ratio: said in words, not by an axis without dots; and what
  /// the funnel lacks has no columns of "n/a".
  @Test func whatIsNotKnownHasNoAxis() throws {
    let pack = try printed("Campaign,Device,City,Impressions,Clicks,Cost") { day in
      ["Brand,Mobile,Pune,5000,100,90.00", "Brand,Desktop,Delhi,5000,\(90 + day % 3),80.00"]
    }
    #expect(pack.words.contains("No device has a ROAS"))
    #expect(pack.words.contains("No location has a ROAS"))
    #expect(pack.words.contains("A bridge needs revenue and spend of both weeks."))
    let heads = try pack.data("segments")[0]
    #expect(heads.contains("Click-through rate") && !heads.contains("Click-to-lead"), "\(heads)")
  }

  /// Where no export counts leads, clicks convert; where none counts conversions either, the funnel ends.
  @Test func theFunnelHasTheStepsThatAreCounted() throws {
    let search = try printed("Campaign,Impressions,Clicks,Leads,Cost,Conversions,Conv. value") {
      day in ["Brand,5000,\(100 + day % 3),0,90.00,\(9 + day % 2),300.00"]
    }
    #expect(search.words.contains("report them. The exports count no leads."))
    #expect(search.words.contains("Conversions per 100 clicks"))
    #expect(!search.words.contains("Click-to-lead is not known"))
    let forms = try printed("Campaign,Impressions,Clicks,Leads,Cost") { day in
      ["Brand,5000,\(100 + day % 3),\(20 + day % 2),90.00"]
    }
    #expect(forms.words.contains("not CRM leads. The exports count no conversions."))
    #expect(forms.words.contains("Leads per 100 clicks"))
    #expect(!forms.words.contains("Lead-to-conversion is not known"))
  }

  /// What exports lack of device, location and keyword takes no box: the channel stands for one of the first
  /// two, campaigns for the rest, and the lede says it.
  @Test(arguments: [
    ("Device", "Mobile Desktop", "ROAS by device and channel", "location or keyword"),
    ("City", "Pune Delhi", "ROAS by channel and location", "device or keyword"),
    ("Note", "x y", "", "device, location or keyword"),
  ])
  func pageFourHasNoEmptyBox(
    column: String, members: String, title: String, lacking: String
  ) throws {
    let names = members.split(separator: " ")
    let pack = try printed(
      "Campaign,Campaign type,\(column),Impr.,Clicks,Cost,Conversions,Conv. value"
    ) {
      day in
      (0..<4).map {
        "Campaign \($0 / 2),\($0 < 2 ? "Search" : "Display"),\(names[$0 % 2]),5000,100,\(90 + $0).00,\(9 + day % 2),\(300 + $0 * 9 + day % 4).00"
      }
    }
    #expect(pack.words.contains("The exports do not break spend down by \(lacking)."))
    #expect(!pack.words.contains("No keyword column") && !pack.words.contains("No location column"))
    let html = String(
      decoding: try #require(try FileSystem.read("\(pack.folder)/index.html")), as: UTF8.self)
    #expect(html.contains("roas-segments") == !title.isEmpty)
    #expect(html.contains("What a click costs and returns, by campaign"))
    guard !title.isEmpty else { return }
    let cells = try pack.data("roas-segments")
    #expect(cells.count == 1 + 2 + 1 && cells[0].count == 2 + 2, "\(cells)")
  }

  /// Every channel and device keeps its rate, and the whole falls: what moved is where impressions are.
  @Test func aChangeOfTheMixIsToldAsOne() throws {
    let head = "Campaign,Campaign type,Device,Impr.,Clicks,Cost,Conversions,Conv. value"
    let pack = try printed(head, days: 1...84) { day in
      [("Search", 20, 0), ("Display", 300, day > 77 ? 60_000 : 0)].flatMap { type, per, more in
        ["Mobile", "Desktop"].map { device in
          let shown = 20_000 + more + day * 7 % 11 * 40
          return
            "\(type),\(type),\(device),\(shown),\(shown / per + day % 5),100.00,9,\(400 + day % 3).00"
        }
      }
    }
    #expect(
      pack.words.contains("below its normal range: more impressions are from Display"))
  }

  /// A fall that has lasted three weeks is measured against the four before it, not against itself; page 1 names
  /// what page 2 leads with; and a mean that loses money is no mark to be judged by.
  @Test func aFallIsMeasuredAgainstTheWeeksBeforeIt() throws {
    let head = "Campaign,Campaign type,Device,Impr.,Clicks,Cost,Conversions,Conv. value"
    let pack = try printed(head, days: 1...105) { day in
      ["Mobile", "Desktop"].map { device in
        let sales = device == "Mobile" && day > 84 ? 20 : 40 + day * 7 % 3
        return
          "Brand,Search,\(device),9000,\(900 + day * 5 % 7),100.00,\(sales),\(sales * 10).00"
      }
    }
    #expect(pack.words.contains("on the four weeks before W"))
    #expect(
      pack.words.contains("Only Mobile conversion rate changed beyond noise: −51")
        || pack.words.contains("Mobile conversion rate, −51"), "\(pack.words.count)")
  }

  /// A dearer click is a cause of its own, and clicks that are not there cost nothing.
  @Test func whatClicksCostIsACause() throws {
    let head = "Campaign,Impr.,Clicks,Cost,Conversions,Conv. value"
    let dearer = try printed(head, days: 1...84) { day in
      ["Brand,5000,100,\(day > 77 ? 180 : 100 + day % 3).00,10,\(400 + day * 7 % 11).00"]
    }
    #expect(dearer.words.contains("Cost per click moved profit most"))
    #expect(dearer.words.contains("Revenue is level with its W44 peak"))
    #expect(!dearer.words.contains("No device column") && !dearer.words.contains("No keyword"))
    #expect(dearer.words.contains("$1.80, from $1.01") || dearer.words.contains("1.80, from 1.01"))
    // Half of all: revenue falls by 200 a day, and spend by 50.
    let fewer = try printed(head, days: 1...84) { day in
      let part = day > 77 ? 2 : 1
      return [
        "Brand,\(5000 / part),\(100 / part),\(100 / part).00,\(10 / part),\((400 + day % 2 * 10) / part).00"
      ]
    }
    #expect(fewer.words.contains("Impressions are 100% of the change in profit"))
  }

  /// Revenue that no export counts is no revenue of nought: a click that costs has no place on a picture of returns.
  @Test func unknownRevenueIsDrawnNowhere() throws {
    let pack = try printed("Campaign,Device,Impr.,Clicks,Leads,Cost") { day in
      ["A,Mobile,9000,\(900 + day % 7),40,100.00", "B,Desktop,9000,900,30,90.00"]
    }
    #expect(!pack.words.contains("What a click costs and returns"))
    #expect(pack.words.contains("the exports lack revenue"))
    #expect(pack.words.contains("Nothing is missing of what the exports count") == false)
  }

  /// A range of losses is said to be one.
  @Test func lossesInEveryWeekAreSaid() throws {
    let pack = try printed("Campaign,Impr.,Clicks,Cost,Conversions,Conv. value", days: 1...84) {
      day in ["Brand,5000,\(100 + day % 3),900.00,\(9 + day % 2),\(300 + day * 7 % 11).00"]
    }
    #expect(pack.words.contains(", a loss for over ten weeks running"))
  }

  /// One week without a value does not say that there never was one.
  @Test func aWeekWithoutSpendIsNotSpendNeverReported() throws {
    let pack = try printed("Campaign,Impressions,Clicks,Cost,Conversions,Conv. value") { day in
      ["Brand,5000,100,\((8...14).contains(day) ? "" : "90.00"),9,300.00"]
    }
    let pages = pack.project.tree("output/site/campaigns").filter {
      !$0.key.hasSuffix("index.html")
    }
    let page = String(decoding: try #require(pages.values.first), as: UTF8.self)
    #expect(page.contains("spend missing") && !page.contains("spend not reported"))
  }

  /// A project of cents: steps of “$0” are no bridge.
  @Test func changesUnderAUnitAreNoSteps() throws {
    let pack = try printed(
      "Campaign,Impr.,Clicks,Cost,Leads,Conversions,Conv. value", days: 1...56
    ) { day in
      (0..<4).map {
        "Campaign \($0),9000,100,$0.0\(4 + (day + $0) % 5),20,\(5 + day % 3),$0.\(20 + day % 9)"
      }
    }
    #expect(pack.words.contains("No campaign moved profit by $1"))
    #expect(pack.words.contains("Nothing moved profit by $1"))
    #expect(!pack.words.contains("of the change in profit"))
  }

  /// Seven devices, the smallest on most places far over the rest: "3 others" is no device that wins.
  @Test func theRestOfDevicesIsNoDevice() throws {
    let pack = try printed("Campaign,Device,City,Impressions,Clicks,Cost,Conversions,Conv. value") {
      day in
      (0..<7).flatMap { device in
        (0..<3).map { city in
          let (cost, value) = device < 4 ? (200 - device, 400 + day % 3) : (20, 300)
          return "Brand,Device \(device),City \(city),5000,100,\(cost).00,9,\(value).00"
        }
      }
    }
    #expect(!pack.words.contains("others beats"))
    #expect(
      pack.words.contains("Four devices each miss the average beyond noise in 3 of 3 locations"))
  }

  /// A caution of the data is ochre, not the colour of losses, and says which limit it is over.
  @Test func missingValuesAreACaution() throws {
    let pack = try printed("Campaign,Impr.,Clicks,Cost,Leads,Conversions,Conv. value") { day in
      ["Alpha,5000,100,50.00,20,9,\(day % 7 == 0 ? "" : "200.00")"]
    }
    #expect(pack.words.contains("Revenue is missing on 14.3% of rows, over the 5% limit"))
    #expect(pack.words.contains("campaign names, none mapped"))
    let page = try #require(try FileSystem.text("\(pack.folder)/index.html"))
    #expect(page.contains(#/<span class="n caution">.{0,200}14\.3%/#))
    #expect(!page.contains(#/<span class="n worse">[^\n]{0,200}14\.3%/#))
  }

  /// A tile tells what its figure lacks and that a test speaks of it, in a narrow one in fewer words.
  @Test func tilesTellEverythingThatMustBeKnown() {
    func caption(_ coverage: Int64, _ isInDoubt: Bool) -> TileCaption {
      TileCaption(
        .revenue,
        MetricValue(
          value: Rational(1), absence: nil, rowsUsed: 9, rowsMissing: 1, spendUsed: coverage,
          spendAll: 100), isInDoubt: isInDoubt, leastCoverage: 0.95)
    }
    #expect(caption(80, true).words.text == "on 80.0% of spend; in doubt")
    #expect(caption(80, true).shorter.map(\.text) == ["80.0%, in doubt", "in doubt"])
    #expect(caption(80, false).words.text == "on 80.0% of spend")
    #expect(caption(99, true).words.text == "in doubt: see checks")
    #expect(caption(99, false).words.text == "lower bound")
    #expect(!caption(99, false).isFormula)
    let none = TileCaption(.roas, nil, isInDoubt: true, leastCoverage: 0.95)
    #expect(none.isFormula && none.words.text == "revenue ÷ spend")
  }

  /// Bars are cut by nothing: their scale ends exactly where the longest does.
  @Test func barsReachTheEndOfTheirScale() {
    let long = 62_290_000_000.123_45
    #expect(Table.bars([long, 37.3e9, nil, .nan]) == .bar(domain: 0...long))
    #expect(Table.bars([0.1 + 0.2, -3]) == .bar(domain: -3...(0.1 + 0.2)))
    #expect(Table.bars([nil]) == .bar(domain: 0...1))
  }

  /// A large amount is written in the unit that its axis names.
  @Test func billionsAreBillions() throws {
    let pack = try printed("Campaign,Cost,Conversions,Conv. value") { day in
      ["Alpha,€1000000000.00,90,€\(90 + day % 3)000000000.00"]
    }
    #expect(pack.words.contains("€ billion a day") || pack.words.contains("€ billion a week"))
  }

  /// A credit and a refund: no part of a profit that is partly loss is called a share of it, and what no
  /// picture has a place for is said beside it.
  @Test func amountsBelowZeroAreNoShares() throws {
    let pack = try printed("Campaign,Channel,Keyword,Clicks,Cost,Conversions,Conv. value") { day in
      [
        "Credit,Search,credit,100,-50.00,9,130.00", "Refund,Social,refund,100,40.00,9,-20.00",
        "Plain,Display,plain,100,110.00,9,\(60 + day % 3 * 10).00",
        "Small,Display,small,100,10.00,9,\(12 + day % 3).00",
      ]
    }
    #expect(pack.words.contains("One campaign brings 98% of profit before losses"))
    #expect(pack.words.contains("two earned 100% of profit before losses"))
    #expect(!pack.words.contains(#/% of profit(?! before losses)/#))
    #expect(pack.words.contains("1 of 2 campaigns is under break-even"))
    #expect(pack.words.contains("not drawn: 2 with amounts below zero"))
    #expect(pack.words.contains("2 keywords, "))
    #expect(pack.words.contains("Not drawn: 2 without cost or with amounts below zero."))
    let shares = try pack.data("pareto").dropFirst().compactMap { Double($0[2]) }
    #expect(shares.count == 4 && shares.allSatisfy { abs($0) <= 1 })
    let channels = try pack.data("channels")
    #expect(!channels[0].contains("Share"))
    // 130 for a credit of 50 is no return of −2.60×.
    #expect(!pack.words.contains("−2.60×") && pack.words.contains("n/a: spend below zero"))
  }

  /// The headline counts losses that are worth one and says so; every other place counts all of them.
  @Test func countsOfLosersAgreeOrSayWhatTheyCount() throws {
    func pack(_ small: String) throws -> Printed {
      try printed("Campaign,Channel,Clicks,Cost,Conversions,Conv. value") { _ in
        (0..<12).map { place in
          let value = place < 3 ? "30.00" : place == 3 ? small : "\(200 + place).00"
          return "Campaign \(place),Search,100,$150.00,9,$\(value)"
        }
      }
    }
    let some = try pack("149.00")
    #expect(some.words.contains("Three campaigns lost over $250 this week; two earned"))
    #expect(some.words.contains("4 lose money"))
    #expect(some.words.contains("4 of 12 campaigns are under break-even"))
    let all = try pack("151.00")
    #expect(all.words.contains("Three campaigns lost money this week on $3.15k of spend"))
    #expect(all.words.contains("3 lose money"))
    // Losses of 360 beside gains of 440 leave no shares of the 80 between them.
    #expect(all.words.contains("Cumulative share of profit before losses"))
  }

  /// A channel that lost money earned no part of anything; two that bring what is printed as 80% are as
  /// many in the headline as in the picture.
  @Test func losingChannelsAreBelowZero() throws {
    let pack = try printed("Campaign,Channel,Clicks,Cost,Conversions,Conv. value") { _ in
      [("A", "Search", 600), ("B", "Search", 400), ("C", "Social", 304), ("D", "Social", -500)].map
      {
        "\($0.0),\($0.1),100,$1000.00,9,$\(1000 + $0.2).00"
      } + ["E,Search,100,$1000.00,9,$1000.00"]
    }
    #expect(pack.words.contains("two earned 77% of profit before losses"))
    let page = try #require(try FileSystem.text("\(pack.folder)/index.html"))
    #expect(page.contains("Social: 2 campaigns, net −15%"))
    let even = try printed("Campaign,Channel,Clicks,Cost,Conversions,Conv. value") { _ in
      [("A", 599), ("B", 400), ("C", 251), ("D", -500)].map {
        "\($0.0),Search,100,$1000.00,9,$\(1000 + $0.1).00"
      }
    }
    #expect(even.words.contains("two earned 80% of profit before losses"))
    #expect(even.words.contains("Two campaigns bring 80% of profit before losses"))
  }

  /// Whatever is spent where: a known channel has its mark, others have what is left by their names.
  @Test func channelsKeepTheirMarks() {
    let all = ChannelRoles([0: "", 1: "Display", 2: "Social", 3: "Search", 4: "Email", 5: "Audio"])
    #expect([3, 2, 1, 4, 5].map { all[$0] } == [.first, .second, .third, .other, .other])
    let some = ChannelRoles([7: "Video", 8: "Social", 9: "Audio", 10: "Email"])
    #expect([9, 8, 10, 7].map { some[$0] } == [.first, .second, .third, .other])
    let rest = ChannelRoles([3: "Other", 4: "Video", 5: "Search"])
    #expect([5, 4, 3].map { rest[$0] } == [.first, .second, .other])
    #expect(ChannelRoles([1: "Other"])[1] == .other)
  }

  /// Signs of a target are explained where there is one.
  @Test(arguments: [true, false]) func targetsAreExplainedWhereTheyAre(_ isSet: Bool) throws {
    let targets =
      "metric,from,to,value,dimension,member\nroas,2024-01-01,2025-12-28,4,,\nroas,2024-01-01,2025-12-28,4,channel,Search\n"
    let pack = try printed(
      "Campaign,Channel,Clicks,Cost,Conversions,Conv. value", days: 1...84,
      files: isSet ? ["data/targets.csv": targets] : [:]
    ) { day in
      ["Search", "Social"].map { "\($0) 1,\($0),100,$150.00,9,$\(400 + day % 5).00" }
    }
    #expect(pack.words.contains("axes not from zero") == isSet)
    #expect(pack.words.contains("Dashed = target") == isSet)
    #expect(pack.words.contains("the upright tick is the target") == isSet)
  }
}
