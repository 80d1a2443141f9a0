/// What the forms read of a model's SQL: plain words, without a parser.
enum SelectText {
  /// What makes one row of a select depend on others.
  private static let joining: Set<String> = [
    "distinct", "except", "group", "having", "intersect", "limit", "offset", "order", "over",
    "union", "window", "with",
  ]

  /// Whether none of the words makes one row depend on others.
  static func areOfOneRow(_ words: [String]) -> Bool { joining.isDisjoint(with: words) }

  /// What may stand before a parenthesis: functions of one row, and no aggregates.
  private static let opening: Set<String> = [
    "abs", "and", "coalesce", "convert_micros", "else", "in", "not", "nullif", "on", "or", "round",
    "then", "when", "where",
  ]

  /// Whether whatever is called gives a row what is of that row.
  static func callsAreOfOneRow(_ text: String) -> Bool {
    text.split(separator: "(", omittingEmptySubsequences: false).dropLast().allSatisfy { before in
      guard let last = before.trimmed.last, last.isLetter || last.isNumber || last == "_" else {
        return true
      }
      return opening.contains(words(before).last ?? "")
    }
  }

  /// Whether a condition asks another table, which SQLite takes after `in` without a select too.
  static func asksOthers(_ condition: String) -> Bool {
    let text = plain(condition).lowercased()
    return words(text).contains("select")
      || text.split(separator: " in ").dropFirst().contains { !$0.hasPrefix("(") }
  }

  /// Without comments.
  static func code(_ sql: String) -> String {
    var scan = StatementScan()
    var code: [UInt8] = []
    for (place, byte) in sql.utf8.enumerated() {
      let wasComment = scan.isComment
      scan.take(byte, at: place)
      switch (wasComment, scan.isComment) {
      case (false, false): code.append(byte)
      // The first byte of its mark; a blank keeps the words beside it apart.
      case (false, true): code[code.count - 1] = 0x20
      case (true, false) where byte == 0x0A: code.append(byte)
      case (true, _): break
      }
    }
    return String(decoding: code, as: UTF8.self).trimmed
  }

  /// On one line and without comments; what stands in quotes is as it was.
  static func plain(_ sql: String) -> String {
    var scan = StatementScan()
    var plain: [UInt8] = []
    for (place, byte) in code(sql).utf8.enumerated() {
      scan.take(byte, at: place)
      if scan.isQuoted || byte != 0x20 && !(0x09...0x0D).contains(byte) {
        plain.append(byte)
      } else if plain.last != 0x20 {
        plain.append(0x20)
      }
    }
    return String(decoding: plain, as: UTF8.self)
  }

  /// Splits at commas outside parentheses.
  static func items(_ text: Substring) -> [String] {
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

  /// Names, numbers and keywords, in lower case; `a.b` is one word.
  static func words(_ text: some StringProtocol) -> [String] {
    text.lowercased().utf8.split { !isOfName($0) && $0 != 0x2E }.map { String($0) ?? "" }
  }

  static func isName(_ text: some StringProtocol) -> Bool {
    guard let first = text.utf8.first, !(0x30...0x39).contains(first) else { return false }
    return text.utf8.allSatisfy(isOfName)
  }

  /// The name between double quotes; nil for anything else.
  static func quoted(_ text: some StringProtocol) -> String? {
    guard text.utf8.count > 2, text.first == "\"", text.last == "\"" else { return nil }
    let name = text.dropFirst().dropLast()
    return name.utf8.allSatisfy(isOfName) ? String(name) : nil
  }

  private static func isOfName(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || byte == 0x5F
  }
}

extension StringProtocol {
  /// Before and after the first place of a separator; the whole where there is none.
  func halves(_ separator: String) -> (before: String, after: String?) {
    guard let range = firstRange(of: separator) else { return (String(self), nil) }
    return (String(self[..<range.lowerBound]), String(self[range.upperBound...]))
  }
}
