import Charts
import Metrics
import Testing

@testable import Pipeline

/// `data/*.csv` of an edition: values, not words.
@Suite struct DataFileTests {
  @Test func chartsAreWrittenAsValues() throws {
    let day = try #require(CalendarDay(iso: "2024-11-25"))
    let data = ChartData(
      head: ["Week", "Name", "ROAS"],
      cells: [
        [
          .day(day, words: "W48 2024"), .text("=cmd|'/c calc'!A1"),
          .number(4.1851, unit: .multiple, words: "4.19×"),
        ],
        [
          .day(day + 7, words: "W49 2024"), .text("a,b"),
          .number(-0.1 - 0.2, unit: .multiple, words: "−0.30×"),
        ],
        [.day(day + 14, words: "W50 2024"), .text(""), .number(nil, unit: nil, words: "n/a")],
      ])
    #expect(
      String(decoding: DataFiles.csv(DataFiles.sheet(data, name: "roas", title: "")), as: UTF8.self)
        == """
        Week,Name,ROAS
        2024-11-25,'=cmd|'/c calc'!A1,4.1851
        2024-12-02,"a,b",-0.3
        2024-12-09,,

        """)
  }

  /// The days of a chart's file sum to the figure of the week.
  @Test func daysOfAChartSumToTheFigure() throws {
    let project = try Project()
    try project.write("data/raw/a.csv", Project.month())
    try project.run()
    let folder = "\(project.path)/output/site/editions/2024-W47"
    let bytes = try #require(try FileSystem.read("\(folder)/data/surplus.csv"))
    let rows = String(decoding: bytes, as: UTF8.self).split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    #expect(rows[0][0] == "Day" && rows.count == 31)
    let week = rows.filter { ("2024-11-18"..."2024-11-24").contains($0[0]) }
    #expect(week.count == 7)
    let json = try #require(try FileSystem.read("\(folder)/figures.json"))
    let figures = try #require(FiguresFile.read(json))
    for (column, metric) in [(1, "revenue"), (2, "spend")] {
      let figure = try #require(
        figures.figures.first { $0.id == "\(metric).2024-W47.AC" }?.value.flatMap(Double.init))
      let sum = week.compactMap { Double($0[column]) }.reduce(0, +)
      #expect(abs(sum - figure) < 0.005)
    }
  }
}
