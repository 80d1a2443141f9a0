import Analysis
import Charts
import Metrics

/// ROAS of devices, locations and keywords with intervals: does anything differ beyond noise?
struct StandoutPanels {
  let context: PageContext
  private static let most = 6

  /// One for each that the exports have; none where they have none.
  var panels: [Page.Panel] {
    let breakdowns = [SegmentReading.Breakdown.device, .location, .keyword].filter {
      context.findings.standouts[$0]?.isEmpty == false
    }
    let readings = breakdowns.map { context.findings.standouts[$0] ?? [] }
    let shown = readings.flatMap { $0.prefix(Self.most) }.filter(isEnough)
    let whole = context.market.interval(.roas, context.calendar.evidenceDays)
    let bounds = shown.compactMap(\.interval) + (whole.map { [$0] } ?? [])
    let low = bounds.map(\.lowerBound).min() ?? 0
    let high = bounds.map(\.upperBound).max() ?? 1
    return zip(breakdowns, readings).map { breakdown, readings in
      var panel = panel(breakdown, readings, whole, domain: low...max(high, low + 0.01))
      panel.span = 12 / breakdowns.count
      return panel
    }
  }

  /// Under fewer conversions a ratio is withheld, and nothing is said of it.
  private func isEnough(_ reading: SegmentReading) -> Bool {
    reading.conversions >= context.market.thresholds.minimumConversions
  }

  private func panel(
    _ breakdown: SegmentReading.Breakdown, _ readings: [SegmentReading],
    _ wholeInterval: ClosedRange<Double>?, domain: ClosedRange<Double>
  ) -> Page.Panel {
    let word = Language.current.inSentence(breakdown.label)
    guard readings.contains(where: { $0.value.value != nil }) else {
      return Page.Panel(
        id: "roas-\(breakdown.rawValue)", span: 4, title: title(breakdown, readings),
        block: .empty(
          reason: "No \(words: word) has a ROAS",
          detail: "It needs revenue and spend of the same rows."))
    }
    let days = context.calendar.evidenceDays
    let period = "\(days.lowerBound)…\(days.upperBound)"
    let title = title(breakdown, readings)
    let rows = readings.prefix(Self.most).map { reading -> DotIntervals.Row in
      let figure = context.book.value(
        .roas, reading.value, period: period, dimensions: [breakdown.rawValue: reading.name])
      let isWithheld = !isEnough(reading)
      let share = reading.spendShare.map(NumberStyle.share) ?? ""
      return DotIntervals.Row(
        name: reading.name, share: share, shareValue: reading.spendShare?.double,
        estimate: isWithheld ? nil : reading.value.value?.double,
        interval: isWithheld ? nil : reading.interval,
        display: isWithheld ? context.withheld(reading.conversions) : figure.display,
        valence: !isWithheld && context.findings.differs(reading)
          ? ((reading.change ?? 0) > 0 ? .better : .worse) : .none)
    }
    let whole = context.market.value(.roas, context.market.tally(days)).value?.double
    let more = readings.count - rows.count
    return Page.Panel(
      id: "roas-\(breakdown.rawValue)", span: 4, title: title,
      subtitle: more > 0
        ? Prose.labels(
          "ROAS; band = all ads; largest \(rows.count) of \(readings.count) by spend")
        : Prose.labels(
          "ROAS, \(context.dates.shortSpan(days)); band = all ads, grey = share of spend"
        ),
      block: .chart(
        ChartBlock(
          id: "roas-\(breakdown.rawValue)",
          chart: DotIntervals(
            head: breakdown == .keyword
              ? Phrase("Keyword, as typed").text : breakdown.label, rows: rows,
            whole: whole, wholeInterval: wholeInterval, domain: domain,
            ticks: TickStyle(suffix: "×"),
            shareHead: Phrase("Share of spend").text, valueHead: Metric.roas.label, unit: .multiple),
          alternative:
            "Dot plot of ROAS by \(word) with 95% intervals. \(title.text)."
            + (rows.first.map { " Largest by spend: \($0.name) \($0.display)." } ?? ""))))
  }

  /// Who differs, of those that can be judged; where nobody can, why.
  private func title(
    _ breakdown: SegmentReading.Breakdown, _ readings: [SegmentReading]
  ) -> Prose {
    let word = Language.current.inSentence(breakdown.label)
    let all = Phrase(noun(breakdown).many)
    if readings.count == 1 { return "One \(words: word) only: \(name: readings[0].name)" }
    if !readings.contains(where: { $0.value.value != nil }) {
      return "ROAS of \(word: all) is not known"
    }
    if !context.hasConversions { return "No conversions are reported to judge \(word: all) by" }
    let judged = readings.filter { isEnough($0) && $0.pValue != nil }
    if judged.isEmpty {
      return readings.contains(where: isEnough)
        ? "Too few days to compare \(word: all)" : "Too few conversions to compare \(word: all)"
    }
    let different = judged.filter(context.findings.differs)
    switch different.count {
    case 0:
      return judged.count == readings.count
        ? "No \(words: word) differs beyond noise"
        : "No \(words: word) with enough conversions differs"
    case 1:
      let side: Phrase = (different[0].change ?? 0) > 0 ? "better" : "worse"
      return "\(name: different[0].name) pays \(word: side) than the rest"
    default:
      let count = Words.count(different.count, noun(breakdown), context.book)
      return "\(Words.capitalised(count)) differ beyond noise"
    }
  }

  private func noun(_ breakdown: SegmentReading.Breakdown) -> Noun {
    switch breakdown {
    case .device: .device
    case .channel: .channel
    case .location: .location
    case .keyword: .keyword
    case .campaign: .campaign
    }
  }
}
