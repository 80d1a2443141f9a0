import Analysis
import Diagnostics
import Foundation
import Metrics
import Pack
import Testing

@testable import Pipeline

/// Packs of other days than a week, from 1 November 2024 to 10 March 2025.
@Suite(.serialized) struct PeriodTests {
  private func project(_ configuration: String = "version: 1\n") throws -> Project {
    let project = try Project(configuration: configuration)
    try project.write("data/raw/a.csv", Project.month(days: 130))
    return project
  }

  private func figures(_ project: Project, _ edition: String) throws -> [String: FiguresFile.Entry]
  {
    let bytes = try #require(
      try FileSystem.read("\(project.path)/output/site/editions/\(edition)/figures.json"))
    let file = try #require(FiguresFile.read(bytes))
    return Dictionary(file.figures.map { ($0.id, $0) }) { first, _ in first }
  }

  /// Spend in millionths of some days, by the query that users have.
  private func spend(_ project: Project, _ first: String, _ last: String) throws -> Double {
    let query = MetricsQuery(
      metrics: [.spend], dimensions: [], grain: nil, from: CalendarDay(iso: first),
      to: CalendarDay(iso: last), filters: [])
    return try #require(try query.run(project.session()).first?.values.first?.value?.double)
  }

  @Test func aMonthIsItsDaysAndComparesWithAsManyOnTheSameWeekdays() throws {
    let project = try project()
    let outcome = try project.run(try #require(PeriodChoice("2025-01"))).outcome
    #expect(outcome.edition == "2025-01")
    let figures = try figures(project, "2025-01")
    let now = try spend(project, "2025-01-01", "2025-01-31")
    let before = try spend(project, "2024-11-27", "2024-12-27")
    let value = try #require(figures["spend.2025-01.AC"]?.value.flatMap { Double($0) })
    #expect(abs(value - now) < 1e-6)
    let change = try #require(figures["spend.2025-01.AC-PW"]?.value.flatMap { Double($0) })
    #expect(abs(change - (now / before - 1)) < 1e-6)
    #expect(figures["spend.2025-01.AC-4W"]?.display == "n/a: 1 full period")
    let html = String(
      decoding: try #require(
        try FileSystem.read("\(project.path)/output/site/editions/2025-01/index.html")),
      as: UTF8.self)
    #expect(html.contains("January 2025"))
    #expect(html.contains("vs PP") && !html.contains("vs PW") && !html.contains("this week"))
  }

  @Test func theLastCompleteMonthIsFoundAndItsEditionVerifies() throws {
    let project = try project()
    try project.run()
    #expect(try project.run(.latest(.month)).outcome.edition == "2025-02")
    #expect(try project.run(.latest(.month)).outcome.isNew == false)
    let report = try VerifyStep(project.session()).verify("2025-02")
    #expect(report.isEqual && report.changes.isEmpty, "\(report)")
    // February ended before the newest week did, and each lists editions of its own kind alone.
    let week = try project.run().outcome.edition
    #expect(SiteArchive(try ProjectFolder(project.path)).latest.map(\.description).first == week)
  }

  @Test func aFiscalQuarterHasItsName() throws {
    let project = try project("version: 1\nfiscal_year_start: 2\n")
    let edition = try project.run(.latest(.quarter)).outcome.edition
    #expect(edition == "2024-11-01-to-2025-01-31")
    #expect(try project.run(try #require(PeriodChoice("FY2025-Q4"))).outcome.edition == edition)
    let manifest = try #require(
      try FileSystem.read("\(project.path)/output/site/editions/\(edition)/manifest.json"))
    #expect(EditionManifest.read(manifest)?.period.hasPrefix("Q4 of fiscal 2025 · ") == true)
  }

  @Test func daysWithoutDataAreRefusedAndAnUnfinishedMonthSaysSo() throws {
    let project = try project()
    #expect(throws: Diagnostic.self) { try project.run(try #require(PeriodChoice("2023-11"))) }
    let outcome = try project.run(try #require(PeriodChoice("2025-03"))).outcome
    #expect(outcome.headline.hasSuffix("so far; the month is not complete"))
  }

  /// What is set a week counts by the day; a ratio holds for all days or for none.
  @Test func targetsOfWeeksAddUpOverOtherDays() throws {
    let project = try project()
    try project.write(
      "data/targets.csv",
      """
      metric,from,to,value,dimension,member
      spend,2024-12-30,2025-01-19,700,,
      spend,2025-01-20,2025-03-02,1400,,
      roas,2024-12-30,2025-03-02,4,,
      revenue,2025-01-06,2025-01-26,10,,

      """)
    _ = try project.run(.latest(.month))
    let analyse = AnalyseStep(session: try project.session())
    let market = try analyse.market()
    let january = try #require(ReportPeriod("2025-01")).days
    // 19 days of 700 a week and 12 of 1400.
    #expect(market.target(.spend, january) == Rational(19 * 100 + 12 * 200))
    #expect(market.target(.roas, january) == Rational(4))
    #expect(market.target(.revenue, january) == nil)
    #expect(market.target(.revenue, try #require(ReportPeriod("2025-W03")).days) == Rational(10))
    #expect(market.target(.spend, try #require(ReportPeriod("2024-12")).days) == nil)
  }

  @Test(arguments: ["", "months", "2024-11..2024-12", "FY", "FY2024-11", "latest", "2024-W99"])
  func otherWordsAreNoPeriod(text: String) { #expect(PeriodChoice(text) == nil) }

  /// Rows of weeks and months that reach beyond the days that are asked for.
  @Test(arguments: [
    ("2024-01-09", "2024-01-20", nil, "3 rows with 1200.00 of spend cover periods that reach"),
    ("2024-01-01", "2024-01-31", nil, nil),
    ("2024-01-09", "2024-01-10", MetricsQuery.Grain.day, "2 rows with 1100.00 of spend cover"),
    ("2024-03-09", "2024-03-10", MetricsQuery.Grain.day, nil),
  ])
  func whatIsInNoAnswerIsSaid(
    from: String, to: String, grain: MetricsQuery.Grain?, words: String?
  ) throws {
    let project = try Project(
      configuration: """
        version: 1
        sources:
          - {match: data/raw/weeks.csv, account: one}
          - {match: data/raw/months.csv, account: other}

        """)
    try project.write(
      "data/raw/weeks.csv",
      "Week,Campaign,Spend,Impressions,Clicks\n2024-01-08,A,100,1000,10\n2024-01-15,A,100,1000,10\n"
    )
    try project.write(
      "data/raw/months.csv", "Month,Campaign,Spend,Impressions,Clicks\n2024-01,B,1000,1000,10\n")
    let session = try project.session()
    _ = try IngestStep(session).run([])
    try BuildStep(session).build(fullRefresh: false)
    let query = MetricsQuery(
      metrics: [.spend], dimensions: [], grain: grain, from: CalendarDay(iso: from),
      to: CalendarDay(iso: to), filters: [])
    _ = try query.run(session)
    let said = session.warnings.filter { $0.code == .periodRows }.map(\.message)
    #expect(said.count == (words == nil ? 0 : 1))
    if let words { #expect(said.first?.hasPrefix(words) == true, "\(said)") }
  }
}
