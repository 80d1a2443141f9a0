import Analysis
import Diagnostics
import Metrics
import Warehouse

/// The money trail of a run, as `broadsheet ingest --format json` and `money-trail.json` hold it.
public struct IngestReport: Encodable, Sendable {
  struct Trail: Encodable, Sendable {
    let read, loaded, quarantined, superseded, footer: String
    let missing: Int64
  }

  struct File: Encodable, Sendable {
    let path, state: String
    var sha256, platform, encoding, delimiter, currency, dateFormat: String?
    var headerLine, rowsRead, rowsLoaded, rowsQuarantined, rowsSuperseded, rowsFooter: Int?
    var dateMin, dateMax: String?
    var attribution: [String]?
    var measures: [String: Trail]?
    /// For people: with the currency, where a file has several.
    var title: String?
    var warnings: [Problem] = []
    var error: Problem?

    enum CodingKeys: String, CodingKey {
      case path, state, attribution, sha256, platform, encoding, delimiter, currency, measures,
        warnings, error
      case dateFormat = "date_format"
      case headerLine = "header_line"
      case rowsRead = "rows_read"
      case rowsLoaded = "rows_loaded"
      case rowsQuarantined = "rows_quarantined"
      case rowsSuperseded = "rows_superseded"
      case rowsFooter = "rows_footer"
      case dateMin = "date_min"
      case dateMax = "date_max"
    }
  }

  let schema = "broadsheet.ingest/1"
  let files: [File]
  /// Over every load that stands, copies once; money by currency, counts under no name.
  let total: [String: [String: Trail]]
  public let balanced: Bool

  /// - Parameter outcomes: the files of this run; nil for every load of the ledger.
  init(_ loads: [LoadRecord], outcomes: [IngestStep.Outcome]?) {
    let byHash = Dictionary(grouping: loads, by: \.sha256)
    if let outcomes {
      files = outcomes.flatMap { outcome in
        var parts = (byHash[outcome.sha256] ?? []).map {
          Self.file($0, path: outcome.path, state: outcome.state.rawValue)
        }
        if parts.isEmpty { parts = [File(path: outcome.path, state: outcome.state.rawValue)] }
        parts[0].error = outcome.error.map { Problem($0) }
        parts[0].warnings += outcome.warnings.map { Problem($0) }
        return parts
      }
    } else {
      files = loads.map {
        Self.file($0, path: $0.path, state: $0.isRetracted ? "retracted" : "loaded")
      }
    }
    total = DataQuality.trails(loads).reduce(into: [:]) { total, trail in
      total[trail.measure.id, default: [:]][trail.currency] = Trail(
        read: Self.decimal(trail.read), loaded: Self.decimal(trail.loaded),
        quarantined: Self.decimal(trail.quarantined), superseded: Self.decimal(trail.superseded),
        footer: Self.decimal(trail.footer), missing: trail.rowsMissing)
    }
    balanced = loads.allSatisfy(\.isBalanced)
  }

  private static func file(_ load: LoadRecord, path: String, state: String) -> File {
    var file = File(path: path, state: state)
    file.sha256 = load.sha256
    file.title = load.isPart ? load.title : nil
    file.platform = load.platform
    file.encoding = load.encoding
    file.delimiter = load.delimiter
    file.currency = load.currency.isEmpty ? nil : load.currency
    file.dateFormat = load.dateFormat
    file.headerLine = load.headerLine
    file.rowsRead = load.rowsRead
    file.rowsLoaded = load.rowsLoaded
    file.rowsQuarantined = load.rowsQuarantined
    file.rowsSuperseded = load.rowsSuperseded
    file.rowsFooter = load.rowsFooter
    file.dateMin = load.firstDay?.description
    file.dateMax = load.lastDay?.description
    file.measures = Dictionary(
      load.trails.map { trail in
        (
          trail.measure.id,
          Trail(
            read: decimal(trail.read), loaded: decimal(trail.loaded),
            quarantined: decimal(trail.quarantined), superseded: decimal(trail.superseded),
            footer: decimal(trail.footer), missing: trail.rowsMissing)
        )
      }, uniquingKeysWith: { first, _ in first })
    if !load.attributions.isEmpty { file.attribution = load.attributions }
    file.warnings = load.warnings.map { Problem($0) }
    return file
  }

  /// Exact: two places at least, six when they are needed.
  static func decimal(_ micros: Int64) -> String {
    let value = Rational(micros: micros)
    return value.decimal(micros % 10_000 == 0 ? 2 : 6)
  }

  private static func words(_ trail: Trail) -> String {
    "\(trail.read) read = \(trail.loaded) loaded + \(trail.quarantined) quarantined + "
      + "\(trail.superseded) superseded + \(trail.footer) footer; \(trail.missing) rows without"
  }

  /// The money trail as lines for people.
  func lines(_ style: NumberStyle) -> [String] {
    var lines: [String] = []
    for file in files {
      if file.state == IngestStep.Outcome.State.duplicate.rawValue {
        lines.append(
          "\(Printable.text(file.path)): duplicate, has the content of another and counts once")
        continue
      }
      guard let read = file.rowsRead else {
        lines.append("\(Printable.text(file.path)): \(file.state)")
        continue
      }
      lines.append(
        "\(Printable.text(file.title ?? file.path)): \(file.state), \(file.platform ?? "?"), \(read) rows read = "
          + "\(file.rowsLoaded ?? 0) loaded + \(file.rowsQuarantined ?? 0) quarantined + "
          + "\(file.rowsSuperseded ?? 0) superseded + \(file.rowsFooter ?? 0) footer")
      for measure in [Measure.cost, .saleAmount] {
        guard let trail = file.measures?[measure.id] else { continue }
        lines.append("  \(measure.label.lowercased()): \(Self.words(trail))")
      }
    }
    if !total.isEmpty {
      lines.append("In total, over every export in the warehouse:")
      for measure in Measure.allCases {
        for (currency, trail) in (total[measure.id] ?? [:]).sorted(by: { $0.key < $1.key }) {
          let unit = currency.isEmpty ? "" : " in \(Printable.text(currency, limit: 12))"
          lines.append("  \(measure.label.lowercased())\(unit): \(Self.words(trail))")
        }
      }
    }
    if files.contains(where: { $0.rowsRead != nil }) || !balanced {
      lines.append(balanced ? "The money trail balances." : "The money trail does NOT balance.")
    }
    return lines
  }
}
