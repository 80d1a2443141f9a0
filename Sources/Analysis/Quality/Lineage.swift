import Metrics
import Warehouse

/// Where figures come from: the columns of the exports, the tables they pass through, and the data
/// tests that speak of them.
public struct Lineage: Sendable {
  /// Which columns of a platform's exports feed a measure.
  public struct Origin: Sendable, Hashable {
    public let platform: String
    /// As the exports write them; empty for files that an older program has loaded.
    public let columns: [String]
    public let files: Int
  }

  /// Loads that stand.
  private let loads: [LoadRecord]
  /// With their reach, which is read from their SQL and asked for every metric.
  private let tests: [(result: TestResult, reach: Reach)]

  public init(loads: [LoadRecord], tests: [TestResult]) {
    self.loads = loads.filter { !$0.isRetracted }
    self.tests = tests.map { ($0, $0.reach) }
  }

  /// By platform; empty where no export has the field.
  public func origins(_ field: String) -> [Origin] {
    let having = loads.filter { $0.columns[field] != nil || $0.columns.isEmpty }
    return Dictionary(grouping: having, by: \.platformName)
      .sorted { $0.key < $1.key }
      .map { platform, loads in
        Origin(
          platform: platform, columns: Set(loads.compactMap { $0.columns[field] }).sorted(),
          files: loads.count)
      }
  }

  /// The tables that a measure passes through, first to last.
  public static func path(_ measure: Measure) -> [String] {
    ["raw_rows", "stg_rows", "fact_marketing_performance", "mart_daily_…"]
      .map { "\($0).\(measure.column)" }
  }

  /// Tests whose failure would touch a figure of some measures, by some dimensions, and not every
  /// other figure too.
  public func tests(_ required: PresenceMask, by dimensions: [String] = []) -> [TestResult] {
    tests.filter { !Self.isEverything($0.reach) && $0.reach.touches(required, by: dimensions) }
      .map(\.result)
  }

  /// Tests that speak of every figure: of all measures, or of none in particular.
  public var everywhere: [TestResult] {
    tests.filter { Self.isEverything($0.reach) }.map(\.result)
  }

  private static func isEverything(_ reach: Reach) -> Bool {
    reach.isEverything || Measure.allCases.allSatisfy(reach.measures.has)
  }
}
