import Metrics

/// What a value rests on, beside what others of its series rest on: three days without revenue are no
/// fall of revenue.
extension Market {
  /// Whether much more is missing behind a value than usually is: more than twice as much, and beyond
  /// the threshold. What one platform never reports is missing every week and changes with its spend.
  func isThin(_ metric: Metric, _ value: MetricValue, usual: Double) -> Bool {
    value.value != nil
      && metric.missing(value) > 2 * usual + 1 - thresholds.coverage
  }

  /// Whether two values rest on about as much.
  func isComparable(_ metric: Metric, _ one: MetricValue, _ other: MetricValue) -> Bool {
    guard one.value != nil, other.value != nil else { return true }
    return !isThin(metric, one, usual: metric.missing(other))
      && !isThin(metric, other, usual: metric.missing(one))
  }
}

extension Metric {
  /// Share of spend or revenue that a value lacks, whichever is more; of spend itself the share of rows.
  func missing(_ value: MetricValue) -> Double {
    if formula == .total(.cost) {
      let rows = value.rowsUsed + value.rowsMissing
      return rows == 0 ? 0 : Double(value.rowsMissing) / Double(rows)
    }
    return 1 - min(value.coverage, value.revenueCoverage)
  }

  /// What the middle one of some values lacks.
  func usuallyMissing(_ values: [MetricValue]) -> Double? {
    let shares = values.filter { $0.value != nil }.map(missing).sorted()
    return shares.isEmpty ? nil : shares[shares.count / 2]
  }
}
