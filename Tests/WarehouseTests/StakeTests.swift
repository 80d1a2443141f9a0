import Testing

@testable import Metrics
@testable import Warehouse

/// What hangs on failing rows is priced once, as far as they say what it is.
@Suite struct StakeTests {
  private let week: [(day: Int, campaign: String, device: String, cost: Int64?)] = [
    (20_241_104, "Brand", "Mobile", 10), (20_241_105, "Brand", "Mobile", 20),
    (20_241_106, "Other", "Desktop", 30),
  ]

  /// - Parameter question: a test of one's own.
  private func result(
    _ question: String, after fault: String? = nil, of name: String = "own"
  ) throws -> TestResult {
    let fixture = try Fixture()
    try fixture.load("a", week)
    try fixture.build()
    if let fault { try fixture.execute(fault) }
    let project = try ModelProject(additions: [
      ("warehouse/tests/own.sql", "tests/own.sql", question)
    ])
    let run = try TestRunner.run(project, fixture.warehouse)
    return try #require(run.results.first { $0.test.name == name })
  }

  @Test func aFactThatAJoinShowsSeveralTimesCountsOnce() throws {
    let found = try result(
      """
      select f.* from {{ ref('fact_marketing_performance') }} as f
      join {{ ref('dim_date') }} as d on d.date_key > f.date_key where f.cost_micros > 10000000
      """)
    #expect(found.failures > 2)
    #expect(found.stake?.rows == 2 && found.stake?.spend == 50_000_000)
  }

  @Test func aGapOfWhatIsNoMeasureMayBeOfAny() throws {
    let known = try result("select 'cost' as measure, 20241104 as date_key, 7 as gap_micros")
    #expect(known.stake?.spend == 7)
    let other = CalendarDay(number: 0)
    #expect(!known.isInDoubt(other...other))
    let unknown = try result("select 'spend' as measure, 20241104 as date_key, 7 as gap_micros")
    #expect(unknown.failures == 1 && unknown.stake == nil && unknown.isInDoubt(other...other))
  }

  /// Marts hold the same money: what two of them lack is missing once.
  @Test func aMartIsPricedByWhatItLacks() throws {
    let found = try result(
      "select 1 as x where 1 = 0",
      after: """
        DELETE FROM mart_daily_device WHERE date_key = 20241105;
        UPDATE mart_daily_source SET cost_micros = cost_micros - 5000000 WHERE date_key = 20241105
        """, of: "marts_equal_facts")
    #expect(found.failures == 2)
    let stake = try #require(found.stake)
    #expect(stake.effect == .gap && stake.spend == -20_000_000)
    #expect(stake.touched.days.keys.map { $0 } == [20_241_105])
  }

  @Test func lostFactsArePricedByTheirRows() throws {
    let found = try result(
      "select 1 as x where 1 = 0",
      after: "DELETE FROM fact_marketing_performance WHERE line = 3", of: "facts_equal_loaded")
    #expect(found.stake?.effect == .gap && found.stake?.spend == 20_000_000)
  }
}
