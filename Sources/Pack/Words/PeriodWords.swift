import Analysis
import Metrics

/// How sentences name the reported period and what it is compared with.
public struct PeriodWords: Sendable, Hashable {
  private let unit: ReportPeriod.Unit

  public init(_ unit: ReportPeriod.Unit) { self.unit = unit }

  private var isWeek: Bool { unit == .week }

  /// "week", "month", "period".
  public var noun: Phrase {
    switch unit {
    case .week: "week"
    case .month: "month"
    case .quarter: "quarter"
    case .year: "year"
    case .days: "period"
    }
  }
  var nouns: Phrase {
    switch unit {
    case .week: "weeks"
    case .month: "months"
    case .quarter: "quarters"
    case .year: "years"
    case .days: "periods"
    }
  }
  /// What a history counts: "week"; months are not equally long, and so no history.
  var step: Phrase { isWeek ? "week" : "period" }
  var steps: Phrase { isWeek ? "weeks" : "periods" }

  public var priorCode: Phrase { isWeek ? "PW" : "PP" }
  public var fourCode: Phrase { isWeek ? "4W" : "4P" }

  func code(_ reference: Comparison.Reference) -> Phrase {
    switch reference {
    case .prior: priorCode
    case .four: fourCode
    case .priorYear: "PY"
    case .plan: "PL"
    }
  }

  /// "the prior week".
  var prior: Phrase { isWeek ? "the prior week" : "the equal period before" }
  /// "the four weeks before".
  var four: Phrase { isWeek ? "the four weeks before" : "the four equal periods before" }

  /// As the key of a page says it, without an article.
  public var priorKey: Phrase { isWeek ? "prior week" : "equal period before" }
  public var fourKey: Phrase {
    isWeek ? "average of 4 weeks before" : "average of 4 equal periods before"
  }

  public var yearKey: Phrase { isWeek ? "year before" : "52 weeks before" }

  /// What the codes of the tiles' comparisons mean, in the order of the tiles.
  public func key(of tiles: [KPITile]) -> [(code: String, words: String)] {
    let shown = Set(tiles.flatMap(\.variances).map(\.figure.scenario))
    return [
      (.changeOnPrior, priorCode, priorKey), (.changeOnFour, fourCode, fourKey),
      (.changeOnPriorYear, "PY", yearKey), (.changeOnPlan, "PL", "target"),
    ].filter { (scenario: Figure.Scenario, _: Phrase, _: Phrase) in shown.contains(scenario) }
      .map { ($0.1.text, $0.2.text) }
  }

  /// "for the third week running", "for over ten weeks running", "this month".
  func run(_ count: Int) -> Phrase {
    if count < 2 { return "this \(noun)" }
    guard Words.ordinals.indices.contains(count) else {
      return isWeek ? "for over ten weeks running" : "for over ten such periods running"
    }
    let which = Words.ordinals[count]
    return isWeek ? "for the \(which) week running" : "for the \(which) such period running"
  }
}
