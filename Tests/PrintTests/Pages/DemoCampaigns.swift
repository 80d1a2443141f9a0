import Charts
import Marks
import Metrics
import Pack

extension Demo {
  static var campaigns: Page {
    Page(
      id: "campaigns", number: 3, name: "Campaigns",
      headline:
        "Three campaigns lost money on \(figure("$15.5k")) of spend; two campaigns earned \(figure("36%")) of profit",
      lede:
        "\(figure("24")) live campaigns in three channels. Losses are small in total (\(figure("−$2.41k"))), but the spend can work harder elsewhere: see page \(label: "4").",
      rows: [
        Page.Row(height: 236, [ranking, pareto]), Page.Row(height: 150, [bridge]),
      ])
  }

  private static let ranked: [(String, ChannelRole, String, String, Double, String, String)] = [
    ("Brand – Exact match", .first, "$11.1k", "$103k", 103, "10.3×", "−$3.44k"),
    ("Data Analytics Course", .first, "$16.5k", "$59.3k", 59.3, "4.60×", "−$901"),
    ("Python for Analysts", .first, "$12.6k", "$41.0k", 41, "4.25×", "−$7.08k"),
    ("Retargeting – Site visitors", .second, "$5.90k", "$40.3k", 40.3, "7.83×", "−$1.44k"),
    ("SQL Bootcamp", .first, "$9.79k", "$32.1k", 32.1, "4.28×", "−$5.43k"),
    ("Alumni referral", .second, "$2.03k", "$30.1k", 30.1, "15.8×", "+$6.74k"),
    ("Career switch – Data roles", .first, "$7.95k", "$20.8k", 20.8, "3.61×", "+$2.66k"),
    ("Excel to BI", .first, "$7.44k", "$20.6k", 20.6, "3.77×", "+$1.97k"),
    ("", .other, "$58.7k", "$106k", 0, "2.81×", "+$3.15k"),
    ("Competitor terms", .first, "$4.90k", "$1.77k", 1.77, "1.36×", "+$2.31k"),
    ("Seasonal – Festive banner", .third, "$1.44k", "$755", 0.755, "1.52×", "−$1.83k"),
    ("Native articles", .third, "$2.46k", "−$447", -0.447, "0.82×", "−$414"),
    ("Prospecting – Broad", .third, "$8.73k", "−$704", -0.704, "0.92×", "+$1.28k"),
    ("Video pre-roll", .third, "$4.27k", "−$1.26k", -1.26, "0.70×", "+$418"),
  ]

  static var ranking: Page.Panel {
    let names: [ChannelRole: String] = [.first: "Search", .second: "Social", .third: "Display"]
    var rows: [Table.Row] = []
    for (index, entry) in ranked.enumerated() {
      let (name, channel, spend, profit, value, roas, move) = entry
      let side: Valence =
        move.count < 6 ? .none : move.hasPrefix("−") ? .worse : .better
      if name.isEmpty {
        rows.append(
          Table.Row(
            [
              .blank, .text("\(figure("11")) other campaigns"), .blank, number(spend),
              number(profit), .blank, number(roas), change(move, .better),
            ], style: .summed))
        continue
      }
      let loss: Valence = value < 0 ? .worse : .none
      rows.append(
        Table.Row([
          number("\(index < 8 ? index + 1 : index + 11)"), .name(name),
          .channel(channel, names[channel] ?? ""), number(spend), number(profit, loss),
          .bar(value, target: nil, valence: loss), number(roas, loss), change(move, side),
        ]))
    }
    rows.append(
      Table.Row(
        [
          .blank, .text("All \(figure("24")) campaigns"), .blank, number("$154k"), number("$454k"),
          .blank, number("3.95×"), change("−$2.01k"),
        ], style: .total))
    return Page.Panel(
      id: "ranking", span: 7,
      title: "The bottom five took \(figure("14%")) of spend and returned no profit",
      subtitle:
        "\(label: "W48 by profit: top 8, bottom 5 of 24, the rest summed. Coloured = a loss beyond noise.")",
      block: .table(
        Table(
          id: "campaigns",
          columns: [
            .init("", .number, .right, width: 16), .init("Campaign", .name, width: 132),
            .init("Channel", .channel, width: 58), .init("Spend", .number, .right, width: 42),
            .init("Profit", .number, .right, width: 46),
            .init("", .bar(domain: -1.26...103), width: 60, isOptional: true),
            .init("ROAS", .number, .right, width: 40), .init("vs PW", .number, .right, width: 54),
          ], rows: rows, rowHeight: 12.4, summary: "Campaigns ranked by profit")))
  }

  private static var pareto: Page.Panel {
    let shares: [Double] = [
      0.228, 0.13, 0.091, 0.089, 0.071, 0.066, 0.046, 0.045, 0.042, 0.03, 0.028, 0.027, 0.024,
      0.022, 0.021, 0.017, 0.012, 0.01, 0.007, 0.004, 0.002, -0.001, -0.0015, -0.003,
    ]
    let roles: [ChannelRole] = [.first, .first, .first, .second, .first, .second, .first, .first]
    return Page.Panel(
      id: "pareto", span: 5, title: "Nine campaigns bring \(label: "80%") of profit",
      subtitle: "Cumulative share of profit, campaigns ranked best to worst",
      block: .chart(
        ChartBlock(
          id: "pareto",
          chart: Pareto(
            items: shares.enumerated().map {
              Pareto.Item(
                name: "Campaign \($0)", share: $1, display: "\($1)",
                channel: $0 < roles.count ? roles[$0] : $0 % 2 == 0 ? .third : .second)
            }, noun: "campaigns",
            legend: [
              (.first, "Search: 9 campaigns, 66% of profit"),
              (.second, "Social: 8 campaigns, 30% of profit"),
              (.third, "Display: 7 campaigns, 4% of profit"),
            ]),
          alternative: "Pareto chart of profit by campaign.")))
  }

  private static var bridge: Page.Panel {
    func step(_ name: String, _ value: Double, _ display: String) -> Bridge.Step {
      Bridge.Step(name: name, value: value, display: display, valence: value > 0 ? .better : .worse)
    }
    return Page.Panel(
      id: "bridge", span: 12,
      title:
        "\(name: "Alumni referral") \(figure("+$6.74k")) was offset by \(name: "Python for Analysts") \(figure("−$7.08k"))",
      subtitle:
        "\(label: "Profit bridge, W47 to W48, $ thousand.") Six largest movers; the axis is cut so that changes can be read.",
      block: .chart(
        ChartBlock(
          id: "bridge",
          chart: Bridge(
            startName: "W47", start: 456, startDisplay: "$456k",
            steps: [
              step("Alumni referral", 6.74, "+6.7"), step("Data Science Diploma", 4.2, "+4.2"),
              step("Career switch", 2.66, "+2.7"), step("Python for Analysts", -7.08, "−7.1"),
              step("SQL Bootcamp", -5.43, "−5.4"), step("Student stories", -4.3, "−4.3"),
              step("18 others", 1.2, "+1.2"),
            ], endName: "W48", end: 453.99, endDisplay: "$454k"),
          alternative: "Bridge of profit from W47 to W48.")))
  }
}
