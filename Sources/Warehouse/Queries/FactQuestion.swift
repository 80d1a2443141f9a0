import Metrics

/// One figure as a question that anyone can put to the warehouse with SQLite's own shell.
public struct FactQuestion: Sendable {
  public let metric: Metric
  public let days: ClosedRange<CalendarDay>
  public let filters: [(dimension: Dimension, value: String)]
  /// Of revenue, in millionths.
  public let margin: Int64
  /// Members that are known by their key: names need not tell them apart.
  public let keys: [(dimension: Dimension, key: Int64)]

  public init(
    metric: Metric, days: ClosedRange<CalendarDay>,
    filters: [(dimension: Dimension, value: String)] = [],
    keys: [(dimension: Dimension, key: Int64)] = [], margin: Int64 = 1_000_000
  ) {
    self.metric = metric
    self.days = days
    self.filters = filters
    self.keys = keys
    self.margin = margin
  }

  /// Nil where the metric needs the shop's sales, which only files hold.
  public var sql: String? {
    func total(_ measure: Measure) -> String { "sum(f.\(measure.column))" }
    let value: String
    switch metric.formula {
    case .total(let measure): value = "\(total(measure)) / 1000000.0"
    case .difference(let first, let second):
      let share = margin == 1_000_000 ? "" : "\(Self.share(margin)) * "
      value = "(\(share)\(total(first)) - \(total(second))) / 1000000.0"
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
    for (dimension, key) in keys { conditions.append("f.\(dimension.rawValue)_key = \(key)") }
    for (dimension, value) in filters {
      conditions.append("\(FactQuery.expression(dimension)) = \(Self.literal(value))")
    }
    return """
      SELECT \(value) AS \(metric.id)
      FROM fact_marketing_performance f\(joins.map { "\n\($0)" }.joined())
      WHERE \(conditions.joined(separator: "\n  AND "))
      """
  }

  /// A share in millionths as a decimal.
  public static func share(_ micros: Int64) -> String {
    Rational(micros: micros).decimal(micros % 10_000 == 0 ? 2 : 6)
  }

  private static func literal(_ text: String) -> String {
    "'"
      + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''")
      + "'"
  }
}
