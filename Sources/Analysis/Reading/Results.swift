import Metrics

/// What an account counts that reports no revenue, such as one that is after leads: the last step of its funnel,
/// what one costs, and what share of clicks become one.
public struct Results: Sendable, Equatable {
  public let measure: Measure
  public let count, cost, rate: Metric

  private static let conversions = Results(
    measure: .conversions, count: .conversions, cost: .cac, rate: .conversionRate)
  private static let leads = Results(
    measure: .leads, count: .leads, cost: .cpl, rate: .leadRate)

  /// - Parameter total: of everything that was loaded; a revenue of nought in every row is one that nobody
  ///   has set up.
  /// - Returns: nil where revenue is reported, and where nothing is counted.
  init?(_ total: Tally) {
    guard total.total(.saleAmount) == 0, total.total(.cost) != 0 else { return nil }
    if total.total(.conversions) > 0 {
      self = .conversions
    } else if total.total(.leads) > 0 {
      self = .leads
    } else {
      return nil
    }
  }

  private init(measure: Measure, count: Metric, cost: Metric, rate: Metric) {
    self.measure = measure
    (self.count, self.cost, self.rate) = (count, cost, rate)
  }
}

extension Market {
  /// Of everything that was loaded, so that all packs of an account are about the same.
  var results: Results? { Results(tally(firstDay...lastDay)) }
}
