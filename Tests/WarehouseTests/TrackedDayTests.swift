import Foundation
import GRDB
import Metrics
import Testing

@testable import Warehouse

/// Days that are zero where chance makes none are found, and quiet accounts give none.
@Suite struct TrackedDayTests {
  /// Nil is a blank.
  struct Day {
    var clicks: Int
    var conversions: Int?
    var revenue: Int?
    var cost: Int
  }

  private static let start = CalendarDay(iso: "2024-01-01") ?? CalendarDay(number: 0)

  /// Account → numbers of the days that a test finds, counted from the first.
  private func found(_ accounts: [[Day]]) throws -> (
    conversions: [Int: [Int]], revenue: [Int: [Int]]
  ) {
    let fixture = try Fixture()
    try fixture.build()
    return try fixture.warehouse.transaction { db in
      try db.execute(sql: "DELETE FROM dim_date")
      for number in 0..<(accounts.map(\.count).max() ?? 0) {
        let day = Self.start + number
        try db.execute(
          sql:
            "INSERT INTO dim_date VALUES (?, ?, ?, 2024, 1, 1, '', '', ?, '', 0, 2024, 1, '')",
          arguments: [day.key, day.number, day.description, day.weekday])
      }
      let insert = try db.makeStatement(
        sql: "INSERT INTO mart_daily_source VALUES (?, ?, ?, 1, 0, ?, 0, ?, ?, ?)")
      for (account, days) in accounts.enumerated() {
        for (number, day) in days.enumerated() {
          let mask =
            18 + (day.conversions == nil ? 0 : 8) + (day.revenue == nil ? 0 : 32)
          try insert.execute(arguments: [
            (Self.start + number).key, account, mask, day.clicks * 1_000_000,
            (day.conversions ?? 0) * 1_000_000, day.cost * 1_000_000,
            (day.revenue ?? 0) * 1_000_000,
          ])
        }
      }
      func failing(_ name: String) throws -> [Int: [Int]] {
        let test = try #require(fixture.project.tests.first { $0.name == name })
        var found: [Int: [Int]] = [:]
        for row in try Row.fetchAll(db, sql: test.sql) {
          let day = try #require(CalendarDay(key: row["date_key"]))
          found[row["source_key"], default: []].append(day - Self.start)
        }
        return found.mapValues { $0.sorted() }
      }
      return (try failing("conversions_tracked"), try failing("revenue_tracked"))
    }
  }

  private static func poisson(_ mean: Double, _ random: inout SplitMix) -> Int {
    var (count, rest) = (0, mean)
    // A sum of such counts is one: small means keep the product of chances above zero.
    while rest > 0 {
      var product = Double.random(in: 0..<1, using: &random)
      let limit = exp(-min(rest, 20))
      while product > limit {
        count += 1
        product *= Double.random(in: 0..<1, using: &random)
      }
      rest -= 20
    }
    return count
  }

  /// - Parameters:
  ///   - mean: conversions of a day.
  ///   - spread: how far rates of days differ beyond counts.
  ///   - isOpen: whether anything sells on a day.
  private static func account(
    _ mean: Double, days: Int = 120, spread: Double = 0.1, random: inout SplitMix,
    isOpen: (Int) -> Bool = { _ in true }
  ) -> [Day] {
    (0..<days).map { number in
      let traffic = number % 7 < 5 ? 1.0 : 0.6
      let clicks = poisson(mean * 20 * traffic, &random)
      let rate = 0.05 * exp(spread * Double.random(in: -1.7...1.7, using: &random))
      let sales = isOpen(number) ? poisson(Double(clicks) * rate, &random) : 0
      let revenue = (0..<sales).reduce(0.0) { sum, _ in
        sum + 60 * exp(Double.random(in: -1...1, using: &random))
      }
      return Day(clicks: clicks, conversions: sales, revenue: Int(revenue), cost: clicks)
    }
  }

  private static func without(_ days: Set<Int>, in account: [Day], _ lose: (inout Day) -> Void)
    -> [Day]
  {
    account.enumerated().map { number, day in
      var day = day
      if days.contains(number) { lose(&day) }
      return day
    }
  }

  @Test func plantedOutagesAreFound() throws {
    var random = SplitMix(state: 1)
    let usual = Self.account(60, random: &random)
    let lost: Set<Int> = [100, 101, 102]
    let none: (inout Day) -> Void = { ($0.conversions, $0.revenue) = (0, 0) }
    let found = try found([
      Self.without(lost, in: usual, none),
      Self.without(lost, in: usual) { $0.revenue = 0 },
      // What is blank is missing, and said elsewhere.
      Self.without(lost, in: usual) { ($0.conversions, $0.revenue) = (nil, nil) },
      // Nor is a day at fault that hardly anybody clicked on.
      Self.without(lost, in: usual) { $0 = Day(clicks: 90, conversions: 0, revenue: 0, cost: 90) },
      // Four weeks of a measure that is gone for good, and their first day after every week of them.
      Self.without(Set(70..<120), in: usual, none),
      // Too near to the first day to know what is usual.
      Self.without([20], in: usual, none),
    ])
    #expect(found.conversions == [0: [100, 101, 102], 4: Array(70..<98)])
    #expect(found.revenue == [0: [100, 101, 102], 1: [100, 101, 102], 4: Array(70..<98)])
  }

  @Test func smallAccountsAndDaysWithoutSalesAreQuiet() throws {
    var random = SplitMix(state: 2)
    let found = try found([
      Self.account(0.3, random: &random), Self.account(2, random: &random),
      Self.account(4, random: &random),
      // Sold on weekends alone, clicked every day; shut on Sundays; a sale each week.
      Self.account(80, random: &random) { $0 % 7 >= 5 },
      Self.account(80, random: &random) { $0 % 7 != 6 },
      Self.account(200, random: &random) { $0 % 7 == 0 },
    ])
    #expect(found.conversions.isEmpty && found.revenue.isEmpty)
  }

  @Test func quietAccountsGiveNone() throws {
    var random = SplitMix(state: 3)
    let accounts = (0..<300).map { _ in
      let mean = exp(Double.random(in: -1.5...5, using: &random))
      let spread = Double.random(in: 0...0.6, using: &random)
      return Self.account(mean, spread: spread, random: &random)
    }
    let found = try found(accounts)
    #expect(found.conversions.isEmpty && found.revenue.isEmpty)
  }
}
