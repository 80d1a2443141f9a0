import Metrics
import Testing

@testable import Analysis

@Suite struct WeekdayAnomalyTests {
  private let monday = CalendarDay(key: 20_241_118) ?? CalendarDay(number: 0)

  /// Ten complete weeks before the tested Monday: high Mondays, low Sundays.
  private func series() -> [CalendarDay: Double] {
    let mondays: [Double] = [400, 112, 98, 130, 105, 99, 121, 400, 90, 250]
    var values: [CalendarDay: Double] = [:]
    for week in 1...10 {
      for offset in 0..<7 { values[monday - 7 * week + offset] = 10 + Double(offset) }
      values[monday - 7 * week] = mondays[week - 1]
    }
    values[monday] = 180
    return values
  }

  @Test func looksAtTheSameWeekdayOnly() throws {
    // Weeks 2 … 9 before, as in MedianDeviationTests, when the newest and the oldest are missing.
    var values = series()
    values[monday - 7] = nil
    let anomaly = try #require(
      WeekdayAnomaly(day: monday, values: values, completeWeeksFrom: monday - 7 * 9))
    #expect(anomaly.normal.count == 8)
    #expect(anomaly.normal.median == 108.5)
    // (180 - np.median(v)) / stats.median_abs_deviation(v, scale='normal')
    #expect(StatisticsReference.agrees(anomaly.score, 4.193566707740856))
    #expect(anomaly.isAnomaly)
  }

  @Test func leavesOutItselfAndWhatFollows() {
    var values = series()
    let before = WeekdayAnomaly(day: monday, values: values, completeWeeksFrom: monday - 70)
    values[monday + 7] = 9999
    values[monday + 1] = 9999
    #expect(
      WeekdayAnomaly(day: monday, values: values, completeWeeksFrom: monday - 70) == before)
  }

  @Test func takesTheLastWeeksOnly() throws {
    let anomaly = try #require(
      WeekdayAnomaly(
        day: monday, values: series(), completeWeeksFrom: monday - 70, maximumWeeks: 9))
    #expect(anomaly.normal.count == 9)
  }

  @Test func equalDays() throws {
    let sunday = monday + 6
    var values = series()
    values[sunday] = 16
    let same = try #require(
      WeekdayAnomaly(day: sunday, values: values, completeWeeksFrom: monday - 70))
    #expect(same.score == 0)
    values[sunday] = 17
    let other = try #require(
      WeekdayAnomaly(day: sunday, values: values, completeWeeksFrom: monday - 70))
    #expect(other.score == nil)
    #expect(!other.isAnomaly)
  }

  @Test func tooLittleIsNil() {
    var values = series()
    #expect(WeekdayAnomaly(day: monday + 1, values: values, completeWeeksFrom: monday - 70) == nil)
    #expect(WeekdayAnomaly(day: monday, values: values, completeWeeksFrom: monday - 49) == nil)
    #expect(
      WeekdayAnomaly(
        day: monday, values: values, completeWeeksFrom: monday - 70, maximumWeeks: 0) == nil)
    values[monday] = .nan
    #expect(WeekdayAnomaly(day: monday, values: values, completeWeeksFrom: monday - 70) == nil)
  }

  /// On normal noise the limit of 3.5 gives about 5 % false alarms at 8 weeks and 0.7 % at 26
  /// (NumPy, 200,000 draws: 4.8 % and 0.72 %).
  @Test(arguments: [(8, 60...135), (26, 4...30)])
  func falseAlarms(weeks: Int, expected: ClosedRange<Int>) throws {
    var generator = StatisticsGenerator(seed: 11)
    var alarms = 0
    for _ in 0..<2000 {
      var values = [monday: 100 + generator.normal()]
      for week in 1...weeks { values[monday - 7 * week] = 100 + generator.normal() }
      let anomaly = try #require(
        WeekdayAnomaly(day: monday, values: values, completeWeeksFrom: monday - 7 * weeks))
      if anomaly.isAnomaly { alarms += 1 }
    }
    #expect(expected.contains(alarms))
  }
}
