import Diagnostics
import Metrics
import Warehouse

/// What the data-quality pages show: every file, every cent, every check, every warning.
public struct DataQuality: Sendable {
  public struct Trail: Sendable, Hashable {
    public let measure: Measure
    /// Of money; empty for counts.
    public let currency: String
    /// In millionths, over all loads that stand.
    public var read: Int64 = 0
    public var loaded: Int64 = 0
    public var quarantined: Int64 = 0
    public var superseded: Int64 = 0
    public var footer: Int64 = 0
    /// Rows that count without a value.
    public var rowsMissing: Int64 = 0

    init(measure: Measure, currency: String) {
      self.measure = measure
      self.currency = currency
    }

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
  /// What hangs on tests that fail, by their names.
  public let prices: [String: TestPrice]
  public let nearNames: [NearNames]
  /// Dimension → names as written, names they count under, those that a reviewed mapping changes.
  public let spellings: [String: (written: Int, canonical: Int, mapped: Int)]

  /// Rows of the period that are in none of its figures, because they are of no single day.
  public let ofPeriods: PeriodRows

  public init(
    loads: [LoadRecord], tests: [TestResult], prices: [String: TestPrice] = [:],
    nearNames: [NearNames],
    spellings: [String: (written: Int, canonical: Int, mapped: Int)],
    ofPeriods: PeriodRows = .none
  ) {
    self.ofPeriods = ofPeriods
    self.loads = loads.filter { !$0.isRetracted }
    self.tests = tests
    self.prices = prices
    self.nearNames = nearNames
    self.spellings = spellings
    trails = Self.trails(loads)
  }

  /// Over all loads that stand, a trail a measure; of money one a currency.
  public static func trails(_ loads: [LoadRecord]) -> [Trail] {
    let standing = loads.filter { !$0.isRetracted }
    return Measure.allCases.flatMap { measure -> [Trail] in
      // Money stays in the currency of its files: currencies are never added.
      let currencies = measure.isMoney ? Set(standing.map(\.currency)).sorted() : [""]
      return currencies.compactMap { currency in
        let parts = standing.filter { !measure.isMoney || $0.currency == currency }
          .flatMap { $0.trails.filter { $0.measure == measure } }
        if parts.isEmpty { return nil }
        return parts.reduce(Trail(measure: measure, currency: currency)) { sum, part in
          var sum = sum
          sum.read += part.read
          sum.loaded += part.loaded
          sum.quarantined += part.quarantined
          sum.superseded += part.superseded
          sum.footer += part.footer
          sum.rowsMissing += part.rowsMissing
          return sum
        }
      }
    }
  }

  public var isBalanced: Bool { loads.allSatisfy(\.isBalanced) }
  public var rowsRead: Int { loads.reduce(0) { $0 + $1.rowsRead } }
  public var rowsLoaded: Int { loads.reduce(0) { $0 + $1.rowsLoaded } }
  public var rowsQuarantined: Int { loads.reduce(0) { $0 + $1.rowsQuarantined } }
  public var rowsSuperseded: Int { loads.reduce(0) { $0 + $1.rowsSuperseded } }
  public var rowsFooter: Int { loads.reduce(0) { $0 + $1.rowsFooter } }
  /// Currencies of the files, when there are several.
  public var currencies: [String] {
    let all = Set(loads.map(\.currency)).sorted()
    return all.count > 1 ? all : []
  }
  public var warnings: [Diagnostic] { loads.flatMap(\.warnings) }
}
