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
  private var hasKeywords: Bool { findings.returns[.keyword]?.isEmpty == false }

  func page(number: Int) -> Page {
    Page(
      id: Self.id, number: number, name: "Optimisation", headline: headline, lede: lede, rows: rows)
  }

  /// What the exports do not have takes no box: others have its place, and the lede says it.
  private var rows: [Page.Row] {
    var segments = SegmentHeatMap(context: context).panel
    var scatter = ClickScatter(
      context: context, kind: hasKeywords ? .keyword : .campaign
    ).panel
    var verdicts = VerdictTable(context: context).panel
    if let found = segments, scatter == nil, !hasKeywords {
      return [Page.Row(height: 400, [found, verdicts])]
    }
    if segments == nil { scatter?.span = 12 }
    if scatter == nil { segments?.span = 12 }
    if !hasKeywords { verdicts.span = 12 }
    let pictures = [segments, scatter].compactMap(\.self)
    return (pictures.isEmpty ? [] : [Page.Row(height: 204, pictures)]) + [
      Page.Row(
        height: 196, hasKeywords ? [verdicts, KeywordPanels(context: context).list] : [verdicts])
    ]
  }

  private func count(_ isMeant: (ReturnReading.Verdict) -> Bool) -> [ReturnReading] {
    campaigns.filter { isMeant(findings.verdict($0)) }
  }

  private func spend(_ readings: [ReturnReading]) -> Int64 {
    readings.reduce(0) { $0 + context.market.micros($1.spend) }
  }

  private var headline: Prose {
    if campaigns.isEmpty, !context.market.tally(context.calendar.evidenceDays).isEmpty {
      return "What campaigns return is not known: the exports name no campaign"
    }
    guard campaigns.contains(where: { $0.roas.value != nil }) else {
      return context.reports(.saleAmount)
        ? "What campaigns return is not known: the exports lack spend"
        : "What campaigns return is not known: the exports lack revenue"
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
    let fixes = count { if case .fix = $0 { true } else { false } }
    // The larger spend leads: a small campaign that converts less is no news beside large ones that lose.
    if spend(fixes) > spend(cuts) { return repair(fixes, cuts, scales) }
    if cuts.isEmpty, scales.isEmpty {
      return unjudged.isEmpty
        ? "No campaign loses money or beats \(word: context.barWords) beyond noise \(span)"
        : "No campaign that can be judged loses money or beats \(word: context.barWords) beyond noise \(span)"
    }
    let verb: Phrase = scales.count == 1 ? "beats" : "beat"
    guard !cuts.isEmpty else {
      let better = Words.capitalised(Words.count(scales.count, .campaign, book))
      let base: Prose = "\(better) \(word: verb) \(word: context.barWords) \(span)"
      // None of those that can be told.
      guard unjudged.count * 2 > campaigns.count else {
        return "\(base); none loses money beyond noise"
      }
      let open = book.count("unjudged", Int64(unjudged.count))
      return "\(base); \(open) have too few conversions to judge"
    }
    let fewer: Prose =
      "\(Words.capitalised(Words.count(cuts.count, .campaign, book))) earned less than \(word: cuts.count == 1 ? "it" : "they") cost \(span)"
    let worse: Prose = "\(fewer), on \(book.money("cuts.spend", micros: spend(cuts))) of spend"
    if scales.isEmpty { return worse }
    let better: Prose =
      "\(Words.number(scales.count, "scales", book)) \(word: verb) \(word: context.barWords)"
    return PackAudit.firstThatFits(["\(worse); \(better)", "\(fewer); \(better)"])
  }

  /// Campaigns that convert less than before are what has changed; what earns too little or much stands
  /// beside it.
  private func repair(
    _ fixes: [ReturnReading], _ cuts: [ReturnReading], _ scales: [ReturnReading]
  ) -> Prose {
    let subject: Prose =
      fixes.count == 1
      ? "\(name: fixes[0].name)"
      : Words.capitalised(Words.count(fixes.count, .campaign, book))
    let base: Prose =
      "\(subject) \(word: fixes.count == 1 ? "converts" : "convert") less than before, on \(book.money("fixes.spend", micros: spend(fixes))) of spend"
    let others: Prose
    if !cuts.isEmpty {
      let count = Words.number(cuts.count, "cuts", book)
      others = "\(count) \(word: cuts.count == 1 ? "earns" : "earn") too little"
    } else if !scales.isEmpty {
      let count = Words.number(scales.count, "scales", book)
      others =
        "\(count) \(word: scales.count == 1 ? "beats" : "beat") \(word: context.barWords)"
    } else {
      return base
    }
    return PackAudit.firstThatFits(["\(base); \(others)", base])
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
    let bars: Prose =
      context.market.barKind(context.calendar) == .breakEven
      ? "break-even\(bar)" : "break-even and \(word: context.barWords)\(bar)"
    let text: Prose =
      "ROAS over \(days) against \(bars), with \(label: Thresholds.percent(0.95)) intervals. Average, attributed returns: not what one more unit of spend would earn."
    return absent.map { text + " " + $0 } ?? text
  }

  /// By what the exports do not break spend down.
  private var absent: Prose? {
    let cross = findings.cross
    guard !cross.tallies.isEmpty else { return nil }
    var lacking: [Prose] = []
    if cross.columns != .device || !cross.tallies.keys.contains(where: { $0.column != 0 }) {
      lacking.append("device")
    }
    if cross.rows != .location || !cross.tallies.keys.contains(where: { $0.row != 0 }) {
      lacking.append("location")
    }
    if !hasKeywords { lacking.append("keyword") }
    guard !lacking.isEmpty else { return nil }
    return "The exports do not break spend down by \(Words.either(lacking))."
  }
}

extension PageContext {
  /// What returns are held against: "target", without one "the average", or "break-even" where that loses.
  var barWords: Phrase {
    switch market.barKind(calendar) {
    case .target: "target"
    case .average: "the average"
    case .breakEven: "break-even"
    }
  }

  /// "3.50× target", "3.50× average".
  func bar(_ display: String) -> String {
    let words: Phrase =
      switch market.barKind(calendar) {
      case .target: "\(display) target"
      case .average: "\(display) average"
      case .breakEven: "\(display) break-even"
      }
    return words.text
  }

  /// The ROAS that returns are held against.
  var barFigure: Figure? {
    func fact(_ value: Rational) -> Figure {
      book.fact("roas.bar", value, style.text(value, .multiple), unit: "multiple")
    }
    switch market.barKind(calendar) {
    case .target: return market.target(.roas, calendar.days).map(fact)
    case .breakEven: return Rational(estimate: market.breakEven).map(fact)
    case .average:
      let all = market.value(.roas, market.tally(calendar.evidenceDays))
      return all.value == nil ? nil : book.value(.roas, all, period: evidencePeriod)
    }
  }

  /// The days of evidence as a figure's period.
  var evidencePeriod: String {
    "\(calendar.evidenceDays.lowerBound)…\(calendar.evidenceDays.upperBound)"
  }
}
