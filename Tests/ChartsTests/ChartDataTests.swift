import Marks
import Metrics
import Testing

@testable import Charts

/// The table behind a chart holds the chart's own values beside the words.
@Suite struct ChartDataTests {
  private func value(_ cell: ChartData.Cell) -> Double? {
    if case .number(let value, _, _) = cell { value } else { nil }
  }

  @Test func wordsArePrintedAndValuesKept() throws {
    let series = TimeSeries(
      name: "ROAS",
      points: [
        TimePoint(day: Samples.day("2024-11-20"), value: 4.1851, display: "4.19×"),
        TimePoint(day: Samples.day("2024-11-25"), value: nil, display: "n/a"),
      ], unit: .multiple)
    let weekly = RateLine(
      series: series, grain: .week, report: ReportPeriod(Samples.week48),
      target: RateLine.Level(value: 4, display: "4.00×")
    ).data
    #expect(weekly.head == ["Week", "ROAS", "Target"])
    #expect(
      weekly.rows == [
        [
          .day(Samples.day("2024-11-18"), words: "W47 2024"),
          .number(4.1851, unit: .multiple, words: "4.19×"),
          .number(4, unit: .multiple, words: "4.00×"),
        ],
        [
          .day(Samples.day("2024-11-25"), words: "W48 2024"),
          .number(nil, unit: .multiple, words: "n/a"),
          .number(4, unit: .multiple, words: "4.00×"),
        ],
      ])
    let daily = Columns(series: series, grain: .day, report: ReportPeriod(Samples.week48)).data
    #expect(daily.rows[0][0] == .day(Samples.day("2024-11-20"), words: "Wed 20 Nov 2024"))
  }

  /// The end of a line by week is not what the month or quarter under it comes to.
  @Test func endsOfWeeksAreNamedUnderOtherPeriods() throws {
    func words(_ mark: Mark) -> [String] {
      switch mark {
      case .text(let text): [text.text]
      case .group(let group): group.marks.flatMap(words)
      default: []
      }
    }
    let upper = Samples.weeks("Revenue", Samples.weeklyRevenue, Samples.thousands)
    let lower = Samples.weeks("Spend", Samples.weeklySpend, Samples.thousands)
    func ends(_ report: ReportPeriod) -> Set<String> {
      let surplus = SurplusLine(
        upper: upper, lower: lower, gapName: "Profit", gapDisplay: "$454k", grain: .week,
        report: report, ticks: TickStyle(divisor: 1000))
      let rates = [true, false].map {
        RateLine(series: upper, grain: .week, report: report, namesSeries: $0)
      }
      let scenes = ([surplus] + rates as [any Chart]).map {
        $0.scene(width: 400, height: 150, style: .print, measurer: FixedMeasurer())
      }
      return Set(scenes.flatMap { $0.marks.flatMap(words) })
    }
    let quarter = ends(try #require(ReportPeriod("2024-Q4")))
    #expect(quarter.isSuperset(of: ["Revenue W48", "Profit W48", "Spend W48", "W48"]))
    let week = ends(ReportPeriod(Samples.week48))
    #expect(week.isSuperset(of: ["Revenue", "Profit", "Spend"]) && !week.contains("Revenue W48"))
  }

  @Test func withheldAndBrokenValuesAreMissing() {
    let rows = [
      Samples.row("Pune", 95, 7), Samples.row("Kolkata", 5, nil), Samples.row("Agra", 0, .nan),
    ]
    let data = Samples.dots("City", rows).data
    #expect(data.rows.map { value($0[2]) } == [7, nil, nil])
    #expect(data.rows[1][2].words == "n=37")
    #expect(data.rows[0][0] == .text("Pune"))
    let bridge = Samples.bridge(456_000, [Samples.step("Lost", .nan)]).data
    #expect(bridge.rows.map { value($0[1]) } == [456_000, nil, 456_000])
    #expect(bridge.rows[1][1].words == "n/a")
  }

  @Test func aLineWithoutPartnerIsMissingThere() {
    func series(_ name: String, _ days: [String]) -> TimeSeries {
      TimeSeries(
        name: name,
        points: days.map { TimePoint(day: Samples.day($0), value: 2, display: "$2") }, unit: .money)
    }
    let data = SurplusLine(
      upper: series("Revenue", ["2024-11-18", "2024-11-19"]),
      lower: series("Spend", ["2024-11-17", "2024-11-18"]), gapName: "Profit", gapDisplay: "",
      grain: .day, report: ReportPeriod(Samples.week48), ticks: TickStyle()
    ).data
    #expect(data.rows.map { $0.dropFirst().map(value) } == [[nil, 2], [2, 2], [2, nil]])
    #expect(data.rows.map { $0.dropFirst().map(\.words) }[0] == ["n/a", "$2"])
  }

  /// Every kind: a cell with digits that is no name is a number or a day.
  @Test(arguments: Samples.all)
  func onlyNamesAreText(_ sample: Sample) {
    for row in sample.chart.data.rows {
      #expect(row.count { if case .text = $0 { true } else { false } } <= 2)
    }
  }

  @Test func plainStringsStillMakeATable() {
    let data = ChartData(head: ["Name"], rows: [["=1+1"]])
    #expect(data.rows == [[.text("=1+1")]])
  }
}
