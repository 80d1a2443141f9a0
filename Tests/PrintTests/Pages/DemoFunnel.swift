import Charts
import Marks
import Metrics
import Pack

extension Demo {
  static var funnel: Page {
    Page(
      id: "funnel", number: 2, name: "Funnel and conversion",
      headline:
        "Click-to-lead is \(figure("1.0 pp")) under target, and all of the fall since \(label: "W46") comes from mobile",
      lede:
        "\(figure("12.7M")) impressions became \(figure("3,957")) conversions, \(figure("6.8%")) fewer than the 4-week average. Leads are platform-reported intent events, not CRM leads.",
      rows: [
        Page.Row(
          height: 72, [Page.Panel(id: "stages", span: 12, title: "", block: .stages(stages))]),
        Page.Row(
          height: 112,
          [
            ratePanel(
              "click-through", "Click-through is in its normal range",
              "Clicks per 100 impressions, weekly; shaded = normal range",
              [
                1.16, 1.155, 1.14, 1.17, 1.15, 1.19, 1.17, 1.16, 1.18, 1.165, 1.17, 1.18, 1.16,
                1.21, 1.23, 1.11, 1.12, 1.14, 1.18, 1.2, 1.16, 1.14, 1.18, 1.16, 1.15, 1.14,
              ], "1.14%", (1.15, "1.15%"), 1.1...1.23, [:], .none),
            ratePanel(
              "click-to-lead", "Click-to-lead below range since W47",
              "Leads per 100 clicks, weekly",
              [
                10.3, 10.4, 10.1, 10.3, 10.2, 10.35, 10.6, 10.4, 10.2, 10.5, 10.55, 10.3, 10.2,
                10.1, 10.5, 10.65, 10.3, 10.35, 10.2, 10.4, 10.3, 10.4, 10.4, 10.1, 9.7, 9.62,
              ], "9.62%", (10.6, "10.6%"), 10...10.6, [24: .worse, 25: .worse], .worse),
            ratePanel(
              "lead-to-conversion", "Lead-to-conversion above range since W47",
              "Conversions per 100 leads, weekly",
              [
                27.1, 26.7, 27, 27.3, 27, 27.5, 27.2, 27.3, 27.2, 27.4, 27.2, 27.5, 27.3, 27.8,
                28.2, 28, 27.5, 27.4, 27, 27.6, 27.3, 27.9, 27.7, 27.9, 28.4, 28.4,
              ], "28.4%", (27.2, "27.2%"), 26.7...28.3, [24: .better, 25: .better], .better),
          ]),
        Page.Row(height: 196, [segments]),
      ])
  }

  private static var stages: [Stage] {
    func stage(
      _ label: String, _ value: String, _ week: String, _ four: (String, Valence),
      _ rate: Stage.Rate?
    ) -> Stage {
      Stage(
        label: Phrase(said: label), figure: figure(value),
        variances: [
          variance("vs PW", week, 0.01), variance("vs 4W", four.0, -0.02, four.1),
        ], rate: rate)
    }
    func rate(
      _ label: String, _ value: String, _ share: Double, _ target: (Double, String), _ four: String,
      _ valence: Valence
    ) -> Stage.Rate {
      Stage.Rate(
        label: Phrase(said: label), figure: figure(value), share: share, target: target.0,
        variances: [
          variance("vs 4W", four, 0.01, valence),
          Variance(label: "PL", figure: figure(target.1, .plan), change: nil, valence: .none),
        ])
    }
    return [
      stage(
        "Impressions", "12.7M", "+1.4%", ("−1.6%", .none),
        rate("Click-through", "1.14%", 0.0114, (0.0115, "1.15%"), "−0.01 pp", .none)),
      stage(
        "Clicks", "145k", "+0.8%", ("−2.7%", .none),
        rate("Click-to-lead", "9.62%", 0.0962, (0.106, "10.6%"), "−0.60 pp", .worse)),
      stage(
        "Leads", "14.0k", "+0.1%", ("−8.4%", .worse),
        rate("Lead-to-conversion", "28.4%", 0.284, (0.272, "27.2%"), "+0.5 pp", .none)),
      stage("Conversions", "3,957", "+0.1%", ("−6.8%", .worse), nil),
    ]
  }

  private static func ratePanel(
    _ id: String, _ title: String, _ subtitle: String, _ values: [Double], _ last: String,
    _ target: (Double, String), _ band: ClosedRange<Double>, _ signals: [Int: Valence],
    _ valence: Valence
  ) -> Page.Panel {
    Page.Panel(
      id: id, span: 4, title: Prose([.label(title)]), subtitle: Prose([.label(subtitle)]),
      block: .chart(
        ChartBlock(
          id: id,
          chart: RateLine(
            series: weekly(id, values, last), grain: .week, report: ReportPeriod(week),
            target: RateLine.Level(value: target.0, display: target.1), band: band,
            signals: signals, lastValence: valence, targetName: "PL"),
          alternative: "Line chart of \(id) by week. \(title).")))
  }

  private static var segments: Page.Panel {
    var columns: [Table.Column] = [
      .init("", .text, width: 50), .init("", .name, width: 78),
    ]
    for name in ["Click-through", "Click-to-lead", "Lead-to-conversion"] {
      columns.append(.init(Phrase(said: name), .number, .right, width: 72))
      columns.append(
        .init("", .dot(DotAxis(-0.15...0.15, reference: 0)), width: 56, isOptional: true))
      columns.append(.init("change", .number, .right, width: 46))
    }
    columns.append(.init("Conversions", .bar(domain: -260...260), width: 60, isOptional: true))
    columns.append(.init("vs expected", .number, .right, width: 56))
    let data: [(String, String, [String], [Double], Double)] = [
      ("Device", "Mobile", ["1.16%", "8.66%", "26.5%"], [-0.004, -0.105, -0.005], -260),
      ("", "Desktop", ["1.14%", "11.6%", "32.0%"], [-0.021, 0.008, 0.049], 56),
      ("", "Tablet", ["1.04%", "9.18%", "24.2%"], [-0.013, 0, -0.048], -17),
      ("Channel", "Search", ["4.22%", "13.5%", "32.9%"], [0.002, -0.064, 0.017], -122),
      ("", "Social", ["1.68%", "9.81%", "25.5%"], [0.002, -0.051, 0.033], -21),
      ("", "Display", ["0.50%", "4.34%", "16.7%"], [-0.009, -0.043, -0.026], -26),
      ("Location", "Hyderabad", ["1.14%", "9.75%", "29.0%"], [-0.018, -0.056, -0.005], -79),
      ("", "Bengaluru", ["1.15%", "9.52%", "32.3%"], [-0.015, -0.076, 0.047], -40),
      ("", "Mumbai", ["1.14%", "9.66%", "30.4%"], [-0.001, -0.039, 0.112], 45),
      ("", "Delhi", ["1.16%", "9.56%", "25.4%"], [0.007, -0.043, -0.011], -25),
      ("", "Pune", ["1.13%", "9.74%", "27.8%"], [-0.025, -0.042, -0.064], -55),
      ("", "Chennai", ["1.14%", "9.20%", "27.0%"], [-0.008, -0.094, 0.007], -31),
      ("", "Kolkata", ["1.12%", "10.1%", "21.1%"], [-0.035, -0.03, -0.052], -21),
      ("", "Ahmedabad", ["1.15%", "9.40%", "23.2%"], [0.012, -0.126, 0.012], -16),
    ]
    let rows = data.map { group, name, values, changes, expected -> Table.Row in
      var cells: [Table.Cell] = [
        group.isEmpty ? .blank : .text(Prose([.label(group)])), .name(name),
      ]
      for (value, change) in zip(values, changes) {
        let valence: Valence = change < -0.05 ? .worse : change > 0.1 ? .better : .none
        let size = (abs(change) * 1000).rounded() / 10
        let words = (change < 0 ? "−" : change > 0 ? "+" : "±") + "\(size)%"
        cells.append(number(value))
        cells.append(.dot(change, interval: (change - 0.03)...(change + 0.03), valence: valence))
        cells.append(.figure(figure(words, .fact), valence: valence))
      }
      let valence: Valence = expected < -39 ? .worse : expected > 0 ? .better : .none
      cells.append(.bar(expected, target: nil, valence: valence))
      let words = (expected < 0 ? "−" : "+") + "\(Int(abs(expected)))"
      cells.append(.figure(figure(words, .fact), valence: valence))
      return Table.Row(cells, startsGroup: !group.isEmpty && group != "Device")
    }
    return Page.Panel(
      id: "segments", span: 12,
      title:
        "The leak is mobile click-to-lead (\(figure("−10.5%")) on the 4-week average); desktop and tablet are unchanged",
      subtitle:
        "\(label: "Stage rate this week, and change on the 4-week average with 95% interval; grey = within noise (5% false-discovery rate). Last: actual less expected at 4W rates.")",
      block: .table(
        Table(id: "segments", columns: columns, rows: rows, rowHeight: 11.2, summary: "Segments")))
  }
}
