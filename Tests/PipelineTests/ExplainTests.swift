import Diagnostics
import Foundation
import GRDB
import Metrics
import Testing

@testable import Pipeline

@Suite struct ExplainTests {
  /// The SQL that a figure is explained with gives the figure.
  @Test func theQuestionOfAFigureAnswersWithIt() throws {
    // With a margin, and two platforms that have a campaign of one name.
    let project = try Project(configuration: "version: 1\nmargin: 0.4\n")
    try project.write("data/raw/a.csv", Project.month())
    try project.write(
      "data/raw/m.csv",
      "Day,Campaign name,Amount spent (USD),Impressions,Link clicks,Purchases,Purchases conversion value\n"
        + (10...30).map { "2024-11-\($0),Brand,\($0).50,1000,40,4,\($0)0\n" }.joined())
    try project.run()
    let session = try project.session()
    let bytes = try #require(
      try FileSystem.read("\(project.path)/output/site/editions/2024-W47/figures.json"))
    let figures = try JSONDecoder().decode(FiguresFile.self, from: Data(bytes)).figures
    var asked = 0
    for figure in figures {
      let text = try #require(try FigureExplanation(session).text(figure.id))
      #expect(text.hasPrefix("\(figure.id): \(figure.display)"))
      guard let range = text.range(of: "SELECT "), let value = figure.value.flatMap(Double.init)
      else { continue }
      let sql = text[range.lowerBound...].components(separatedBy: "\n\n")[0]
      let answer = try session.warehouse.reading { try Double.fetchOne($0, sql: sql) }
      #expect(
        abs(try #require(answer, "\(figure.id) \(sql)") - value) <= 1e-9 * max(1, abs(value)),
        "\(figure.id) \(value) \(answer ?? 0) \(sql)")
      asked += 1
    }
    #expect(asked > 20)
  }

  @Test func aFigureIsTracedToItsColumns() throws {
    let project = try Project()
    try project.write("data/raw/a.csv", Project.month())
    try project.run()
    let text = try #require(
      try FigureExplanation(project.session()).text(
        "roas.2024-W47.AC", of: PeriodChoice("2024-W47")))
    #expect(text.contains("cost from Google Ads «Cost» (1 file)"))
    #expect(text.contains("raw_rows.cost_micros → stg_rows.cost_micros → fact_marketing"))
    #expect(text.contains("sale_amount from Google Ads «Sale_Amount» (1 file)"))
    #expect(text.contains("cost_not_negative passes"))
    #expect(!text.contains("clicks_within_impressions"))
    let near = try Explain.unknown("roas.2024-W4.AC", session: project.session()).hint
    #expect(near?.hasPrefix("did you mean roas.2024-W47.AC?") == true)
    let page = try #require(
      try FileSystem.text("\(project.path)/output/site/editions/2024-W47/lineage.html"))
    #expect(page.contains("«Sale_Amount»") && page.contains("cost_not_negative"))
  }

  @Test func aTestSaysWhatItFoundTheLastTime() throws {
    let project = try Project()
    func explained(_ name: String) throws -> String {
      try #require(try Explain.text(name, models: project.session()))
    }
    #expect(try explained("cost_not_negative").contains("Not asked of the models"))
    try project.write(
      "data/raw/a.csv",
      "Day,Campaign,Currency,Impressions,Clicks,Cost,Conversions\n2024-11-04,A,USD,9,12,10.25,3\n")
    func make(andTest isTested: Bool) throws -> CalendarDay {
      let session = try project.session()
      _ = try IngestStep(session).run([])
      try BuildStep(session).build(fullRefresh: false)
      if isTested { _ = try BuildStep(session).test(again: false) }
      return session.world.today
    }
    let day = try make(andTest: true)
    let failing = try explained("clicks_within_impressions")
    #expect(failing.contains("Last asked on \(day): warns of 1 row."))
    #expect(failing.contains("1 row of facts, $10.25 of spend at stake"))
    #expect(failing.contains("meta_test_failures WHERE test = 'clicks_within_impressions'"))
    #expect(try explained("cost_not_negative").contains(": passes.\nRows of this question"))
    try project.write(
      "data/raw/b.csv",
      "Day,Campaign,Currency,Impressions,Clicks,Cost,Conversions\n2024-11-05,A,USD,9,2,1.25,1\n")
    _ = try make(andTest: false)
    #expect(try explained("clicks_within_impressions").contains("made again since"))
  }

  @Test func anUnknownIdIsNamedWithTheNearest() throws {
    let project = try Project()
    #expect(try FigureExplanation(project.session()).text("roas.2024-W47.AC") == nil)
    #expect(try Explain.text("roass", models: nil) == nil)
    for (id, name) in [
      ("roass", "roas"), ("marts_equal_fact", "marts_equal_facts"), ("dim_campain", "dim_campaign"),
      ("tests.failed", "test.failed"),
    ] {
      #expect(try Explain.unknown(id).hint?.hasPrefix("did you mean \(name)?") == true)
    }
  }
}
