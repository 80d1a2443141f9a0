import Analysis
import Charts
import Metrics

/// Pages that a pack may have at its end: every campaign, every keyword. In print they run over as many
/// sheets as they need.
public enum Appendix: String, Sendable, Hashable, CaseIterable {
  case campaigns, keywords
}

struct AppendixPages {
  let context: PageContext
  static let campaigns = "all-campaigns"
  static let keywords = "all-keywords"

  private var findings: Findings { context.findings }
  private var book: FigureBook { context.book }
  private var market: Market { context.market }

  func page(_ appendix: Appendix, number: Int) -> Page {
    switch appendix {
    case .campaigns: campaigns(number)
    case .keywords: keywords(number)
    }
  }

  private func page(
    _ id: String, _ number: Int, name: Phrase, headline: Prose, subtitle: Prose, _ table: Table,
    empty: Prose
  ) -> Page {
    Page(
      id: id, number: number, name: name, headline: headline, lede: "",
      rows: [
        Page.Row(
          height: 400,
          [
            Page.Panel(
              id: id + "-table", span: 12, title: Prose.labels(name), subtitle: subtitle,
              block: table.rows.isEmpty
                ? .empty(reason: empty, detail: "The exports hold none in these days.")
                : .table(table))
          ])
      ], isAppendix: true)
  }

  // MARK: Campaigns

  private func campaigns(_ number: Int) -> Page {
    let tallies = market.campaigns.tallies(context.calendar.days)
    let readings = findings.campaigns.filter { tallies[$0.key] != nil }
    let verdicts = Dictionary(
      uniqueKeysWithValues: (findings.returns[.campaign] ?? []).map {
        ($0.key, VerdictTable.word(findings.verdict($0)))
      })
    let period = context.period.id
    let metrics: [Metric] = [
      .spend, .revenue, .profit, .roas, .conversions, .cac, .clickThrough, .leadRate,
      .purchaseRate,
    ]
    let rows = readings.enumerated().map { index, reading -> Table.Row in
      let tally = tallies[reading.key] ?? Tally()
      let dimensions = ["campaign": reading.name, "key": String(reading.key)]
      let values = metrics.map { metric in
        Table.Cell.figure(
          book.value(
            metric, market.value(metric, tally), period: period, dimensions: dimensions),
          valence: .none)
      }
      return Table.Row(
        [
          .figure(book.count("rank.\(reading.key)", Int64(index + 1)), valence: .none),
          .name(reading.name),
          .channel(
            context.channelRole(reading.channel), market.channels[reading.channel] ?? ""),
        ] + values + [.text(Prose.labels(verdicts[reading.key] ?? ""))])
    }
    let all = metrics.map { Table.Cell.figure(total($0), valence: .none) }
    let table = Table(
      id: "all-campaigns",
      columns: [
        .init("", .number, .right, width: 18), .init("Campaign", .name, width: 150),
        .init("Channel", .channel, width: 60),
      ]
        + metrics.map { .init(Self.head($0), .number, .right, width: 50) }
        + [.init("Label", .text, width: 36)],
      rows: rows.isEmpty
        ? []
        : rows + [
          Table.Row([.blank, .text("All campaigns"), .blank] + all + [.blank], style: .total)
        ],
      rowHeight: 12.4, notes: reasons(rows),
      summary: "Every campaign of the \(context.words.noun) by profit, with its metrics and label")
    return page(
      Self.campaigns, number, name: "All campaigns",
      headline:
        "\(Words.capitalised(Words.count(rows.count, .campaign, book))), ranked by profit",
      subtitle: Prose.labels(
        "\(context.periodShort); labels rest on \(context.dates.shortSpan(context.calendar.evidenceDays))"
      ), table, empty: "No campaign has rows this \(word: context.words.noun)")
  }

  /// Why values are missing, said once under the table: in its columns is no room for it.
  private func reasons(_ rows: [Table.Row]) -> [Prose] {
    let displays = rows.flatMap(\.cells).compactMap { cell -> String? in
      if case .figure(let figure, _) = cell, figure.value == nil { figure.display } else { nil }
    }
    let reasons = displays.compactMap { display in
      display.firstRange(of: ": ").map { String(display[$0.upperBound...]) }
    }
    return reasons.isEmpty
      ? [] : [Prose.labels("n/a: \(Set(reasons).sorted().joined(separator: "; "))")]
  }

  private func total(_ metric: Metric) -> Figure {
    book.value(
      metric, market.value(metric, market.tally(context.calendar.days)),
      period: context.period.id)
  }

  private static func head(_ metric: Metric) -> Phrase {
    switch metric {
    case .purchaseRate: "Lead-to-conv."
    default: Phrase(said: metric.label)
    }
  }

  // MARK: Keywords

  private func keywords(_ number: Int) -> Page {
    let readings = (findings.returns[.keyword] ?? []).sorted {
      (market.micros($1.profit), $0.name, $0.key) < (market.micros($0.profit), $1.name, $1.key)
    }
    let metrics: [Metric] = [.spend, .clicks, .cpc, .conversions, .revenue, .profit]
    let rows = readings.enumerated().map { index, reading -> Table.Row in
      let dimensions = ["keyword": reading.name, "key": String(reading.key)]
      func figure(_ metric: Metric) -> Figure {
        book.value(
          metric, market.value(metric, reading.tally), period: context.evidencePeriod,
          dimensions: dimensions)
      }
      let values = metrics.map { Table.Cell.figure(figure($0), valence: .none) }
      let verdict = findings.verdict(reading)
      return Table.Row(
        [
          .figure(book.count("keyword-rank.\(reading.key)", Int64(index + 1)), valence: .none),
          .name(reading.name),
        ] + values + [
          reading.isEnough
            ? .figure(figure(.roas), valence: VerdictTable.valence(verdict))
            : .text(
              context.withheld(
                book.count("conversions.keyword.\(reading.key)", reading.conversions))),
          .text(Prose.labels(VerdictTable.word(verdict))),
        ])
    }
    let table = Table(
      id: "all-keywords",
      columns: [
        .init("", .number, .right, width: 22), .init("Keyword, as typed", .name, width: 190),
      ]
        + metrics.map { .init(Phrase(said: $0.label), .number, .right, width: 56) }
        + [.init("ROAS", .number, .right, width: 50), .init("Label", .text, width: 40)],
      rows: rows, rowHeight: 12.4,
      summary: "Every keyword by profit, with cost, conversions, ROAS and label")
    return page(
      Self.keywords, number, name: "All keywords",
      headline:
        "\(Words.capitalised(Words.count(rows.count, .keyword, book))), ranked by profit",
      subtitle: Prose.label(context.dates.shortSpan(context.calendar.evidenceDays)), table,
      empty: "No keyword has rows")
  }
}
