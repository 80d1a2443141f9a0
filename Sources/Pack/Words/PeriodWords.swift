import Analysis
import Metrics

/// How sentences name the reported period and what it is compared with.
public struct PeriodWords: Sendable, Hashable {
  private let unit: ReportPeriod.Unit

  public init(_ unit: ReportPeriod.Unit) { self.unit = unit }

  private var isWeek: Bool { unit == .week }

  /// "week", "month", "period".
  public var noun: String { unit == .days ? "period" : unit.rawValue }
  /// What a history counts: "week"; months are not equally long, and so no history.
  var step: String { isWeek ? "week" : "period" }
  var steps: String { step + "s" }

  public var priorCode: String { isWeek ? "PW" : "PP" }
  public var fourCode: String { isWeek ? "4W" : "4P" }

  func code(_ reference: Comparison.Reference) -> String {
    switch reference {
    case .prior: priorCode
    case .four: fourCode
    case .priorYear: "PY"
    case .plan: "PL"
    }
  }

  /// "the prior week".
  var prior: String { isWeek ? "the prior week" : "the equal period before" }
  /// "the four weeks before".
  var four: String { isWeek ? "the four weeks before" : "the four equal periods before" }

  /// As the key of a page says it, without an article.
  public var priorKey: String { isWeek ? "prior week" : "equal period before" }
  public var fourKey: String {
    isWeek ? "average of 4 weeks before" : "average of 4 equal periods before"
  }

  public var yearKey: String { isWeek ? "year before" : "52 weeks before" }

  /// What the codes of the tiles' comparisons mean, in the order of the tiles.
  public func key(of tiles: [KPITile]) -> [(code: String, words: String)] {
    let shown = Set(tiles.flatMap(\.variances).map(\.figure.scenario))
    return [
      (.changeOnPrior, priorCode, priorKey), (.changeOnFour, fourCode, fourKey),
      (.changeOnPriorYear, "PY", yearKey), (.changeOnPlan, "PL", "target"),
    ].filter { (scenario: Figure.Scenario, _, _) in shown.contains(scenario) }
      .map { ($0.1, $0.2) }
  }

  /// "for the third week running", "for over ten weeks running", "this month".
  func run(_ count: Int) -> String {
    if count < 2 { return "this \(noun)" }
    let which = Words.ordinals.indices.contains(count) ? Words.ordinals[count] : nil
    if isWeek {
      return which.map { "for the \($0) week running" } ?? "for over ten weeks running"
    }
    return which.map { "for the \($0) such period running" } ?? "for over ten such periods running"
  }
}
