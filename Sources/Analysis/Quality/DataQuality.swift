import Diagnostics
import Metrics
import Warehouse

/// What the data-quality pages show: every file, every cent, every check, every warning.
public struct DataQuality: Sendable {
  public struct Trail: Sendable, Hashable {
    public let measure: Measure
    /// In millionths, over all loads that stand.
    public var read, loaded, quarantined, superseded, footer: Int64
    public var isBalanced: Bool { read == loaded + quarantined + superseded + footer }
  }

  /// Names that differ by a few letters, with what hangs on them.
  public struct NearNames: Sendable, Hashable {
    public let dimension: String
    public let names: [String]
    /// Spend of all of them but the largest, in millionths: what would move by a merge.
    public let spend: Int64
    public let rows: Int64

    public init(dimension: String, names: [String], spend: Int64, rows: Int64) {
      self.dimension = dimension
      self.names = names
      self.spend = spend
      self.rows = rows
    }
  }

  public let loads: [LoadRecord]
  public let trails: [Trail]
  public let tests: [TestResult]
  public let nearNames: [NearNames]
  /// Dimension → names as written, names they count under.
  public let spellings: [String: (written: Int, canonical: Int)]

  public init(
    loads: [LoadRecord], tests: [TestResult], nearNames: [NearNames],
    spellings: [String: (written: Int, canonical: Int)]
  ) {
    self.loads = loads.filter { !$0.isRetracted }
    self.tests = tests
    self.nearNames = nearNames
    self.spellings = spellings
    trails = Measure.allCases.compactMap { measure in
      let parts = loads.flatMap { $0.trails.filter { $0.measure == measure } }
      if parts.isEmpty { return nil }
      return parts.reduce(
        Trail(measure: measure, read: 0, loaded: 0, quarantined: 0, superseded: 0, footer: 0)
      ) { sum, part in
        Trail(
          measure: measure, read: sum.read + part.read, loaded: sum.loaded + part.loaded,
          quarantined: sum.quarantined + part.quarantined,
          superseded: sum.superseded + part.superseded, footer: sum.footer + part.footer)
      }
    }
  }

  public var isBalanced: Bool { loads.allSatisfy(\.isBalanced) }
  public var rowsRead: Int { loads.reduce(0) { $0 + $1.rowsRead } }
  public var rowsLoaded: Int { loads.reduce(0) { $0 + $1.rowsLoaded } }
  public var rowsQuarantined: Int { loads.reduce(0) { $0 + $1.rowsQuarantined } }
  public var rowsSuperseded: Int { loads.reduce(0) { $0 + $1.rowsSuperseded } }
  public var rowsFooter: Int { loads.reduce(0) { $0 + $1.rowsFooter } }
  public var warnings: [Diagnostic] { loads.flatMap(\.warnings) }
}
