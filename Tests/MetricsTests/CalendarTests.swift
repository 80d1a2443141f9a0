import Testing

@testable import Metrics

@Suite struct CalendarTests {
  @Test func everyDayOfFourCenturiesGoesThereAndBack() throws {
    var day = try #require(CalendarDay(year: 1900, month: 1, day: 1))
    var weekday = day.weekday
    for _ in 0..<146_097 {
      let (year, month, number) = day.civil
      #expect(CalendarDay(year: year, month: month, day: number) == day)
      #expect(day.weekday == weekday)
      day = day + 1
      weekday = weekday % 7 + 1
    }
  }

  @Test(arguments: [
    (2023, 2, 29), (2024, 2, 30), (2100, 2, 29), (2024, 13, 1), (2024, 4, 31), (2024, 0, 1),
    (0, 1, 1), (10000, 1, 1),
  ])
  func impossibleDaysAreNone(year: Int, month: Int, day: Int) {
    #expect(CalendarDay(year: year, month: month, day: day) == nil)
  }

  @Test(arguments: ["2024-1-1", "24-01-01", "2024-01-01 ", "2024/01/01", "２０２４-01-01", ""])
  func onlyISODatesAreDates(text: String) {
    #expect(CalendarDay(iso: text) == nil)
  }

  // python3 -c "import datetime as d; print(d.date(2020,12,31).isocalendar())" and so on
  @Test(arguments: [
    ("2020-12-31", "2020-W53"), ("2021-01-03", "2020-W53"), ("2021-01-04", "2021-W01"),
    ("2024-12-30", "2025-W01"), ("2024-11-18", "2024-W47"), ("2027-01-01", "2026-W53"),
    ("2016-01-01", "2015-W53"),
  ])
  func isoWeeksAgreeWithPython(day: String, week: String) throws {
    let day = try #require(CalendarDay(iso: day))
    #expect(ISOWeek(of: day).description == week)
    #expect(ISOWeek(week) == ISOWeek(of: day))
  }

  @Test(arguments: ["2024-W53", "2024-W00", "2024W47", "2024-w47", "2024-W7"])
  func impossibleWeeksAreNone(text: String) {
    #expect(ISOWeek(text) == nil)
  }

  @Test func rangesNameAMonthOnce() throws {
    let first = try #require(CalendarDay(iso: "2024-11-18"))
    #expect(DateStyle.dayFirst.range(first, first + 6) == "Mon 18 – Sun 24 Nov 2024")
    #expect(DateStyle.dayFirst.range(first + 7, first + 13) == "Mon 25 Nov – Sun 1 Dec 2024")
    #expect(DateStyle.dayFirst.range(first + 42, first + 48) == "Mon 30 Dec 2024 – Sun 5 Jan 2025")
    #expect(DateStyle.dayFirst.span(first...(first + 48)) == "18 Nov 2024 to 5 Jan 2025")
    #expect(DateStyle.dayFirst.dashed(first, first + 6) == "18–24 Nov")
  }

  @Test func americansReadTheMonthFirst() throws {
    let first = try #require(CalendarDay(iso: "2024-11-18"))
    let dates = DateStyle(Language("en-US"))
    #expect(dates.dayMonth(first) == "Nov 18" && dates.full(first) == "Mon, Nov 18, 2024")
    #expect(dates.range(first, first + 6) == "Mon, Nov 18 – Sun, Nov 24, 2024")
    #expect(dates.range(first + 42, first + 48) == "Mon, Dec 30, 2024 – Sun, Jan 5, 2025")
    #expect(dates.span(first...(first + 6)) == "Nov 18 to Nov 24, 2024")
    #expect(dates.span(first...(first + 48)) == "Nov 18, 2024 to Jan 5, 2025")
    #expect(dates.dashed(first, first + 6) == "Nov 18–24")
    #expect(dates.dashed(first, first + 14) == "Nov 18 – Dec 2")
    #expect(dates.dashed(first, first) == "Nov 18")
  }
}

@Suite struct FiscalQuarterTests {
  @Test(arguments: [
    ("2024-01-31", 1, 2024, 1), ("2024-12-31", 1, 2024, 4), ("2024-03-31", 4, 2024, 4),
    ("2024-04-01", 4, 2025, 1), ("2024-10-01", 10, 2025, 1), ("2024-09-30", 10, 2024, 4),
    ("2024-12-31", 12, 2025, 1), ("2025-11-30", 12, 2025, 4),
  ])
  func aFiscalYearIsNamedByTheYearItEndsIn(day: String, start: Int, year: Int, quarter: Int)
    throws
  {
    let fiscal = FiscalQuarter(of: try #require(CalendarDay(iso: day)), yearStart: start)
    #expect(fiscal.year == year && fiscal.quarter == quarter)
  }
}
