import Analysis
import Charts
import Metrics

/// What moved profit, split exactly by cause.
struct CausesPanel {
  let context: PageContext

  private var findings: Findings { context.findings }
  private var book: FigureBook { context.book }

  var panel: Page.Panel {
    guard let (split, reference) = findings.split else {
      let noun = context.words.noun
      return Page.Panel(
        id: "causes", span: 4, title: "What moved profit",
        block: context.calendar.prior == nil
          ? .empty(
            reason: "Nothing to compare with",
            detail: context.calendar.isPartial
              ? "The \(word: noun) is not complete." : "No equal period lies before it in the data."
          )
          : .empty(
            reason: "No exact split this \(word: context.words.noun)", detail: unsplit))
    }
    guard split.parts.contains(where: { PageContext.isPrinted($0.micros) }) else {
      return Page.Panel(
        id: "causes", span: 4, title: "What moved profit",
        block: .empty(
          reason: "Nothing moved profit by \(label: context.style.money(Rational(1)))",
          detail: "Every part of the change is smaller."))
    }
    // What rounds to nothing is no cause.
    let ordered = split.parts.filter { PageContext.isPrinted($0.micros) }
      .sorted { abs($1.micros) < abs($0.micros) }
    let top = ordered.prefix(5)
    let rest = split.total - top.reduce(Int64(0)) { $0 + $1.micros }
    func cause(_ name: English, _ micros: Int64, _ detail: Prose, isTotal: Bool = false) -> Cause {
      let isLarge = findings.isSignal(.profit) && micros != 0
      return Cause(
        figure: book.money("split.\(name.text)", micros: micros, signed: true), name: Phrase(name),
        detail: detail, valence: isLarge && !isTotal ? (micros > 0 ? .better : .worse) : .none,
        isTotal: isTotal)
    }
    var causes = top.map { part -> Cause in
      var detail: Prose = ""
      if let metric = part.metric, let now = part.now, let before = part.before {
        let first = book.fact(
          "split.\(metric.id).now", now, context.style.text(now, metric.unit), unit: "")
        let second = book.fact(
          "split.\(metric.id).before", before, context.style.text(before, metric.unit), unit: "")
        detail = "\(first), from \(second)"
      }
      return cause(part.name, part.micros, detail)
    }
    if PageContext.isPrinted(rest) { causes.append(cause("All else", rest, "")) }
    causes.append(cause("Total", split.total, "", isTotal: true))
    return Page.Panel(
      id: "causes", span: 4, title: title(top[0], of: split.total),
      subtitle: reference == .four
        ? "Profit against the mean of \(word: context.words.four), split exactly by cause"
        : "Profit against \(word: context.words.prior), split exactly by cause",
      block: .causes(causes), more: FunnelPage.id)
  }

  /// The largest part of a change, as a share of it where it is one.
  private func title(_ top: ProfitSplit.Part, of total: Int64) -> Prose {
    let name = Phrase(top.name)
    let share = total == 0 ? nil : Rational(Int128(top.micros), Int128(total))
    guard let share, share.double >= 0.5, share.double <= 1 else {
      switch top.kind {
      case .factor: return "\(word: name) moved profit most"
      case .late: return "What is still to be reported moved profit most"
      case .missing: return "Rows without all values moved profit most"
      }
    }
    let figure = book.share("split-top-share", share, decimals: false)
    switch top.kind {
    case .factor(.impressions): return "\(word: name) are \(figure) of the change in profit"
    case .factor: return "\(word: name) is \(figure) of the change in profit"
    case .late: return "\(figure) of the change in profit is still to be reported"
    case .missing: return "\(figure) of the change in profit cannot be split"
    }
  }

  /// Why a change cannot be split.
  private var unsplit: Prose {
    let tally = context.market.tally(context.calendar.days)
    // Without leads, clicks convert.
    let missing = Measure.allCases.filter { $0 != .leads && tally.rows == tally.rowsMissing($0) }
    return missing.isEmpty
      ? "A factor of the funnel is zero or missing in one of the \(word: context.words.nouns) compared."
      : "The exports report no \(Words.either(missing.map { "\(words: $0.noun)" }))."
  }
}
