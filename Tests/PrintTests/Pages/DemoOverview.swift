import Charts
import Marks
import Metrics
import Pack

extension Demo {
  static let revenue: [Double] = [
    572, 568, 590, 602, 583, 610, 641, 636, 633, 662, 660, 645, 640, 652, 676, 662, 640, 680, 655,
    648, 712, 712, 662, 640, 609, 608,
  ].map { $0 * 1000 }
  static let spend: [Double] = [
    132, 138, 139, 140, 141, 141, 147, 147, 149, 155, 156, 152, 154, 151, 156, 155, 153, 157, 155,
    156, 168, 165, 157, 157, 154, 154,
  ].map { $0 * 1000 }
  static let roas: [Double] = [
    4.27, 4.08, 4.24, 4.3, 4.1, 4.32, 4.34, 4.3, 4.1, 4.28, 4.25, 4.22, 4.12, 4.3, 4.4, 4.3, 4.22,
    4.35, 4.24, 4.1, 4.28, 4.3, 4.24, 4.08, 3.97, 3.95,
  ]
  static let cac: [Double] = [
    36.1, 37.4, 36.6, 36.2, 36.9, 36.5, 35.9, 35.6, 36.8, 36.5, 36.2, 36.9, 37.1, 36.3, 35.13, 35.3,
    36.4, 36.0, 36.6, 37.2, 36.3, 36.4, 36.8, 37.5, 38.5, 38.86,
  ]

  static var overview: Page {
    Page(
      id: "overview", number: 1, name: "Executive overview",
      headline:
        "Profit held at \(figure("$454k")), but CAC is \(figure("6.5%")) over target for the third week running",
      lede:
        "All channels, \(figure("24")) campaigns. Spend \(figure("$154k")), \(figure("1.2%")) over plan. Profit is attributed revenue less ad spend; variances within noise are shown in grey.",
      rows: [
        Page.Row(height: 90, [Page.Panel(id: "kpis", span: 12, title: "", block: .kpis(tiles))]),
        Page.Row(height: 188, [surplus, ratios, causes]),
        Page.Row(height: 118, [channels]),
      ])
  }

  private static var tiles: [KPITile] {
    func tile(
      _ label: String, _ caption: String, _ value: String, _ values: [Double], _ target: Double?,
      _ variances: [(String, Double, Valence)]
    ) -> KPITile {
      KPITile(
        label: Phrase(said: label), caption: Phrase(said: caption),
        figure: figure(value, metric: label.lowercased()),
        history: Sparkline(values: values, target: target),
        variances: zip(["vs PW", "vs 4W", "vs PL"], variances).map {
          variance($0, $1.0, $1.1, $1.2)
        })
    }
    let profit = zip(revenue, spend).map { $0 - $1 }
    return [
      tile(
        "Spend", "", "$154k", spend, 152_000,
        [("+0.2%", 0.002, .none), ("−2.6%", -0.026, .none), ("+1.2%", 0.012, .none)]),
      tile(
        "Revenue", "attributed", "$608k", revenue, 608_500,
        [("−0.3%", -0.003, .none), ("−7.5%", -0.075, .worse), ("−0.1%", -0.001, .none)]),
      tile(
        "Profit", "revenue less spend", "$454k", profit, 456_000,
        [("−0.4%", -0.004, .none), ("−9.1%", -0.091, .worse), ("−0.5%", -0.005, .none)]),
      tile(
        "ROAS", "revenue ÷ spend", "3.95×", roas, 4,
        [("−0.5%", -0.005, .none), ("−5.0%", -0.05, .worse), ("−1.2%", -0.012, .worse)]),
      tile(
        "CAC", "spend ÷ conversions", "$38.86", cac, 36.5,
        [("+0.1%", 0.001, .none), ("+4.5%", 0.045, .worse), ("+16.5%", 0.165, .worse)]),
    ]
  }

  private static var surplus: Page.Panel {
    Page.Panel(
      id: "surplus", span: 5,
      title: "Revenue is \(figure("15%")) below its \(label: "W43") peak, spend \(figure("9%"))",
      subtitle: "\(label: "$ thousand a week, W23 to W48 2024"); shaded gap = profit",
      block: .chart(
        ChartBlock(
          id: "surplus",
          chart: SurplusLine(
            upper: weekly("Revenue", revenue, "$608k"), lower: weekly("Spend", spend, "$154k"),
            gapName: "Profit", gapDisplay: "$454k", grain: .week, report: ReportPeriod(week),
            ticks: TickStyle(divisor: 1000), peakName: "festive"),
          alternative: "Line chart of weekly revenue and spend, W23 to W48 2024.")))
  }

  private static var ratios: Page.Panel {
    func line(
      _ name: String, _ values: [Double], _ last: String, _ target: (Double, String), _ peak: Int,
      _ peakWords: String, axis: Bool
    ) -> RateLine {
      var series = weekly(name, values, last)
      series.points[peak].display = peakWords
      return RateLine(
        series: series, grain: .week, report: ReportPeriod(week),
        target: RateLine.Level(value: target.0, display: target.1), lastValence: .worse,
        labelledExtreme: peak, namesSeries: true, showsTimeAxis: axis)
    }
    return Page.Panel(
      id: "ratios", span: 3, title: "Both ratios now miss target",
      subtitle: "Dashed = target; axes not from zero",
      block: .charts([
        ChartBlock(
          id: "roas",
          chart: line("ROAS", roas, "3.95×", (4, "4.00×"), 14, "4.40×", axis: false),
          alternative: "Line chart of ROAS by week, W23 to W48 2024.", weight: 1),
        ChartBlock(
          id: "cac",
          chart: line("CAC", cac, "$38.86", (36.5, "$36.50"), 14, "$35.13", axis: true),
          alternative: "Line chart of CAC by week, W23 to W48 2024.", weight: 1.2),
      ]))
  }

  private static var causes: Page.Panel {
    func cause(
      _ value: String, _ name: String, _ detail: Prose, _ valence: Valence, isTotal: Bool = false
    ) -> Cause {
      Cause(
        figure: figure(value), name: Phrase(said: name), detail: detail, valence: valence,
        isTotal: isTotal)
    }
    return Page.Panel(
      id: "causes", span: 4, title: "Mobile click-to-lead is \(figure("83%")) of the gap",
      subtitle: "Profit against the 4-week average, split exactly by cause",
      block: .causes([
        cause(
          "−$37k", "Mobile click-to-lead", "\(figure("8.66%")), from \(figure("9.68%"))", .worse),
        cause("−$13k", "Spend volume", "\(figure("−2.6%"))", .worse),
        cause(
          "+$8.5k", "Lead-to-conversion", "\(figure("28.4%")), from \(figure("27.9%"))", .better),
        cause("−$3.6k", "All else", "", .worse),
        cause("−$45k", "Total", "", .none, isTotal: true),
      ]))
  }

  private static var channels: Page.Panel {
    func row(_ name: String, _ cells: [Table.Cell]) -> Table.Row {
      Table.Row([.name(name)] + cells)
    }
    func bar(_ value: Double, _ target: Double?) -> Table.Cell {
      .bar(value, target: target, valence: .none)
    }
    let columns: [Table.Column] = [
      .init("Channel", .name, width: 74), .init("Spend", .number, .right, width: 46),
      .init("", .bar(domain: 0...88), width: 66, isOptional: true),
      .init("vs PW", .number, .right, width: 44), .init("Profit", .number, .right, width: 50),
      .init("", .bar(domain: 0...299), width: 66, isOptional: true),
      .init("vs PW", .number, .right, width: 44), .init("Share", .number, .right, width: 36),
      .init("ROAS", .number, .right, width: 42),
      .init("", .bar(domain: 0...4.75), width: 54, isOptional: true),
      .init("vs PL", .number, .right, width: 52), .init("CAC", .number, .right, width: 46),
      .init("", .bar(domain: 0...89.84), width: 46, isOptional: true),
      .init("vs PL", .number, .right, width: 52),
    ]
    return Page.Panel(
      id: "channels", span: 12,
      title:
        "\(name: "Search") earns \(figure("66%")) of profit; \(name: "Display") takes \(figure("18%")) of spend and returns \(figure("4%"))",
      subtitle:
        "\(label: "Week 48") by channel. Bars start at zero and share one scale a column; the upright tick is the target.",
      block: .table(
        Table(
          id: "channels", columns: columns,
          rows: [
            row(
              "Search",
              [
                number("$85.7k"), bar(85.7, 86), change("+0.2%"), number("$299k"), bar(299, nil),
                change("−1.5%", .worse), number("66%"), number("4.49×"), bar(4.49, 4.75),
                change("−5.5%", .worse), number("$34.19"), bar(34.19, 32), change("+6.9%", .worse),
              ]),
            row(
              "Social",
              [
                number("$39.9k"), bar(39.9, 40.5), change("−2.6%"), number("$136k"), bar(136, nil),
                change("+1.1%", .better), number("30%"), number("4.41×"), bar(4.41, 4.2),
                change("+5.1%", .better), number("$35.10"), bar(35.1, 36),
                change("−2.5%", .better),
              ]),
            row(
              "Display",
              [
                number("$28.1k"), bar(28.1, 27.5), change("+4.3%"), number("$18.7k"),
                bar(18.7, nil), change("+6.2%", .better), number("4%"), number("1.67×"),
                bar(1.67, 2), change("−16.7%", .worse), number("$89.84"), bar(89.84, 75),
                change("+19.8%", .worse),
              ]),
            Table.Row(
              [
                .text("All channels"), number("$154k"), .blank, change("+0.2%"), number("$454k"),
                .blank, change("−0.4%"), number("100%"), number("3.95×"), bar(3.95, 4),
                change("−1.2%", .worse), number("$38.86"), bar(38.86, 36.5),
                change("+6.5%", .worse),
              ], style: .total),
          ], rowHeight: 16.9, summary: "Channels")))
  }
}
