import Diagnostics
import Ingest
import Metrics

/// `broadsheet inspect`: what would be read of a file, and why; nothing is loaded.
public struct InspectRun {
  public struct Report: Encodable, Sendable {
    struct Quarantined: Encodable, Sendable {
      let line, column: Int
      let byte: Int?
      let rule, text, reason: String
    }

    struct File: Encodable, Sendable {
      let path: String
      var platform, encoding, sheet, delimiter, currency, dateFormat, decimal: String?
      var dateEvidence: [String] = []
      var headerLine: Int?
      var header: [String] = []
      var records: [[String]] = []
      var mapped: [String: String] = [:]
      var unread: [String] = []
      var rows, rowsFooter: Int?
      var dateMin, dateMax: String?
      var totals: [String: String] = [:]
      var quarantined: [Quarantined] = []
      var warnings: [Problem] = []
      var error: Problem?

      enum CodingKeys: String, CodingKey {
        case path, platform, encoding, sheet, delimiter, currency, decimal, header, records, mapped,
          unread, rows
        case totals, quarantined, warnings, error
        case dateFormat = "date_format"
        case dateEvidence = "date_evidence"
        case headerLine = "header_line"
        case rowsFooter = "rows_footer"
        case dateMin = "date_min"
        case dateMax = "date_max"
      }
    }

    let schema = "broadsheet.inspect/1"
    let files: [File]
    /// The first refusal; the command ends with its code.
    public let refusal: Diagnostic?

    enum CodingKeys: String, CodingKey {
      case schema, files
    }
  }

  private let catalog: PlatformCatalog
  private let configuration: Configuration?
  private let folder: ProjectFolder?

  /// - Parameter project: its configuration is used when there is one; a file can be looked at
  ///   without any project.
  public init(project: String) throws(Diagnostic) {
    folder = try? ProjectFolder(project)
    if let folder, let text = try FileSystem.text(folder.configurationFile) {
      configuration = try Configuration(
        text: text, file: folder.relative(folder.configurationFile))
    } else {
      configuration = nil
    }
    if let folder { catalog = try PlatformCatalog(folder) } else { catalog = try PlatformCatalog() }
  }

  /// - Parameter allRecords: every record of the text, not only the first ten.
  public func run(_ paths: [String], allRecords: Bool) -> Report {
    var files: [Report.File] = []
    var refusal: Diagnostic?
    for path in paths.flatMap({ ArchiveMembers.paths(of: $0, catalog, options($0)) }) {
      let name = folder?.relative(path) ?? path
      var options = options(path)
      let (file, error) = look(path, name, options, allRecords)
      let parts =
        error?.code == .currencyMixed && hasRates ? reader(path, name, options).parts() : []
      if parts.isEmpty {
        files.append(file)
        refusal = refusal ?? error
      }
      // As it will be loaded: once for each currency.
      for part in parts {
        options.part = part
        let (file, error) = look(path, name, options, allRecords)
        files.append(file)
        refusal = refusal ?? error
      }
    }
    return Report(files: files, refusal: refusal)
  }

  private func options(_ path: String) -> ReadingOptions {
    configuration?.source(
      for: folder?.relative(path) ?? path, platforms: catalog.platforms.map(\.id)
    ).options ?? ReadingOptions()
  }

  private var hasRates: Bool {
    guard let folder, let companions = try? Companions(folder) else { return false }
    return !companions.rates.isEmpty
  }

  private func reader(_ path: String, _ name: String, _ options: ReadingOptions) -> ExportReader {
    ExportReader(path: path, name: name, catalog: catalog, options: options)
  }

  private func look(
    _ path: String, _ name: String, _ options: ReadingOptions, _ allRecords: Bool
  ) -> (Report.File, Diagnostic?) {
    var file = Report.File(path: name)
    do {
      let text = try RawText.read(
        path, name: name, options: options, catalog: catalog,
        limit: allRecords ? Int.max : 10)
      file.encoding = text.encoding.rawValue
      file.delimiter = text.delimiterText
      file.records = text.records
      let summary = try reader(path, name, options).read { batch throws(Diagnostic) in
        for row in batch.quarantined where file.quarantined.count < 1000 {
          file.quarantined.append(
            Report.Quarantined(
              line: row.line, column: row.column, byte: row.byte, rule: row.rule,
              text: Printable.text(row.text, limit: 200), reason: row.reason))
        }
      }
      fill(&file, summary)
      return (file, nil)
    } catch {
      file.error = Problem(error)
      if error.code == .platformUnknown { sayDamaged(&file, path, name, options) }
      return (file, error)
    }
  }

  /// Without a platform the text is still read: rows whose cells may be shifted are named.
  private func sayDamaged(
    _ file: inout Report.File, _ path: String, _ name: String, _ options: ReadingOptions
  ) {
    let text = try? RawText.read(
      path, name: name, options: options, catalog: catalog, limit: 0, checksRows: true)
    file.quarantined = (text?.damaged ?? []).map { row in
      Report.Quarantined(
        line: row.line, column: row.column, byte: row.byte, rule: row.rule, text: row.text,
        reason: row.reason)
    }
  }

  private func fill(_ file: inout Report.File, _ summary: ExportSummary) {
    file.platform = summary.platform
    file.sheet = summary.sheet
    file.currency = summary.currency
    file.dateFormat = summary.dateFormat
    file.dateEvidence = summary.dateEvidence
    file.decimal = String(Unicode.Scalar(summary.decimal))
    file.headerLine = summary.headerLine
    file.header = summary.header
    for (field, header) in summary.mapped { file.mapped[field.rawValue] = header }
    file.unread = summary.unread
    file.rows = summary.rowsAccepted
    file.rowsFooter = summary.rowsFooter
    file.dateMin = summary.firstDay?.description
    file.dateMax = summary.lastDay?.description
    for (measure, trail) in summary.measures {
      file.totals[measure.id] = IngestReport.decimal(trail.accepted)
    }
    file.warnings = summary.warnings.map { Problem($0) }
  }
}

extension InspectRun.Report {
  public func json() throws(Diagnostic) -> String {
    String(decoding: try JSONText.encode(self), as: UTF8.self)
  }

  public func text() -> String {
    files.map { file in
      var lines = [Printable.text(file.path)]
      func add(_ name: String, _ value: String?) {
        if let value, !value.isEmpty {
          lines.append("  \(name): \(Printable.text(value, limit: 400))")
        }
      }
      add("platform", file.platform)
      add("encoding", file.encoding)
      add("sheet", file.sheet)
      add("delimiter", file.delimiter == "\t" ? "tab" : file.delimiter)
      add("header line", file.headerLine.map(String.init))
      add(
        "mapped",
        file.mapped.sorted { $0.key < $1.key }.map { "\($0.key) ← \($0.value)" }
          .joined(separator: ", "))
      add("not read", file.unread.joined(separator: ", "))
      add("dates", file.dateEvidence.joined(separator: "; "))
      add("decimal mark", file.decimal)
      add("currency", file.currency)
      add("rows", file.rows.map(String.init))
      if let count = file.rowsFooter, count > 0 { add("totals rows, only compared", String(count)) }
      if let first = file.dateMin, let last = file.dateMax { add("days", "\(first) to \(last)") }
      add(
        "totals",
        file.totals.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
          .joined(separator: ", "))
      for record in file.records.prefix(5) { add("|", record.joined(separator: " | ")) }
      for row in file.quarantined.prefix(5) {
        add("set aside", "line \(row.line), column \(row.column): \(row.reason)")
      }
      if file.quarantined.count > 5 { add("set aside", "\(file.quarantined.count) rows in all") }
      for warning in file.warnings {
        add("warning", "\(warning.line.map { "line \($0): " } ?? "")\(warning.message)")
      }
      return lines.joined(separator: "\n") + "\n"
    }.joined(separator: "\n")
  }
}
