import Analysis
import Metrics

/// A campaign week by week, as known with the newest data: a page of the site beside its editions.
public struct CampaignHistory: Sendable {
  public let key: Int64
  /// A stranger's text.
  public let name: String
  public let channel: String
  /// "Wk 23 2023 to Wk 48 2024".
  public let weeks: String
  /// Over all weeks.
  public let spend, profit, roas: Figure
  private let tallies: [ISOWeek: Tally]
  private let findings: Findings
  private let dates: DateStyle

  /// Every campaign that has a row with a day, ordered by name.
  public static func all(_ findings: Findings, dates: DateStyle) -> [CampaignHistory] {
    let market = findings.market
    let book = FigureBook(findings)
    var weekly: [Int64: [ISOWeek: Tally]] = [:]
    var channels: [Int64: Int64] = [:]
    for entry in market.campaigns.entries where entry.day <= findings.calendar.lastDay {
      weekly[entry.member, default: [:]][ISOWeek(of: entry.day), default: Tally()].add(
        mask: entry.mask, rows: entry.rows, sums: entry.sums)
      channels[entry.member] = entry.channel
    }
    return weekly.map { key, tallies in
      CampaignHistory(
        key: key, name: market.campaigns.names[key] ?? "",
        channel: channels[key].flatMap { market.channels[$0] } ?? "", tallies, findings, book,
        dates)
    }.sorted {
      ($0.name.lowercased(), $0.name, $0.key) < ($1.name.lowercased(), $1.name, $1.key)
    }
  }

  private init(
    key: Int64, name: String, channel: String, _ tallies: [ISOWeek: Tally], _ findings: Findings,
    _ book: FigureBook, _ dates: DateStyle
  ) {
    self.dates = dates
    self.key = key
    self.name = name
    self.channel = channel
    self.tallies = tallies
    self.findings = findings
    let order = tallies.keys.sorted(by: >)
    let sum = order.reduce(into: Tally()) { $0 += tallies[$1] ?? Tally() }
    func figure(_ metric: Metric) -> Figure {
      book.value(
        metric, findings.market.value(metric, sum), period: "total",
        dimensions: ["campaign": String(key)])
    }
    spend = figure(.spend)
    profit = figure(.profit)
    roas = figure(.roas)
    weeks =
      order.count == 1
      ? order.first.map(Self.words) ?? ""
      : Phrase("\(order.last.map(Self.words) ?? "") to \(order.first.map(Self.words) ?? "")").text
  }

  /// The weeks, newest first, and their sum. Made when it is asked for: all campaigns' tables at once
  /// would be most of the program's memory.
  public func table() -> Table {
    let market = findings.market
    let book = FigureBook(findings)
    let order = tallies.keys.sorted(by: >)
    let dimensions = ["campaign": String(key)]
    func figure(_ metric: Metric, _ tally: Tally, _ period: String) -> Figure {
      book.value(metric, market.value(metric, tally), period: period, dimensions: dimensions)
    }
    let sum = order.reduce(into: Tally()) { $0 += tallies[$1] ?? Tally() }
    func values(_ metric: Metric) -> [Double] {
      order.compactMap { market.value(metric, tallies[$0] ?? Tally()).value?.double }
    }
    let metrics: [Metric] = [.spend, .revenue, .profit, .roas, .conversions, .cac]
    var columns: [Table.Column] = [
      .init("Week", .text, width: 60), .init("", .text, width: 110, isOptional: true),
    ]
    for metric in metrics {
      columns.append(.init(Phrase(said: metric.label), .number, .right, width: 60))
      guard metric == .spend || metric == .profit else { continue }
      columns.append(.init("", Table.bars(values(metric)), width: 80, isOptional: true))
    }
    func row(
      _ head: Phrase, _ days: String, _ tally: Tally, _ period: String, isTotal: Bool
    ) -> Table.Row {
      var cells: [Table.Cell] = [.text(Prose.labels(head)), .text(Prose.label(days))]
      for metric in metrics {
        cells.append(
          isTotal
            ? .figure(figure(metric, tally, period), valence: .none)
            : missing(metric, tally) ?? .figure(figure(metric, tally, period), valence: .none))
        guard metric == .spend || metric == .profit else { continue }
        cells.append(
          isTotal
            ? .blank
            : .bar(market.value(metric, tally).value?.double, target: nil, valence: .none))
      }
      return Table.Row(cells, style: isTotal ? .total : .plain)
    }
    let rows = order.map { week in
      row(
        Phrase(said: week.description), dates.range(week.first, week.last),
        tallies[week] ?? Tally(),
        week.description, isTotal: false)
    }
    var table = Table(
      id: String(key), columns: columns,
      rows: rows + [row("All weeks", weeks, sum, "total", isTotal: true)],
      notes: rows.count == 1 ? [] : ["Bars start at zero and share one scale a column."],
      summary: "Spend, revenue, profit, ROAS, conversions and CAC by week, newest first")
    if let words = table.cutWords { table.notes.append(words) }
    return table
  }

  /// Of one week: what none of its rows has may well have been reported in others.
  private func missing(_ metric: Metric, _ tally: Tally) -> Table.Cell? {
    guard case .neverReported(let measure) = findings.market.value(metric, tally).absence else {
      return nil
    }
    return .text(Prose.labels("n/a: \(measure.noun) missing"))
  }

  private static func words(_ week: ISOWeek) -> String { "\(week.short) \(week.year)" }
}
