import Diagnostics

/// A model's SQL with the few expressions of dbt's Jinja that we read: `ref`, `source`, `config`.
///
/// Anything else between braces is refused with its place, never ignored.
struct ModelTemplate: Sendable {
  enum Part: Sendable, Hashable {
    case sql(String)
    case ref(String)
    case source(String, String)
  }

  private static let settings =
    ["materialized", "incremental_strategy", "unique_key"] + TestSettings.names
  /// What real dbt must be told and is the only way here.
  private static let fixed = ["incremental_strategy": "delete+insert", "unique_key": "date_key"]

  /// What it was read from.
  let text: String
  let parts: [Part]
  /// The SQL of SQLite: models by name, sources as `raw_<table>`.
  let sql: String
  let config: [String: Setting]
  /// Of the settings.
  let place: Place?
  /// Names of models, with where each is first named.
  let refs: [String]
  private let refPlaces: [String: Place]
  /// Raw tables, by the names that `source` gives them.
  var sources: [String] {
    parts.compactMap { if case .source(_, let table) = $0 { table } else { nil } }
  }

  /// - Throws: `model.invalid` with line and column.
  init(_ text: String, file: String) throws(Diagnostic) {
    let bytes = Array(text.utf8)
    var parts: [Part] = []
    var config: [String: Setting] = [:]
    var configPlace: Place?
    var refs: [String] = []
    var refPlaces: [String: Place] = [:]
    var sql: [UInt8] = []
    var scan = StatementScan()
    var index = 0
    func place(_ offset: Int) -> Place {
      let before = bytes[..<offset]
      let line = before.count { $0 == 0x0A } + 1
      let start = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
      return Place(file: file, line: line, column: offset - start + 1)
    }
    while index < bytes.count {
      guard bytes[index] == 0x7B, index + 1 < bytes.count,
        [0x7B, 0x25, 0x23].contains(bytes[index + 1])
      else {
        sql.append(bytes[index])
        scan.take(bytes[index], at: index)
        index += 1
        continue
      }
      let opened = index
      scan.pass()
      guard bytes[index + 1] == 0x7B else {
        throw Diagnostic(
          .modelInvalid, "only {{ ref(…) }}, {{ source(…) }} and {{ config(…) }} are read",
          at: place(opened), hint: "write plain SQL; macros live in real dbt only")
      }
      var close = index + 2
      while close + 1 < bytes.count, !(bytes[close] == 0x7D && bytes[close + 1] == 0x7D) {
        close += 1
      }
      guard close + 1 < bytes.count else {
        throw Diagnostic(.modelInvalid, "{{ is never closed", at: place(opened))
      }
      let call = try JinjaCall(
        String(decoding: bytes[(index + 2)..<close], as: UTF8.self), at: place(opened))
      if !sql.isEmpty { parts.append(.sql(String(decoding: sql, as: UTF8.self))) }
      sql = []
      let words = call.arguments.compactMap { $0.name == nil ? $0.value.text : nil }
      switch (call.name, call.arguments.count, words.count) {
      case ("ref", 1, 1):
        parts.append(.ref(words[0]))
        refs.append(words[0])
        refPlaces[words[0]] = refPlaces[words[0]] ?? place(opened)
      case ("source", 2, 2):
        guard words[0] == "raw", Self.rawTables.contains("raw_\(words[1])") else {
          throw Diagnostic(
            .modelInvalid,
            "source('\(Printable.text(words[0]))', '\(Printable.text(words[1]))') names no raw table",
            at: place(opened),
            hint: "known: "
              + Self.rawTables.map { "source('raw', '\($0.dropFirst(4))')" }.joined(separator: ", ")
          )
        }
        parts.append(.source(words[0], words[1]))
      case ("config", _, 0):
        for argument in call.arguments {
          guard let name = argument.name, Self.settings.contains(name) else {
            throw Diagnostic(
              .modelInvalid, "config does not know \(Printable.text(argument.name ?? "that"))",
              at: place(opened), hint: "known: \(Self.settings.joined(separator: ", "))")
          }
          if let only = Self.fixed[name], argument.value != .text(only) {
            throw Diagnostic(
              .modelInvalid, "\(name) can only be \(only)", at: place(opened),
              hint: "incremental models are made again day by day")
          }
          config[name] = argument.value
        }
        configPlace = place(opened)
      default:
        throw Diagnostic(
          .modelInvalid, "\(Printable.text(call.name))(…) is not read here", at: place(opened),
          hint: "only ref('model'), source('name', 'table') and config(…)")
      }
      index = close + 2
    }
    if !sql.isEmpty { parts.append(.sql(String(decoding: sql, as: UTF8.self))) }
    if let end = scan.end {
      throw Diagnostic(
        .modelInvalid, "a semicolon ends a statement, and a model or a test is one select",
        at: place(end), hint: "take it out; a second statement is not run")
    }
    self.text = text
    self.parts = parts
    self.config = config
    self.refs = refs
    self.refPlaces = refPlaces
    self.place = configPlace
    self.sql = Self.sql(parts)
  }

  static let rawTables = RawSchema.tables(of: SQLiteWarehouse.schemaVersion)
    .filter { $0.hasPrefix("raw_") }.sorted()

  /// Where a model is first named.
  func place(of ref: String, file: String) -> Place { refPlaces[ref] ?? Place(file: file) }

  private static func sql(_ parts: [Part]) -> String {
    let own = namesOfParts(
      parts.map { if case .sql(let text) = $0 { text } else { " x " } }.joined())
    return parts.map { part in
      switch part {
      case .sql(let text): return text
      case .ref(let name): return table(name, besides: own)
      case .source(let source, let table): return Self.table("\(source)_\(table)", besides: own)
      }
    }.joined().trimmed
  }

  /// dbt names the schema of a table, so that a part of a `with` of its name is another.
  private static func table(_ name: String, besides own: Set<String>) -> String {
    (own.contains(name.lowercased()) ? "main." : "") + "\"\(name)\""
  }

  /// What a `with` calls its parts.
  private static func namesOfParts(_ sql: String) -> Set<String> {
    let words = SelectText.plain(sql).lowercased().split { $0 == " " || $0 == "," || $0 == "(" }
    guard words.contains("with") else { return [] }
    return Set(
      zip(words, words.dropFirst()).filter { $1 == "as" }.map { name, _ in
        name.filter { $0 != "\"" }
      })
  }
}

extension StringProtocol {
  /// Without blanks and line ends at both ends.
  var trimmed: String {
    let scalars = unicodeScalars
    let isBlank = { (scalar: Unicode.Scalar) in scalar.properties.isWhitespace }
    guard let first = scalars.firstIndex(where: { !isBlank($0) }),
      let last = scalars.lastIndex(where: { !isBlank($0) })
    else { return "" }
    return String(self[first...last])
  }
}
