import Diagnostics
import Yams

/// One kind of report of a platform: the headers that tell it, and what is special about it.
struct ReportForm: Sendable {
  /// Headers (normalised); of each list one must be there.
  let headers: [[String]]
  /// The same as the platform writes them.
  let written: [[String]]
  /// At least two headers end so, or begin so, as written: a table with one column a channel.
  let endings, beginnings: [[UInt8]]
  /// Beginnings (normalised) of lines before the header.
  let preamble: [String]
  /// Fields that this kind of report always has.
  let required: [Field]
  /// Measures written in millionths.
  let micros: Set<Field>
  /// How its dates are written where a file does not prove it.
  var dates: DocumentedDates?
  /// What a row covers from or around the day that it names.
  let covers: PeriodUnit?
  /// What its rows cover stands in no column: dates that it has are those of campaigns.
  let isUndated: Bool
  /// Its days are instants: midnights of the account's zone, written in UTC.
  let hasUTCMidnights: Bool
  /// Headers (normalised) that are words of tables made by hand too, where its own short ones tell it.
  let shared: [String]
  /// Why this kind of report is recognised and not read.
  let refusal: String?

  init(_ node: Node, _ reader: PlatformYAML) throws(Diagnostic) {
    let entries = try reader.entries(
      node,
      [
        "headers", "endings", "beginnings", "preamble", "required", "micros", "dates", "covers",
        "midnights",
        "undated", "shared", "refuse",
      ])
    headers = try reader.choices(entries["headers"])
    written = try reader.written(entries["headers"])
    endings = try reader.texts(entries["endings"]).map { Array($0.utf8) }
    beginnings = try reader.texts(entries["beginnings"]).map { Array($0.utf8) }
    preamble = try reader.texts(entries["preamble"]).map(HeaderName.key)
    var required: [Field] = []
    for word in try reader.list(entries["required"]) { required.append(try reader.field(word)) }
    self.required = required
    var micros: Set<Field> = []
    for word in try reader.list(entries["micros"]) { micros.insert(try reader.field(word)) }
    self.micros = micros
    switch entries["dates"]?.string {
    case nil: dates = nil
    case "day-first": dates = DocumentedDates(order: .dayFirst)
    case "dotted-day-first": dates = DocumentedDates(order: .dayFirst, needsDots: true)
    case "month-first": dates = DocumentedDates(order: .monthFirst)
    default:
      throw reader.fault("dates is day-first, dotted-day-first or month-first", entries["dates"])
    }
    covers = try entries["covers"].map { node throws(Diagnostic) -> PeriodUnit in
      guard let unit = PeriodUnit.allCases.first(where: { $0.field.rawValue == node.string }) else {
        throw reader.fault("covers is week, month, quarter or year", node)
      }
      return unit
    }
    isUndated = try reader.flag(entries["undated"])
    switch entries["midnights"]?.string {
    case nil: hasUTCMidnights = false
    case "utc": hasUTCMidnights = true
    default: throw reader.fault("midnights is utc", entries["midnights"])
    }
    shared = try reader.groups(entries["shared"]).flatMap { $0 }
    refusal = entries["refuse"]?.string
    guard !headers.isEmpty || !preamble.isEmpty || needsSeveral else {
      throw reader.fault("a form needs headers, endings or preamble", node)
    }
  }

  /// How much a fit tells.
  var score: Int { headers.count + preamble.count + (needsSeveral ? 1 : 0) }

  private var needsSeveral: Bool { !endings.isEmpty || !beginnings.isEmpty }

  func fits(_ head: ReportHead) -> Bool {
    headers.allSatisfy { $0.contains(where: head.has) }
      && preamble.allSatisfy { sign in
        head.preamble.contains { $0.utf8.starts(with: sign.utf8) }
      }
      && (!needsSeveral || hasSeveral(head))
  }

  /// Whether rows speak against it: costs that it has in millionths, under a name that does not say so, are no
  /// whole numbers.
  func isContradicted(
    by rows: ArraySlice<(line: Int, cells: [[UInt8]])>, under head: ReportHead,
    of platform: Platform
  ) -> Bool {
    guard micros.contains(.cost) else { return false }
    let names = platform.headers(of: .cost).joined().filter { !$0.contains("micro") }
    return names.contains { name in
      guard let column = head.names.firstIndex(of: name) else { return false }
      return rows.contains {
        $0.cells.count > column && BrokenMicros.isBroken($0.cells[column][...])
      }
    }
  }

  private func hasSeveral(_ head: ReportHead) -> Bool {
    let headers = head.header.map { Array($0.utf8) }
    func count(_ parts: [[UInt8]], _ isPart: ([UInt8], [UInt8]) -> Bool) -> Int {
      headers.count { header in parts.contains { header.count > $0.count && isPart(header, $0) } }
    }
    return count(endings) { $0.suffix($1.count) == $1[...] } > 1
      || count(beginnings) { $0.prefix($1.count) == $1[...] } > 1
  }
}

/// A record that could be a header, and the lines before it.
struct ReportHead: Sendable {
  let line: Int
  /// As written, trimmed.
  let header: [String]
  /// Normalised.
  private(set) var names: [String]
  private var keys: Set<String>
  let currencies: [String?]
  /// Lines before it, normalised.
  let preamble: [String]

  init(line: Int, cells: [[UInt8]], preamble: [String]) {
    self.line = line
    self.preamble = preamble
    let cells = cells.map(Self.unwrapped)
    header = cells.map { cell in
      var text = String(decoding: Blanks.trim(cell[...]), as: UTF8.self)
      if text.unicodeScalars.first == "\u{FEFF}" { text.unicodeScalars.removeFirst() }
      return text
    }
    let normalised = cells.map { HeaderName.normalise($0[...]) }
    names = normalised.map(\.name)
    keys = Set(names)
    currencies = normalised.map(\.currency)
  }

  /// A header that somebody has wrapped over lines, in one.
  private static func unwrapped(_ cell: [UInt8]) -> [UInt8] {
    guard cell.contains(where: { $0 == 0x0A || $0 == 0x0D }) else { return cell }
    return Array(
      cell.split { $0 == 0x0A || $0 == 0x0D }.map { Blanks.trim($0) }.joined(separator: [0x20]))
  }

  /// Whether a column has a header (normalised), or is said to stand for it.
  func has(_ name: String) -> Bool { keys.contains(name) }

  /// The same without accents, as a platform of tables made by hand compares.
  var plain: ReportHead {
    var head = self
    head.names = names.map(HeaderName.plain)
    head.keys = Set(head.names)
    return head
  }

  /// The same where `columns` of a source names a column of each field: it is as good as any header
  /// that the platform knows.
  func naming(_ chosen: [Field: String], on platform: Platform) -> ReportHead {
    var head = self
    for (field, column) in chosen where header.contains(column) {
      head.keys.formUnion(platform.headers(of: field).joined())
    }
    return head
  }
}

/// The order of day and month that a platform documents for a kind of report.
struct DocumentedDates: Sendable {
  let order: ReadingOptions.DateOrder
  /// Only where points stand between, as in 04.11.2024: slashes are those of another language's
  /// setting.
  var needsDots = false

  func order(of shape: DateShape) -> ReadingOptions.DateOrder? {
    needsDots && shape.separator != 0x2E ? nil : order
  }
}
