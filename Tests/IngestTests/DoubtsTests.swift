import Diagnostics
import Testing

@testable import Ingest
@testable import Metrics

/// What only the amounts of a file can tell: millionths under a plain name, and sums beside their parts.
@Suite struct DoubtsTests {
  private func table(_ header: String = "Cost", _ cost: (Int) -> String) -> String {
    "Date,Campaign,Impressions,Clicks,\(header)\n"
      + (1...12).map { "2024-03-\($0 + 12),Brand,500,20,\(cost($0))\n" }.joined()
  }

  @Test func millionthsUnderAPlainNameAreAsked() throws {
    let text = table { "\($0 * 12_340_000)" }
    let error = try #require(try Reading.refusal(text))
    #expect(error.code == .amountDoubtful)
    #expect(error.place?.column == 5)
    #expect(error.hint?.contains("`columns: {cost: Cost}`") == true)
    var options = ReadingOptions()
    options.columns[.cost] = "Cost"
    #expect(try Reading.refusal(text, options: options) == nil)
    #expect(try Reading(table("cost_micros") { "\($0 * 12_340_000)" }).total(.cost) == "962.52")
  }

  @Test func amountsThatMayBeOnesAreNot() throws {
    #expect(try Reading.refusal(table { "\($0 * 10_000)" }) == nil)
    #expect(try Reading.refusal(table { $0 == 5 ? "12345" : "\($0 * 12_340_000)" }) == nil)
    #expect(try Reading.refusal(table("Cost (IDR)") { "\($0 * 12_340_000)" }) == nil)
    #expect(try Reading.refusal(table("Cost (IDR)") { "\($0)000000000" })?.code == .amountDoubtful)
    // The currency may be said of all exports.
    var options = ReadingOptions()
    options.usualCurrency = "IDR"
    #expect(try Reading.refusal(table { "\($0 * 12_340_000)" }, options: options) == nil)
  }

  private func pivot(_ parts: [(String, Int)], whole: String = "All") -> String {
    "Campaign name,Day,Age,Amount spent (EUR),Impressions,Link clicks\n"
      + ["2024-03-13", "2024-03-14"].map { day in
        "Brand,\(day),\(whole),90,900,9\n"
          + parts.map { "Brand,\(day),\($0.0),\($0.1),\($0.1)0,\($0.1 / 10)\n" }.joined()
      }.joined()
  }

  @Test func sumsBesideTheirPartsAreRefused() throws {
    for whole in ["All", "ALL", "Alle", "全部"] {
      let error = try #require(
        try Reading.refusal(pivot([("18-24", 30), ("25-34", 60)], whole: whole)))
      #expect(error.code == .reportUnsuitable)
      #expect(error.place?.column == 3)
    }
  }

  /// Rows of a campaign beside those of what it holds, however they are marked.
  @Test(arguments: ["", "--", "All devices", "Total"])
  func levelsInOneReportAreRefused(mark: String) throws {
    let rows = (1...3).map {
      "2026-09-0\($0),C,\(mark),10\($0).00,500\($0),30\($0)\n2026-09-0\($0),C,mobile,60.00,3000,200\n2026-09-0\($0),C,desktop,4\($0).00,200\($0),10\($0)\n"
    }.joined()
    let header = "Date,Campaign,Device,Cost,Impressions,Clicks\n"
    #expect(try Reading.refusal(header + rows)?.code == .reportUnsuitable)
    // Of a device that is not known a row is one like others.
    let other = rows.replacing("60.00,3000,200", with: "61.00,3001,200")
    #expect(try Reading.refusal(header + other) == nil)
  }

  @Test func rowsThatAreTwiceTheTotalAreRefused() throws {
    let header = "Campaign,Age,Gender,Impr.,Clicks,Cost\n"
    let rows = "A,18-24,,10,2,4.00\nB,25-34,,20,3,6.00\nA,,f,12,2,5.00\nB,,m,18,3,5.00\n"
    let error = try #require(
      try Reading.refusal(header + rows + "Total,,,30,5,10.00\n"), "was read")
    #expect(error.message.contains("exactly twice"))
    #expect(try Reading.refusal(header + rows + "Total,,,30,5,10.01\n") == nil)
  }

  /// The spend of a campaign at each of its actions, or on a line of its own with the sum of them.
  @Test func conversionsByActionAreNoSpendOfTheirOwn() throws {
    let header = "Day,Campaign,Conversion action,Impr.,Clicks,Cost,Conversions\n"
    func rows(_ row: (Int) -> [String]) -> String {
      (1...3).flatMap(row).joined(separator: "\n") + "\n"
    }
    let repeated = rows {
      [
        "2026-09-0\($0),C,Purchase,500\($0),30,10\($0).50,3",
        "2026-09-0\($0),C,Lead,500\($0),30,10\($0).50,7",
      ]
    }
    #expect(
      try Reading.refusal(header + repeated)?.message.contains("at each «Conversion action»")
        == true)
    let summed = rows {
      [
        "2026-09-0\($0),C,,500\($0),30,10\($0).50,10", "2026-09-0\($0),C,Purchase,0,0,0,3",
        "2026-09-0\($0),C,Lead,0,0,0,7",
      ]
    }
    #expect(try Reading.refusal(header + summed)?.code == .reportUnsuitable)
    // Shares of it are rows like others.
    let shares = rows {
      [
        "2026-09-0\($0),C,Purchase,400\($0),20,6\($0).50,3",
        "2026-09-0\($0),C,Lead,100\($0),10,4\($0).50,7",
      ]
    }
    #expect(try Reading.refusal(header + shares) == nil)
  }

  @Test func plansBesideWhatWasSpentAreRefused() throws {
    let header = "Date,Channel,Type,Cost,Impressions,Clicks\n"
    let error = try #require(
      try Reading.refusal(
        header + "2026-09-01,Search,Budget,30,1,1\n2026-09-01,Search,Actual,22,1,1\n"),
      "was read")
    #expect(error.message.contains("«Type» says that some rows are plans («Budget»)"))
    #expect(
      try Reading.refusal(
        header + "2026-09-01,Search,Brand,30,1,1\n2026-09-01,Search,Actual,22,1,1\n") == nil)
  }

  @Test func whatIsCalledAllAndIsNoSumCounts() throws {
    #expect(try Reading(pivot([("18-24", 30), ("25-34", 50)])).total(.cost) == "340.00")
    #expect(try Reading(pivot([])).total(.cost) == "180.00")
  }

  /// Sums over the file may be equal by chance: what is a sum is one in each campaign, on its days.
  @Test(arguments: [
    ["Radio,13,All,100", "Search,13,Mobile,60", "Search,13,Desktop,40"],
    ["Brand,13,All,100", "Brand,14,Mobile,100"],
    ["Brand,13,All,100", "Brand,13,Mobile,300", "Brand,14,All,100", "Brand,14,Mobile,300"],
  ])
  func equalSumsOfOthersAreNone(rows: [String]) throws {
    let text =
      "Campaign,Date,Device,Cost,Impressions,Clicks\n"
      + rows.map { row in
        let cells = row.split(separator: ",")
        return "\(cells[0]),2024-03-\(cells[1]),\(cells[2]),\(cells[3]),\(cells[3])0,9\n"
      }.joined()
    #expect(try Reading.refusal(text) == nil)
  }

  @Test func aCampaignWithoutItsSumHidesNoOthers() throws {
    let text = pivot([("18-24", 30), ("25-34", 60)]) + "Other,2024-03-13,18-24,5,50,1\n"
    #expect(try Reading.refusal(text)?.code == .reportUnsuitable)
  }

  @Test func twoColumnsOfDaysThatDifferAreAsked() throws {
    func text(_ other: String) -> String {
      "Report Date,Date,Campaign,Impressions,Clicks,Cost\n2024-03-13,\(other),Brand,9,1,5.00\n"
    }
    let error = try #require(try Reading.refusal(text("2023-01-01")))
    #expect(error.code == .columnAmbiguous && error.place?.line == 2)
    #expect(try Reading.refusal(text("2024-03-13")) == nil)
    var options = ReadingOptions()
    options.columns[.day] = "Report Date"
    let reading = try Reading(text("2023-01-01"), options: options)
    #expect(reading.summary.firstDay?.description == "2024-03-13")
  }

  @Test func aMarkInAColumnOfCurrenciesIsItsCurrency() throws {
    func reading(_ mark: String, _ cost: String) throws -> Reading {
      try Reading(
        "Date,Campaign,Currency,Impressions,Clicks,Cost\n2024-03-13,Brand,\(mark),9,1,\(cost)\n")
    }
    #expect(try reading("€", "5.00").summary.currency == "EUR")
    #expect(try reading("€", "€5.00").quarantined.isEmpty)
    #expect(try reading("$", "5.00").summary.currency == "USD")
    #expect(try reading("eur", "€5.00").summary.currency == "EUR")
  }
}
