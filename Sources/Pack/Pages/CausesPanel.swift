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
    let sorted = split.parts.sorted { abs($1.micros) < abs($0.micros) }
    let step = NumberStyle.Step(
      largest: Rational(micros: max(abs(sorted[0].micros), abs(split.total))),
      total: Rational(micros: split.total))
    let opposite = split.parts.filter { $0.micros.signum() == -split.total.signum() }
      .reduce(Int64(0)) { $0 + abs($1.micros) }
    let isMixed = 5 * opposite > abs(split.total)
    // What rounds to nothing is no cause.
    let top = sorted.filter { 2 * abs($0.micros) > step.micros }.prefix(5)
    let rest = split.total - top.reduce(Int64(0)) { $0 + $1.micros }
    let whole = Int64((Double(split.total) / Double(step.micros)).rounded(.toNearestOrEven))
    let printed =
      LargestRemainder.rounded(top.map(\.micros) + [rest], dividedBy: step.micros, to: whole) ?? []
    func cause(
      _ name: English, _ micros: Int64, steps: Int64, _ detail: Prose = "",
      _ valence: Valence = .none, isTotal: Bool = false
    ) -> Cause {
      Cause(
        figure: book.fact(
          "split.\(name.text)", Rational(micros: micros),
          context.style.money(Rational(micros: steps * step.micros), in: step), unit: "money",
          currency: context.market.currency),
        name: Phrase(name), detail: detail, valence: valence, isTotal: isTotal)
    }
    var causes = zip(top, printed).map { part, steps -> Cause in
      var detail: Prose = ""
      if let metric = part.metric, let now = part.now, let before = part.before {
        let first = book.fact(
          "split.\(metric.id).now", now, context.style.text(now, metric.unit), unit: "")
        let second = book.fact(
          "split.\(metric.id).before", before, context.style.text(before, metric.unit), unit: "")
        detail = "\(first), from \(second)"
      }
      return cause(part.name, part.micros, steps: steps, detail, valence(part))
    }
    if let steps = printed.last, steps != 0 { causes.append(cause("All else", rest, steps: steps)) }
    causes.append(cause("Total", split.total, steps: whole, isTotal: true))
    return Page.Panel(
      id: "causes", span: 4, title: title(top[0], of: split.total, isMixed: isMixed),
      subtitle: reference == .four
        ? "Profit against the mean of \(word: context.words.four), split exactly by cause"
        : "Profit against \(word: context.words.prior), split exactly by cause",
      block: .causes(causes), more: FunnelPage.id)
  }

  /// A part is no finding of its own: it has the colour that page 2 gives its measure, where both point
  /// the same way.
  private func valence(_ part: ProfitSplit.Part) -> Valence {
    guard findings.isSignal(.profit), let metric = part.metric else { return .none }
    let own = book.signal(metric)
    return own == (part.micros > 0 ? .better : .worse) ? own : .none
  }

  /// The largest part of a change where it is its cause, as a share of it where it is one.
  private func title(_ top: ProfitSplit.Part, of total: Int64, isMixed: Bool) -> Prose {
    let name = Phrase(top.name)
    // A cause points the way the total went, and one of the two is beyond noise; what is not known is
    // no cause, and said.
    let isBeyondNoise = findings.isSignal(.profit) || top.metric.map(findings.isSignal) ?? false
    guard top.micros.signum() == total.signum(), isBeyondNoise || top.metric == nil else {
      return "No single cause stands out"
    }
    let share = Rational(Int128(top.micros), Int128(total))
    // Where much points the other way a part is no share of what is left.
    guard let share, share.double >= 0.5, share.double <= 1, !isMixed else {
      switch top.kind {
      case .factor: return "\(word: name) moved profit most"
      case .late: return "Reports still to come moved profit most"
      case .missing: return "Rows without all values moved profit most"
      }
    }
    let figure = book.share("split-top-share", share, decimals: false)
    switch top.kind {
    case .factor(.impressions), .factor(.clicks):
      return "\(word: name) are \(figure) of the change in profit"
    case .factor: return "\(word: name) is \(figure) of the change in profit"
    case .late: return "Reports still to come are \(figure) of the change in profit"
    case .missing: return "\(figure) of the change in profit cannot be split"
    }
  }

  /// Why a change cannot be split.
  private var unsplit: Prose {
    if let gap = context.gap(.profit) { return gap + "." }
    let tally = context.market.tally(context.calendar.days)
    // Without leads, clicks convert.
    let missing = Measure.allCases.filter { $0 != .leads && tally.rows == tally.rowsMissing($0) }
    guard !missing.isEmpty else {
      return
        "A factor of the funnel is zero or missing in one of the \(word: context.words.nouns) compared."
    }
    // What other days have is no fault of the exports.
    let never = missing.filter { !context.reports($0) }
    let names = Words.either((never.isEmpty ? missing : never).map { "\(words: $0.noun)" })
    return never.isEmpty
      ? "No row of this \(word: context.words.noun) has \(names)."
      : "The exports report no \(names)."
  }
}
