/// A model that is rows of another with some columns looked up in tables, read from its SQL.
///
/// SQLite seeks every key of every row in a tree; such a table is held in memory instead. A join is
/// looked up when nothing of its table is used but columns shown as they are:
///
///     select r.a, k.value as b, … from "rows" as r join "keys" as k on k.key = r.b …
///
/// Whatever else the select holds stays SQLite's, and the result is the same either way.
struct LookupForm: Sendable, Equatable {
  struct Lookup: Sendable, Hashable {
    let table, key, value: String
  }

  /// The select without those joins: their columns show what is to be looked up.
  let sql: String
  /// How many columns it shows.
  let width: Int
  /// By the place of the column; a row whose key a table lacks is no row.
  let lookups: [Int: Lookup]

  private static let kinds: Set<String> = [
    "cross", "full", "inner", "left", "natural", "outer", "right",
  ]

  private struct Join {
    /// Such as "left"; empty for a plain one.
    var kind: [String] = []
    var words: [String] = []
    var text: String { (kind + ["join"] + words).joined(separator: " ") }

    /// What a plain join on one key says: `"table" as name on name.key = row`.
    var key: (table: String, name: String, key: String, row: String)? {
      guard kind.isEmpty, words.count == 7, words[1] == "as", words[3] == "on", words[5] == "=",
        let table = SelectText.quoted(words[0]), SelectText.isName(words[2]),
        words[4].hasPrefix(words[2] + "."), case let key = words[4].dropFirst(words[2].count + 1),
        SelectText.isName(key), case let row = words[6].split(separator: "."),
        row.count == 2, row.allSatisfy({ SelectText.isName($0) })
      else { return nil }
      return (table, words[2], String(key), words[6])
    }
  }

  /// Nil where nothing can be looked up.
  init?(_ sql: String) {
    let text = SelectText.plain(sql)
    let words = SelectText.words(text)
    guard !text.contains("'"), text.hasPrefix("select "), let from = text.firstRange(of: " from "),
      words.count(where: { $0 == "select" }) == 1, SelectText.areOfOneRow(words),
      SelectText.callsAreOfOneRow(text)
    else { return nil }
    let (source, condition) = text[from.upperBound...].halves(" where ")
    var rows: [String] = []
    var joins: [Join] = []
    for word in source.split(separator: " ").map(String.init) {
      if word == "join" {
        // What kind of join it is stands at the end of what went before.
        var kind: [String] = []
        func isKind(_ words: [String]) -> Bool { words.last.map(Self.kinds.contains) ?? false }
        if joins.isEmpty {
          while isKind(rows) { kind.insert(rows.removeLast(), at: 0) }
        } else {
          while isKind(joins[joins.count - 1].words) {
            kind.insert(joins[joins.count - 1].words.removeLast(), at: 0)
          }
        }
        joins.append(Join(kind: kind))
      } else if joins.isEmpty {
        rows.append(word)
      } else {
        joins[joins.count - 1].words.append(word)
      }
    }
    var items = SelectText.items(text[text.index(text.startIndex, offsetBy: 7)..<from.lowerBound])
    var lookups: [Int: Lookup] = [:]
    joins.removeAll { join in
      guard let key = join.key else { return false }
      var found: [Int: (Lookup, String)] = [:]
      for (index, item) in items.enumerated() {
        let (value, name) = item.halves(" as ")
        guard value.hasPrefix(key.name + "."), let name, SelectText.isName(name),
          case let column = String(value.dropFirst(key.name.count + 1)), SelectText.isName(column)
        else { continue }
        let lookup = Lookup(table: key.table, key: key.key, value: column)
        found[index] = (lookup, "\(key.row) as \(name)")
      }
      // Once in its own condition, and nowhere but in those columns.
      let uses = words.count { $0 == key.name || $0.hasPrefix(key.name + ".") }
      guard !found.isEmpty, uses == found.count + 2 else { return false }
      for (index, (lookup, item)) in found {
        lookups[index] = lookup
        items[index] = item
      }
      return true
    }
    guard !lookups.isEmpty, !items.contains(where: { $0.hasSuffix("*") }) else { return nil }
    // SQLite takes a name of the select in a condition too.
    let names = Set(lookups.keys.compactMap { items[$0].halves(" as ").after })
    let asked = SelectText.words("\(condition ?? "") \(joins.map(\.text).joined(separator: " "))")
    guard names.isDisjoint(with: asked) else { return nil }
    self.sql =
      "select \(items.joined(separator: ", ")) from \((rows + joins.map(\.text)).joined(separator: " "))"
      + (condition.map { " where \($0)" } ?? "")
    self.lookups = lookups
    width = items.count
  }
}
