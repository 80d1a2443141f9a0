import Analysis
import Charts
import Metrics

/// Page 4: which segments, keywords and campaigns pay, with the evidence. What one more unit of spend
/// would earn is another question, which average returns do not answer.
struct OptimisationPage {
  let context: PageContext
  static let id = "optimisation"

  private var findings: Findings { context.findings }
  private var book: FigureBook { context.book }
  private var campaigns: [ReturnReading] { findings.returns[.campaign] ?? [] }

  func page(number: Int) -> Page {
    Page(
      id: Self.id, number: number, name: "Optimisation", headline: headline, lede: lede, rows: rows)
  }

  /// What the exports do not have takes one box at most: the campaigns have its place.
  private var rows: [Page.Row] {
    let keywords = KeywordPanels(context: context)
    var (segments, verdicts) = (
      SegmentHeatMap(context: context).panel, VerdictTable(context: context).panel
    )
    guard !keywords.areAbsent else {
      verdicts.span = 12
      guard case .empty = segments.block else {
        return [
          Page.Row(height: Self.height(segments), [segments, keywords.scatter]),
          Page.Row(height: 196, [verdicts]),
        ]
      }
      segments.span = 12
      return [Page.Row(height: 250, [verdicts]), Page.Row(height: 100, [segments])]
    }
    return [
      Page.Row(height: 204, [segments, keywords.scatter]),
      Page.Row(height: 196, [verdicts, keywords.list]),
    ]
  }

  /// A box without values is no taller than the few locations beside it.
  private static func height(_ segments: Page.Panel) -> Double {
    guard case .chart(let block) = segments.block else { return 204 }
    return min(204, block.chart.mostHeight(.print) + 34)
  }

  private func count(_ isMeant: (ReturnReading.Verdict) -> Bool) -> [ReturnReading] {
    campaigns.filter { isMeant(findings.verdict($0)) }
  }

  private var headline: Prose {
    if campaigns.isEmpty, !context.market.tally(context.calendar.evidenceDays).isEmpty {
      return "What campaigns return is not known: the exports name no campaign"
    }
    guard campaigns.contains(where: { $0.roas.value != nil }) else {
      return "What campaigns return is not known: the exports lack revenue or spend"
    }
    guard context.hasConversions else {
      return "Conversions are not reported, so no campaign can be judged"
    }
    let unjudged = count { if case .watch(.tooFew) = $0 { true } else { false } }
    guard unjudged.count < campaigns.count else {
      return "Too few conversions to say which campaigns pay"
    }
    let cuts = count { if case .cut = $0 { true } else { false } }
    let scales = count { if case .scale = $0 { true } else { false } }
    if cuts.isEmpty, scales.isEmpty {
      return unjudged.isEmpty
        ? "No campaign loses money or beats \(word: context.barWords) beyond noise \(span)"
        : "No campaign that can be judged loses money or beats \(word: context.barWords) beyond noise \(span)"
    }
    let verb: Phrase = scales.count == 1 ? "beats" : "beat"
    guard !cuts.isEmpty else {
      let better = Words.capitalised(Words.count(scales.count, .campaign, book))
      return
        "\(better) \(word: verb) \(word: context.barWords) \(span); none loses money beyond noise"
    }
    let spend = cuts.reduce(Int64(0)) { $0 + context.market.micros($1.spend) }
    let fewer: Prose =
      "\(Words.capitalised(Words.count(cuts.count, .campaign, book))) earned less than \(word: cuts.count == 1 ? "it" : "they") cost \(span)"
    let worse: Prose = "\(fewer), on \(book.money("cuts.spend", micros: spend)) of spend"
    if scales.isEmpty { return worse }
    let better: Prose =
      "\(Words.number(scales.count, "scales", book)) \(word: verb) \(word: context.barWords)"
    return PackAudit.firstThatFits(["\(worse); \(better)", "\(fewer); \(better)"])
  }

  /// Page 3 speaks of the period alone.
  private var span: Prose {
    let days = context.calendar.evidenceDays
    let count = days.upperBound - days.lowerBound + 1
    return count % 7 == 0
      ? "in \(Words.count(count / 7, .week, book))" : "in \(Words.count(count, .day, book))"
  }

  private var lede: Prose {
    let days = Prose.label(context.dates.shortSpan(context.calendar.evidenceDays))
    let bar = context.barFigure.map { " \($0)" as Prose } ?? ""
    return
      "ROAS over \(days) against break-even and \(word: context.barWords)\(bar), with \(label: Thresholds.percent(0.95)) intervals. Average, attributed returns: not what one more unit of spend would earn."
  }
}

extension PageContext {
  /// What returns are held against: "target", or without one "the average".
  var barWords: Phrase {
    market.target(.roas, calendar.days) == nil ? "the average" : "target"
  }

  /// "3.50× target", "3.50× average".
  func bar(_ display: String) -> String {
    let words: Phrase =
      market.target(.roas, calendar.days) == nil ? "\(display) average" : "\(display) target"
    return words.text
  }

  /// The ROAS that returns are held against.
  var barFigure: Figure? {
    if let target = market.target(.roas, calendar.days) {
      return book.fact("roas.bar", target, style.text(target, .multiple), unit: "multiple")
    }
    let all = market.value(.roas, market.tally(calendar.evidenceDays))
    return all.value == nil
      ? nil : book.value(.roas, all, period: evidencePeriod)
  }

  /// The days of evidence as a figure's period.
  var evidencePeriod: String {
    "\(calendar.evidenceDays.lowerBound)…\(calendar.evidenceDays.upperBound)"
  }
}
