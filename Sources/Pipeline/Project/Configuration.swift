import Diagnostics
import Foundation
import Ingest
import Metrics
import Pack
import Warehouse
import Yams

/// `broadsheet.yml`, read strictly: an unknown key is refused with a suggestion, a wrong value with
/// its line and column.
public struct Configuration: Sendable {
  public struct Source: Sendable {
    public var match: String
    public var options: ReadingOptions
    public var isIgnored: Bool
    /// What rows must be broken down by, of `FileLoader.grains`; nil for anything.
    public var grain: Set<String>?
    /// Label of its days, where they are not those of the project.
    public var timezone: String?
  }

  public enum Paper: String, Sendable, CaseIterable {
    case a4, letter
  }

  public var title = "Marketing performance pack"
  public var organisation = ""
  public var language = "en-GB"
  /// How its readers write days.
  public var paper = Paper.a4
  /// sRGB of navigation; nil for the built-in blue.
  public var accent: Brand.Accent?
  /// A PNG, as written: relative to the project.
  public var logo: String?
  /// Label of the days: whose midnight they begin at.
  public var timezone: String?
  /// Currency of amounts without a mark; nil lets the data decide.
  public var currency: String?
  /// Gross margin on revenue, in millionths.
  public var margin: Int64 = 1_000_000
  public var thresholds = Thresholds()
  /// Pages at the end of the pack.
  public var appendix: [Appendix] = []
  public var sources: [Source] = []
  public var skipsBadFiles = false
  /// Nil when mail is only written, to nobody.
  public var mail: MailSettings?
  /// Nil when the site is published only where the command says.
  public var publishing: PublishSettings?
  /// The month that the fiscal year begins with, 1 … 12.
  public var fiscalYearStart = 1
  /// Severity of data tests by name.
  public var severities: [String: DataTest.Severity] = [:]
  public var warnings: [Diagnostic] = []
  /// The file as it stands, for the manifest.
  public var text: String

  private static let keys = [
    "version", "title", "organisation", "language", "paper", "currency", "margin", "sources",
    "on_bad_file", "tests", "fiscal_year_start", "mail", "publish",
    "logo", "accent", "timezone", "week_start", "warehouse", "thresholds", "appendix", "numbers",
    "dates",
  ]

  private static func isTagByte(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "-") || (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
      || (0x61...0x7A).contains(byte)
  }

  /// - Throws: `configuration.invalid` with file, line and column.
  public init(text: String, file: String) throws(Diagnostic) {
    self.text = text
    let reader = YAMLReader(file: file)
    guard let root = try reader.compose(text) else {
      throw Diagnostic(
        .configurationInvalid, "is empty; `version: 1` is enough", at: Place(file: file))
    }
    try reader.only(Self.keys, root)
    guard try reader.integer(root["version"], "version") == 1 else {
      throw reader.fault("`version: 1` is needed", root["version"] ?? root)
    }
    if let value = try reader.text(root["title"], "title") { title = value }
    if let value = try reader.text(root["organisation"], "organisation") { organisation = value }
    if let value = try reader.text(root["language"], "language") {
      guard !value.isEmpty, value.utf8.allSatisfy(Self.isTagByte) else {
        throw reader.fault("language is a tag such as en-GB, en-US or de", root["language"])
      }
      language = value
    }
    if let value = try reader.text(root["paper"], "paper") {
      guard let paper = Paper(rawValue: value) else {
        throw reader.fault("paper is a4 or letter", root["paper"])
      }
      self.paper = paper
    }
    try readBrand(root, reader)
    try readWorld(root, reader)
    currency = try reader.currency(root["currency"])
    if let node = root["margin"] {
      guard let value = node.string.flatMap(decimalMicros), (0...1_000_000).contains(value) else {
        throw reader.fault("margin is a share between 0 and 1, such as 0.6", node)
      }
      margin = value
    }
    if let value = try reader.text(root["on_bad_file"], "on_bad_file") {
      guard ["refuse", "skip"].contains(value) else {
        throw reader.fault("on_bad_file is refuse or skip", root["on_bad_file"])
      }
      skipsBadFiles = value == "skip"
    }
    if let node = root["thresholds"] { thresholds = try ThresholdSettings.read(node, reader) }
    for node in try reader.list(root["appendix"], "appendix") {
      guard let appendix = node.string.flatMap(Appendix.init(rawValue:)),
        !self.appendix.contains(appendix)
      else {
        throw reader.fault(
          "an appendix is one of \(Appendix.allCases.map(\.rawValue).joined(separator: ", ")), once",
          node)
      }
      self.appendix.append(appendix)
    }
    if let node = root["mail"] { mail = try MailSettings(node, reader) }
    if let node = root["publish"] { publishing = try PublishSettings(node, reader) }
    if let node = root["fiscal_year_start"] {
      guard let month = node.int, (1...12).contains(month) else {
        throw reader.fault("fiscal_year_start is a month from 1 to 12", node)
      }
      fiscalYearStart = month
    }
    for (key, node) in try reader.mapping(root["tests"], "tests") {
      guard let value = node.string.flatMap(DataTest.Severity.init(rawValue:)) else {
        throw reader.fault("a severity is warn or error", node)
      }
      severities[key] = value
    }
    for node in try reader.list(root["sources"], "sources") {
      sources.append(try Self.source(node, reader))
    }
  }

  private mutating func readBrand(_ root: Node, _ reader: YAMLReader) throws(Diagnostic) {
    if let value = try reader.text(root["accent"], "accent") {
      let digits = value.hasPrefix("#") ? value.dropFirst() : value[...]
      guard digits.utf8.count == 6, let colour = UInt32(digits, radix: 16) else {
        throw reader.fault("accent is a colour such as \"#0B5CAD\"", root["accent"])
      }
      guard let accent = Brand.Accent(colour) else {
        throw reader.fault(
          "accent is too faint to read on paper", root["accent"],
          hint:
            "its contrast with white must be \(Brand.Accent.leastContrast) or more: take a darker one"
        )
      }
      self.accent = accent
    }
    if let value = try reader.text(root["logo"], "logo") {
      guard value.hasSuffix(".png"), value.hasPrefix("data/"),
        !value.split(separator: "/").contains("..")
      else {
        throw reader.fault(
          "logo is a PNG below data/, such as data/logo.png", root["logo"],
          hint: "twice as high as it is shown is sharp: 60 pixels or more")
      }
      logo = value
    }
  }

  private mutating func readWorld(_ root: Node, _ reader: YAMLReader) throws(Diagnostic) {
    timezone = try Self.timezone(root, reader)
    if let value = try reader.text(root["week_start"], "week_start"), value != "monday" {
      throw reader.fault(
        "weeks begin on Monday, as in ISO 8601", root["week_start"],
        hint: "platforms report days, so that no week of theirs is cut")
    }
    if let node = root["warehouse"] {
      try reader.only(["engine"], node)
      if let engine = try reader.text(node["engine"], "engine"), engine != "sqlite" {
        throw reader.fault(
          "the built-in engine is sqlite", node["engine"],
          hint: "the same models run under dbt in PostgreSQL and others: see docs/warehouse.md")
      }
    }
  }

  private static func source(_ node: Node, _ reader: YAMLReader) throws(Diagnostic) -> Source {
    try reader.only(
      [
        "match", "platform", "channel", "account", "currency", "encoding", "delimiter", "decimal",
        "date_format", "columns", "duplicates", "ignore", "grain", "timezone", "sheet",
        "attribution",
      ], node)
    guard let match = try reader.text(node["match"], "match") else {
      throw reader.fault("a source needs `match`, such as data/raw/meta/*.csv", node)
    }
    var options = ReadingOptions(
      platform: try reader.text(node["platform"], "platform"),
      channel: try reader.text(node["channel"], "channel"),
      account: try reader.text(node["account"], "account"),
      currency: try reader.currency(node["currency"]))
    options.sheet = try reader.text(node["sheet"], "sheet")
    options.attribution = try reader.text(node["attribution"], "attribution")
    if let word = try reader.text(node["encoding"], "encoding") {
      guard let encoding = TextEncoding(named: word) else {
        throw reader.fault(
          "encoding is one of \(TextEncoding.allCases.map(\.rawValue).joined(separator: ", "))",
          node["encoding"])
      }
      options.encoding = encoding
    }
    // A tab is written as the word or as YAML's "\t", which is no line of text.
    let isTab = node["delimiter"]?.string == "\t"
    if let word = isTab ? "tab" : try reader.text(node["delimiter"], "delimiter") {
      let mark = word == "tab" ? "\t" : word
      guard let byte = mark.utf8.first, mark.utf8.count == 1,
        [0x2C, 0x3B, 0x09, 0x7C].contains(byte)
      else { throw reader.fault("delimiter is \",\", \";\", \"|\" or tab", node["delimiter"]) }
      options.delimiter = byte
    }
    if let word = try reader.text(node["decimal"], "decimal") {
      guard word == "." || word == "," else {
        throw reader.fault("decimal is \".\" or \",\"", node["decimal"])
      }
      options.decimal = word == "." ? 0x2E : 0x2C
    }
    if let word = try reader.text(node["date_format"], "date_format") {
      guard let order = ReadingOptions.DateOrder(pattern: word) else {
        throw reader.fault(
          "date_format is no pattern of day, month and year", node["date_format"],
          hint: "one of \(ReadingOptions.DateOrder.patterns)")
      }
      options.dateOrder = order
    }
    for (key, value) in try reader.mapping(node["columns"], "columns") {
      guard let field = Field(rawValue: key) else {
        throw reader.fault(
          "no field is called \(Printable.text(key)); known: \(Field.allCases.map(\.rawValue).joined(separator: ", "))",
          value)
      }
      options.columns[field] = try reader.text(value, key)
    }
    if let word = try reader.text(node["duplicates"], "duplicates") {
      guard ["drop", "keep"].contains(word) else {
        throw reader.fault("duplicates is drop or keep", node["duplicates"])
      }
      options.keepsRepeats = word == "keep"
    }
    var isIgnored = false
    if let word = node["ignore"] {
      guard let value = word.bool else { throw reader.fault("ignore is true or false", word) }
      isIgnored = value
    }
    return Source(
      match: match, options: options, isIgnored: isIgnored, grain: try grain(node, reader),
      timezone: try timezone(node, reader))
  }

  /// `campaign, device`, or a list.
  private static func grain(_ node: Node, _ reader: YAMLReader) throws(Diagnostic) -> Set<String>? {
    guard let value = node["grain"] else { return nil }
    let words =
      value.string?.split { $0 == "," || $0 == " " }.map(String.init)
      ?? value.sequence?.map { $0.string ?? "" } ?? [""]
    if let wrong = words.first(where: { !FileLoader.grains.contains($0) }) {
      throw reader.fault(
        "no grain is called «\(Printable.text(wrong))»", value,
        hint: "what rows are broken down by, such as `campaign, device`; known: "
          + FileLoader.grains.joined(separator: ", "))
    }
    return Set(words)
  }

  private static func timezone(_ node: Node, _ reader: YAMLReader) throws(Diagnostic) -> String? {
    guard let value = try reader.text(node["timezone"], "timezone") else { return nil }
    guard TimeZone(identifier: value) != nil else {
      throw reader.fault("timezone is a name such as Europe/Berlin", node["timezone"])
    }
    return value
  }

  /// The labels of days in use, the project's first: "Europe/Berlin and America/New_York".
  public var timezones: String? {
    var names = timezone.map { [$0] } ?? []
    for name in sources.compactMap(\.timezone) where !names.contains(name) { names.append(name) }
    guard let last = names.popLast() else { return nil }
    return names.isEmpty ? last : names.joined(separator: ", ") + " and " + last
  }

  /// The grain asked of a file; nil for any.
  public func grain(for path: String) -> Set<String>? { match(path)?.grain }

  /// The first that speaks of a file.
  private func match(_ path: String) -> Source? {
    sources.first { source in
      ([path] + Self.archives(of: path)).contains { Glob.matches(source.match, $0) }
    }
  }

  /// What is said about an archive is said about the files in it, and about a workbook about its sheets.
  private static func archives(of path: String) -> [String] {
    path.indices.filter { path[$0] == "/" }.map { String(path[..<$0]) }.filter { file in
      [".zip", ".xlsx", ".xlsm"].contains { file.lowercased().hasSuffix($0) }
    }
  }

  /// What was said about a file, its folder's name included: `data/raw/meta/…` names the platform.
  public func source(for path: String, platforms: [String]) -> (
    options: ReadingOptions, isIgnored: Bool
  ) {
    var options = ReadingOptions()
    var isIgnored = false
    if let source = match(path) {
      options = source.options
      isIgnored = source.isIgnored
    }
    options.usualCurrency = currency
    if options.platform == nil, path.hasPrefix("data/raw/") {
      let folders = path.split(separator: "/").dropFirst(2).dropLast().map { $0.lowercased() }
      options.platform = folders.last { platforms.contains($0) }
    }
    return (options, isIgnored)
  }
}
