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
    // Of the older export nothing counts, its name neither.
    #expect(try history(project) == ["Brand 2025 1 0 1"])
  }

  /// Of two names on the last day the newer export's holds, whatever the alphabet says.
  @Test func theNewerExportNamesTheCampaign() throws {
    for names in [["Zeta", "Alpha"], ["Alpha", "Zeta"]] {
      let project = try Project()
      try project.write("data/raw/a.csv", export(1...20, id: "9000100001", name: names[0]))
      try project.write("data/raw/b.csv", export(8...20, id: "9000100001", name: names[1]))
      #expect(try spend(project).keys.sorted() == [names[1]])
      #expect(try history(project) == ["\(names[0]) 1 8 0", "\(names[1]) 8 0 1"])
    }
  }

  @Test func aNameOfSomeDaysWithinAnotherEndsAfterThem() throws {
    let project = try Project()
    let text =
      export(1...7, id: "9000100001", name: "Alpha")
      + export(8...12, id: "9000100001", name: "Alpha 2").dropFirst(Self.header.count + 1)
      + export(13...20, id: "9000100001", name: "Alpha").dropFirst(Self.header.count + 1)
    try project.write("data/raw/a.csv", text)
    #expect(try spend(project).keys.sorted() == ["Alpha"])
    #expect(try history(project) == ["Alpha 1 8 0", "Alpha 2 8 13 0", "Alpha 13 0 1"])
  }

  /// Names, the days from which and until which they hold, and whether they are current.
  private func history(_ project: Project) throws -> [String] {
    try project.session().warehouse.reading { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT campaign_name, valid_from_key % 100, coalesce(valid_to_key % 100, 0), is_current
          FROM dim_campaign_history ORDER BY valid_from_key, valid_to_key
          """
      ).map { "\($0[0] as String) \($0[1] as Int) \($0[2] as Int) \($0[3] as Int)" }
    }
  }

  @Test func aNameThatComesBackIsAnotherSpanAndTheCurrentOne() throws {
    let project = try Project()
    try project.write("data/raw/a.csv", export(1...12, id: "9000100001", name: "Alpha"))
    try project.write("data/raw/b.csv", export(8...18, id: "9000100001", name: "Alpha 2"))
    try project.write("data/raw/c.csv", export(16...25, id: "9000100001", name: "Alpha"))
    #expect(try spend(project).keys.sorted() == ["Alpha"])
    #expect(try history(project) == ["Alpha 1 8 0", "Alpha 2 8 16 0", "Alpha 16 0 1"])
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
    let query = MetricsQuery(
      metrics: [.spend], dimensions: [.campaign], grain: nil, from: nil, to: nil,
      filters: [(.campaign, "Brand"), (.campaign, "Elsewhere"), (.currency, "USD")])
    #expect(try query.run(session).count == 1)
    // No name at all is near to nothing.
    #expect(try warned("ab") == "`--by campaign` lists them")
  }
}
