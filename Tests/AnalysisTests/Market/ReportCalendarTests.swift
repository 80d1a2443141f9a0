import Metrics
import Testing

@testable import Analysis

@Suite struct ReportCalendarTests {
  private func calendar(
    _ first: String, _ last: String, asOf: String? = nil, _ choice: ReportCalendar.Choice,
    without gap: ClosedRange<CalendarDay>? = nil
  ) throws -> ReportCalendar? {
    ReportCalendar(
      firstDay: try #require(CalendarDay(iso: first)),
      lastDay: try #require(CalendarDay(iso: last)), asOf: asOf.flatMap(CalendarDay.init(iso:)),
      choice: choice
    ) { days in gap.map { !($0.contains(days.lowerBound) && $0.contains(days.upperBound)) } ?? true
    }
  }

  private func given(_ text: String) throws -> ReportCalendar.Choice {
    .given(try #require(ReportPeriod(text)))
  }

  @Test(arguments: [
    (ReportPeriod.Unit.week, 1, "2024-W48"), (.month, 1, "2024-11"), (.quarter, 1, "2024-Q3"),
    (.year, 1, "2023"), (.quarter, 2, "2024-08-01-to-2024-10-31"),
    (.year, 10, "2023-10-01-to-2024-09-30"),
  ])
  func theLastCompleteOneIsReported(unit: ReportPeriod.Unit, start: Int, id: String) throws {
    let calendar = try calendar("2022-01-01", "2024-12-03", .latest(unit, yearStart: start))
    #expect(calendar?.period.id == id && calendar?.isPartial == false)
  }

  @Test func notOneAfterAsOfNorWithoutRows() throws {
    let month = ReportCalendar.Choice.latest(.month, yearStart: 1)
    #expect(
      try calendar("2024-01-01", "2024-12-03", asOf: "2024-11-29", month)?.period.id == "2024-10")
    let november = try #require(ReportPeriod("2024-11")).days
    #expect(
      try calendar("2024-01-01", "2024-12-03", month, without: november)?.period.id == "2024-10")
    let short = try calendar("2024-11-20", "2024-12-03", month)
    #expect(short?.period.id == "2024-12" && short?.isPartial == true)
  }

  @Test func onlyCompleteComparablePeriodsAreCompared() throws {
    let calendar = try #require(
      try calendar("2024-06-03", "2024-12-01", try given("2024-11")))
    // 30 days from a Friday on, every 35 days.
    #expect(
      calendar.before.map { "\($0.lowerBound)" } == [
        "2024-06-14", "2024-07-19", "2024-08-23", "2024-09-27",
      ])
    #expect(calendar.fourBefore?.count == 4)
    #expect(calendar.prior == calendar.before.last)
    #expect(calendar.evidenceDays == calendar.days)
    let week = try #require(try self.calendar("2024-06-03", "2024-12-01", try given("2024-W48")))
    #expect("\(week.evidenceDays.lowerBound)" == "2024-11-04")
    #expect(week.before.count == 25 && week.shown.count == 26)
    let partial = try #require(try self.calendar("2024-06-03", "2024-11-20", try given("2024-11")))
    #expect(partial.isPartial && partial.prior == nil)
  }

  @Test func linesOverTimeAreOfWeeks() throws {
    let month = try #require(try calendar("2024-06-03", "2024-12-01", try given("2024-11")))
    // W48 ends on the first of December.
    #expect(month.weekly?.period.id == "2024-W47")
    let partial = try #require(try calendar("2024-06-03", "2024-11-20", try given("2024-11")))
    #expect(partial.weekly?.period.id == "2024-W46" && partial.weekly?.isPartial == false)
    #expect(try calendar("2024-11-20", "2024-11-30", try given("2024-11"))?.weekly == nil)
  }

  @Test func daysWithoutDataAreNoPeriod() throws {
    #expect(try calendar("2024-06-03", "2024-12-01", try given("2023-11")) == nil)
    #expect(try calendar("2024-06-03", "2024-12-01", asOf: "2024-01-01", .latestWeek) == nil)
  }
}
