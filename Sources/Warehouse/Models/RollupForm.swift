/// A model that only sums another by keys, read from its SQL.
///
/// SQLite groups by sorting; such a model is made in one pass instead, several of them in the same
/// one. Anything beyond this one form is left to SQLite, and the result is the same either way:
///
///     select key, …, count(*) as name, coalesce(sum(column), 0) as name, …
///     from "table" [where condition] group by key, …
struct RollupForm: Sendable, Equatable {
  enum Output: Sendable, Equatable {
    case key(Int)
    case count
    case sum(String)
  }

  let table: String
  /// Empty when every row counts.
  private(set) var condition: String
  let keys: [String]
  /// In the order of the select.
  let outputs: [Output]

  /// Models with the same source are made in one pass.
  var source: String { "\"\(table)\"" + (condition.isEmpty ? "" : " where \(condition)") }

  init?(_ sql: String) {
    let text = sql.split(separator: "\n")
      .filter { !$0.trimmed.hasPrefix("--") }.joined(separator: " ")
      .split(whereSeparator: \.isWhitespace).joined(separator: " ")
    guard text.hasPrefix("select "), let from = text.firstRange(of: " from "),
      let group = text.firstRange(of: " group by "), from.upperBound <= group.lowerBound
    else { return nil }
    let source = text[from.upperBound..<group.lowerBound]
    let filter = source.firstRange(of: " where ")
    let name = filter.map { source[..<$0.lowerBound] } ?? source
    guard name.count > 2, name.first == "\"", name.last == "\"",
      name.dropFirst().dropLast().utf8.allSatisfy(Self.isOfName)
    else { return nil }
    let keys = text[group.upperBound...].split(separator: ",").map { $0.trimmed }
    guard (1...8).contains(keys.count), keys.allSatisfy(Self.isName) else { return nil }
    var outputs: [Output] = []
    for item in Self.items(text[text.index(text.startIndex, offsetBy: 7)..<from.lowerBound]) {
      let sides = item.components(" as ")
      if sides.count == 1, let key = keys.firstIndex(of: item) {
        outputs.append(.key(key))
      } else if sides.count == 2, Self.isName(sides[1]), sides[0] == "count(*)" {
        outputs.append(.count)
      } else if sides.count == 2, Self.isName(sides[1]), sides[0].hasPrefix("coalesce(sum("),
        sides[0].hasSuffix("), 0)"),
        case let column = String(sides[0].dropFirst(13).dropLast(5)), Self.isName(column)
      {
        outputs.append(.sum(column))
      } else {
        return nil
      }
    }
    // Every key is shown, so that partial sums can be summed again.
    guard keys.indices.allSatisfy({ outputs.contains(.key($0)) }) else { return nil }
    table = String(name.dropFirst().dropLast())
    condition = filter.map { String(source[$0.upperBound...]) } ?? ""
    self.keys = keys
    self.outputs = outputs
  }

  /// The same of some rows only.
  func narrowed(to narrower: String) -> RollupForm {
    var copy = self
    copy.condition = condition.isEmpty ? narrower : "(\(condition)) and \(narrower)"
    return copy
  }

  /// Splits at commas outside parentheses.
  private static func items(_ text: Substring) -> [String] {
    var items: [String] = []
    var depth = 0
    var item = ""
    for character in text {
      if character == "(" { depth += 1 }
      if character == ")" { depth -= 1 }
      if character == ",", depth == 0 {
        items.append(item.trimmed)
        item = ""
      } else {
        item.append(character)
      }
    }
    return items + [item.trimmed]
  }

  private static func isName(_ text: String) -> Bool {
    guard let first = text.utf8.first, !(0x30...0x39).contains(first) else { return false }
    return text.utf8.allSatisfy(isOfName)
  }

  private static func isOfName(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || byte == 0x5F
  }
}

extension String {
  fileprivate func components(_ separator: String) -> [String] {
    guard let range = firstRange(of: separator) else { return [self] }
    return [String(self[..<range.lowerBound]), String(self[range.upperBound...])]
  }
}
