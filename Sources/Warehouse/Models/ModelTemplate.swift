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

  private static let settings = [
    "materialized", "severity", "tags", "incremental_strategy", "unique_key",
  ]
  /// What real dbt must be told and is the only way here.
  private static let fixed = ["incremental_strategy": "delete+insert", "unique_key": "date_key"]

  let parts: [Part]
  let config: [String: String]
  let refs: [String]

  /// - Throws: `model.invalid` with line and column.
  init(_ text: String, file: String) throws(Diagnostic) {
    let bytes = Array(text.utf8)
    var parts: [Part] = []
    var config: [String: String] = [:]
    var refs: [String] = []
    var sql: [UInt8] = []
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
        index += 1
        continue
      }
      let opened = index
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
      let call = try Call(
        String(decoding: bytes[(index + 2)..<close], as: UTF8.self), at: place(opened))
      if !sql.isEmpty { parts.append(.sql(String(decoding: sql, as: UTF8.self))) }
      sql = []
      switch (call.name, call.arguments.count) {
      case ("ref", 1):
        parts.append(.ref(call.arguments[0].value))
        refs.append(call.arguments[0].value)
      case ("source", 2):
        parts.append(.source(call.arguments[0].value, call.arguments[1].value))
      case ("config", _):
        for argument in call.arguments {
          guard let name = argument.name, Self.settings.contains(name) else {
            throw Diagnostic(
              .modelInvalid,
              "config does not know \(Printable.text(argument.name ?? argument.value))",
              at: place(opened), hint: "known: \(Self.settings.joined(separator: ", "))")
          }
          if let only = Self.fixed[name], argument.value != only {
            throw Diagnostic(
              .modelInvalid, "\(name) is \(only), not \(Printable.text(argument.value))",
              at: place(opened), hint: "incremental models are made again day by day")
          }
          config[name] = argument.value
        }
      default:
        throw Diagnostic(
          .modelInvalid, "\(Printable.text(call.name))(…) is not read here", at: place(opened),
          hint: "only ref('model'), source('name', 'table') and config(…)")
      }
      index = close + 2
    }
    if !sql.isEmpty { parts.append(.sql(String(decoding: sql, as: UTF8.self))) }
    self.parts = parts
    self.config = config
    self.refs = refs
  }

  /// The SQL of SQLite: models by name, sources as `raw_<table>`.
  var sql: String {
    parts.map { part in
      switch part {
      case .sql(let text): text
      case .ref(let name): "\"\(name)\""
      case .source(let source, let table): "\"\(source)_\(table)\""
      }
    }.joined().trimmed
  }

  /// `name('a', key='b')`.
  private struct Call {
    let name: String
    let arguments: [(name: String?, value: String)]

    init(_ text: String, at place: Place) throws(Diagnostic) {
      let text = text.trimmed
      guard let open = text.firstIndex(of: "("), text.last == ")" else {
        throw Diagnostic(
          .modelInvalid, "«\(Printable.text(text))» is no call that is read here", at: place)
      }
      name = String(text[..<open]).trimmed
      let inner = text[text.index(after: open)..<text.index(before: text.endIndex)]
      var arguments: [(String?, String)] = []
      for piece in inner.split(separator: ",") {
        let sides = piece.split(separator: "=", maxSplits: 1).map { String($0).trimmed }
        let value = sides.last ?? ""
        guard let quote = value.first, quote == "'" || quote == "\"", value.last == quote,
          value.utf8.count >= 2
        else {
          throw Diagnostic(
            .modelInvalid, "«\(Printable.text(value))» is no quoted text", at: place)
        }
        arguments.append(
          (sides.count == 2 ? sides[0] : nil, String(value.dropFirst().dropLast())))
      }
      self.arguments = arguments
    }
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
