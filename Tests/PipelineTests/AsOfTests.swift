import Metrics
import Testing

@testable import Pipeline

/// `--as-of`: nothing later is in any figure, whatever the warehouse holds.
@Suite struct AsOfTests {
  private func figures(_ project: Project, asOf: CalendarDay?) throws -> [String: String] {
    let session = try Session(project: project.path, world: World(asOf: asOf))
    let outcome = try PackRun(session).run(try #require(PeriodChoice("2024-W48")))
    let folder = "\(project.path)/output/site/editions/\(outcome.edition)"
    let bytes = try #require(try FileSystem.read("\(folder)/figures.json"))
    let file = try #require(FiguresFile.read(bytes))
    return Dictionary(
      file.figures.filter { !$0.metric.isEmpty }.map { ($0.id, "\($0.display) \($0.rowsUsed)") }
    ) { first, _ in first }
  }

  @Test func figuresAreThoseOfTheDataUpToThatDay() throws {
    let (whole, cut) = (try Project(), try Project())
    try whole.write("data/raw/a.csv", Project.month(days: 60))
    try cut.write("data/raw/a.csv", Project.month(days: 28))
    let day = try #require(CalendarDay(iso: "2024-11-28"))
    let figures = try figures(whole, asOf: day)
    #expect(figures == (try self.figures(cut, asOf: nil)))
    #expect(figures.count > 50)

    let session = try Session(project: whole.path, world: World(asOf: day))
    let query = MetricsQuery(
      metrics: [.spend], dimensions: [], grain: nil, from: CalendarDay(iso: "2024-11-25"), to: nil,
      filters: [])
    let asked = try query.run(session).first?.values.first
    // Four days of six rows, one without its cost.
    #expect(asked?.rowsUsed == Int64(23))
    let explained = try FigureExplanation(session).text("spend.2024-W48.AC") ?? ""
    #expect(explained.contains("20241128") && !explained.contains("20241201"))
  }
}
