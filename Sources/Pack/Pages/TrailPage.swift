import Analysis
import Charts
import Metrics

/// Page 5: where every cent went, file by file, and every warning.
struct TrailPage {
  let context: PageContext
  static let id = "trail"
  private static let mostFiles = 10
  private static let mostWarnings = 7

  private var quality: DataQuality { context.quality }
  private var book: FigureBook { context.book }

  func page(number: Int) -> Page {
    Page(
      id: Self.id, number: number, name: "Money trail", headline: headline, lede: lede,
      rows: [
        Page.Row(height: 128, [totals]),
        Page.Row(height: 176, [files]),
        bottom,
      ])
  }

  private var bottom: Page.Row {
    guard let previous = context.previous else { return Page.Row(height: 96, [warnings]) }
    var warnings = warnings
    warnings.span = 7
    return Page.Row(
      height: 110, [warnings, RestatementPanel(context: context, previous: previous).panel])
  }

  /// Spend of the files; nil when they have none, or in several currencies.
  private var spend: DataQuality.Trail? {
    let trails = quality.trails.filter { $0.measure == .cost }
    return trails.count == 1 ? trails.first : nil
  }

  private var headline: Prose {
    guard quality.isBalanced else { return "The money trail does not balance: the pack is held" }
    guard let spend else {
      return quality.currencies.isEmpty
        ? "The exports hold no spend; every other amount is accounted for"
        : "Every cent is accounted for, each currency by itself"
    }
    let loaded = book.money("trail.cost.loaded", micros: spend.loaded, exact: true)
    let aside = book.money("trail.cost.quarantined", micros: spend.quarantined, exact: true)
    return "Every cent of spend is accounted for: \(loaded) counts, \(aside) is set aside"
  }

  private var lede: Prose {
    "Read = loaded + set aside + superseded + footer, for every file and every measure. Superseded: a later export of the same day and segment replaced the row, or the row repeats another."
  }

  private func amount(_ trail: DataQuality.Trail, _ micros: Int64, _ part: String) -> Table.Cell {
    let measure = trail.measure
    if measure.isMoney {
      let mark = trail.currency.isEmpty || quality.currencies.isEmpty ? "" : ".\(trail.currency)"
      return .figure(
        book.money(
          "trail.\(measure.id)\(mark).\(part)", micros: micros, exact: true,
          currency: quality.currencies.isEmpty ? nil : trail.currency), valence: .none)
    }
    let id = "trail.\(measure.id).\(part)"
    let value = Rational(micros: micros)
    let display = micros % 1_000_000 == 0 ? NumberStyle.whole(micros / 1_000_000) : value.decimal(2)
    return .figure(book.fact(id, value, display, unit: "count"), valence: .none)
  }

  private var totals: Page.Panel {
    let rows = quality.trails.map { trail in
      Table.Row([
        .text(
          quality.currencies.isEmpty || !trail.measure.isMoney
            ? "\(name: trail.measure.label)"
            : "\(name: "\(trail.measure.label), \(trail.currency)")"),
        amount(trail, trail.read, "read"), amount(trail, trail.loaded, "loaded"),
        amount(trail, trail.quarantined, "quarantined"),
        amount(trail, trail.superseded, "superseded"),
        amount(trail, trail.footer, "footer"),
        .badge(trail.isBalanced ? .pass : .fail),
      ])
    }
    return Page.Panel(
      id: "trail-totals", span: 12, title: "Every measure balances over all files",
      subtitle: "Exact sums of what the files hold, and what became of it",
      block: .table(
        Table(
          id: "money-trail",
          columns: [
            .init("Measure", .text, width: 90), .init("Read", .number, .right, width: 110),
            .init("Loaded", .number, .right, width: 110),
            .init("Set aside", .number, .right, width: 100),
            .init("Superseded", .number, .right, width: 110),
            .init("Footer and totals", .number, .right, width: 110),
            .init("", .badge, width: 60),
          ], rows: rows, rowHeight: 14,
          summary: "Read, loaded, set aside, superseded and footer sums by measure")))
  }

  private var files: Page.Panel {
    let loads = Array(quality.loads.reversed())
    let rows = loads.prefix(Self.mostFiles).map { load -> Table.Row in
      let spend = load.trails.first { $0.measure == .cost }
      func count(_ part: String, _ value: Int) -> Table.Cell {
        .figure(book.count("file.\(load.id).\(part)", Int64(value)), valence: .none)
      }
      let range = load.firstDay.flatMap { first in
        load.lastDay.map { last in
          let dates = context.dates
          let start =
            first.year == last.year ? dates.dayMonth(first) : dates.dayMonthYear(first)
          return "\(start) – \(dates.dayMonthYear(last))"
        }
      }
      return Table.Row([
        .name(load.title), .text(range.map(Prose.label) ?? "no days"), count("read", load.rowsRead),
        count("loaded", load.rowsLoaded), count("quarantined", load.rowsQuarantined),
        count("superseded", load.rowsSuperseded), count("footer", load.rowsFooter),
        spend.map {
          .figure(
            book.money(
              "file.\(load.id).spend", micros: $0.loaded, exact: true,
              currency: quality.currencies.isEmpty ? nil : load.currency), valence: .none)
        } ?? .text("n/a"),
        .badge(load.isBalanced ? .pass : .fail),
      ])
    }
    let hidden = loads.count - rows.count
    return Page.Panel(
      id: "files", span: 12,
      title: "\(Words.capitalised(Words.count(loads.count, .file, book))) loaded",
      subtitle: hidden > 0
        ? Prose.labels(
          "The newest \(Self.mostFiles) of \(loads.count). Rows of each file, and the spend of it that counts"
        )
        : "Rows of each file, and the spend of it that counts",
      block: .table(
        Table(
          id: "files",
          columns: [
            .init("File", .name, width: 210), .init("Days", .text, width: 122, isOptional: true),
            .init("Read", .number, .right, width: 48), .init("Loaded", .number, .right, width: 48),
            .init("Set aside", .number, .right, width: 52),
            .init("Superseded", .number, .right, width: 58),
            .init("Footer", .number, .right, width: 44),
            .init("Spend loaded", .number, .right, width: 88), .init("", .badge, width: 52),
          ], rows: Array(rows), rowHeight: 13,
          summary: "Rows read, loaded, set aside, superseded and footer by file")))
  }

  private func noun(_ dimension: String) -> String {
    Language.current.inSentence(Metrics.Dimension(rawValue: dimension)?.label ?? dimension)
  }

  private var warnings: Page.Panel {
    var lines: [(code: String, what: Prose, place: String)] = quality.nearNames.map {
      near in
      let stake = book.money("near.\(near.dimension).\(near.names[0])", micros: near.spend)
      return (
        "names.near-equal",
        "\(name: near.names.prefix(4).joined(separator: ", ")): \(stake) of spend would move if they are one \(words: noun(near.dimension))",
        "data/mappings"
      )
    }
    var seen: Set<String> = []
    for warning in quality.warnings
    where seen.insert("\(warning.code.rawValue)\(warning.message)").inserted {
      lines.append(
        (warning.code.rawValue, "\(name: warning.message)", warning.place?.description ?? ""))
    }
    let total = lines.count
    return Page.Panel(
      id: "warnings", span: 12,
      title: total == 0
        ? "No warnings" : "\(Words.capitalised(Words.count(total, .warning, book))) to read",
      block: lines.isEmpty
        ? .paragraphs([Paragraph(lead: "Nothing to report", prose: "No file gave a warning.")])
        : .table(
          Table(
            id: "warnings",
            columns: [
              .init("Code", .text, width: 130), .init("What", .name, width: 430),
              .init("Where", .name, width: 170),
            ],
            rows: lines.prefix(Self.mostWarnings).map {
              Table.Row([.text("\(label: $0.code)"), .name($0.what.text), .name($0.place)])
            }, rowHeight: 12.4,
            notes: total > Self.mostWarnings
              ? [Prose.labels("\(total - Self.mostWarnings) more")] : [],
            summary: "Warnings with their places")))
  }
}
