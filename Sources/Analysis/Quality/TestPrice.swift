import Metrics
import Warehouse

/// What a failing data test could cost: the facts it touches, and what the metrics it reaches would be
/// without the fault. The truth lies between the two, or nearer to one: that is for people to judge.
public struct TestPrice: Sendable {
  /// A metric with the fault and without it; nil where it has no value.
  public struct Range: Sendable {
    public let metric: Metric
    public let with, without: Rational?

    /// "ROAS 3.95× → 4.01×"; nil where both read the same.
    public func words(_ style: NumberStyle) -> String? {
      let sides = [with, without].map { value in
        value.map { style.text($0, metric.unit) } ?? Phrase("n/a").text
      }
      return sides[0] == sides[1] ? nil : "\(metric.label) \(sides[0]) → \(sides[1])"
    }
  }

  /// Whether rows are in doubt, lack, or a report's own total is another.
  public let effect: Stake.Effect
  public let rows: Int64
  /// In millionths of the reporting currency.
  public let spend, revenue: Int64
  /// Metrics over the days asked for that the fault changes.
  public let ranges: [Range]
  /// It speaks of a breakdown alone: a device that nobody knows changes no total.
  public let isOfBreakdown: Bool

  /// - Parameters:
  ///   - days: of those alone; nil for all.
  ///   - margin: gross margin on revenue, in millionths.
  /// - Returns: nil where nothing fails or what hangs on it is not known.
  public init?(
    _ result: TestResult, within days: ClosedRange<CalendarDay>? = nil, margin: Int64
  ) {
    guard let all = result.stake, days.map(all.isKnown) ?? true else { return nil }
    let stake = days.map(all.within) ?? all
    let context = MetricContext(margin: margin)
    let whole = stake.whole
    effect = stake.effect
    rows = stake.rows
    spend = stake.spend
    revenue = stake.revenue
    let rest = stake.mended
    let reach = result.reach
    // What is missing lacks in every measure; a question of one's own that names keys alone may mean any.
    let isOfAll =
      stake.effect == .missing
      || result.test.kind == "singular" && reach.measures.isEmpty
    isOfBreakdown = !isOfAll && !reach.isEverything && reach.measures.isEmpty
    ranges = (Findings.kpis + Funnel.whole.rates).compactMap { metric in
      guard isOfAll || reach.touches(metric.required, by: [String]()) else { return nil }
      let range = Range(
        metric: metric, with: metric.value(of: whole, context).value,
        without: metric.value(of: rest, context).value)
      return range.with == range.without ? nil : range
    }
  }

  /// What hangs on tests that fail, by their names.
  public static func of(_ results: [TestResult], margin: Int64) -> [String: TestPrice] {
    results.reduce(into: [:]) { $0[$1.test.name] = TestPrice($1, margin: margin) }
  }

  /// "1,937 rows of facts, $1,234.50 of spend at stake; without them ROAS 3.95× → 4.01×".
  public func words(_ style: NumberStyle) -> String {
    func money(_ micros: Int64, _ noun: Phrase) -> Phrase? {
      // What another total has more, or less.
      let sign = effect == .gap && micros > 0 ? "+" : ""
      return micros == 0
        ? nil : "\(sign)\(style.exactMoney(Rational(micros: micros))) of \(word: noun)"
    }
    let count = NumberStyle.whole(rows)
    let facts: Phrase = rows == 1 ? "\(count) row of facts" : "\(count) rows of facts"
    let all = [effect == .gap ? nil : facts, money(spend, "spend"), money(revenue, "revenue")]
      .compactMap { $0?.text }.joined(separator: ", ")
    let changes = ranges.compactMap { $0.words(style) }.joined(separator: ", ")
    let isChange = !changes.isEmpty
    switch effect {
    case .doubtful:
      let text: Phrase = "\(all) at stake"
      return isChange ? Phrase("\(text); without them \(changes)").text : text.text
    case .missing:
      let text: Phrase = "about \(all) missing, as on the same weekday before"
      return isChange ? Phrase("\(text); with them \(changes)").text : text.text
    case .gap:
      let text: Phrase =
        all.isEmpty
        ? "the total it is held against is another"
        : "the total it is held against differs by \(all)"
      return isChange ? Phrase("\(text); with it \(changes)").text : text.text
    }
  }
}
