import Metrics

/// One figure as a question that anyone can put to the warehouse with SQLite's own shell.
public struct FactQuestion: Sendable {
  public let metric: Metric
  public let days: ClosedRange<CalendarDay>
  public let filters: [(dimension: Dimension, value: String)]

  public init(
    metric: Metric, days: ClosedRange<CalendarDay>,
    filters: [(dimension: Dimension, value: String)] = []
  ) {
    self.metric = metric
    self.days = days
    self.filters = filters
  }

  /// Nil where the metric needs the shop's sales, which only files hold.
  public var sql: String? {
    func total(_ measure: Measure) -> String { "sum(f.\(measure.column))" }
    let value: String
    switch metric.formula {
    case .total(let measure): value = "\(total(measure)) / 1000000.0"
    case .difference(let first, let second):
      value = "(\(total(first)) - \(total(second))) / 1000000.0"
    case .ratio(let first, let second, let factor):
      value =
        "\(factor == 1 ? "" : "\(factor) * ")1.0 * \(total(first)) / nullif(\(total(second)), 0)"
    case .shopRevenue, .shareOfShopRevenue: return nil
    }
    let dimensions = Set(filters.map(\.dimension))
    let joins = FactQuery.joins.filter { !dimensions.isDisjoint(with: $0.0) }.map(\.1)
    var conditions = [
      "f.period_end_key IS NULL",
      "f.date_key BETWEEN \(days.lowerBound.key) AND \(days.upperBound.key)",
    ]
    for measure in Measure.allCases where metric.required.has(measure) {
      conditions.append("f.\(measure.column) IS NOT NULL")
    }
    for (dimension, value) in filters {
      conditions.append("\(FactQuery.expression(dimension)) = \(Self.literal(value))")
    }
    return """
      SELECT \(value) AS \(metric.id)
      FROM fact_marketing_performance f\(joins.map { "\n\($0)" }.joined())
      WHERE \(conditions.joined(separator: "\n  AND "))
      """
  }

  private static func literal(_ text: String) -> String {
    "'"
      + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''")
      + "'"
  }
}
