import Analysis
import Metrics

/// What the data can and cannot say, in order of what a reader would ask first.
struct DataStatements {
  let context: PageContext

  private var book: FigureBook { context.book }

  /// Relative change of the number of rows on the period before; nil when the two cannot be compared.
  var rowChange: Rational? {
    rows.flatMap { Rational(Int($0.now)).change(from: Rational(Int($0.before))) }
  }

  private var rows: (now: Int64, before: Int64)? {
    let calendar = context.calendar
    guard let prior = calendar.prior else { return nil }
    let before = context.market.tally(prior).rows
    return before == 0 ? nil : (context.market.tally(calendar.days).rows, before)
  }

  var statements: [Statement] {
    var result: [Statement] = []
    if let rows, let change = rowChange, !change.isZero {
      let now = book.count("rows.now", rows.now)
      let before = book.count("rows.before", rows.before)
      let variance = book.fact("rows.change", change, NumberStyle.variance(change), unit: "share")
      let spend =
        context.findings.reading(.spend)?.comparison(.prior).map { book.change(.spend, $0) }
        ?? variance
      result.append(
        Statement(
          tag: "Can", isCaution: false,
          prose:
            "\(word: change.isNegative ? "Fewer" : "More") rows came: \(label: context.periodShort) has \(now) rows against \(before) in \(label: ReportPeriod(context.period.earlier(1)).short(context.dates)) (\(variance)), while spend changed by \(spend)."
        ))
    }
    if let near = context.quality.nearNames.first(where: { $0.dimension == "campaign" }) {
      let stake = book.money("near-names.spend", micros: near.spend)
      let count = Words.count(near.names.count, .campaign, book)
      result.append(
        Statement(
          tag: "Cannot", isCaution: true,
          prose:
            "Tell whether \(count) such as “\(name: near.names[0])” and “\(name: near.names[1])” are spellings of one: \(stake) of spend hangs on it. Review data/mappings."
        ))
    }
    let before = context.calendar.before.count
    if before < 4 {
      result.append(
        Statement(
          tag: "Cannot", isCaution: true,
          prose:
            "Say how \(label: context.periodShort) compares with \(word: context.isOfWeek ? "a normal month" : "what is normal"): \(Words.count(before, context.isOfWeek ? .completeWeek : .completePeriod, book)) \(word: before == 1 ? "comes" : "come") before it, four are needed."
        ))
    } else if before < 8 {
      result.append(
        Statement(
          tag: "Cannot", isCaution: true,
          prose:
            "Tell signal from noise \(word: context.isOfWeek ? "week by week" : "in this \(context.words.noun)" as Phrase): a normal range needs eight complete \(word: context.words.steps), there are \(Words.count(before, context.isOfWeek ? .week : .period, book))."
        ))
    }
    if context.market.targets.isEmpty {
      result.append(
        Statement(
          tag: "Cannot", isCaution: true,
          prose: "Judge against target: none is set. Add one in data/targets.csv."))
    }
    if context.market.sales.isEmpty {
      result.append(
        Statement(
          tag: "Cannot", isCaution: true,
          prose:
            "Check what platforms claim against what the shop sold: data/sales.csv is not there."))
    }
    return Array(result.prefix(5))
  }
}
