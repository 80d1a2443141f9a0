import Charts
import Marks
import Metrics
import Pack

/// Pages that no real pack should hold, each of which some real data will bring about.
enum Extreme {
  static let long = String(repeating: "Black Friday – Prospecting broad match ", count: 8)
  static let unbroken = String(repeating: "data_analytics_", count: 20)
  static let arabic = "حملة رمضان الكبرى ١٢٣ عروض خاصة"
  static let hebrew = "מבצע חגים 2024 עם English באמצע"
  static let devanagari = "दिवाली ऑफ़र विशेष अभियान"
  static let strange = "a\u{0}b\tc\nd\u{202E}evil\u{202C} 👩‍👩‍👧 e\u{301}"
  static let names = [long, unbroken, arabic, hebrew, devanagari, strange, "", "漢字かな交じり文の長い長い名前です"]

  static let edition = Demo.edition(
    pages: [
      namesEverywhere, emptiness, shortTables, longTable, crowd, wideTables, listsTooLong, noRows,
    ], source: "Sources: " + long + ". Data to Sat 30 Nov 2024. 99% of rows loaded.")

  private static func page(_ number: Int, _ id: String, _ rows: [Page.Row]) -> Page {
    Page(
      id: id, number: number, name: Phrase(said: id),
      headline: "Page \(name: id) holds what is out of measure",
      lede: "An invented page.", rows: rows)
  }

  private static func panel(
    _ id: String, _ span: Int, _ block: Block, title: Prose = "A title"
  ) -> Page.Panel {
    Page.Panel(id: id, span: span, title: title, subtitle: "A subtitle", block: block)
  }

  static let namesEverywhere = Page(
    id: "names", number: 1, name: Phrase(said: long),
    headline:
      "\(name: long) fell to \(Demo.figure("−$12.3k")) while \(name: arabic) and \(name: unbroken) rose",
    lede: "Spend of \(name: hebrew) is \(Demo.figure("$1")). \(name: long) \(name: unbroken)",
    rows: [
      Page.Row(
        height: 92,
        [
          panel(
            "kpis", 12,
            .kpis(
              [Phrase(said: long), Phrase(said: arabic), "Spend", "ROAS", "CAC", "Revenue"].map {
                label in
                KPITile(
                  label: label, caption: "covers 93% of spend for once",
                  figure: Demo.figure("−$1,234,567.89M"),
                  history: Sparkline(values: [1, nil, .nan, 3, .infinity]),
                  variances: [
                    Demo.variance("vs PW", ">+999%", 40, .better),
                    Demo.variance("vs 4W", "n/a: the weeks before hold no conversions", nil),
                  ])
              }), title: "\(name: long) and \(name: arabic)")
        ]),
      Page.Row(
        height: 150,
        [
          panel(
            "statements", 4,
            .statements([
              Statement(
                tag: "Can", isCaution: false, prose: "Say \(name: long) and \(name: unbroken)."),
              Statement(
                tag: "Cannot possibly", isCaution: true, prose: "Say \(name: hebrew) at all."),
            ])),
          panel(
            "causes", 4,
            .causes(
              names.map {
                Cause(
                  figure: Demo.figure("−$37k"), name: Phrase(said: $0),
                  detail: "\(Demo.figure("8.66%")), from \(Demo.figure("9.68%"))", valence: .worse)
              })),
          panel(
            "lineage", 4,
            .lineage(
              names.prefix(4).map {
                LineageStep(label: Phrase(said: $0), value: "\(name: $0)", lines: ["\(name: $0)"])
              })),
        ]),
      Page.Row(height: 150, [panel("table", 12, .table(table(rows: 8)))]),
    ])

  static func table(rows: Int, total: Bool = true) -> Table {
    var all = (0..<rows).map { index in
      let value = Double(index) - 4
      return Table.Row([
        .name(names[index % names.count]), .channel(.second, names[index % names.count]),
        Demo.number(index % 3 == 0 ? "n/a: no conversions in this week" : "$\(index),234"),
        .bar(index % 4 == 0 ? nil : value * 3, target: 5, valence: .none),
        Demo.change("+4.\(index)%", index % 2 == 0 ? .better : .worse),
        .dot(value / 10, interval: (value / 10 - 0.4)...(value / 10 + 0.4), valence: .worse),
        .text("\(name: names[(index + 2) % names.count]) and a few words more"),
        .badge([.pass, .caution, .fail, .note][index % 4]),
      ])
    }
    if total {
      all.append(
        Table.Row([.text("All of them"), .blank, Demo.number("$99k")], style: .total))
    }
    return Table(
      id: "extreme",
      columns: [
        .init("Campaign", .name, width: 140), .init("Channel", .channel, width: 70),
        .init("Spend", .number, .right, width: 50),
        .init("", .bar(domain: -12...10), width: 60, isOptional: true),
        .init("vs PW", .number, .right, width: 50),
        .init("Interval", .dot(DotAxis(-0.3...0.3, reference: 0)), width: 60, isOptional: true),
        .init("What is to be said of it", .text, .right, width: 120),
        .init("Verdict", .badge, width: 60),
      ], rows: all, notes: ["A note about \(name: long)."], summary: "An extreme table")
  }

  static let emptiness = page(
    2, "empty",
    [
      Page.Row(height: 90, [panel("no-tiles", 12, .kpis([]))]),
      Page.Row(
        height: 100,
        [
          panel(
            "none", 3, .empty(reason: "No conversions recorded", detail: "Display paused 18–24 Nov")
          ),
          panel("no-charts", 3, .charts([])), panel("no-causes", 3, .causes([])),
          panel("no-lines", 3, .lineage([])),
        ]),
      Page.Row(
        height: 100,
        [
          panel(
            "no-rows", 4,
            .table(
              Table(id: "none", columns: [.init("Name", .name, width: 50)], rows: [], summary: ""))),
          panel(
            "no-columns", 4,
            .table(Table(id: "none", columns: [], rows: [Table.Row([.blank])], summary: ""))),
          panel("no-stages", 4, .stages([])),
        ]),
      Page.Row(height: 40, []),
      Page.Row(
        height: 60,
        [
          panel("no-glossary", 4, .glossary([])), panel("no-notation", 4, .notation([])),
          panel("no-paragraphs", 4, .paragraphs([])),
        ]),
    ])

  static let shortTables = page(
    3, "short",
    [
      Page.Row(
        height: 200,
        [
          panel("one", 6, .table(table(rows: 1, total: false))),
          panel("two", 6, .table(table(rows: 1))),
        ]),
      Page.Row(height: 20, [panel("low", 12, .charts([chart("a"), chart("b"), chart("c")]))]),
    ])

  private static func chart(_ id: String) -> ChartBlock {
    ChartBlock(
      id: id,
      chart: Columns(
        series: Demo.daily("Rows", [3, 1, 2], unit: 1), grain: .day, report: ReportPeriod(Demo.week)
      ),
      alternative: "Bar chart of rows.", title: "A small title of \(name: long)")
  }

  static let longTable = page(
    4, "long",
    [
      Page.Row(height: 90, [Page.Panel(id: "kpis", span: 12, title: "", block: .kpis([]))]),
      Page.Row(height: 300, [panel("forty", 12, .table(table(rows: 40)))]),
      Page.Row(height: 120, [panel("chart", 12, .chart(chart("d")))]),
    ])

  /// More rows of panels than any page holds, more columns than there are.
  static let crowd = page(
    5, "crowd",
    (0..<9).map { row in
      Page.Row(
        height: 90,
        (0..<3).map {
          panel(
            "crowd-\(row)-\($0)", 6,
            $0 == 0 ? .table(table(rows: 5)) : .chart(chart("e\(row)\($0)")))
        })
    })

  static let wideTables = page(
    6, "wide",
    [
      Page.Row(
        height: 200,
        [
          panel("narrow", 3, .table(table(rows: 6))), panel("narrower", 2, .table(table(rows: 3))),
          panel("widest", 7, .table(wide)),
        ])
    ])

  private static let wide = Table(
    id: "wide",
    columns: [.init("Name", .name, width: 80)]
      + (0..<20).map { .init("Metric number \($0)", .number, .right, width: 60) },
    rows: (0..<4).map { _ in
      Table.Row([.name(long)] + (0..<20).map { Demo.number("$\($0),345,678", .better) })
    }, summary: "Twenty columns")

  static let listsTooLong = page(
    7, "lists",
    [
      Page.Row(
        height: 400,
        [
          panel(
            "glossary", 4,
            .glossary(
              (0..<30).map {
                GlossaryEntry(
                  term: Phrase(said: "Term \($0) " + long), side: "higher is better",
                  definition: "What it means, at some length, so that it takes two lines.")
              })),
          panel(
            "notation", 4,
            .notation(
              (NotationEntry.Sample.allCases + NotationEntry.Sample.allCases).map {
                NotationEntry(sample: $0, term: Phrase(said: $0.rawValue), meaning: "What it means")
              })),
          panel(
            "paragraphs", 4,
            .paragraphs(
              (0..<30).map {
                Paragraph(
                  lead: "Lead \($0).",
                  prose: "Words of \(name: unbroken) and \(name: hebrew) that go on.")
              })),
        ]),
      Page.Row(
        height: 90,
        [panel("stages", 12, .stages(stages))]),
    ])

  private static let stages: [Stage] = (0..<6).map { index in
    Stage(
      label: Phrase(said: names[index]), figure: Demo.figure("1,234,567"),
      variances: [Demo.variance("vs PW", "n/a: nothing before", nil)],
      rate: index == 2
        ? nil
        : Stage.Rate(
          label: Phrase(said: names[index]), figure: Demo.figure("n/a: no clicks"),
          share: index == 3 ? .nan : 1.4,
          target: 0.5, variances: [Demo.variance("vs 4W", "−0.60 pp", 0.1, .worse)]))
  }

  static let noRows = Page(
    id: "bare", number: 8, name: "Bare", headline: "", lede: "", rows: [])
}
