import Metrics
import Warehouse

/// What a failing data test could cost: the facts it touches, and what the metrics it reaches would be
/// without the fault. The truth lies between the two, or nearer to one: that is for people to judge.
public struct TestPrice: Sendable {
  /// A metric with the fault and without it; nil where it has no value.
  public struct Range: Sendable {
    public let metric: Metric
    public let with, without: Rational?
  }

  /// Whether rows are in doubt, lack, or a report's own total is another.
  public let effect: Stake.Effect
  public let rows: Int64
  /// In millionths of the reporting currency.
  public let spend, revenue: Int64
  /// Metrics over all days that the fault changes.
  public let ranges: [Range]

  /// - Returns: nil where nothing fails or the failing rows name no fact.
  init?(_ result: TestResult) {
    guard let stake = result.stake else { return nil }
    let whole = stake.whole
    effect = stake.effect
    rows = stake.rows
    spend = stake.spend
    revenue = stake.revenue
    let rest = stake.mended
    ranges = Findings.kpis.compactMap { metric in
      guard result.reach.touches(metric.required, by: [String]()) else { return nil }
      let range = Range(
        metric: metric, with: metric.value(of: whole).value, without: metric.value(of: rest).value)
      return range.with == range.without ? nil : range
    }
  }

  /// What hangs on tests that fail, by their names.
  public static func of(_ results: [TestResult]) -> [String: TestPrice] {
    results.reduce(into: [:]) { $0[$1.test.name] = TestPrice($1) }
  }

  /// "1,937 rows of facts, $1,234.50 of spend at stake; without them ROAS 3.95× → 4.01×".
  public func words(_ style: NumberStyle) -> String {
    var parts: [String] = []
    if effect != .gap {
      let count = NumberStyle.whole(rows)
      let text: Phrase = rows == 1 ? "\(count) row of facts" : "\(count) rows of facts"
      parts.append(text.text)
    }
    if spend != 0 {
      parts.append(Phrase("\(style.exactMoney(Rational(micros: spend))) of spend").text)
    }
    if revenue != 0 {
      parts.append(Phrase("\(style.exactMoney(Rational(micros: revenue))) of revenue").text)
    }
    let all = parts.joined(separator: ", ")
    let changes = ranges.compactMap { range -> String? in
      let sides = [range.with, range.without].map { value in
        value.map { style.text($0, range.metric.unit) } ?? Phrase("n/a").text
      }
      return sides[0] == sides[1] ? nil : "\(range.metric.label) \(sides[0]) → \(sides[1])"
    }.joined(separator: ", ")
    let isChange = !changes.isEmpty
    let more = all.isEmpty ? "—" : all
    switch effect {
    case .doubtful:
      let text: Phrase = "\(all) at stake"
      return isChange ? Phrase("\(text); without them \(changes)").text : text.text
    case .missing:
      let text: Phrase = "about \(all) missing, as on the same weekday before"
      return isChange ? Phrase("\(text); with them \(changes)").text : text.text
    case .gap:
      let text: Phrase = "the report's own total has \(more) more"
      return isChange ? Phrase("\(text); with it \(changes)").text : text.text
    }
  }
}
