import Metrics

/// One printed number: its value, its words, and what it rests on. The PDF, the HTML and
/// `figures.json` all print the same figure.
public struct Figure: Sendable, Hashable {
  /// The codes are of weeks; in the pack of another period PW is the comparable one before, 4W the four
  /// of them before.
  public enum Scenario: String, Sendable, Hashable {
    case actual = "AC"
    case prior = "PW"
    case four = "4W"
    case priorYear = "PY"
    case plan = "PL"
    /// A change against one of them, relative or in points.
    case changeOnPrior = "AC-PW"
    case changeOnFour = "AC-4W"
    case changeOnPriorYear = "AC-PY"
    case changeOnPlan = "AC-PL"
    /// A count or share about the data or the pack itself.
    case fact = "FACT"
  }

  /// Stable and unique in a pack: `roas.device=Desktop.2024-11.AC`.
  public let id: String
  public let metric: String
  /// Dimension → member; empty for all.
  public let dimensions: [String: String]
  /// `2024-W47`, `2024-11-01…2024-11-30`.
  public let period: String
  public let scenario: Scenario
  /// Nil when there is no value; `display` then says why.
  public let value: Rational?
  public let display: String
  public let unit: String
  public let currency: String
  public let rowsUsed: Int64
  public let rowsMissing: Int64
  /// Share of spend the figure rests on, 0…1.
  public let spendCoverage: Double
  /// `full`, `lower bound`, `matched rows`, `estimate`, `low coverage`, `in doubt` where a failing data
  /// test speaks of it, `none`.
  public let trust: String

  public init(
    id: String, metric: String, dimensions: [String: String] = [:], period: String,
    scenario: Scenario, value: Rational?, display: String, unit: String, currency: String = "",
    rowsUsed: Int64 = 0, rowsMissing: Int64 = 0, spendCoverage: Double = 1, trust: String
  ) {
    self.id = id
    self.metric = metric
    self.dimensions = dimensions
    self.period = period
    self.scenario = scenario
    self.value = value
    self.display = display
    self.unit = unit
    self.currency = currency
    self.rowsUsed = rowsUsed
    self.rowsMissing = rowsMissing
    self.spendCoverage = spendCoverage
    self.trust = trust
  }
}
