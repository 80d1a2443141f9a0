import Testing

@testable import Pipeline

/// Headlines and titles say what the data bears out, and nothing of what cannot be known.
@Suite(.serialized) struct TrueWordsTests {
  /// Nine weeks and a tenth, whose days differ a little.
  private static let weeks = 1...70

  /// Both rates leave their range in the last week, the second one with more money behind it: both
  /// pages lead with that one.
  @Test func pagesLeadWithTheSameRate() throws {
    let pack = try printed(
      "Campaign,Impr.,Clicks,Leads,Conversions,Cost,Conv. value", days: Self.weeks
    ) { day in
      let (leads, orders) = day > 63 ? (180, 50) : (200, 100)
      let wave = day * 5 % 11
      return [
        "Alpha,50000,2000,\(leads + wave),\(orders + wave),500.00,\((orders + wave) * 20).00"
      ]
    }
    #expect(pack.words.contains("Lead-to-conversion is 29."))
    #expect(pack.words.contains("of the change in profit"))
    #expect(pack.words.contains("Click-to-lead below range this week"))
    #expect(!pack.words.contains("range since"))
    // What did not move is no cause.
    let causes = pack.words.split(separator: "split exactly by cause").last?.prefix(600) ?? ""
    #expect(causes.contains("Click-to-lead") && !causes.contains("Missing values"))
    #expect(!causes.contains("All else"))
  }

  /// Profit that is still below its range and rose on the week before did not fall, and nothing of it is
  /// green. The parts of the split are in one unit, and sum to the total as they are printed.
  @Test func whatRoseDidNotFall() throws {
    let pack = try printed(
      "Campaign,Impr.,Clicks,Leads,Conversions,Cost,Conv. value", days: 1...140
    ) { day in
      let orders = (day > 133 ? 53 : day > 119 ? 50 : 100) + day * 5 % 11
      let leads = 200 + day * 3 % 7
      let (shown, clicks) = (50000 + day * 7 % 13 * 900, 2000 + day * 5 % 11 * 30)
      return ["Alpha,\(shown),\(clicks),\(leads),\(orders),$500.00,$\(orders * (20 + day % 3)).00"]
    }
    #expect(
      pack.words.contains(
        #/Profit is \$[\d.]+k, below its normal range for the third week running/#))
    let page = try #require(try FileSystem.text("\(pack.folder)/index.html"))
    let head = try #require(page.firstRange(of: "id=\"funnel\"").map { page[..<$0.lowerBound] })
    #expect(head.contains("worse") && !head.contains("n better"))
    let bytes = try #require(try FileSystem.read("\(pack.folder)/figures.json"))
    let split = try #require(FiguresFile.read(bytes)).figures.compactMap {
      figure -> (isTotal: Bool, hundredths: Int)? in
      guard figure.id.hasPrefix("fact.split."),
        let match = figure.display.wholeMatch(of: #/([+−])\$([\d.]+)k/#),
        let value = Double(match.2)
      else { return nil }
      let size = Int((value * 100).rounded())
      return (figure.id == "fact.split.Total", match.1 == "−" ? -size : size)
    }
    #expect(split.count > 3 && split.contains(where: \.isTotal))
    #expect(split.reduce(0) { $0 + ($1.isTotal ? -$1.hundredths : $1.hundredths) } == 0)
  }

  /// Where nothing is missing no total is a lower bound, and a check without data is not said to pass.
  @Test func wholeDataHasNoBounds() throws {
    let pack = try printed("Campaign,Clicks,Cost,Conversions,Conv. value") { day in
      ["Alpha,100,100.00,9,\(300 + day % 3).00"]
    }
    #expect(pack.words.contains("Fit for use: no check fails, and every cent"))
    #expect(pack.words.contains("Spend, revenue and conversions are complete"))
    #expect(pack.words.contains("ratios from all rows"))
    #expect(pack.words.contains("Every day has 1 row"))
    #expect(pack.words.contains("no cautions, no failures"))
    #expect(pack.words.contains("Amounts a day, "))
    #expect(pack.words.contains("Not stated in any export."))
    #expect(!pack.words.contains("so money totals are lower bounds") && !pack.words.contains("‡"))
    let gaps = try printed("Campaign,Clicks,Cost,Conversions,Conv. value") { day in
      ["Alpha,100,100.00,9,\(day == 20 ? "" : "300.00")"]
    }
    #expect(gaps.words.contains("so money totals are lower bounds") && gaps.words.contains("‡"))
  }

  /// No rate of leads is said to lie in a range where no lead is reported, and no segment to have kept it.
  @Test func ratesThatAreNotReportedHoldNoRange() throws {
    let pack = try printed("Campaign,Device,Impr.,Clicks,Cost,Conv. value", days: Self.weeks) {
      day in
      ["Mobile", "Desktop"].map {
        "Alpha,\($0),50000,\(2000 + day * 5 % 7),500.00,\(900 + day * 7 % 11 * 10).00"
      }
    }
    #expect(pack.words.contains("Click-through rate is within its normal range"))
    #expect(pack.words.contains("The exports count no leads or conversions."))
    #expect(!pack.words.contains("Click-to-lead is not known"))
    #expect(pack.words.contains("No device changed in click-through rate beyond noise"))
    #expect(pack.words.contains("every known measure is within its normal range"))
    #expect(!pack.words.contains("every rate") && !pack.words.contains("every measure is"))
    #expect(pack.words.contains("No exact split this week"))
    #expect(pack.words.contains("The exports report no conversions."))
    #expect(!pack.words.contains("Missing values is"))
  }

  /// What was on in the week is said where its change is; what was on before or after is not.
  @Test func eventsOfTheWeekAreNamed() throws {
    func pack(_ events: String, _ holidays: String = "") throws -> Printed {
      try printed(
        "Campaign,Clicks,Cost,Conversions,Conv. value",
        files: [
          "data/events.csv": "date_from,date_to,name\n\(events)",
          "data/holidays.csv": "date,name\n\(holidays)",
        ]
      ) { day in ["Alpha,100,100.00,9,\(300 + day % 3).00"] }
    }
    let days = "2024-11-18,Founders Day\n2024-11-19,Founders Day\n2024-11-20,Founders Day\n"
    let one = "2024-11-18,2024-11-20,Founders Day\n"
    let around = "2024-11-10,2024-11-17,Before\n2024-11-25,2024-11-29,After\n"
    for found in [try pack(one + around), try pack(around, days), try pack(one, days)] {
      #expect(found.words.contains("Founders Day ran 18–20 Nov. "))
      #expect(!found.words.contains("Founders Day (") && !found.words.contains("Before"))
    }
    #expect(try pack("", "2024-11-21,Unity Day\n").words.contains("Unity Day was on 21 Nov. "))
    let several = try pack(
      "2024-11-01,2024-11-18,Sale\n2024-11-22,2024-11-22,Fair\n", days + "2024-11-21,Unity Day\n")
    #expect(
      several.words.contains(
        "Sale (1–18 Nov), Fair (22 Nov) and two more events fell in this week. "))
    #expect(try !pack(around).words.contains("fell in this week"))
  }

  /// A measure that other weeks have is not one that the exports do not report, and days that hold no
  /// spend are said to.
  @Test func aWeekWithoutSpendSaysOfHowManyDays() throws {
    let pack = try printed(
      "Campaign,Impr.,Clicks,Cost,Conversions,Conv. value", days: Self.weeks,
      configuration: "version: 1\ncurrency: USD\n"
    ) { day in
      // Three days a week, and after a pause of five weeks.
      if ![0, 1, 2].contains(day % 7) || (29...63).contains(day) { return [] }
      return day > Self.weeks.upperBound - 7
        ? ["Alpha,,40,0.00,0,0.00"]
        : ["Alpha,50000,\(2000 + day % 7),500.00,9,\(900 + day % 11).00"]
    }
    #expect(pack.words.contains("Spend $0 on the three of seven days with rows"))
    #expect(pack.words.contains("No row of this week has impressions."))
    #expect(!pack.words.contains("The exports report no") && !pack.words.contains("never reported"))
  }

  /// With five weeks a change of a segment cannot be told from noise; with none no segment is known.
  @Test func shortHistoriesJudgeNoSegment() throws {
    let short = try printed("Campaign,Device,Impr.,Clicks,Cost", days: 1...42) { day in
      ["Mobile", "Desktop"].map { "Alpha,\($0),50000,\(2000 + day * 5 % 7),500.00" }
    }
    #expect(short.words.contains("Too few weeks to tell changes of segments from noise"))
    #expect(
      short.words.contains("Of impressions 4.01% are clicked; too few weeks for a trend"))
    let bare = try printed("Campaign,Impr.,Clicks,Cost") { day in
      ["Alpha,50000,\(2000 + day * 5 % 7),500.00"]
    }
    #expect(bare.words.contains("The funnel is not known by segment"))
    #expect(bare.words.contains("Clicks per 100 impressions, daily to 24 Nov; not from zero"))
  }

  /// The one change beyond noise is named as such: rows in grey show larger ones.
  @Test func theOneChangeBeyondNoiseIsNamed() throws {
    let pack = try printed(
      "Campaign,Device,Impr.,Clicks,Leads,Conversions,Cost,Conv. value", days: Self.weeks
    ) { day in
      ["Mobile", "Desktop", "Tablet"].enumerated().map { place, device in
        let leads = place == 0 && day > 63 ? 170 : 200
        let wave = day * (3 + place) % 11
        let orders = place == 2 ? 4 + day * 3 % 13 : leads / 2 + day * 4 % 9
        return
          "Alpha,\(device),50000,\(2000 + wave),\(leads + wave),\(orders),500.00,\(orders * 20).00"
      }
    }
    #expect(
      pack.words.contains(
        #/Only Mobile click-to-lead changed beyond noise: −1\d\.\d% on the four weeks before/#))
    #expect(!pack.words.contains("Largest shift"))
  }

  /// Beside a small loss shares are of profit, on page 3 as on page 1; nobody need know what gains are.
  @Test func sharesAreOfProfitWhereLossesAreSmall() throws {
    let pack = try printed("Campaign,Channel,Clicks,Cost,Conversions,Conv. value") { day in
      (0..<12).map { place in
        let value = place == 11 ? "98.00" : "\(300 + place * 10 + day % 3).00"
        return "Campaign \(place),\(place < 6 ? "Search" : "Social"),100,$100.00,9,$\(value)"
      }
    }
    #expect(!pack.words.contains("gains (") && !pack.words.contains("of all gains"))
    let share = try #require(pack.words.firstMatch(of: #/Social earns (\d+%) of profit/#)?.1)
    #expect(pack.words.contains("two earned 21% of profit"))
    #expect(pack.words.contains("Cumulative share of profit"))
    let page = try #require(try FileSystem.text("\(pack.folder)/index.html"))
    #expect(page.contains("Social: 6 campaigns, \(share) of profit"))
    #expect(pack.words.contains("1 of 12 campaigns is under break-even"))
  }

  /// A campaign without revenue has no profit: it neither shares one nor is said to have lost nothing.
  @Test func unknownProfitsAreNoneAtAll() throws {
    let pack = try printed("Campaign,Channel,Clicks,Cost,Conversions,Conv. value") { day in
      ["Known,Search,100,100.00,9,\(300 + day % 3).00", "Blank,Social,100,50.00,,"]
    }
    #expect(pack.words.contains("No campaign with a known profit lost money"))
    #expect(pack.words.contains("Of one campaign only is profit known"))
    #expect(pack.words.contains("One campaign only has a ROAS"))
    #expect(!pack.words.contains("returns 0%") && !pack.words.contains("100% of profit"))
    let none = try printed("Campaign,Clicks,Cost") { _ in ["Alpha,100,50.00"] }
    #expect(none.words.contains("Profit by campaign is not known"))
    #expect(!none.words.contains("makes all of it"))
  }

  /// One campaign that moved no money earns nothing, least of all everything.
  @Test func nothingIsNotEverything() throws {
    let pack = try printed("Campaign,Device,Clicks,Cost,Conversions,Conv. value", days: 1...21) {
      _ in
      ["Alpha,Mobile,100,0.00,0,0.00", "Alpha,Desktop,100,0.00,1,0.00"]
    }
    #expect(pack.words.contains("One campaign, Alpha, neither earned nor lost money"))
    #expect(pack.words.contains("No profit to share out"))
    #expect(!pack.words.contains("all the profit") && !pack.words.contains("all of it"))
  }

  /// Exports that name no campaign.
  @Test func unnamedCampaignsAreNoCampaign() throws {
    let pack = try printed("Platform,Country,Impressions,Clicks,Ad Spend,Conversions,Revenue") {
      day in
      ["Google Ads,India,9000,100,100.00,9,\(300 + day % 3).00"]
    }
    #expect(pack.words.contains("Unnamed campaigns in one channel"))
    #expect(pack.words.contains("Profit by campaign is not known: the exports name no campaign"))
    #expect(!pack.words.contains("earns all the profit"))
    #expect(
      pack.words.contains("What campaigns return is not known: the exports name no campaign"))
    #expect(!pack.words.contains("No campaign has rows in these days"))
    #expect(pack.words.contains("Spend and profit as a whole stand on the first page."))
    #expect(!pack.words.contains("(not set)") && !pack.words.contains("One campaign only"))
  }

  /// Captions explain what is drawn, and nothing else.
  @Test func captionsNamePartialWeeksWhereThereAreSome() throws {
    func words(_ days: ClosedRange<Int>) throws -> String {
      try printed("Campaign,Clicks,Cost,Conversions,Conv. value", days: days) { day in
        ["Alpha,100,100.00,9,\(300 + day % 3).00"]
      }.words
    }
    for (days, isPartial) in [(1...28, false), (1...31, true)] {
      let words = try words(days)
      #expect(words.contains("hatched days are in partial weeks") == isPartial)
      #expect(words.contains("paler = partial weeks") == isPartial)
    }
  }

  /// Under fifty conversions a device is not judged, and no other is said to be like it.
  @Test func fewConversionsCompareNothing() throws {
    func pack(_ orders: String) throws -> Printed {
      try printed("Campaign,Device,Clicks,Cost\(orders.isEmpty ? "" : ",Conversions"),Conv. value")
      {
        day in
        ["Mobile", "Desktop"].map { "Alpha,\($0),100,100.00\(orders),\(300 + day % 3).00" }
      }
    }
    let few = try pack(",1")
    #expect(few.words.contains("Too few conversions to compare devices"))
    // Clicks convert alike, and that can be told; returns cannot.
    let rates = "No device differs in conversion rate beyond noise"
    #expect(few.words.contains(rates))
    #expect(!few.words.replacing(rates, with: "").contains("No device differs"))
    let none = try pack("")
    #expect(none.words.contains("No conversions are reported to judge devices by"))
    #expect(!none.words.contains("n=0"))
    #expect(none.words.contains("Conversions are not reported, so no campaign can be judged"))
    #expect(none.words.contains("Watch: no conversions reported"))
    #expect(few.words.contains("Rows on 7 of 7 days of the week."))
    let known = try pack(",9")
    #expect(known.words.contains("No device differs beyond noise"))
    #expect(known.words.contains("Profit shareProfit ÷ all profit"))
    #expect(known.words.contains("Longer than drawn; value printed"))
  }

  /// Rows of weeks beside rows of days are in no week; what they hold is said where the pack speaks of its
  /// data, and in the run.
  @Test func rowsOfLongerPeriodsAreSaidToBeLeftOut() throws {
    let weekly =
      "Week,Channel,Spend,Impressions,Clicks\n2024-11-18,Facebook,105.00,900,9\n2024-11-25,Facebook,50.00,900,9\n"
    let pack = try printed(
      "Campaign,Currency code,Impr.,Clicks,Cost,Conv. value",
      files: ["data/raw/weekly.csv": weekly]
    ) { _ in ["Alpha,USD,1000,40,50.00,90.00"] }
    #expect(pack.words.contains("Every row names its day"))
    #expect(pack.words.contains("one row of longer periods, $105, in no figure"))
    let (_, warnings) = try pack.project.run()
    let told = try #require(warnings.first { $0.code == .periodRows })
    #expect(
      told.message
        == "1 row with 105.00 of spend names no single day and may be of 2024-W47: no figure of it holds them"
    )
    #expect(told.hint == "export by day: data/raw/weekly.csv")
  }

  /// One campaign of a week whose revenue may be blank on some days.
  private func outage(_ blank: Set<Int>, days: ClosedRange<Int> = Self.weeks) throws -> Printed {
    try printed(
      "Campaign,Impr.,Clicks,Leads,Conversions,Cost,Conv. value", days: days
    ) { day in
      let orders = 50 + day * 5 % 11
      let value = blank.contains(day) ? "" : "\(orders * 20).00"
      return [
        "Alpha,50000,2000,\(200 + day * 3 % 7),\(orders),500.00,\(value)",
        "Beta,50000,2000,\(200 + day * 5 % 7),\(orders),400.00,\(value)",
      ]
    }
  }

  /// Three days without revenue are no fall of profit: the days are named, and nothing is compared or red.
  @Test func missingDaysAreNoFall() throws {
    let pack = try outage([66, 67, 68])
    let says = "Revenue is missing for 1–3 Jan"
    #expect(pack.words.contains("\(says): profit is 5.20k"))
    #expect(pack.words.contains("on 57% of spend, not comparable"))
    #expect(!pack.words.contains("Profit fell") && !pack.words.contains("below its normal range"))
    #expect(pack.words.contains("n/a: values missing"))
    #expect(pack.words.contains("No exact split this week"))
    #expect(pack.words.contains("Profits of the two weeks cannot be compared."))
    #expect(pack.words.contains("\(says): profit is on 57% of spend."))
    let page = try #require(try FileSystem.text("\(pack.folder)/index.html"))
    let head = try #require(page.firstRange(of: "id=\"funnel\"").map { page[..<$0.lowerBound] })
    #expect(!head.contains("n worse"))
    #expect(pack.words.contains("140 used. \(says). Missing values stay missing"))
    // Days that do not follow each other are counted.
    #expect(try outage([64, 66]).words.contains("Revenue is missing on two days: profit is"))
  }

  /// The week after is held against whole weeks alone; a value here and there is no outage.
  @Test func oneOutageDoesNotSpoilTheNextWeek() throws {
    let pack = try outage([59, 60, 61])
    #expect(!pack.words.contains("Revenue is missing for") && !pack.words.contains("Profit rose"))
    #expect(pack.words.contains("every measure is within its normal range"))
    #expect(pack.words.contains("n/a: values missing"))
    let scattered = try outage(Set(stride(from: 1, through: 70, by: 7)))
    #expect(!scattered.words.contains("not comparable"))
    #expect(!scattered.words.contains("n/a: values missing"))
  }

  /// Where every measure lies in its range no cause is named, however the change may be split.
  @Test func noiseHasNoCause() throws {
    let pack = try outage([])
    #expect(pack.words.contains("every measure is within its normal range"))
    #expect(pack.words.contains("No single cause stands out"))
    #expect(!pack.words.contains("moved profit most"))
    #expect(!pack.words.contains("of the change in profit"))
  }

  /// Only sums are lower bounds: what rows without revenue cost may be more than they earned. The label
  /// in the gap of page 1 says whose profit it is.
  @Test func profitOfPairsIsNoBound() throws {
    let pack = try outage([66, 67, 68])
    #expect(pack.words.contains("‡ Lower bound: rows without an amount are left out."))
    #expect(pack.words.contains("nor a lower bound."))
    #expect(pack.words.contains("shaded gap = revenue less spend, profit is of rows with both"))
    let whole = try outage([])
    #expect(whole.words.contains("shaded gap = revenue less spend"))
    #expect(!whole.words.contains("profit is of rows with both"))
  }

  /// What a segment would have earned is priced as profit is: by the margin.
  @Test func theMarginIsInThePriceOfAShift() throws {
    func price(_ configuration: String) throws -> Double {
      let pack = try printed(
        "Campaign,Device,Impr.,Clicks,Leads,Conversions,Cost,Conv. value", days: Self.weeks,
        configuration: configuration
      ) { day in
        ["Mobile", "Desktop"].enumerated().map { place, device in
          let leads = place == 0 && day > 63 ? 150 : 200
          let wave = day * (3 + place) % 11
          return
            "Alpha,\(device),50000,2000,\(leads + wave),\(leads / 2 + wave),500.00,\((leads / 2 + wave) * 20).00"
        }
      }
      let words = try #require(
        pack.words.firstMatch(of: #/would have earned ([\d,.]+)(k?) more/#))
      let number = try #require(Double(words.1.replacingOccurrences(of: ",", with: "")))
      return words.2.isEmpty ? number : number * 1000
    }
    let (whole, part) = (
      try price("version: 1\n"), try price("version: 1\nmargin: 0.4\n")
    )
    #expect(abs(part - 0.4 * whole) <= whole * 0.01)
  }

  /// What the title of segments names has a row, be it the least of twelve locations.
  @Test func theNamedSegmentIsShown() throws {
    let pack = try printed(
      "Campaign,Location,Impr.,Clicks,Leads,Conversions,Cost,Conv. value", days: Self.weeks
    ) { day in
      (1...12).map { place in
        let leads = place == 12 && day > 63 ? 60 : 100
        let wave = day * (3 + place) % 11
        let clicks = 2200 - 100 * place
        return
          "Alpha,Town \(place),50000,\(clicks),\(leads + wave),40,\(2200 - 100 * place).00,9000.00"
      }
    }
    let parts = pack.words.components(separatedBy: "most revenue hangs on Town 12 click-to-lead")
    #expect(parts.count > 1 && parts[1].prefix(3000).contains("Town 12"))
  }

  /// Losses in a week whose spend lies under the threshold are named as they are, with their count; one
  /// of a thing is no several.
  @Test func smallWeeksAreSaidAsTheyAre() throws {
    let pack = try printed("Campaign,Impr.,Clicks,Conversions,Cost,Conv. value") { day in
      [
        "Alpha,100,10,0,5.00,1.00", "Beta,100,10,\(day == 22 ? 1 : 0),5.00,9.00",
        "Gamma,100,10,0,5.00,8.00",
      ]
    }
    #expect(pack.words.contains("One campaign lost money this week on 35"))
    #expect(pack.words.contains("Losses of one campaign come to −28"))
    #expect(
      pack.words.contains("impressions became 1 conversion.")
        && !pack.words.contains("1 conversions"))
    #expect(!pack.words.contains("lost over"))
    // Nobody has set a target.
    #expect(!pack.words.contains("no target set") && !pack.words.contains("vs PL"))
  }
}
