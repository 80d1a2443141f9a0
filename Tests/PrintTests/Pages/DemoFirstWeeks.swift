import Charts
import Marks
import Metrics
import Pack

extension Demo {
  /// The overview of a history of four weeks and one channel.
  static var firstWeeks: Page {
    Page(
      id: "first-weeks", number: 4, name: "Executive overview",
      headline:
        "Profit rose \(figure("9%")) to \(figure("$768k")) on more ads; efficiency did not change",
      lede:
        "One campaign, \(name: "Data Analytics Course"); one channel in the file, so no channel split. Spend \(figure("$135k")), \(figure("+7.5%")) on the prior week. Revenue is missing on \(figure("5.3%")) of rows.",
      rows: [
        Page.Row(height: 90, [Page.Panel(id: "kpis", span: 12, title: "", block: .kpis(tiles))]),
        Page.Row(height: 150, [days, statements]),
        Page.Row(height: 130, standouts),
      ])
  }

  private static let daysOfRevenue: [Double] = [
    107, 126, 110, 120, 130, 101, 122, 127, 111, 115, 105, 108, 119, 166, 133, 131, 94, 149, 124,
    141, 131, 122, 134, 124, 137, 126, 122, 113, 117, 106,
  ]

  private static var tiles: [KPITile] {
    func tile(
      _ label: String, _ caption: String, _ value: String, _ change: (String, Double, Valence)
    ) -> KPITile {
      KPITile(
        label: Phrase(said: label), caption: Phrase(said: caption),
        figure: figure(value, metric: label.lowercased()),
        history: Sparkline(values: Array(daysOfRevenue.prefix(24))),
        variances: [
          variance("vs PW", change.0, change.1, change.2),
          variance("vs 4W", "n/a: 2 full weeks", nil), variance("vs PL", "no target set", nil),
        ])
    }
    return [
      tile("Spend", "lower bound", "$135k", ("+7.5%", 0.075, .none)),
      tile("Revenue", "lower bound", "$929k", ("+8.1%", 0.081, .none)),
      tile("Profit", "matched rows", "$768k", ("+9.0%", 0.09, .none)),
      tile("ROAS", "matched rows", "7.00×", ("+0.6%", 0.006, .none)),
      tile("CAC", "matched rows", "$33.04", ("+0.7%", 0.007, .none)),
    ]
  }

  private static var days: Page.Panel {
    Page.Panel(
      id: "days", span: 7, title: "Spend and revenue follow the number of ads; ROAS stays level",
      subtitle: "\(label: "$ thousand a day, November 2024"); paler = partial weeks",
      block: .chart(
        ChartBlock(
          id: "days",
          chart: SurplusLine(
            upper: daily("Revenue", daysOfRevenue, unit: 1000),
            lower: daily("Spend", daysOfRevenue.map { $0 * 0.14 }, unit: 1000), gapName: "Profit",
            gapDisplay: "$768k", grain: .day,
            report: ReportPeriod(ISOWeek(of: CalendarDay(number: 20_045))),
            ticks: TickStyle(divisor: 1000),
            labelsCarryValues: false),
          alternative: "Line chart of daily revenue and spend.")))
  }

  private static var statements: Page.Panel {
    Page.Panel(
      id: "can-cannot", span: 5, title: "What the data can and cannot say",
      block: .statements([
        Statement(
          tag: "Can", isCaution: false,
          prose:
            "More ads ran: \(label: "W47") has \(figure("655")) rows against \(figure("608")) in \(label: "W46") (\(figure("+7.7%"))), which explains the rise in spend and profit."
        ),
        Statement(
          tag: "Can", isCaution: false,
          prose:
            "The four “campaigns” in the source are spellings of one campaign. Ranking them would be ranking typing errors."
        ),
        Statement(
          tag: "Cannot", isCaution: true,
          prose:
            "Say how \(label: "W47") compares with a normal month: two complete weeks come before it, four are needed."
        ),
        Statement(
          tag: "Cannot", isCaution: true,
          prose: "Judge against target: none is set. Add one in targets.csv."),
      ]))
  }

  private static var standouts: [Page.Panel] {
    func panel(_ id: String, _ head: String, _ rows: [(String, String, Double)]) -> Page.Panel {
      Page.Panel(
        id: id, span: 4, title: "No \(name: id) differs beyond noise",
        subtitle: "\(label: "ROAS, November 2024; band = all ads, grey = share of spend")",
        block: .chart(
          ChartBlock(
            id: "roas-\(id)",
            chart: DotIntervals(
              head: head,
              rows: rows.map { name, share, value in
                DotIntervals.Row(
                  name: name, share: share, estimate: value,
                  interval: (value - 0.2)...(value + 0.2), display: "\(value)×")
              }, whole: 6.98, wholeInterval: 6.88...7.08, domain: 6.4...7.6,
              ticks: TickStyle(suffix: "×"), shareHead: "Share of spend", valueHead: "ROAS"),
            alternative: "Dot plot of ROAS by \(id).")))
    }
    return [
      panel(
        "device", "Device",
        [("Desktop", "34%", 7.01), ("Tablet", "32%", 6.99), ("Mobile", "34%", 6.94)]),
      panel(
        "city", "City", [("Pune", "24%", 7.04), ("Hyderabad", "51%", 6.96), ("Delhi", "25%", 6.95)]),
      panel(
        "keyword", "Keyword, as typed in the source",
        [
          ("data analytics course", "17%", 7.13), ("data anaytics training", "16%", 7.02),
          ("data analitics online", "16%", 7.01), ("learn data analytics", "17%", 7.01),
          ("analytics for data", "17%", 6.92), ("online data analytic", "17%", 6.81),
        ]),
    ]
  }
}
