import Analysis
import Charts
import Metrics
import Warehouse

/// Makes figures and remembers them: what is printed anywhere is in the book, once.
final class FigureBook {
  private(set) var figures: [Figure] = []
  private var known: Set<String> = []
  let findings: Findings
  var market: Market { findings.market }
  var calendar: ReportCalendar { findings.calendar }
  var style: NumberStyle { market.style }

  /// What tests speak of that fail on the reported days, and on all days that panels show: a figure they
  /// reach says so.
  private let failing, failingInView: [TestResult]
  /// Of tests that fail on days which the reported ones are compared with.
  private let failingInBase: [Comparison.Reference: [Reach]]

  init(_ findings: Findings, tests: [TestResult] = []) {
    self.findings = findings
    let (days, evidence) = (findings.calendar.period.days, findings.calendar.evidenceDays)
    failing = tests.filter { $0.isInDoubt(days) }
    failingInView = tests.filter { $0.isInDoubt(days) || $0.isInDoubt(evidence) }
    failingInBase = Comparison.Reference.allCases.reduce(into: [:]) { failing, reference in
      let base = findings.calendar.days(of: reference)
      failing[reference] = tests.filter { base.contains(where: $0.isInDoubt) }.map(\.reach)
    }
  }

  @discardableResult
  func keep(_ figure: Figure) -> Figure {
    if known.insert(figure.id).inserted { figures.append(figure) }
    return figure
  }

  /// A metric's value for a group and period.
  func value(
    _ metric: Metric, _ value: MetricValue, period: String,
    dimensions: [String: String] = [:]
  ) -> Figure {
    let display =
      value.value.map { style.text($0, metric.unit) }
      ?? Self.absent(value.absence?.reason)
    return keep(
      Figure(
        id: Self.id(metric.id, dimensions, period, .actual), metric: metric.id,
        dimensions: dimensions, period: period, scenario: .actual, value: value.value,
        display: display, unit: Self.unit(metric.unit),
        currency: Self.isMoney(metric.unit) ? market.currency : "", rowsUsed: value.rowsUsed,
        rowsMissing: value.rowsMissing, spendCoverage: value.coverage,
        trust: isInDoubt(metric, dimensions, period: period) && value.value != nil
          ? "in doubt" : trust(metric, value)))
  }

  /// "n/a: no spend".
  private static func absent(_ reason: String?) -> String {
    Phrase("n/a: \(reason ?? Phrase("no value").text)").text
  }

  /// The reported period's value of a metric, for everything.
  func now(_ metric: Metric) -> Figure {
    value(
      metric, findings.reading(metric)?.now ?? metric.value(of: Tally()),
      period: calendar.period.id)
  }

  /// A relative change, or for rates a change in points.
  func change(
    _ metric: Metric, _ comparison: Comparison, inPoints: Bool = false,
    dimensions: [String: String] = [:]
  ) -> Figure {
    let scenario = Self.scenario(comparison.reference)
    let display: String
    let value: Rational?
    if inPoints, let difference = comparison.difference, let base = comparison.base {
      display = NumberStyle.points(difference, of: base)
      value = difference
    } else if let change = comparison.change {
      display = NumberStyle.variance(change)
      value = change
    } else {
      display =
        comparison.reference == .plan
        ? comparison.absence ?? Self.absent(nil) : Self.absent(comparison.absence)
      value = nil
    }
    return keep(
      Figure(
        id: Self.id(metric.id, dimensions, calendar.period.id, scenario)
          + (inPoints ? ".pp" : ""),
        metric: metric.id, dimensions: dimensions, period: calendar.period.id,
        scenario: scenario, value: value, display: display, unit: inPoints ? "pp" : "share",
        trust: value == nil
          ? "none"
          : isInDoubt(metric, dimensions) || isInDoubt(metric, dimensions, comparison.reference)
            ? "in doubt" : "derived"))
  }

  /// The reference itself, such as a target.
  func reference(_ metric: Metric, _ comparison: Comparison) -> Figure? {
    guard let base = comparison.base else { return nil }
    let scenario: Figure.Scenario =
      switch comparison.reference {
      case .prior: .prior
      case .four: .four
      case .priorYear: .priorYear
      case .plan: .plan
      }
    return keep(
      Figure(
        id: Self.id(metric.id, [:], calendar.period.id, scenario), metric: metric.id,
        period: calendar.period.id, scenario: scenario, value: base,
        display: style.text(base, metric.unit), unit: Self.unit(metric.unit),
        currency: Self.isMoney(metric.unit) ? market.currency : "",
        trust: isInDoubt(metric, [:], comparison.reference) ? "in doubt" : "full"))
  }

  /// A count about the data or the pack.
  func count(_ id: String, _ value: Int64) -> Figure {
    fact(id, Rational(Int(value)), NumberStyle.whole(value), unit: "count")
  }

  /// A share about the data or the pack.
  func share(_ id: String, _ value: Rational, decimals: Bool = true) -> Figure {
    fact(
      id, value, decimals ? NumberStyle.rate(value) : NumberStyle.share(value), unit: "share")
  }

  /// An amount of money that is no metric of a period: at stake, in the trail, a step of a bridge.
  /// - Parameter currency: nil for the reporting currency.
  func money(
    _ id: String, micros: Int64, signed: Bool = false, exact: Bool = false,
    currency: String? = nil
  ) -> Figure {
    let value = Rational(micros: micros)
    let style = currency.map(NumberStyle.init(currency:)) ?? style
    return fact(
      id, value, exact ? style.exactMoney(value) : style.money(value, signed: signed),
      unit: "money", currency: currency ?? market.currency)
  }

  /// The change of a segment's ratio; nil where there is none.
  func shift(_ reading: SegmentReading) -> Figure? {
    guard let change = reading.change.flatMap({ Rational(estimate: $0) }) else { return nil }
    return fact(
      "segment.\(reading.metric.id).\(reading.breakdown.rawValue)=\(reading.name)", change,
      NumberStyle.variance(change), unit: "share")
  }

  func fact(
    _ id: String, _ value: Rational?, _ display: String, unit: String, currency: String = ""
  ) -> Figure {
    keep(
      Figure(
        id: "fact." + id, metric: "", period: calendar.period.id, scenario: .fact,
        value: value, display: display, unit: unit, currency: currency, trust: "full"))
  }

  /// Whether a change is coloured, and how: only what survives the family of tests, to the side that it
  /// left its range on, or a target missed by more than 1 % for two weeks or more.
  func valence(_ metric: Metric, _ comparison: Comparison) -> Valence {
    guard let change = comparison.change, let reading = findings.reading(metric),
      let better = reading.isBetter(change), abs(change.double) >= market.thresholds.notable
    else { return .none }
    let valence: Valence = better ? .better : .worse
    let counts =
      comparison.reference == .plan && !better ? reading.missesTarget : signal(metric) == valence
    return counts ? valence : .none
  }

  /// Of a measure beyond its normal range: which side it lies on, for the business.
  func signal(_ metric: Metric) -> Valence {
    guard findings.isSignal(metric), let chart = findings.reading(metric)?.chart,
      let good = metric.good
    else { return .none }
    return chart.isAbove == (good == .up) ? .better : .worse
  }

  private static func scenario(_ reference: Comparison.Reference) -> Figure.Scenario {
    switch reference {
    case .prior: .changeOnPrior
    case .four: .changeOnFour
    case .priorYear: .changeOnPriorYear
    case .plan: .changeOnPlan
    }
  }

  static func id(
    _ metric: String, _ dimensions: [String: String], _ period: String,
    _ scenario: Figure.Scenario
  ) -> String {
    let members = dimensions.sorted { $0.key < $1.key }.map { ".\($0.key)=\($0.value)" }.joined()
    return "\(metric)\(members).\(period).\(scenario.rawValue)"
  }

  static func unit(_ unit: Metric.Unit) -> String {
    switch unit {
    case .money, .unitMoney: "money"
    case .multiple: "multiple"
    case .rate: "share"
    case .count: "count"
    }
  }

  static func isMoney(_ unit: Metric.Unit) -> Bool { unit == .money || unit == .unitMoney }

  /// Whether a failing test speaks of a figure, and fails on days that it is made of.
  /// - Parameter period: nil for the reported one.
  func isInDoubt(
    _ metric: Metric, _ dimensions: [String: String] = [:], period: String? = nil
  ) -> Bool {
    let isReported = period.map { $0 == calendar.period.id } ?? true
    return (isReported ? failing : failingInView).contains {
      $0.reach.touches(metric.required, by: dimensions.keys)
        && $0.members?.mayBe(of: dimensions) ?? true
    }
  }

  /// Whether the revenue or the conversions that a figure is made of are zero on reported days where chance
  /// makes none: what counts them may have failed.
  func isUntracked(_ metric: Metric) -> Bool {
    failing.contains {
      QualityChecks.tracking.contains($0.test.name)
        && $0.reach.touches(metric.required, by: EmptyCollection())
    }
  }

  /// The same of what it is compared with.
  private func isInDoubt(
    _ metric: Metric, _ dimensions: [String: String], _ reference: Comparison.Reference
  ) -> Bool {
    failingInBase[reference, default: []]
      .contains { $0.touches(metric.required, by: dimensions.keys) }
  }

  /// Whether a failing test speaks of one of some dimensions, and fails on days that panels show.
  func isInDoubt(by dimensions: Set<String>) -> Bool {
    failingInView.contains { !$0.reach.dimensions.isDisjoint(with: dimensions) }
  }

  private func trust(_ metric: Metric, _ value: MetricValue) -> String {
    guard value.value != nil else { return "none" }
    if min(value.coverage, value.revenueCoverage) < market.thresholds.coverage {
      return "low coverage"
    }
    guard value.isPartial else { return "full" }
    if case .total = metric.formula { return "lower bound" }
    return "matched rows"
  }
}
