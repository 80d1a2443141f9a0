import Charts
import Marks
import Metrics
import Pack

extension Demo {
  static var quality: Page {
    Page(
      id: "quality", number: 5, name: "Data quality and lineage",
      headline:
        "Fit for use, with two cautions: gaps in revenue, and an unreliable source conversion rate",
      lede:
        "November \(label: "2024") file: \(figure("2,600")) rows received, \(figure("2,600")) used, none rejected. Missing values stay missing, so money totals are lower bounds and ratios use matched rows only.",
      rows: [
        Page.Row(
          height: 64, [Page.Panel(id: "lineage", span: 12, title: "", block: .lineage(lineage))]),
        Page.Row(height: 140, [missing, rowsPerDay]), Page.Row(height: 180, [checks, effects]),
      ])
  }

  private static var lineage: [LineageStep] {
    [
      LineageStep(
        label: "Source file", value: "\(figure("2,600")) rows",
        lines: [
          "Google Ads export, \(figure("13")) columns",
          "\(figure("272 KB")), sha256 \(label: "c30f04100b88")",
        ], isEnd: true),
      LineageStep(
        label: "Typed", value: "\(figure("2,600")) rows",
        lines: ["Dates read as day-month-year", "$ text read as numbers; blanks kept"]),
      LineageStep(
        label: "Standardised", value: "\(figure("4 → 1, 9 → 3"))",
        lines: ["campaign spellings merged; device casings merged; keywords kept"]),
      LineageStep(
        label: "Checked", value: "\(figure("0")) rejected",
        lines: [
          "\(figure("10")) checks: \(figure("7")) pass, \(figure("2")) caution, \(figure("1")) note, \(figure("0")) fail"
        ]),
      LineageStep(
        label: "Reported", value: "\(figure("2,600")) rows",
        lines: ["Totals from all rows present;", "ratios from matched rows"], isEnd: true),
    ]
  }

  private static var missing: Page.Panel {
    let rows: [(String, String, Double, String, String)] = [
      ("Revenue", "139", 0.053, "5.3%", "Revenue, profit, ROAS"),
      ("Clicks", "112", 0.043, "4.3%", "CTR, CPC, lead rate"),
      ("Cost", "97", 0.037, "3.7%", "Spend, profit, ROAS, CAC"),
      ("Conversions", "74", 0.028, "2.8%", "CAC, conversion rate"),
      ("Impressions", "54", 0.021, "2.1%", "CTR"), ("Leads", "48", 0.018, "1.8%", "Lead rates"),
    ]
    return Page.Panel(
      id: "missing", span: 6,
      title: "Revenue is missing on \(figure("5.3%")) of rows, over the \(label: "5%") limit",
      subtitle:
        "\(label: "Missing values by field, of 2,600 rows. Nothing is filled in; the tick is 5%.")",
      block: .table(
        Table(
          id: "missing",
          columns: [
            .init("Field", .text, width: 64), .init("Rows", .number, .right, width: 36),
            .init("Share missing", .bar(domain: 0...0.06), width: 108),
            .init("", .number, .right, width: 38), .init("Used for", .text, width: 112),
          ],
          rows: rows.map { name, count, share, words, use in
            Table.Row([
              .text("\(name: name)"), number(count), .bar(share, target: 0.05, valence: .none),
              number(words, share > 0.05 ? .worse : .none), .text("\(label: use)"),
            ])
          }, rowHeight: 14, summary: "Missing values")))
  }

  private static var rowsPerDay: Page.Panel {
    let counts: [Double] = [
      76, 87, 79, 82, 92, 74, 84, 89, 80, 82, 73, 79, 86, 119, 94, 88, 69, 102, 88, 99, 92, 94, 91,
      89, 100, 91, 85, 77, 84, 76,
    ]
    return Page.Panel(
      id: "rows-per-day", span: 6,
      title: "Every day of November has rows, \(figure("69")) to \(figure("119")) a day",
      subtitle: "Rows received by ad date; hatched days are in partial weeks, not compared",
      block: .chart(
        ChartBlock(
          id: "rows-per-day",
          chart: Columns(
            series: daily("Rows", counts, unit: 1), grain: .day,
            report: ReportPeriod(ISOWeek(of: CalendarDay(number: 20_045)))),
          alternative: "Bar chart of rows by day.")))
  }

  private static var checks: Page.Panel {
    let rows: [(String, String, Table.Badge)] = [
      ("Thirteen expected columns", "13 of 13", .pass),
      ("Ad_ID is unique", "2,600 of 2,600", .pass),
      ("Every date valid, all in Nov 2024", "2,600 of 2,600", .pass),
      ("Impressions ≥ clicks ≥ leads ≥ conversions", "0 breaches", .pass),
      ("Cost and revenue not negative", "0 breaches", .pass),
      ("Campaign, device, location recognised", "0 unknown", .pass),
      ("Missing values at most 5% per field", "revenue 5.3%", .caution),
      ("Source conversion rate agrees with ours", "75% of 1,944", .caution),
      ("Only complete weeks are compared", "W44, W48 partial", .note),
      ("Pack totals equal file totals", "to the cent", .fail),
    ]
    return Page.Panel(
      id: "checks", span: 6, title: "\(figure("7")) of \(figure("10")) checks pass and one fails",
      block: .table(
        Table(
          id: "checks",
          columns: [
            .init("Check", .text, width: 214), .init("Measured", .text, .right, width: 96),
            .init("", .badge, width: 52),
          ],
          rows: rows.map {
            Table.Row([.text(Prose([.words($0)])), .text(Prose([.label($1)])), .badge($2)])
          }, rowHeight: 13.4, summary: "Checks")))
  }

  private static var effects: Page.Panel {
    let rows: [[String]] = [
      ["Spend", "$538k", "$538k", "2,503", "96.3%"],
      ["Revenue", "$3.69M", "$3.69M", "2,461", "94.7%"],
      ["Profit", "$3.15M", "$3.04M", "2,366", "91.0%"],
      ["ROAS", "6.85×", "6.98×", "2,366", "91.0%"], ["CAC", "$32.69", "$32.99", "2,431", "93.5%"],
    ]
    return Page.Panel(
      id: "effects", span: 6,
      title: "Mixing unmatched rows would put ROAS at \(figure("6.85×")), not \(figure("6.98×"))",
      subtitle:
        "November totals. Naïve = all revenue over all spend, whether or not a row has both.",
      block: .table(
        Table(
          id: "effects",
          columns: [
            .init("Metric", .text, width: 70), .init("Naïve", .number, .right, width: 64),
            .init("Reported", .number, .right, width: 70),
            .init("Rows used", .number, .right, width: 66), .init("", .number, .right, width: 52),
          ],
          rows: rows.map { row in
            Table.Row([.text("\(name: row[0])")] + row.dropFirst().map { number($0) })
          }, rowHeight: 14,
          notes: [
            "Spend and revenue are lower bounds where rows miss an amount. Profit, ROAS and CAC use only rows where both amounts are present, so profit is not the difference of the two totals."
          ], summary: "Effects")))
  }
}
