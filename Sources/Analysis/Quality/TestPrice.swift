import Metrics
import Warehouse

/// What a failing data test could cost: the facts it touches, and what the metrics it reaches would be
/// without them. The truth lies between the two, or nearer to one: that is for people to judge.
public struct TestPrice: Sendable {
  /// A metric with the rows in doubt and without them; nil where it has no value.
  public struct Range: Sendable {
    public let metric: Metric
    public let with, without: Rational?
  }

  public let rows: Int64
  /// In millionths of the reporting currency.
  public let spend, revenue: Int64
  /// Metrics over all days that change when the rows go.
  public let ranges: [Range]

  /// - Returns: nil where nothing fails or the failing rows name no fact.
  init?(_ result: TestResult) {
    guard let stake = result.stake else { return nil }
    let whole = stake.whole
    rows = stake.rows
    spend = stake.spend
    revenue = stake.revenue
    let rest = whole.without(stake.tally)
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

  /// "1,937 rows, $1,234.50 of spend, $9,876.00 of revenue at stake; without them ROAS 3.95× → 4.01×".
  public func words(_ style: NumberStyle) -> String {
    var text: Phrase =
      rows == 1
      ? "\(NumberStyle.whole(rows)) row of facts" : "\(NumberStyle.whole(rows)) rows of facts"
    if spend != 0 { text = "\(text), \(style.exactMoney(Rational(micros: spend))) of spend" }
    if revenue != 0 { text = "\(text), \(style.exactMoney(Rational(micros: revenue))) of revenue" }
    text = "\(text) at stake"
    let changes = ranges.map { range in
      let sides = [range.with, range.without].map { value in
        value.map { style.text($0, range.metric.unit) } ?? Phrase("n/a").text
      }
      return sides[0] == sides[1] ? nil : "\(range.metric.label) \(sides[0]) → \(sides[1])"
    }.compactMap { $0 }
    let all = changes.joined(separator: ", ")
    return changes.isEmpty ? text.text : Phrase("\(text); without them \(all)").text
  }
}
