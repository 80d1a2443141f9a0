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

  /// What rows are broken down by, beside account and day.
  private static func grain(_ summary: ExportSummary) -> String {
    // A campaign's number names it where there is one: exports with it and without do not mix.
    let campaign: Field = summary.mapped[.campaignID] == nil ? .campaign : .campaignID
    let fields: [Field] = [campaign, .adGroup, .ad, .keyword, .device, .location]
    return fields.filter { summary.mapped[$0] != nil }.map(\.rawValue).joined(separator: ", ")
  }

  /// - Returns: the file's warnings.
  func load(_ sha256: String, _ db: Database) throws -> [Diagnostic] {
    let (options, _) = session.configuration.source(
      for: name, platforms: session.catalog.platforms.map(\.id))
    let reader = ExportReader(path: path, name: name, catalog: session.catalog, options: options)
    let loader = try Loader(db)
    var members = MemberTable(options: options, loader: loader)
    var failure: (any Error)?
    let summary: ExportSummary
    do {
      summary = try reader.read { batch throws(Diagnostic) in
        do {
          try members.take(batch)
        } catch {
          failure = error
          throw Diagnostic(.warehouseFailed, "the row could not be written")
        }
      }
    } catch {
      throw failure ?? error
    }
    guard summary.sha256 == sha256 else {
      throw Diagnostic(
        .fileChanged, "changed while it was read", at: Place(file: name),
        hint: "run again when the export is complete")
    }
    var warnings = summary.warnings
    for measure in Measure.allCases where summary.measures[measure] == nil {
      warnings.append(
        .warning(
          .measureMissing, "the export has no column for \(measure.id)",
          at: Place(file: name, line: summary.headerLine),
          hint: "figures that need \(measure.id) leave these rows out"))
    }
    try loader.names(members.spans)
    try loader.finish(
      LoadDescription(
        path: name, sha256: sha256, bytes: summary.bytes, platform: summary.platform,
        platformName: summary.platformName, channel: summary.channel,
        account: summary.account ?? "",
        currency: summary.currency ?? session.configuration.currency ?? "",
        encoding: summary.encoding.rawValue,
        delimiter: summary.delimiterText, headerLine: summary.headerLine,
        header: summary.header, dateFormat: summary.dateFormat ?? "",
        grain: Self.grain(summary), firstDay: summary.firstDay,
        lastDay: summary.lastDay, rowsRead: summary.rowsRead,
        rowsQuarantined: summary.rowsQuarantined, rowsRepeated: summary.rowsRepeated,
        rowsFooter: summary.rowsFooter,
        trails: Measure.allCases.compactMap { measure in
          summary.measures[measure].map { (measure, $0.read, $0.quarantined, $0.footer) }
        }, warnings: warnings))
    return warnings
  }
}

/// Codes of one file's names → member ids; combinations seen before cost a lookup.
private struct MemberTable {
  private let options: ReadingOptions
  private let loader: Loader
  private var names: [Field: [String]] = [:]
  private var ids: [Combination: Int64] = [:]
  /// The names of campaigns that have a number of their own.
  private var named: [NameKey: NameSpan] = [:]
  private var platform: Platform?

  private struct NameKey: Hashable {
    let member: Int64
    let name: Int32
  }

  private struct Combination: Hashable {
    let field: Field
    let first, second, third: Int32
  }

  init(options: ReadingOptions, loader: Loader) {
    self.options = options
    self.loader = loader
  }

  mutating func take(_ batch: ExportBatch) throws {
    for (field, _, name) in batch.newNames { names[field, default: [""]].append(name) }
    platform = platform ?? batch.platform
    for row in batch.quarantined {
      try loader.quarantine(
        line: row.line, column: row.column, rule: row.rule, reason: row.reason, text: row.text,
        mask: row.mask, amounts: row.amounts)
    }
    for row in batch.footers {
      try loader.footer(
        line: row.line, text: row.text, isGrandTotal: row.isGrandTotal, mask: row.mask,
        amounts: row.amounts)
    }
    var rows: [RawRow] = []
    rows.reserveCapacity(batch.rows.count)
    for row in batch.rows { rows.append(try raw(row)) }
    try loader.insert(rows)
  }

  private mutating func raw(_ row: ExportRow) throws -> RawRow {
    let account = row.name(.account)
    let number = row.name(.campaignID)
    let campaign = try id(.campaign, number == 0 ? row.name(.campaign) : 0, account, number)
    if number != 0 { note(campaign, row) }
    return RawRow(
      line: row.line, dateKey: row.day?.key ?? 0, periodEndKey: row.periodEnd?.key,
      source: try id(.account, account, 0, 0),
      channel: try id(.channel, row.name(.channel), 0, 0),
      campaign: campaign,
      ad: try id(.ad, row.name(.ad), row.name(.adGroup), account),
      keyword: try id(.keyword, row.name(.keyword), row.name(.matchType), 0),
      device: try id(.device, row.name(.device), 0, 0),
      location: try id(.location, row.name(.location), 0, 0), mask: row.mask,
      amounts: row.amounts, isRepeat: row.isRepeat)
  }

  var spans: [NameSpan] {
    named.values.sorted { ($0.member, $0.name) < ($1.member, $1.name) }
  }

  private mutating func note(_ campaign: Int64, _ row: ExportRow) {
    let code = row.name(.campaign)
    guard code != 0 else { return }
    let day = row.periodEnd?.key ?? row.day?.key ?? 0
    let key = NameKey(member: campaign, name: code)
    var span = named[key] ?? NameSpan(member: campaign, name: name(.campaign, code), day: day)
    span.add(day)
    named[key] = span
  }

  private mutating func id(_ field: Field, _ first: Int32, _ second: Int32, _ third: Int32) throws
    -> Int64
  {
    let key = Combination(field: field, first: first, second: second, third: third)
    if let id = ids[key] { return id }
    let id = try loader.member(member(field, first, second, third))
    ids[key] = id
    return id
  }

  private func name(_ field: Field, _ code: Int32) -> String {
    code == 0 ? "" : names[field]?[Int(code)] ?? ""
  }

  private func account(_ code: Int32) -> String {
    code == 0 ? options.account ?? "" : name(.account, code)
  }

  private func member(_ field: Field, _ first: Int32, _ second: Int32, _ third: Int32) -> Member {
    let platform = platform?.id ?? ""
    switch field {
    case .account:
      return Member(
        dimension: "source", platform: platform, account: account(first), name: account(first))
    case .campaign:
      return Member(
        dimension: "campaign", platform: platform, account: account(second),
        nativeID: CampaignNumber.plain(name(.campaignID, third)), name: name(.campaign, first))
    case .ad:
      // An ad group without ads still is the grain of its rows.
      let ad = name(.ad, first)
      let group = name(.adGroup, second)
      return Member(
        dimension: "ad", platform: platform, account: account(third), parent: group,
        name: ad.isEmpty ? group : ad)
    case .keyword:
      return Member(
        dimension: "keyword", parent: name(.matchType, second),
        name: Keyword.withoutMarks(name(.keyword, first), hasMatchType: second != 0))
    case .channel:
      return Member(dimension: "channel", name: channel(name(.channel, first)))
    case .device, .location:
      return Member(dimension: field.rawValue, name: name(field, first))
    case .day, .periodStart, .periodEnd, .campaignID, .adGroup, .matchType, .currency, .impressions,
      .clicks,
      .leads, .conversions, .cost, .saleAmount:
      return Member(dimension: "unknown", name: "")
    }
  }

  /// The configuration's channel, else what the platform's word for the campaign type means, else
  /// the platform's own.
  private func channel(_ word: String) -> String {
    if let channel = options.channel { return channel }
    guard let platform else { return word }
    return platform.channels[word.lowercased()] ?? platform.channel
  }
}

/// Keywords as the marks of a search platform write them.
enum Keyword {
  /// `[exact]` and `"phrase"` repeat the match type that stands in a column of its own.
  static func withoutMarks(_ text: String, hasMatchType: Bool) -> String {
    let bytes = Array(text.utf8)
    guard hasMatchType, bytes.count > 2, let first = bytes.first, let last = bytes.last,
      (first == 0x5B && last == 0x5D) || (first == 0x22 && last == 0x22)
    else { return text }
    return String(decoding: bytes.dropFirst().dropLast(), as: UTF8.self)
  }
}

/// The number of a campaign as a platform gives it.
enum CampaignNumber {
  /// Without the `.0` that tables of floating-point numbers append to whole ones.
  static func plain(_ text: String) -> String {
    let bytes = Array(text.utf8)
    guard bytes.count > 2, text.hasSuffix(".0"),
      bytes.dropLast(2).allSatisfy({ (0x30...0x39).contains($0) })
    else { return text }
    return String(text.dropLast(2))
  }
}
