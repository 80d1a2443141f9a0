import Diagnostics
import GRDB
import Metrics
import Testing

@testable import Pipeline
@testable import Warehouse

/// Days of which no new row came, and whose rows came to count or no more: the models say so too.
@Suite struct MovedDaysTests {
  private func report(_ days: [Int], cost: Int) -> String {
    "Day,Campaign,Currency code,Cost,Impr.,Clicks\n"
      + days.map { "2024-01-\($0 < 10 ? "0" : "")\($0),A,USD,\(cost),1000,10\n" }.joined()
  }

  /// Spend of the facts and of a mart, after a build of the days that changed; the same as of all.
  private func spend(_ project: Project, retracting load: String? = nil) throws -> Int64 {
    let session = try project.session()
    if let load { _ = try RetractStep(session).run(load) }
    _ = try IngestStep(session).run([])
    func sums() throws -> [Int64?] {
      try session.warehouse.reading { db in
        try ["fact_marketing_performance", "mart_daily_source"].map {
          try Int64.fetchOne(db, sql: "SELECT sum(cost_micros) / 1000000 FROM \($0)")
        }
      }
    }
    try BuildStep(session).build(fullRefresh: false)
    let made = try sums()
    #expect(
      try BuildStep(session).test(again: true).allSatisfy {
        $0.test.severity == .warn || $0.failures == 0
      })
    try BuildStep(session).build(fullRefresh: true)
    #expect(try made == sums())
    return try #require(made[0])
  }

  @Test func aCorrectedFileMayLackADay() throws {
    let project = try Project()
    try project.write("data/raw/p.csv", report(Array(1...28), cost: 100))
    #expect(try spend(project) == 2800)
    try project.write("data/raw/p.csv", report((1...28).filter { $0 != 24 }, cost: 100))
    #expect(try spend(project) == 2700)
  }

  /// What the path held first made its later content the newer one.
  @Test func theNewerOfTwoMayBeAnotherOnceAContentIsGone() throws {
    let project = try Project()
    try project.write("data/raw/p.csv", report([25, 26, 30], cost: 10))
    _ = try spend(project)
    try project.write("data/raw/p.csv", report(Array(1...14), cost: 10))
    _ = try spend(project)
    try project.write("data/raw/q.csv", report(Array(1...21), cost: 100))
    #expect(try spend(project) == 14 * 10 + 7 * 100 + 3 * 10)
    #expect(try spend(project, retracting: "1") == 2100)
  }

  /// It keeps its place: the names of the newer export stay.
  @Test func aFileThatIsReadAgainNamesNothingAnew() throws {
    let header = "Day,Campaign,Campaign ID,Currency code,Cost,Impr.,Clicks\n"
    func rows(_ name: String) -> String {
      header + (1...9).map { "2024-01-0\($0),\(name),77,USD,1,1000,10\n" }.joined()
    }
    let project = try Project()
    try project.write("data/raw/a.csv", rows("Old name"))
    _ = try IngestStep(project.session()).run([])
    try project.write("data/raw/b.csv", rows("New name"))
    _ = try spend(project)
    try project.write(
      "broadsheet.yml", "version: 1\nsources:\n  - {match: \"data/raw/a.csv\", channel: Display}\n")
    _ = try spend(project)
    let names = try project.session().warehouse.reading {
      try String.fetchAll($0, sql: "SELECT campaign_name FROM dim_campaign WHERE campaign_key <> 0")
    }
    #expect(names == ["New name"])
  }

  @Test func theCalendarEndsWithWhatCounts() throws {
    let project = try Project()
    try project.write(
      "data/raw/old.csv", report([1], cost: 1).replacing("2024-01", with: "2021-01"))
    _ = try IngestStep(project.session()).run([])
    try project.write("data/raw/p.csv", report(Array(1...14), cost: 1))
    func days() throws -> Int? {
      try project.session().warehouse.reading {
        try Int.fetchOne($0, sql: "SELECT count(*) FROM dim_date WHERE date_key <> 0")
      }
    }
    _ = try spend(project)
    #expect(try days() ?? 0 > 1000)
    _ = try spend(project, retracting: "1")
    #expect(try days() == 14)
  }
}
