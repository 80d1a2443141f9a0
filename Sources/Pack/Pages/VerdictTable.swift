import Analysis
import Charts
import Metrics

/// Campaigns with what the evidence says of each: cut, fix, scale, hold or watch.
struct VerdictTable {
  let context: PageContext
  private static let most = 11
  /// The tables whose rows judge what they name.
  static let judging: Set<String> = ["verdicts", "keyword-list"]

  private var findings: Findings { context.findings }
  private var book: FigureBook { context.book }

  /// What asks for a decision first, within that the largest spend.
  private var readings: [(reading: ReturnReading, verdict: ReturnReading.Verdict)] {
    (findings.returns[.campaign] ?? []).map { ($0, findings.verdict($0)) }
      .enumerated()
      .sorted { (rank($0.element.1), $0.offset) < (rank($1.element.1), $1.offset) }
      .map(\.element)
  }

  /// What asks for a decision comes first.
  private static var order: [(verdict: English, asks: Phrase, counted: Phrase)] {
    [
      ("Cut", "to cut", "cut"), ("Fix", "to fix", "fix"), ("Scale", "to scale", "scale"),
      ("Watch", "to watch", "watch"), ("Hold", "to hold", "hold"),
    ]
  }

  private func rank(_ verdict: ReturnReading.Verdict) -> Int {
    Self.order.firstIndex { $0.verdict == Self.english(verdict) } ?? Self.order.count
  }

  /// "1 to cut", "2 to watch"; or "1 cut": how many there are of each.
  private func counts(
    _ verdicts: [ReturnReading.Verdict], _ id: String, asks: Bool
  ) -> Prose {
    Words.list(
      Self.order.compactMap { kind -> Prose? in
        let count = verdicts.count { Self.english($0) == kind.verdict }
        guard count > 0 else { return nil }
        let figure = book.count("\(id).\(kind.verdict.text.lowercased())", Int64(count))
        return "\(figure) \(word: asks ? kind.asks : kind.counted)"
      })
  }

  var panel: Page.Panel {
    let readings = readings
    guard !readings.isEmpty else {
      return Page.Panel(
        id: "verdicts", span: 7, title: "No campaign to judge",
        block: .empty(
          reason: context.market.tally(context.calendar.evidenceDays).isEmpty
            ? "No campaign has rows in these days" : "The exports name no campaign",
          detail: Prose.labels(
            "Labels rest on spend and revenue of \(context.dates.shortSpan(context.calendar.evidenceDays))."
          )))
    }
    let shown = readings.count > Self.most + 1 ? Array(readings.prefix(Self.most)) : readings
    let rest = readings.dropFirst(shown.count)
    let judged = readings.map(\.reading).filter(\.isEnough)
    let axis = DotAxis.ratios(
      judged.compactMap { $0.roas.value?.double }, breakEven: context.market.breakEven)
    let columns: [Table.Column] = [
      .init("Campaign", .name, width: 118),
      .init("Channel", .channel, width: 54, isOptional: true),
      .init("Spend", .number, .right, width: 42),
      .init("ROAS", .number, .right, width: 38),
      .init("", .dot(axis), width: 66, isOptional: true),
      .init("What the evidence says", .text, width: 112),
    ]
    var rows = shown.map { row($0.reading, $0.verdict) }
    if !rest.isEmpty { rows.append(summed(Array(rest))) }
    let count = readings.count
    let span: Phrase =
      "\(word: count == 1 ? "\(1) campaign" : "\(count) campaigns"), \(context.dates.shortSpan(context.calendar.evidenceDays))"
    return Page.Panel(
      id: "verdicts", span: 7, title: title(readings.map(\.verdict)),
      subtitle: Prose.labels(
        "\(word: span): ROAS with \(Thresholds.percent(0.95)) interval, log scale; line = break-even; grey = within noise"
      ),
      narrow: Prose.labels("\(word: span): ROAS; grey = within noise"),
      block: .table(
        Table(
          id: "verdicts", columns: columns, rows: rows, rowHeight: 12.4,
          summary: "Campaigns with spend, ROAS, its interval, and what the evidence says")))
  }

  private func title(_ verdicts: [ReturnReading.Verdict]) -> Prose {
    "Campaigns: \(counts(verdicts, "verdict", asks: true))"
  }

  private func row(_ reading: ReturnReading, _ verdict: ReturnReading.Verdict) -> Table.Row {
    let dimensions = ["campaign": reading.name, "key": String(reading.key)]
    let valence = Self.valence(verdict)
    let channel = findings.campaigns.first { $0.key == reading.key }?.channel
    return Table.Row([
      .name(reading.name),
      channel.map {
        .channel(context.channelRole($0), context.market.channels[$0] ?? "")
      } ?? .blank,
      .figure(
        book.value(
          .spend, reading.spend, period: context.evidencePeriod, dimensions: dimensions),
        valence: .none),
      reading.isEnough
        ? .figure(
          book.value(
            .roas, reading.roas, period: context.evidencePeriod, dimensions: dimensions),
          valence: valence)
        : .text(
          context.withheld(book.count("conversions.campaign.\(reading.key)", reading.conversions))),
      reading.isEnough
        ? .dot(reading.roas.value?.double, interval: reading.interval, valence: valence) : .blank,
      .text(words(reading, verdict)),
    ])
  }

  /// One word for a column.
  static func word(_ verdict: ReturnReading.Verdict) -> Phrase { Phrase(english(verdict)) }

  private static func english(_ verdict: ReturnReading.Verdict) -> English {
    switch verdict {
    case .cut: "Cut"
    case .fix: "Fix"
    case .scale: "Scale"
    case .hold: "Hold"
    case .watch: "Watch"
    }
  }

  /// Of the return. What is to fix is something else, and the return may be the best of all.
  static func valence(_ verdict: ReturnReading.Verdict) -> Valence {
    switch verdict {
    case .cut: .worse
    case .scale: .better
    case .fix, .hold, .watch: .none
    }
  }

  private func words(_ reading: ReturnReading, _ verdict: ReturnReading.Verdict) -> Prose {
    switch verdict {
    case .cut: return "Cut: earns less than it costs"
    case .fix(let shift):
      return book.shift(shift).map { "Fix: conversion rate \($0)" } ?? "Fix: conversion rate"
    case .scale: return "Scale: beats \(word: context.barWords)"
    case .hold: return "Hold: above break-even"
    case .watch(.tooFew):
      return context.hasConversions
        ? "Watch: too few conversions" : "Watch: no conversions reported"
    case .watch(.closeToBreakEven):
      // An interval may be so wide that it is neither.
      let roas = reading.roas.value?.double ?? reading.breakEven
      return abs(roas - reading.breakEven) <= reading.breakEven / 4
        ? "Watch: near break-even" : "Watch: profit not certain"
    }
  }

  private func summed(_ rest: [(reading: ReturnReading, verdict: ReturnReading.Verdict)])
    -> Table.Row
  {
    var tally = Tally()
    for item in rest { tally += item.reading.tally }
    let dimensions = ["campaign": "others"]
    return Table.Row(
      [
        .text("\(book.count("verdict.rest", Int64(rest.count))) others"), .blank,
        .figure(
          book.value(
            .spend, context.market.value(.spend, tally), period: context.evidencePeriod,
            dimensions: dimensions), valence: .none),
        .figure(
          book.value(
            .roas, context.market.value(.roas, tally), period: context.evidencePeriod,
            dimensions: dimensions), valence: .none),
        .blank, .text(counts(rest.map(\.verdict), "verdict.rest", asks: false)),
      ], style: .summed)
  }
}
