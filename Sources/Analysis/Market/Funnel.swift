import Metrics

/// The steps from impressions to conversions that the exports tell.
///
/// A step that no export ever counts is left out, so that its neighbours are held against each other: of
/// a search account without leads, clicks convert.
public struct Funnel: Sendable, Equatable {
  /// Counts, each a part of the one before.
  public let counts: [Metric]
  /// What share of each count becomes the next: one fewer than `counts`.
  public let rates: [Metric]

  public static let whole = Funnel(hasLeads: true, hasConversions: true)

  public init(hasLeads: Bool, hasConversions: Bool) {
    switch (hasLeads, hasConversions) {
    case (true, true):
      counts = [.impressions, .clicks, .leads, .conversions]
      rates = [.clickThrough, .leadRate, .purchaseRate]
    case (true, false):
      counts = [.impressions, .clicks, .leads]
      rates = [.clickThrough, .leadRate]
    case (false, true):
      counts = [.impressions, .clicks, .conversions]
      rates = [.clickThrough, .conversionRate]
    case (false, false):
      counts = [.impressions, .clicks]
      rates = [.clickThrough]
    }
  }

  public var hasLeads: Bool { rates.contains { $0.id == Metric.leadRate.id } }
  public var hasConversions: Bool { counts.contains { $0.id == Metric.conversions.id } }
}

extension Market {
  /// Of everything that was loaded, so that all packs of an account show the same steps.
  public var funnel: Funnel {
    let all = tally(firstDay...lastDay)
    return Funnel(hasLeads: all.total(.leads) > 0, hasConversions: all.total(.conversions) > 0)
  }
}
