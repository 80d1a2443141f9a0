import Diagnostics
import GRDB
import Metrics
import Testing

@testable import Pipeline
@testable import Warehouse

/// What happens to files over a year: they move, are ignored, overwritten, saved anew.
@Suite struct YearOfExportsTests {
  private func report(_ days: ClosedRange<Int>, _ campaign: String = "A", cost: Int = 10) -> String
  {
    "Day,Campaign,Currency code,Cost,Impr.,Clicks\n"
      + days.map { "2024-03-0\($0),\(campaign),EUR,\(cost),1000,10\n" }.joined()
  }

  @discardableResult
  private func ingest(_ project: Project) throws -> [Diagnostic] {
    let session = try project.session()
    _ = try IngestStep(session).run([])
    try BuildStep(session).build(fullRefresh: false)
    return session.warnings
  }

  private func spend(_ project: Project) throws -> Int64? {
    try project.session().warehouse.reading {
      try Int64.fetchOne(
        $0, sql: "SELECT sum(cost_micros) / 1000000 FROM fact_marketing_performance")
    }
  }

  @Test func aFileThatWasMovedIsIgnoredWhereItIs() throws {
    let project = try Project()
    try project.write("data/raw/a.csv", report(1...3))
    try project.write("data/raw/b.csv", report(4...6, cost: 5))
    try ingest(project)
    try project.remove("data/raw/a.csv")
    try project.write("data/raw/wrong/a.csv", report(1...3))
    try project.write(
      "broadsheet.yml", "version: 1\nsources:\n  - {match: \"data/raw/wrong/**\", ignore: true}\n")
    try ingest(project)
    #expect(try spend(project) == 15)
  }

  @Test func ofTwoEqualFilesTheOtherCountsAtOnce() throws {
    let project = try Project()
    for name in ["a", "b"] { try project.write("data/raw/\(name).csv", report(1...3)) }
    try ingest(project)
    try project.write(
      "broadsheet.yml", "version: 1\nsources:\n  - {match: data/raw/a.csv, ignore: true}\n")
    try ingest(project)
    #expect(try spend(project) == 30)
  }

  /// A report of the month so far, without days, that is written anew each day.
  @Test func aPathIsNoClashWithItself() throws {
    let project = try Project()
    for last in 2...4 {
      try project.write(
        "data/raw/latest.csv",
        "Campaign name,Reporting starts,Reporting ends,Amount spent (EUR),Impressions,Link clicks\n"
          + "M,2024-03-01,2024-03-0\(last),\(last)0,1000,10\n")
      try ingest(project)
    }
    #expect(try spend(project) == 40)
  }

  @Test func whatProgramsLeaveBesideFilesIsNoExport() throws {
    let project = try Project()
    try project.write("data/raw/a.csv", report(1...3))
    for name in ["~$a.xlsx", "a.csv~", "b.csv.crdownload", "desktop.ini", "c.csv.part"] {
      try project.write("data/raw/\(name)", [0, 1, 2])
    }
    try ingest(project)
    #expect(try spend(project) == 30)
  }

  @Test func theAccountThatIsSaidComesBeforeTheColumn() throws {
    let project = try Project(
      configuration: "version: 1\nsources:\n  - {match: data/raw/new.csv, account: Acme}\n")
    func rows(_ account: String, _ days: ClosedRange<Int>) -> String {
      "Day,Account,Campaign,Currency code,Cost,Impr.,Clicks\n"
        + days.map { "2024-03-0\($0),\(account),A,EUR,10,1000,10\n" }.joined()
    }
    try project.write("data/raw/old.csv", rows("Acme", 1...4))
    try project.write("data/raw/new.csv", rows("Acme Ltd", 3...6))
    try ingest(project)
    #expect(try spend(project) == 60)
  }

  /// Tables of channels that name no campaign share a day.
  @Test func channelsTellRowsWithoutCampaignsApart() throws {
    func table(_ channel: String, _ days: ClosedRange<Int>, _ cost: Int) -> String {
      "Date,Channel,Impressions,Clicks,Spend (EUR)\n"
        + days.map { "2024-03-0\($0),\(channel),1000,1\($0),\(cost)\n" }.joined()
    }
    let project = try Project()
    try project.write("data/raw/a.csv", table("Google Ads", 1...4, 10))
    try project.write("data/raw/b.csv", table("TikTok", 4...7, 7))
    try ingest(project)
    #expect(try spend(project) == 68)
    // What the migration makes of rows is what loading makes.
    let others = try project.session().warehouse.reading { db in
      try Int.fetchOne(
        db,
        sql: """
          SELECT count(*) FROM raw_rows WHERE grain_key <> grain_key(
            date_key, source_member, channel_member, campaign_member, ad_member, keyword_member,
            device_member, location_member, coalesce(period_end_key, 0))
          """)
    }
    #expect(others == 0)
  }

  /// Not only when the second comes.
  @Test func moneyThatTwoLoadsHoldIsSaidEachTime() throws {
    let project = try Project()
    try project.write("data/raw/a.csv", report(1...6, "Brand"))
    try project.write("data/raw/b.csv", report(1...6, "Brand EU"))
    func said() throws -> Int {
      let session = try project.session()
      let ingested = try IngestStep(session).run([])
      _ = ingested
      let loads = try session.warehouse.reading { try Ledger.loads($0) }
      return loads.filter { !$0.isRetracted }.flatMap(\.warnings).count { $0.code == .moneyTwice }
    }
    #expect(try said() == 1)
    #expect(try said() == 1)
    _ = try RetractStep(project.session()).run("data/raw/a.csv")
    #expect(try said() == 0)
  }

  @Test(arguments: [
    ("data/rates.csv", "date,from,to,rate\n2024-03-01,USD,EUR,0.9\n2024-03-01,USD,EUR,0.5\n"),
    (
      "data/targets.csv",
      "metric,from,to,value\nroas,2024-03-01,2024-03-31,4\nroas,2024-03-20,2024-04-10,5\n"
    ),
  ])
  func twoValuesForOneDayAreRefused(name: String, text: String) throws {
    let project = try Project()
    try project.write(name, text)
    do {
      _ = try project.session().companions
      Issue.record("was read")
    } catch let error as Diagnostic {
      #expect(error.place?.line == 3 && error.place?.file == name)
    }
  }

  /// A file that is written while it is read may come to be one that is known.
  @Test func aKnownContentThatWasNotLookedAtHasChanged() throws {
    let project = try Project()
    try project.write("data/raw/a.csv", report(1...3))
    try ingest(project)
    let session = try project.session()
    do {
      try session.warehouse.transaction { db in
        _ = try FileLoader(
          session: session, path: "\(project.path)/data/raw/a.csv", name: "data/raw/b.csv"
        ).load(nil, db)
      }
      Issue.record("was loaded")
    } catch {
      #expect(error.code == .fileChanged)
    }
  }
}
