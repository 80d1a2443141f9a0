import Diagnostics
import Foundation
import GRDB
import Metrics
import Testing

@testable import Pipeline
@testable import Warehouse

/// Only the days that changed are made again, and nothing tells that from making all of them.
@Suite struct IncrementalTests {
  /// A gate on freshness is not silent when no new export comes.
  @Test func aTestOnTheClockIsAskedAgainOnAnotherDay() throws {
    let project = try Project()
    try project.write("data/raw/a.csv", Project.month())
    try project.write(
      "warehouse/tests/fresh.sql",
      """
      {{ config(severity='error') }}
      select value from {{ source('raw', 'parameters') }} where name = 'today' and value > 20241231
      """)
    func failures() throws -> Int? {
      let session = try project.session()
      _ = try IngestStep(session).run([])
      try BuildStep(session).build(fullRefresh: false)
      return try BuildStep(session).test(again: false).first { $0.test.name == "fresh" }?.failures
    }
    #expect(try failures() == 1)
    // As it was found on another day, and nothing has changed since.
    func found(on day: CalendarDay) throws {
      try project.session().warehouse.transaction { db in
        try db.execute(sql: "UPDATE meta_test_results SET failures = 0 WHERE test = 'fresh'")
        try db.execute(
          sql: "UPDATE meta_state SET value = ? WHERE name = 'tested_on'",
          arguments: [day.description])
      }
    }
    try found(on: World(asOf: nil).today)
    #expect(try failures() == 0)
    try found(on: try #require(CalendarDay(iso: "2024-12-20")))
    #expect(try failures() == 1)
  }

  /// A row a day and campaign; names, days and amounts by chance.
  private func export(_ random: inout SystemRandom) -> String {
    let first = Int.random(in: 1...60, using: &random)
    let length = Int.random(in: 1...12, using: &random)
    let name = ["Brand", "brand", "Retargeting", "Sommer"].randomElement(using: &random) ?? ""
    let currency = ["USD", "EUR"].randomElement(using: &random) ?? ""
    let start = CalendarDay(iso: "2024-09-01") ?? CalendarDay(number: 0)
    return "Day,Campaign,Device,Currency,Impressions,Clicks,Cost,Conversions\n"
      + (0..<length).map { offset in
        // Now and then more clicks than impressions, so that a test has something to find.
        let clicks = Int.random(in: 0...20, using: &random) == 0 ? 5000 : 90 + offset
        let cost = Int.random(in: 0...99, using: &random)
        return "\(start + first + offset),\(name),Mobile,\(currency),4000,\(clicks),\(cost).25,3\n"
      }.joined()
  }

  private struct SystemRandom: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state ^ state >> 29
    }
  }

  /// Every row of every model, how many rows fail each test and which, and what is kept of each day.
  private func outcome(_ project: Project, fullRefresh: Bool) throws -> [String] {
    let session = try project.session()
    let step = BuildStep(session)
    try step.build(fullRefresh: fullRefresh)
    let results = try step.test(again: fullRefresh)
    return try session.warehouse.reading { db in
      try session.models.models.filter { $0.materialization != .view }.flatMap { model in
        try Row.fetchAll(db, sql: "SELECT * FROM \"\(model.name)\"").map {
          "\(model.name) \($0.databaseValues)"
        }
      }
        + String.fetchAll(
          db, sql: "SELECT test || number || row FROM meta_test_failures ORDER BY test, number")
        + DaySums.kept(db).questions.map { question, days in
          "\(question) \(days.sorted { $0.key < $1.key })"
        }.sorted()
    }
      + results.map {
        "\($0.test.name) \($0.failures) \($0.stake?.spend ?? -1) \($0.stake?.whole.rows ?? -1)"
      }
  }

  @Test(arguments: 1...3) func changedDaysAreMadeAsIfAllWere(seed: UInt64) throws {
    var random = SystemRandom(state: seed)
    let project = try Project(configuration: "version: 1\ncurrency: USD\n")
    var loaded: [String] = []
    for step in 0..<6 {
      switch Int.random(in: 0...6, using: &random) {
      case 0 where !loaded.isEmpty:
        let name = loaded.remove(at: Int.random(in: loaded.indices, using: &random))
        try FileManager.default.removeItem(atPath: "\(project.path)/\(name)")
        _ = try RetractStep(project.session()).run(name)
      case 1:
        try project.write(
          "data/mappings/m.csv", "dimension,from,to\ncampaign,brand,Brand \(step % 2)\n")
      case 2:
        break
      default:
        let name = "data/raw/\(step).csv"
        try project.write(name, export(&random))
        loaded.append(name)
      }
      let rates = (0..<80).map { day in
        // One day's rate moves.
        let start = CalendarDay(iso: "2024-09-01") ?? CalendarDay(number: 0)
        return "\(start + day),EUR,USD,1.\(day == 20 ? step : 1)5\n"
      }
      try project.write("data/rates.csv", "date,from,to,rate\n" + rates.joined())
      do {
        _ = try IngestStep(project.session()).run([])
      } catch {
        // A clash of two loads is refused and leaves the warehouse as it was.
        try FileManager.default.removeItem(atPath: "\(project.path)/\(loaded.removeLast())")
      }
      let made = try outcome(project, fullRefresh: false)
      let other = try Project(configuration: "version: 1\ncurrency: USD\n")
      try FileManager.default.removeItem(atPath: "\(other.path)/data")
      try FileManager.default.copyItem(
        atPath: "\(project.path)/data", toPath: "\(other.path)/data")
      #expect(try outcome(other, fullRefresh: true) == made)
    }
  }

  @Test func onlyChangedDaysAreMadeAgain() throws {
    let project = try Project()
    let header = "Day,Campaign,Currency,Impressions,Clicks,Cost,Conversions\n"
    func rows(_ days: ClosedRange<Int>) -> String {
      header
        + days.map { "2024-11-\($0 < 10 ? "0" : "")\($0),Brand,USD,4000,90,10.25,3\n" }.joined()
    }
    try project.write("data/raw/a.csv", rows(1...10))
    let session = try project.session()
    _ = try IngestStep(session).run([])
    try BuildStep(session).build(fullRefresh: false)
    // A mark that a day which is made again loses.
    try session.warehouse.transaction {
      try $0.execute(sql: "UPDATE mart_daily_campaign SET row_count = row_count + 100")
    }
    try project.write("data/raw/b.csv", rows(10...12))
    _ = try IngestStep(session).run([])
    try BuildStep(session).build(fullRefresh: false)
    func marked() throws -> Int? {
      try session.warehouse.reading {
        try Int.fetchOne($0, sql: "SELECT count(*) FROM mart_daily_campaign WHERE row_count > 100")
      }
    }
    #expect(try marked() == 9)
    try BuildStep(session).build(fullRefresh: true)
    #expect(try marked() == 0)
  }
}
