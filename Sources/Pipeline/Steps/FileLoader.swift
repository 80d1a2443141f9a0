import Diagnostics
import GRDB
import Ingest
import Metrics
import Warehouse

/// Reads one export and writes it into the raw tables, names turned into stable members.
struct FileLoader {
  let session: Session
  let path: String
  let name: String

  /// What rows can be broken down by, beside account and day.
  private static let fields: [Field] = [.campaign, .adGroup, .ad, .keyword, .device, .location]
  static let grains = fields.map(\.rawValue)

  /// What rows are broken down by, beside account and day; a campaign's number names it too.
  private static func grain(_ summary: ExportSummary) -> [Field] {
    fields.filter {
      summary.mapped[$0] != nil || ($0 == .campaign && summary.mapped[.campaignID] != nil)
    }
  }

  /// As the ledger holds it: exports with the campaign's number and without do not mix.
  private static func words(
    _ grain: [Field], _ summary: ExportSummary, hasPeriods: Bool
  ) -> String {
    (grain.map { field in
      field == .campaign && summary.mapped[.campaignID] != nil ? Field.campaignID : field
    }.map(\.rawValue) + (hasPeriods ? [GrainClash.period] : [])).joined(separator: ", ")
  }

  typealias Loaded = (sha256: String, warnings: [Diagnostic], grain: Set<String>)

  /// A file with several currencies is loaded currency by currency where there are rates for them.
  /// - Parameter expected: the hash it had when it was compared with others.
  /// - Returns: the file's hash and its warnings.
  func load(_ expected: String?, _ db: Database) throws -> Loaded {
    var (options, _) = session.configuration.source(
      for: name, platforms: session.catalog.platforms.map(\.id))
    let parts: [CurrencyPart]
    do {
      var whole: Loaded = ("", [], [])
      try db.inSavepoint {
        whole = try load(options, expected, db)
        return .commit
      }
      return whole
    } catch let error as Diagnostic where error.code == .currencyMixed {
      parts = session.companions.rates.isEmpty ? [] : reader(options).parts()
      if parts.isEmpty { throw error }
    }
    var whole: Loaded = ("", [], [])
    for part in parts {
      options.part = part
      let loaded = try load(options, expected, db)
      whole = (loaded.sha256, whole.warnings + loaded.warnings, loaded.grain)
    }
    return whole
  }

  private func reader(_ options: ReadingOptions) -> ExportReader {
    ExportReader(path: path, name: name, catalog: session.catalog, options: options)
  }

  private func load(
    _ options: ReadingOptions, _ expected: String?, _ db: Database
  ) throws -> Loaded {
    let loader = try Loader(db)
    let (summary, members) = try BatchQueue.reading(reader(options), options) { batch in
      for member in batch.members { try loader.member(member) }
      try loader.insert(batch.rows)
      for row in batch.quarantined {
        try loader.quarantine(
          line: row.line, byte: row.byte, column: row.column, rule: row.rule, reason: row.reason,
          text: row.text, mask: row.mask, amounts: row.amounts)
      }
      for row in batch.footers {
        try loader.footer(
          line: row.line, text: row.text, isGrandTotal: row.isGrandTotal, mask: row.mask,
          amounts: row.amounts)
      }
    }
    // A file of a length that no load had was not looked at before; one that is known all the same has changed.
    let isKnown = try expected == nil && options.part == nil && Ledger.has(summary.sha256, db)
    guard expected.map({ $0 == summary.sha256 }) ?? !isKnown else {
      throw Diagnostic(
        .fileChanged, "changed while it was read", at: Place(file: name),
        hint: "run again when the export is complete")
    }
    var warnings = summary.warnings
    let isFirst = options.part?.isFirst ?? true
    for measure in Measure.allCases
    where isFirst && summary.measures[measure] == nil
      && !summary.named.contains(measure)
    {
      warnings.append(
        .warning(
          .measureMissing, "the export has no column for \(measure.id)",
          at: Place(file: name, line: summary.headerLine),
          hint: "figures that need \(measure.id) leave these rows out"))
    }
    let grain = Self.grain(summary)
    try loader.names(members.spans)
    try loader.places(members.locations)
    try loader.finish(
      LoadDescription(
        path: name, sha256: summary.sha256, part: isFirst ? "" : options.part?.code ?? "",
        bytes: summary.bytes, platform: summary.platform,
        platformName: summary.platformName, channel: summary.channel,
        account: summary.account ?? "",
        currency: summary.currency ?? session.configuration.currency ?? "",
        encoding: summary.encoding.rawValue,
        delimiter: summary.delimiterText, headerLine: summary.headerLine,
        header: summary.header, dateFormat: summary.dateFormat ?? "",
        grain: Self.words(grain, summary, hasPeriods: members.hasPeriods),
        firstDay: summary.firstDay,
        lastDay: summary.lastDay, rowsRead: summary.rowsRead,
        rowsQuarantined: summary.rowsQuarantined, rowsRepeated: summary.rowsRepeated,
        rowsFooter: summary.rowsFooter,
        trails: Measure.allCases.compactMap { measure in
          summary.measures[measure].map { (measure, $0.read, $0.quarantined, $0.footer) }
        },
        columns: Dictionary(
          uniqueKeysWithValues: summary.mapped.map { ($0.key.rawValue, $0.value) }),
        attributions: summary.attributions,
        reading: options.reading(session.catalog, namesCurrency: summary.currency != nil),
        warnings: warnings,
        ratios: summary.ratios.filter { $0.value.compared > 0 }.map {
          ($0.key.rawValue, $0.value.compared, $0.value.agreeing)
        }))
    return (summary.sha256, warnings, Set(grain.map(\.rawValue)))
  }
}
