import Diagnostics

/// `name('a', key='b', other=true, more=['c', 'd'])`: the one form of Jinja that is read.
struct JinjaCall {
  let name: String
  private(set) var arguments: [(name: String?, value: Setting)] = []

  /// - Throws: `model.invalid` at the place of the braces.
  init(_ text: String, at place: Place) throws(Diagnostic) {
    let text = text.trimmed
    guard let open = text.firstIndex(of: "("), text.last == ")" else {
      throw Diagnostic(
        .modelInvalid, "«\(Printable.text(text))» is no call that is read here", at: place)
    }
    name = String(text[..<open]).trimmed
    var rest = text[text.index(after: open)..<text.index(before: text.endIndex)]
    while !rest.allSatisfy(\.isWhitespace) {
      arguments.append(try Self.argument(&rest, place))
      rest = rest.drop(while: \.isWhitespace)
      guard let comma = rest.first else { break }
      guard comma == "," else { throw Self.fault(rest, place) }
      rest = rest.dropFirst()
    }
  }

  private static func argument(_ rest: inout Substring, _ place: Place) throws(Diagnostic) -> (
    String?, Setting
  ) {
    rest = rest.drop(while: \.isWhitespace)
    let word = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
    let after = rest.dropFirst(word.count).drop(while: \.isWhitespace)
    guard !word.isEmpty, after.first == "=" else { return (nil, try value(&rest, place)) }
    rest = after.dropFirst()
    return (String(word), try value(&rest, place))
  }

  private static func value(_ rest: inout Substring, _ place: Place) throws(Diagnostic) -> Setting {
    rest = rest.drop(while: \.isWhitespace)
    if rest.first == "[" {
      rest = rest.dropFirst()
      var items: [String] = []
      while true {
        rest = rest.drop(while: \.isWhitespace)
        if rest.first == "]" { break }
        items.append(try quoted(&rest, place))
        rest = rest.drop(while: \.isWhitespace)
        if rest.first == "," { rest = rest.dropFirst() } else { break }
      }
      guard rest.first == "]" else { throw fault(rest, place) }
      rest = rest.dropFirst()
      return .list(items)
    }
    let word = rest.prefix { $0.isLetter || $0.isNumber || $0 == "-" }
    let meaning: Setting? =
      switch word.lowercased() {
      case "true": .flag(true)
      case "false": .flag(false)
      default: Int(word).map(Setting.number)
      }
    guard let meaning else { return .text(try quoted(&rest, place)) }
    rest = rest.dropFirst(word.count)
    return meaning
  }

  private static func quoted(_ rest: inout Substring, _ place: Place) throws(Diagnostic) -> String {
    guard let quote = rest.first, quote == "'" || quote == "\"" else { throw fault(rest, place) }
    let inner = rest.dropFirst()
    guard let end = inner.firstIndex(of: quote) else { throw fault(rest, place) }
    rest = inner[inner.index(after: end)...]
    return String(inner[..<end])
  }

  private static func fault(_ rest: Substring, _ place: Place) -> Diagnostic {
    Diagnostic(
      .modelInvalid, "«\(Printable.text(String(rest).trimmed, limit: 60))» is no quoted text",
      at: place)
  }
}
