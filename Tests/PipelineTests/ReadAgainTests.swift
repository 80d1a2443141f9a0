import Diagnostics
import Foundation
import Metrics
import Testing

@testable import Pipeline
@testable import Warehouse

/// Files whose content was loaded before, and is loaded anew: what is said of them has changed, or they
/// are back.
@Suite struct ReadAgainTests {
  private static let plain = "version: 1\ncurrency: USD\n"

  private func table(_ spend: Int, days: ClosedRange<Int> = 1...2, account: String? = nil) -> String
  {
    "Day,Campaign,Impr.,Clicks,Cost,Fee\(account == nil ? "" : ",Account")\n"
      + days.map { "2024-11-0\($0),A,1000,10,\(spend),1\(account.map { ",\($0)" } ?? "")\n" }
      .joined()
  }

  private func source(_ words: String, match: String = "data/raw/a.csv") -> String {
    Self.plain + "sources:\n  - match: \"\(match)\"\n    \(words)\n"
  }

  /// What became of the files, the spend of each that counts, and the warnings.
  private func ingest(
    _ project: Project, again: Bool = false
  ) throws -> (states: [String], spend: [String], warnings: [Diagnostic]) {
    let session = try project.session()
    let outcomes = try IngestStep(session).run([], again: again)
    let loads = try session.warehouse.reading { try Ledger.loads($0) }
    let isBalanced = loads.allSatisfy { $0.isBalanced }
    #expect(isBalanced)
    let spend = loads.filter { !$0.isRetracted && $0.rowsLoaded > 0 }.map { load in
      let loaded = load.trails.first { $0.measure == .cost }?.loaded ?? 0
      return "\(load.account) \(load.currency) \(Rational(micros: loaded).decimal(0))"
    }
    return (outcomes.map(\.state.rawValue), spend, session.warnings)
  }

  @Test func aContentThatIsBackCounts() throws {
    let project = try Project(configuration: Self.plain)
    try project.write("data/raw/a.csv", table(10))
    #expect(try ingest(project).spend == [" USD 20"])
    try project.write("data/raw/a.csv", table(1000))
    #expect(try ingest(project).spend == [" USD 2000"])
    try project.write("data/raw/a.csv", table(10))
    #expect(try ingest(project).spend == [" USD 20"])
    let last = try ingest(project)
    #expect(last.states == ["unchanged"] && last.spend == [" USD 20"])
  }

  @Test(arguments: [
    ("account: One", "One USD 20"), ("currency: EUR", " EUR 20"),
    ("columns: {cost: Fee}", " USD 2"),
    ("channel: Social", " USD 20"),
  ])
  func whatIsSaidOfASourceLaterHolds(words: String, spend: String) throws {
    let project = try Project(configuration: Self.plain)
    try project.write("data/raw/a.csv", table(10))
    try project.write("data/rates.csv", "date,from,to,rate\n2024-01-01,EUR,USD,2\n")
    #expect(try ingest(project).spend == [" USD 20"])
    try project.write("broadsheet.yml", source(words))
    let changed = try ingest(project)
    #expect(changed.states == ["loaded"] && changed.spend == [spend])
    #expect(try ingest(project).states == ["unchanged"])
    // As a project that has never known it otherwise.
    try project.run()
    let fresh = try Project(configuration: source(words))
    try fresh.write("data/raw/a.csv", table(10))
    try fresh.write("data/rates.csv", "date,from,to,rate\n2024-01-01,EUR,USD,2\n")
    try fresh.run()
    #expect(try marts(project) == marts(fresh))
  }

  private func marts(_ project: Project) throws -> [String] {
    try project.session().warehouse.reading { db in
      try String.fetchAll(
        db,
        sql: """
          SELECT a.account || ' ' || c.channel_name || ' ' || m.date_key || ' ' || m.cost_micros || ' '
            || m.row_count
          FROM mart_daily_campaign AS m JOIN dim_campaign AS a USING (campaign_key)
          JOIN dim_channel AS c USING (channel_key) ORDER BY 1
          """)
    }
  }

  @Test func whatIsIgnoredLaterCountsNoMore() throws {
    let project = try Project(configuration: Self.plain)
    try project.write("data/raw/a.csv", table(10))
    try project.write("data/raw/b.csv", table(7, days: 3...4))
    #expect(try ingest(project).spend == [" USD 20", " USD 14"])
    try project.write("broadsheet.yml", source("ignore: true"))
    let ignored = try ingest(project)
    #expect(ignored.states == ["ignored", "unchanged"] && ignored.spend == [" USD 14"])
    #expect(ignored.warnings.map(\.code) == [.loadRetracted])
    #expect(try ingest(project).warnings.isEmpty)
    try project.write("broadsheet.yml", Self.plain)
    #expect(try ingest(project).spend == [" USD 14", " USD 20"])
  }

  @Test func aFileIsLeftOutByItsBreakdownAlsoWhereItWasLoaded() throws {
    let project = try Project(configuration: Self.plain)
    try project.write("data/raw/a.csv", table(10))
    #expect(try ingest(project).spend == [" USD 20"])
    try project.write("broadsheet.yml", source("grain: [campaign, device]"))
    let left = try ingest(project)
    #expect(left.spend.isEmpty && left.states == ["ignored"])
    try project.write("broadsheet.yml", source("grain: campaign"))
    #expect(try ingest(project).spend == [" USD 20"])
  }

  /// Of two exports of the same days the later counts, also when the earlier is read again.
  @Test func aFileThatIsReadAgainKeepsItsPlace() throws {
    let project = try Project(configuration: Self.plain)
    try project.write("data/raw/a.csv", table(10))
    try project.write("data/raw/b.csv", table(7))
    #expect(try ingest(project).spend == [" USD 14"])
    try project.write("broadsheet.yml", source("attribution: 7 days"))
    #expect(try ingest(project).spend == [" USD 14"])
    #expect(try ingest(project, again: true).states == ["loaded", "loaded"])
    #expect(try ingest(project).spend == [" USD 14"])
  }

  @Test func aCopyCountsOnceAndAFileThatMovedIsReadAsItsNewNameSays() throws {
    let project = try Project(
      configuration: source("account: Two", match: "data/raw/two/*"))
    try project.write("data/raw/a.csv", table(10))
    try project.write("data/raw/two/a.csv", table(10))
    #expect(try ingest(project).states == ["loaded", "duplicate"])
    #expect(try ingest(project).states == ["unchanged", "duplicate"])
    try FileManager.default.removeItem(atPath: "\(project.path)/data/raw/a.csv")
    #expect(try ingest(project).spend == ["Two USD 20"])
    #expect(try ingest(project).states == ["unchanged"])
  }

  /// A content that was found under the name of another, which has gone on, is an export of its own.
  @Test func anEarlierContentUnderAnotherNameIsAnExport() throws {
    let project = try Project(configuration: Self.plain)
    try project.write("data/raw/latest.csv", table(10))
    _ = try ingest(project)
    try project.write("data/raw/first.csv", table(10))
    try project.write("data/raw/latest.csv", table(7, days: 3...4))
    let both = try ingest(project)
    #expect(both.states == ["loaded", "loaded"] && both.spend == [" USD 20", " USD 14"])
    #expect(try ingest(project).states == ["unchanged", "unchanged"])
  }

  @Test func anotherAccountUnderTheSameNameTakesThePlaceAndIsSaid() throws {
    let project = try Project(configuration: Self.plain)
    try project.write("data/raw/a.csv", table(10, account: "One"))
    _ = try ingest(project)
    try project.write("data/raw/a.csv", table(10, account: "Two"))
    let later = try ingest(project)
    #expect(later.spend == [" USD 20"])
    #expect(
      later.warnings.last?.message
        == "was of another account or currency when it was found here before: 2 rows with 20.00 of spend count no more"
    )
  }
}
