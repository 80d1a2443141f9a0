import Foundation
import GRDB
import Metrics
import Testing
import Warehouse

@testable import Pipeline

/// Every built-in test of the data's health finds the fault it is for, and nothing in sound data.
@Suite struct DataTestTests {
  private static let start = CalendarDay(iso: "2024-08-26") ?? CalendarDay(number: 0)
  private static let health = [
    "row_count_usual", "days_complete", "sources_up_to_date", "report_week_complete",
    "footers_equal_rows", "columns_unchanged", "claims_within_sales", "conversions_tracked",
    "revenue_tracked",
  ]

  /// Twelve weeks to a Sunday, six to eight rows a day.
  private func export(
    account: String, days: Range<Int> = 0..<84, except: Set<Int> = [], crowded: Int? = nil,
    lost: Set<Int> = [], total: Double? = nil, extra: String = ""
  ) -> String {
    var text =
      "Day,Account,Campaign,Currency code,Impr.,Clicks,Cost,Conversions,Conv. value\(extra.isEmpty ? "" : ",\(extra)")\n"
    var cost = 0
    for day in days where !except.contains(day) {
      for row in 0..<(6 + (day * 7) % 3) * (day == crowded ? 10 : 1) {
        text +=
          "\(Self.start + day),\(account),C\(row),USD,4000,90,10.00,\(lost.contains(day) ? "0,0" : "3,50.00")"
        text += extra.isEmpty ? "\n" : ",x\n"
        cost += 10
      }
    }
    if let total { text += "Total: account,,,,,,\(Double(cost) * total),,\n" }
    return text
  }

  private func failing(_ files: [(name: String, text: String)]) throws -> [String] {
    try results(files).filter { $0.failures > 0 && Self.health.contains($0.test.name) }
      .map(\.test.name).sorted()
  }

  private func results(_ files: [(name: String, text: String)]) throws -> [TestResult] {
    let project = try Project()
    for (name, text) in files {
      try project.write(name, text)
      if name.hasPrefix("data/raw") { _ = try IngestStep(project.session()).run([]) }
    }
    let session = try project.session()
    try BuildStep(session).build(fullRefresh: false)
    return try BuildStep(session).test(again: true)
  }

  private var sound: (String, String) { ("data/raw/b.csv", export(account: "B")) }

  @Test func soundDataPass() throws {
    #expect(try failing([("data/raw/a.csv", export(account: "A", total: 1)), sound]) == [])
  }

  @Test func aCrowdedDayIsUnusual() throws {
    #expect(
      try failing([("data/raw/a.csv", export(account: "A", crowded: 80)), sound])
        == ["row_count_usual"])
    // Not in a week that is long past.
    #expect(
      try failing([("data/raw/a.csv", export(account: "A", crowded: 60)), sound]) == [])
  }

  @Test func aMissingDayIsNamed() throws {
    #expect(
      try failing([("data/raw/a.csv", export(account: "A", except: [60])), sound])
        == ["days_complete"])
    #expect(
      try failing([("data/raw/a.csv", export(account: "A", except: [80])), sound])
        == ["days_complete", "report_week_complete"])
  }

  @Test func aLateAccountIsNamed() throws {
    #expect(
      try failing([("data/raw/a.csv", export(account: "A", days: 0..<79)), sound])
        == ["report_week_complete", "sources_up_to_date"])
    // One that ended long ago is not late.
    #expect(
      try failing([("data/raw/a.csv", export(account: "A", days: 0..<50)), sound]) == [])
  }

  @Test func aDayOfZerosIsNamed() throws {
    let found = try results([("data/raw/a.csv", export(account: "A", lost: [79, 80])), sound])
      .filter { $0.failures > 0 }
    #expect(found.map(\.test.name) == ["conversions_tracked", "revenue_tracked"])
    for (result, measure) in zip(found, [Measure.conversions, .saleAmount]) {
      #expect(result.status == .warn && result.failures == 2)
      // Facts of the account and its days, and figures of the measure that is zero.
      let stake = try #require(result.stake)
      #expect(stake.effect == .doubtful && stake.rows == 15 && stake.spend == 150_000_000)
      #expect(stake.touched.days.keys.sorted() == [20_241_113, 20_241_114])
      #expect(result.reach.measures == PresenceMask(measure) && result.reach.dimensions.isEmpty)
    }
  }

  @Test func aTotalThatRowsDoNotReachIsNamed() throws {
    #expect(
      try failing([("data/raw/a.csv", export(account: "A", total: 1.05)), sound])
        == ["footers_equal_rows"])
    #expect(
      try failing([("data/raw/a.csv", export(account: "A", total: 1.005)), sound]) == [])
  }

  @Test func aColumnThatCameOrWentIsNamed() throws {
    let first = ("data/raw/a 2024-10.csv", export(account: "A", days: 0..<40))
    #expect(
      try failing([
        first, ("data/raw/a 2024-11.csv", export(account: "A", days: 40..<84, extra: "Notes")),
        sound,
      ]) == ["columns_unchanged"])
    #expect(
      try failing([first, ("data/raw/a 2024-11.csv", export(account: "A", days: 40..<84)), sound])
        == [])
  }

  /// What hangs on a failure is what it touches: days that lack, the gap of a total, an export of which a
  /// column that is read has gone.
  @Test func failuresArePricedByWhatTheyTouch() throws {
    func stake(_ test: String, _ files: [(name: String, text: String)]) throws -> Stake {
      let result = try #require(try results(files).first { $0.test.name == test })
      return try #require(result.stake)
    }
    // The Thursday before had 8 rows.
    let day = try stake("days_complete", [("data/raw/a.csv", export(account: "A", except: [60]))])
    #expect(day.effect == .missing)
    #expect(day.rows == 8 && day.spend == 80_000_000 && day.revenue == 400_000_000)
    #expect(day.mended.rows == day.whole.rows + 8)
    #expect(day.touched.days.keys.map { $0 } == [20_241_025])
    let late = try stake(
      "sources_up_to_date", [("data/raw/a.csv", export(account: "A", days: 0..<79)), sound])
    #expect(late.effect == .missing && late.touched.days.count == 5)
    let total = try stake(
      "footers_equal_rows", [("data/raw/a.csv", export(account: "A", total: 1.05)), sound])
    #expect(total.effect == .gap && total.rows == 0)
    // The total is of all days of its export, and of no others.
    #expect(total.touches(Self.start + 10...Self.start + 10))
    #expect(!total.touches(Self.start + 90...Self.start + 96))
    // A twentieth of half of all spend.
    #expect(abs(total.spend - total.whole.total(.cost) / 40) < 10)
    let first = ("data/raw/a 2024-10.csv", export(account: "A", days: 0..<40))
    let rest = export(account: "A", days: 40..<84)
    let notes = try stake(
      "columns_unchanged",
      [first, ("data/raw/a 2024-11.csv", export(account: "A", days: 40..<84, extra: "Notes"))])
    #expect(notes.rows == 0)
    let without = rest.replacing(",Conv. value", with: "").replacing(",50.00\n", with: "\n")
    let revenue = try stake("columns_unchanged", [first, ("data/raw/a 2024-11.csv", without)])
    #expect(revenue.rows == rest.split(separator: "\n").count - 1)
  }

  @Test func claimsBeyondTheShopsSalesAreNamed() throws {
    func sales(_ revenue: Int) -> (String, String) {
      (
        "data/sales.csv",
        "date,revenue\n" + (0..<84).map { "\(Self.start + $0),\(revenue)\n" }.joined()
      )
    }
    let file = ("data/raw/a.csv", export(account: "A"))
    let named = try results([file, sales(10)]).filter {
      $0.failures > 0 && Self.health.contains($0.test.name)
    }
    #expect(named.map(\.test.name) == ["claims_within_sales"])
    // What the shop has less, in twelve weeks.
    let stake = try #require(named.first?.stake)
    #expect(stake.effect == .gap && stake.touched.days.count == 84)
    #expect(stake.revenue == 84 * 10_000_000 - stake.whole.total(.saleAmount))
    #expect(try failing([file, sales(5000)]) == [])
  }

  @Test func datesAndCampaignsHaveTheirAttributes() throws {
    let project = try Project(configuration: "version: 1\nfiscal_year_start: 10\n")
    try project.write("data/raw/a.csv", export(account: "A", days: 30..<50))
    try project.write("data/holidays.csv", "date,name\n2024-10-03,Unity Day\n")
    let session = try project.session()
    _ = try IngestStep(session).run([])
    try BuildStep(session).build(fullRefresh: false)
    let rows = try session.warehouse.reading { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT fiscal_year, fiscal_quarter, holiday, is_weekend FROM dim_date
          WHERE full_date IN ('2024-09-30', '2024-10-03', '2024-10-05') ORDER BY 1, 2, 4
          """
      ).map { "\($0[0] as Int) \($0[1] as Int) \($0[2] as String) \($0[3] as Int)" }
        + Row.fetchAll(
          db,
          sql: """
            SELECT platform_name, first_seen_key, last_seen_key FROM dim_campaign
            WHERE campaign_name = 'C0'
            """
        ).map { "\($0[0] as String) \($0[1] as Int) \($0[2] as Int)" }
    }
    #expect(
      rows == [
        "2024 4  0", "2025 1 Unity Day 0", "2025 1  1", "Google Ads 20240925 20241014",
      ])
  }
}
