import Testing

@testable import Metrics

@Suite struct ReportPeriodTests {
  private func day(_ text: String) throws -> CalendarDay { try #require(CalendarDay(iso: text)) }

  @Test(arguments: [
    ("2024-W47", "2024-W47", "2024-11-18", "2024-11-24", "W47", "Week 47"),
    ("2024-11", "2024-11", "2024-11-01", "2024-11-30", "Nov", "November 2024"),
    ("2024-02", "2024-02", "2024-02-01", "2024-02-29", "Feb", "February 2024"),
    ("2024-Q4", "2024-Q4", "2024-10-01", "2024-12-31", "Q4", "Q4 2024"),
    ("2023", "2023", "2023-01-01", "2023-12-31", "2023", "2023"),
    (
      "2024-11-01..2024-11-15", "2024-11-01-to-2024-11-15", "2024-11-01", "2024-11-15",
      "1 Nov to 15 Nov", "1 Nov to 15 Nov 2024"
    ),
    // Days that are a week or a month of the calendar are one.
    ("2024-11-18..2024-11-24", "2024-W47", "2024-11-18", "2024-11-24", "W47", "Week 47"),
    ("2024-11-01-to-2024-11-30", "2024-11", "2024-11-01", "2024-11-30", "Nov", "November 2024"),
    (
      "2024-11-05..2024-11-05", "2024-11-05-to-2024-11-05", "2024-11-05", "2024-11-05",
      "5 Nov to 5 Nov", "5 Nov to 5 Nov 2024"
    ),
  ])
  func namesGoThereAndBack(
    text: String, id: String, first: String, last: String, short: String, name: String
  ) throws {
    let period = try #require(ReportPeriod(text))
    #expect(period.id == id)
    #expect(try period.days == day(first)...day(last))
    #expect(period.short(.dayFirst) == short && period.name(.dayFirst) == name)
    #expect(ReportPeriod(id) == period)
  }

  @Test(arguments: [
    "2024-13", "2024-00", "2024-Q5", "2024-Q0", "24", "2024-1", "2024-W60", "month", "",
    "2024-11-15..2024-11-01", "2024-02-30..2024-03-01", "2024-11-01..", "FY2024", "２０２４",
  ])
  func othersAreNone(text: String) { #expect(ReportPeriod(text) == nil) }

  @Test(arguments: [
    ("2024-W47", 7), ("2024-11", 35), ("2023-02", 28), ("2024-Q4", 98), ("2023", 371),
    ("2024-11-01..2024-11-07", 7), ("2024-11-01..2024-11-08", 14),
  ])
  func comparablePeriodsAreAsLongAndBeginOnTheSameWeekday(text: String, stride: Int) throws {
    let period = try #require(ReportPeriod(text))
    #expect(period.stride == stride)
    for count in 1...5 {
      let earlier = period.earlier(count)
      #expect(earlier.lowerBound.weekday == period.first.weekday)
      #expect(earlier.upperBound - earlier.lowerBound + 1 == period.length)
    }
    #expect(period.earlier(1).upperBound < period.first)
    if let year = period.yearBefore {
      #expect(year.lowerBound.weekday == period.first.weekday && year.upperBound < period.first)
      #expect(year.upperBound - year.lowerBound + 1 == period.length)
    }
  }

  @Test func aFiscalQuarterIsNamedByItsYear() throws {
    // The fiscal year 2025 begins in February 2024.
    let quarter = try #require(ReportPeriod(fiscalYear: 2025, quarter: 4, yearStart: 2))
    #expect(quarter.id == "2024-11-01-to-2025-01-31")
    #expect(quarter.name(.dayFirst, yearStart: 2) == "Q4 of fiscal 2025")
    #expect(
      quarter.title(.dayFirst, yearStart: 2)
        == "Q4 of fiscal 2025 · Fri 1 Nov 2024 – Fri 31 Jan 2025")
    let year = try #require(ReportPeriod(fiscalYear: 2025, quarter: nil, yearStart: 10))
    #expect(
      year.id == "2024-10-01-to-2025-09-30" && year.name(.dayFirst, yearStart: 10) == "Fiscal 2025")
    let calendar = try #require(ReportPeriod(fiscalYear: 2025, quarter: 2, yearStart: 10))
    #expect(
      calendar.id == "2025-Q1" && calendar.name(.dayFirst, yearStart: 10) == "Q2 of fiscal 2025")
    #expect(calendar.name(.dayFirst) == "Q1 2025")
    #expect(ReportPeriod(fiscalYear: 2025, quarter: 3, yearStart: 1)?.id == "2025-Q3")
    #expect(ReportPeriod(fiscalYear: 2025, quarter: 5, yearStart: 1) == nil)
  }

  @Test func everyDayIsInThePeriodThatHoldsIt() throws {
    var day = try self.day("2023-01-01")
    while day.year < 2025 {
      for start in [1, 2, 7, 12] {
        for unit in [ReportPeriod.Unit.week, .month, .quarter, .year] {
          let period = ReportPeriod(unit, containing: day, yearStart: start)
          #expect(period.days.contains(day))
          let fiscal = FiscalQuarter(of: day, yearStart: start)
          if unit == .quarter {
            #expect(FiscalQuarter(of: period.first, yearStart: start) == fiscal)
            #expect(FiscalQuarter(of: period.last, yearStart: start) == fiscal)
          }
        }
      }
      day = day + 1
    }
  }
}
