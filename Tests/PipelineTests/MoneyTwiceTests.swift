import Diagnostics
import Metrics
import Testing

@testable import Pipeline
@testable import Warehouse

/// Exports of the same money that share no key, and others that only look so.
@Suite struct MoneyTwiceTests {
  private static let days = 1...5

  private func table(_ header: String, _ rows: (Int) -> [String]) -> String {
    header + "\n" + Self.days.flatMap { rows($0) }.joined(separator: "\n") + "\n"
  }

  /// What loading two files came to: the spend that counts, or the refusal; and the warnings.
  private func load(_ one: String, _ other: String, configuration: String = "version: 1\n") throws
    -> (spend: String?, refusal: DiagnosticCode?, warnings: [DiagnosticCode])
  {
    let project = try Project(configuration: configuration)
    try project.write("data/raw/a.csv", one)
    try project.write("data/raw/b.csv", other)
    let session = try project.session()
    do {
      _ = try IngestStep(session).run([])
    } catch { return (nil, error.code, []) }
    return (try loaded(session), nil, session.warnings.map(\.code))
  }

  private func loaded(_ session: Session) throws -> String {
    let loads = try session.warehouse.reading { try Ledger.loads($0) }
    let isBalanced = loads.allSatisfy { $0.isBalanced }
    #expect(isBalanced)
    var spend: Int64 = 0
    for load in loads where !load.isRetracted {
      spend += load.trails.first { $0.measure == .cost }?.loaded ?? 0
    }
    return Rational(micros: spend).decimal(2)
  }

  /// The same money by other columns of one field: fewer search terms than keywords, a campaign's number
  /// for its name.
  @Test(arguments: [
    ("Campaign,Search keyword", "C,shoes", "Campaign,Search term", "C,red shoes"),
    ("Campaign,Search keyword", "C,shoes", "Campaign,Search keyword,Match type", "C,shoes,Exact"),
    ("Campaign", "C", "Campaign ID", "9"),
    ("Campaign,Ad ID", "C,7", "Campaign,Ad name", "C,Banner"),
  ])
  func columnsOfAnotherMeaningAreAnotherBreakdown(
    _ first: String, _ names: String, _ second: String, _ others: String
  ) throws {
    let rest = "Currency code,Impr.,Clicks,Cost"
    let made = try load(
      table("Day,\(first),\(rest)") { ["2024-03-0\($0),\(names),USD,100,5\($0),10.00"] },
      table("Day,\(second),\(rest)") { ["2024-03-0\($0),\(others),USD,90,4,8.00"] })
    #expect(made.refusal == .grainsClash)
  }

  @Test func regionsAndCountriesAreTwoBreakdowns() throws {
    let rest = "Amount spent (USD),Impressions,Link clicks"
    let made = try load(
      table("Campaign name,Day,Region,\(rest)") {
        ["C,2024-03-0\($0),Texas,5.00,100,5", "C,2024-03-0\($0),Ohio,5.00,100,5"]
      },
      table("Campaign name,Day,Country,\(rest)") { ["C,2024-03-0\($0),US,10.00,200,10"] })
    #expect(made.refusal == .grainsClash)
  }

  private static let header = "Day,Campaign,Currency code,Impr.,Clicks,Cost"

  @Test func anExportWithoutDaysIsNotAddedToDays() throws {
    let made = try load(
      table(Self.header) { ["2024-03-0\($0),C,USD,100,5\($0),10.00"] },
      "Campaign report\nAll time\nCampaign,Currency code,Impr.,Clicks,Cost\nC,USD,900,99,75.00\n")
    #expect(made.refusal == .grainsClash)
  }

  /// Equal clicks for the same spend on most days: what differs are the names. It may be meant, so it is
  /// said, not refused.
  @Test(arguments: [
    ("Brand", "BRAND – new", "102.30", true), ("Brand", "Brand", "52.15", false),
  ])
  func aCampaignRenamedBetweenExportsIsNamed(
    _ one: String, _ other: String, spend: String, isTwin: Bool
  ) throws {
    let made = try load(
      table(Self.header) { ["2024-03-0\($0),\(one),USD,100,5\($0),10.0\($0)"] },
      // A day was restated since.
      table(Self.header) {
        ["2024-03-0\($0),\(other),USD,100,5\($0),\($0 == 3 ? 12 : 10).0\($0)"]
      })
    #expect(made.spend == spend)
    #expect(made.warnings.contains(.moneyTwice) == isTwin)
  }

  @Test func twoAccountsOrPlatformsOfTheSameMoneyAreNamed() throws {
    func rows(_ account: String, _ cost: String) -> String {
      table("Account,\(Self.header)") { ["\(account),2024-03-0\($0),C,USD,100,5\($0),\(cost)"] }
    }
    let twins = try load(rows("Acme", "10.00"), rows("Acme Inc", "10.00"))
    #expect(twins.spend == "100.00")
    #expect(twins.warnings.contains(.moneyTwice))
    let others = try load(rows("Acme", "10.00"), rows("Acme Inc", "11.00"))
    #expect(!others.warnings.contains(.moneyTwice))
    let copy = try load(
      rows("Acme", "10.00"),
      "# Start date: 20240301\n# End date: 20240305\n"
        + table("Date,Session Google Ads campaign,Google Ads clicks,Google Ads cost") {
          ["2024030\($0),C,5\($0),10"]
        })
    #expect(copy.warnings.contains(.moneyTwice))
  }

  /// A summary by month beside the days that it sums.
  @Test(arguments: [("310.00", 155, true), ("340.00", 155, false), ("310.00", 171, false)])
  func aSummaryByMonthBesideItsDaysIsNamed(spend: String, clicks: Int, isTwin: Bool) throws {
    let days =
      Self.header + "\n"
      + (1...31).map { "2024-03-\($0 < 10 ? "0" : "")\($0),C,USD,100,5,10.00\n" }.joined()
    let summary =
      "Month,Channel,Cost,Impressions,Clicks\nMar 2024,Google Ads,\(spend),3100,\(clicks)\n"
      + "Mar 2024,Facebook,70.00,900,30\n"
    for pair in [(days, summary), (summary, days)] {
      let made = try load(pair.0, pair.1)
      #expect(made.warnings.contains(.moneyTwice) == isTwin)
    }
  }

  /// A tracker of several platforms holds what the export of one of them says, in its channel.
  @Test func aTableOfSeveralPlatformsBesideAnExportOfOneIsNamed() throws {
    let tracker = table("Date,Channel,Cost,Impressions,Clicks") {
      ["2024-03-0\($0),Google Ads,10.00,100,5\($0)", "2024-03-0\($0),Facebook,7.00,900,1\($0)"]
    }
    let project = try Project()
    try project.write("data/raw/a.csv", tracker)
    try project.write(
      "data/raw/b.csv", table(Self.header) { ["2024-03-0\($0),C,USD,100,5\($0),10.00"] })
    let session = try project.session()
    _ = try IngestStep(session).run([])
    #expect(
      session.warnings.filter { $0.code == .moneyTwice }.map(\.message) == [
        "on 5 of 5 days that both have it got the same clicks for the same spend in Search as data/raw/a.csv, and both count"
      ])
  }

  /// A report of conversions by action has a column of costs, and nothing in it.
  @Test func aReportWithoutItsSpendSaysWhatItTakesAway() throws {
    let header = "Day,Campaign,Currency code,Impr.,Clicks,Cost,Conversions"
    let project = try Project()
    try project.write(
      "data/raw/a.csv", table(header) { ["2024-03-0\($0),C,USD,100,5\($0),10.00,3"] })
    try project.write(
      "data/raw/b.csv", table(header) { ["2024-03-0\($0),C,USD, --, --, --,3"] })
    let session = try project.session()
    _ = try IngestStep(session).run([])
    #expect(
      session.warnings.contains {
        $0.code == .rowsSuperseded && $0.message.contains("50.00 of spend")
      })
  }

  @Test func accountsOfTwoCurrenciesDoNotReplaceEachOther() throws {
    let rates = "date,from,to,rate\n2024-01-01,EUR,USD,1.5\n"
    let project = try Project()
    try project.write("data/rates.csv", rates)
    try project.write(
      "data/raw/us.csv", table(Self.header) { ["2024-03-0\($0),C,USD,100,5,10.00"] })
    try project.write(
      "data/raw/de.csv", table(Self.header) { ["2024-03-0\($0),C,EUR,100,6,20.00"] })
    let session = try project.session()
    _ = try IngestStep(session).run([])
    #expect(try loaded(session) == "150.00")
    #expect(!session.warnings.map(\.code).contains(.rowsSuperseded))
  }

  /// A typo corrected in place: the row that it was stands under a name that nothing has any more.
  @Test func aFileCorrectedAtItsPathTakesItsPlace() throws {
    let project = try Project()
    for name in ["Brnad", "Brand"] {
      try project.write(
        "data/raw/a.csv", table(Self.header) { ["2024-03-0\($0),\(name),USD,100,5,10.00"] })
      _ = try IngestStep(try project.session()).run([])
    }
    #expect(try loaded(try project.session()) == "50.00")
    // Another week under the same path leaves the week before.
    try project.write("data/raw/a.csv", "\(Self.header)\n2024-03-09,Brand,USD,100,5,10.00\n")
    _ = try IngestStep(try project.session()).run([])
    #expect(try loaded(try project.session()) == "60.00")
  }

  @Test func filesThatABrowserCountsUpAreLoadedInThatOrder() throws {
    let project = try Project()
    for (name, cost) in [("report.csv", 9), ("report (2).csv", 11), ("report (10).csv", 12)] {
      try project.write(
        "data/raw/\(name)", table(Self.header) { ["2024-03-0\($0),C,USD,100,5,\(cost).00"] })
    }
    let session = try project.session()
    let outcomes = try IngestStep(session).run([])
    #expect(try loaded(session) == "60.00")
    // What replaced what is told with its file, for whoever reads the report.
    let report = IngestReport(
      try session.warehouse.reading { try Ledger.loads($0) }, outcomes: outcomes)
    let newest = try #require(report.files.first { $0.path.hasSuffix("(10).csv") })
    #expect(newest.warnings.filter { $0.code == "ingest.rows-superseded" }.count == 2)
  }

  /// A report of fewer columns takes the place of a fuller one: what is lost by it is said, whichever
  /// reaches further.
  @Test(arguments: [5, 6])
  func aLesserExportSaysWhatCountsNoMore(days: Int) throws {
    let project = try Project()
    try project.write(
      "data/raw/full.csv",
      table(Self.header + ",Conv. value") {
        ["2024-03-0\($0),C,USD,100,5,10.00,70.50"]
      })
    let lesser = (1...days).map { "2024-03-0\($0),C,USD,100,5,10.00" }
    try project.write(
      "data/raw/lesser.csv", ([Self.header] + lesser).joined(separator: "\n") + "\n")
    let session = try project.session()
    _ = try IngestStep(session).run([])
    let warning = try #require(session.warnings.first { $0.code == .rowsSuperseded })
    #expect(
      warning.message
        == "has nothing of revenue, and counts instead of 5 rows of data/raw/full.csv: 352.50 of revenue there counts no more"
    )
    #expect(warning.place?.file == "data/raw/lesser.csv")
  }

  /// Of two exports of the same days the warning names the spend that is replaced.
  @Test func aReplacedSpendIsNamed() throws {
    let project = try Project()
    for (name, cost) in [("a", 10), ("b", 12)] {
      try project.write(
        "data/raw/\(name).csv", table(Self.header) { ["2024-03-0\($0),C,USD,100,5,\(cost).00"] })
    }
    let session = try project.session()
    _ = try IngestStep(session).run([])
    let warning = try #require(session.warnings.first { $0.code == .rowsSuperseded })
    #expect(warning.message.contains("instead of 5 rows with 50.00 of spend there"))
  }

  /// Two accounts with campaigns of one name, and the same account at two times.
  @Test(arguments: [(100, true), (11, false)])
  func anExportThatSaysOtherwiseMayBeOfAnotherAccount(cost: Int, isTold: Bool) throws {
    let project = try Project()
    let header = "Day,Campaign,Currency code,Cost,Impr.,Clicks\n"
    func rows(_ days: ClosedRange<Int>, _ cost: Int) -> String {
      header + days.map { "2024-05-0\($0),Brand,EUR,\(cost).\($0)0,\(cost)00,10\n" }.joined()
    }
    try project.write("data/raw/a.csv", rows(1...7, 10))
    try project.write("data/raw/b.csv", rows(2...8, cost))
    let session = try project.session()
    _ = try IngestStep(session).run([])
    let told = session.warnings.filter { $0.code == .rowsSuperseded }
    #expect(told.count == (isTold ? 1 : 0))
    // The last day of the first may have been cut short.
    #expect(told.allSatisfy { $0.message.contains("of 5 names and days of both, 5 differ") })
  }
}
