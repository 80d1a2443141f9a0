import Diagnostics
import Metrics

/// Reads one export: how it is written is found in its first records, then every row is typed and
/// handed on in batches, in one streaming pass.
public struct ExportReader: Sendable {
  public typealias Sink = (ExportBatch) throws(Diagnostic) -> Void

  /// Small enough for a batch to stay in a core's own cache from typing to settling.
  static let batchSize = 1024
  /// Records looked at to find the header, the decimal mark and the order of day and month.
  static let probeRecords = 4000

  private let catalog: PlatformCatalog
  private let options: ReadingOptions
  private let path: String
  /// The path as messages and the ledger name it, relative to the project.
  private let name: String

  public init(path: String, name: String, catalog: PlatformCatalog, options: ReadingOptions) {
    self.path = path
    self.name = name
    self.catalog = catalog
    self.options = options
  }

  /// Reads the file and hands every row to `sink`.
  /// - Throws: any `file.…`, `csv.…` or `ingest.…` diagnostic, located in the file.
  public func read(_ sink: Sink) throws(Diagnostic) -> ExportSummary {
    do {
      return try readLocated(sink)
    } catch {
      throw error.renamed(path, to: name)
    }
  }

  private func readLocated(_ sink: Sink) throws(Diagnostic) -> ExportSummary {
    var dialect = try Dialect.sniff(
      path: path, options: options, prefers: catalog.recognises(options, path: path))
    func look() throws(Diagnostic) -> Probe {
      try Probe(
        path: path, dialect: dialect, catalog: catalog, options: options, limit: Self.probeRecords)
    }
    var probe = try look()
    // Numbers of a sheet are written as its texts are, so that all is read one way.
    if dialect.sheet != nil, probe.decimal != dialect.decimal {
      dialect.decimal = probe.decimal
      probe = try look()
    }
    var typing = RowTyping(probe: probe, options: options, path: path)
    var reader = try RecordSource(path: path, dialect: dialect)
    var batch = ExportBatch(platform: probe.layout.platform)
    var channels = ChannelWords(layout: probe.layout, options: options)
    try reader.forEach { record throws(Diagnostic) in
      guard record.line > probe.layout.headerLine else { return }
      try typing.take(record, into: &batch)
      if batch.rows.count >= Self.batchSize || batch.quarantined.count >= Self.batchSize {
        try typing.settle(&batch)
        channels.take(batch)
        try sink(batch)
        batch.removeAll()
      }
    }
    try typing.settle(&batch)
    channels.take(batch)
    try sink(batch)
    batch.removeAll()
    if try typing.settleOpenRow(into: &batch) {
      try typing.settle(&batch)
      try sink(batch)
    }
    var summary = try typing.finish(dialect: dialect, probe: probe)
    (summary.sha256, summary.bytes) = try reader.finish()
    summary.path = name
    summary.sheet = dialect.sheet?.name
    summary.unread = probe.layout.unreadColumns.map { probe.layout.header[$0] }
    for (measure, warning) in UnreadMeasures(layout: probe.layout).warnings(path) {
      summary.named.insert(measure)
      summary.warnings.append(warning)
    }
    summary.warnings +=
      [channels.warning(path)].compactMap { $0 } + (dialect.sheet?.warnings(path) ?? [])
    summary.warnings = summary.warnings.map { $0.renamed(path, to: name) }
    return summary
  }
}

extension PlatformCatalog {
  /// Whether records begin with the header of a platform; several that fit are for `Probe` to refuse.
  func recognises(_ options: ReadingOptions, path: String) -> (SheetChoice.Head) -> Bool {
    { head in
      do throws(Diagnostic) {
        _ = try HeaderCandidate.find(head, catalog: self, options: options, path: path)
        return true
      } catch { return error.code == .platformAmbiguous }
    }
  }
}

extension Diagnostic {
  /// The same with a file path as the user knows it.
  func renamed(_ path: String, to name: String) -> Diagnostic {
    guard let place, place.file == path else { return self }
    return Diagnostic(
      code, severity: severity, message,
      at: Place(file: name, line: place.line, column: place.column), hint: hint)
  }
}
