/// A test that begins with sums of tables, read from its SQL:
///
///     with name as (select date_key, …, coalesce(sum(column), 0) as name from "table" group by date_key, …), …
///
/// SQLite would sort every row to group them. Such parts are summed in the pass that reads the table for
/// other tests, and the rest of the test is asked of the sums.
struct SummedParts: Sendable {
  let forms: [RollupForm]
  /// What stands before, between and after the parts.
  private let pieces: [String]

  /// - Parameter tables: whose sums are made so.
  /// - Returns: nil where no part is of this form.
  init?(_ sql: String, of tables: Set<String>) {
    let text = SelectText.code(sql)
    guard text.hasPrefix("with ") else { return nil }
    var forms: [RollupForm] = []
    var pieces: [String] = []
    var rest = text[...]
    var before = ""
    while let opening = rest.firstRange(of: " as (") {
      guard let body = Self.body(rest[opening.upperBound...]) else { break }
      before += rest[..<opening.upperBound]
      if let form = RollupForm(String(body)), tables.contains(form.table),
        form.day != nil
      {
        forms.append(form)
        pieces.append(before)
        before = ""
      } else {
        before += body
      }
      rest = rest[body.endIndex...]
      // The next part follows a comma; all else is the select itself.
      guard rest.dropFirst().trimmed.hasPrefix(",") else { break }
    }
    guard !forms.isEmpty else { return nil }
    self.forms = forms
    self.pieces = pieces + [before + rest]
  }

  /// The test with tables in the places of its sums, their columns `c0`, `c1`, ….
  func sql(_ tables: [String]) -> String {
    var text = pieces[0]
    for (index, form) in forms.enumerated() {
      let columns = form.names.enumerated().map { "c\($0) as \"\($1)\"" }
      text += "select \(columns.joined(separator: ", ")) from \"\(tables[index])\""
      text += pieces[index + 1]
    }
    return text
  }

  /// Up to the parenthesis that closes what is open.
  private static func body(_ text: Substring) -> Substring? {
    var depth = 1
    var isQuoted = false
    for index in text.utf8.indices {
      switch text.utf8[index] {
      case UInt8(ascii: "'"): isQuoted.toggle()
      case UInt8(ascii: "(") where !isQuoted: depth += 1
      case UInt8(ascii: ")") where !isQuoted:
        depth -= 1
        if depth == 0 { return text[..<index] }
      default: break
      }
    }
    return nil
  }
}

extension RollupForm {
  /// The place of the day among its columns; nil where it sums over days.
  var day: Int? {
    outputs.firstIndex { output in
      if case .key(let key) = output { keys[key] == "date_key" } else { false }
    }
  }

  /// What tells it from others.
  var question: Int64 {
    DaySums.question(
      "sums", table, condition, keys.joined(separator: ","), outputs.map { "\($0)" }.joined())
  }
}
