import Diagnostics
import Foundation
import GRDB
import Metrics
import Testing
import Warehouse

@testable import Pipeline

/// A campaign is its number where the platform gives one, whatever it is called.
@Suite struct CampaignIdentityTests {
  private static let header =
    "Day,Campaign ID,Campaign,Currency,Impressions,Clicks,Cost,Conversions"

  /// One row a day from 1 November 2024.
  private func export(_ days: ClosedRange<Int>, id: String, name: String, cost: Int = 100) -> String
  {
    let first = CalendarDay(iso: "2024-11-01") ?? CalendarDay(number: 0)
    return Self.header + "\n"
      + days.map { "\(first + ($0 - 1)),\(id),\(name),USD,4000,\(90 + $0),\(cost).25,3\n" }.joined()
  }

  /// Campaign name → spend in millionths.
  private func spend(_ project: Project) throws -> [String: Int64] {
    let session = try project.session()
    _ = try IngestStep(session).run([])
    try BuildStep(session).build(fullRefresh: false)
    return try session.warehouse.reading { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT c.campaign_name, sum(f.cost_micros) FROM fact_marketing_performance f
          JOIN dim_campaign c USING (campaign_key) GROUP BY c.campaign_name
          """
      ).reduce(into: [:]) { $0[$1[0]] = $1[1] }
    }
  }

  @Test func exportsSplitByNumberUnderOneNameAddUp() throws {
    let project = try Project()
    for id in ["9000100001", "9000100002"] {
      try project.write("data/raw/\(id).csv", export(1...20, id: id, name: "Brand"))
    }
    #expect(
      try spend(project)
        == ["Brand (9000100001)": 2_005_000_000, "Brand (9000100002)": 2_005_000_000])
  }

  @Test func aRenamedCampaignExportedAgainIsReplacedNotAdded() throws {
    let project = try Project()
    try project.write("data/raw/a.csv", export(1...20, id: "9000100001", name: "Brand"))
    try project.write("data/raw/b.csv", export(1...25, id: "9000100001.0", name: "Brand 2025"))
    #expect(try spend(project) == ["Brand 2025": 2_506_250_000])
    let history = try project.session().warehouse.reading { db in
      try Row.fetchAll(
        db,
        sql: "SELECT campaign_name, is_current FROM dim_campaign_history ORDER BY valid_to_key DESC"
      ).map { "\($0[0] as String) \($0[1] as Int)" }
    }
    #expect(history == ["Brand 0", "Brand 2025 1"])
  }

  @Test func aNameThatComesBackIsAnotherSpanAndTheCurrentOne() throws {
    let project = try Project()
    try project.write("data/raw/a.csv", export(1...12, id: "9000100001", name: "Alpha"))
    try project.write("data/raw/b.csv", export(8...18, id: "9000100001", name: "Alpha 2"))
    try project.write("data/raw/c.csv", export(16...25, id: "9000100001", name: "Alpha"))
    #expect(try spend(project).keys.sorted() == ["Alpha"])
    let history = try project.session().warehouse.reading { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT campaign_name, valid_from_key % 100, coalesce(valid_to_key % 100, 0), is_current
          FROM dim_campaign_history ORDER BY valid_from_key
          """
      ).map { "\($0[0] as String) \($0[1] as Int) \($0[2] as Int) \($0[3] as Int)" }
    }
    #expect(history == ["Alpha 1 8 0", "Alpha 2 8 16 0", "Alpha 16 0 1"])
  }

  /// Without a number a renamed campaign is another one; the days that both exports hold tell it.
  @Test func aRenamedCampaignWithoutNumberIsFoundInTheOverlap() throws {
    func bare(_ days: ClosedRange<Int>, _ names: [String]) -> String {
      let first = CalendarDay(iso: "2024-11-01") ?? CalendarDay(number: 0)
      return "Day,Campaign,Currency,Impressions,Clicks,Cost,Conversions\n"
        + days.flatMap { day in names.map { "\(first + (day - 1)),\($0),USD,4000,90,100.25,3\n" } }
        .joined()
    }
    let project = try Project()
    try project.write("data/raw/a.csv", bare(1...20, ["Brand", "Rivals"]))
    try project.write("data/raw/b.csv", bare(15...25, ["Brand", "Rivals 2024"]))
    #expect(try spend(project).count == 3)
    let session = try project.session()
    let result = try BuildStep(session).test(again: true)
      .first { $0.test.name == "overlaps_agree" }
    #expect(result?.failures == 6 && result?.status == .warn)
    let stake = try #require(result?.stake)
    #expect(stake.rows == 6 && stake.spend == 601_500_000)
    // Exports split by campaign share no row of any day.
    let split = try Project()
    try split.write("data/raw/a.csv", bare(1...20, ["Brand"]))
    try split.write("data/raw/b.csv", bare(15...25, ["Rivals"]))
    _ = try spend(split)
    let results = try BuildStep(try split.session()).test(again: true)
    #expect(results.first { $0.test.name == "overlaps_agree" }?.failures == 0)
  }

  @Test func aReviewedMappingCountsByName() throws {
    let project = try Project()
    try project.write("data/raw/a.csv", export(1...20, id: "9000100001", name: "Brand"))
    try project.write("data/raw/b.csv", export(1...20, id: "9000100002", name: "Brnad"))
    try project.write("data/mappings/campaign.csv", "dimension,from,to\ncampaign,Brnad,Brand\n")
    #expect(try spend(project) == ["Brand": 4_010_000_000])
  }

  @Test func exportsWithAndWithoutNumbersDoNotMix() throws {
    let project = try Project()
    try project.write("data/raw/a.csv", export(1...20, id: "9000100001", name: "Brand"))
    let bare = export(10...25, id: "9000100001", name: "Brand")
      .split(separator: "\n").map { line in
        line.split(separator: ",").enumerated().filter { $0.offset != 1 }.map(\.element)
          .joined(separator: ",")
      }.joined(separator: "\n")
    try project.write("data/raw/b.csv", bare)
    do {
      _ = try spend(project)
      Issue.record("was added")
    } catch let error as Diagnostic {
      #expect(error.code == .grainsClash)
    }
  }

  @Test func namesThatOnlyLookAlikeStayApart() throws {
    let project = try Project()
    try project.write("data/raw/a.csv", export(1...20, id: "1", name: "Caf\u{E9}"))
    try project.write("data/raw/b.csv", export(1...20, id: "2", name: "Cafe\u{301}"))
    let session = try project.session()
    _ = try IngestStep(session).run([])
    try BuildStep(session).build(fullRefresh: false)
    let query = MetricsQuery(
      metrics: [.spend], dimensions: [.campaign], grain: nil, from: nil, to: nil, filters: [])
    #expect(try query.run(session).count == 2)
  }

  @Test func aFilterThatNothingFitsIsNamed() throws {
    let project = try Project()
    try project.write("data/raw/a.csv", export(1...20, id: "1", name: "Brand"))
    let session = try project.session()
    _ = try IngestStep(session).run([])
    try BuildStep(session).build(fullRefresh: false)
    func warned(_ value: String) throws -> String? {
      let query = MetricsQuery(
        metrics: [.spend], dimensions: [], grain: nil, from: nil, to: nil,
        filters: [(.campaign, value)])
      let before = session.warnings.count
      _ = try query.run(session)
      return session.warnings.dropFirst(before).first?.hint
    }
    #expect(try warned("Brand") == nil)
    #expect(try warned("brand") == "did you mean «Brand»?")
    #expect(try warned("Elsewhere") == "`--by campaign` lists them")
  }
}
