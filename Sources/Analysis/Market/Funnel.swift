import Metrics

/// The steps from impressions to conversions that the exports tell.
///
/// A step that no export ever counts is left out, so that its neighbours are held against each other: of
/// a search account without leads, clicks convert. Clicks stay beside impressions, which nothing else follows.
public struct Funnel: Sendable, Equatable {
  /// Counts, each a part of the one before.
  public let counts: [Metric]
  /// What share of each count becomes the next: one fewer than `counts`.
  public let rates: [Metric]
  /// Counts that are left out.
  public let absent: [Metric]

  private static let all: [(metric: Metric, measure: Measure)] = [
    (.impressions, .impressions), (.clicks, .clicks), (.leads, .leads),
    (.conversions, .conversions),
  ]
  private static let steps: [Metric] = [
    .clickThrough, .leadRate, .purchaseRate, .conversionRate,
  ]

  /// With every step.
  public static let whole = Funnel { _ in true }

  /// - Parameter isCounted: whether any export counts a measure.
  public init(isCounted: (Measure) -> Bool) {
    let counted = Self.all.filter { isCounted($0.measure) }.map(\.metric)
    let needsClicks = counted.contains(.impressions) || counted.count < 2
    let kept = Self.all.map(\.metric).filter {
      counted.contains($0) || needsClicks && $0 == .clicks
    }
    let counts = kept.count > 1 ? kept : [.impressions, .clicks]
    self.counts = counts
    absent = Self.all.map(\.metric).filter { !counted.contains($0) }
    rates = zip(counts, counts.dropFirst()).compactMap { from, to in
      Self.steps.first { $0.required == from.required.union(to.required) }
    }
  }

  public func has(_ count: Metric) -> Bool { counts.contains(count) }
}

extension Market {
  /// Of everything that was loaded, so that all packs of an account show the same steps.
  public var funnel: Funnel {
    let all = tally(firstDay...lastDay)
    return Funnel { all.total($0) > 0 }
  }
}
