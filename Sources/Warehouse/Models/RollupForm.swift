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
  let condition: String
  let keys: [String]
  /// In the order of the select.
  let outputs: [Output]
  /// What the select calls them.
  let names: [String]

  /// Columns that are summed, in the order of the select.
  var sums: [String] {
    outputs.compactMap { output in
      if case .sum(let column) = output { column } else { nil }
    }
  }
}

extension RollupForm {
  init?(_ sql: String) {
    let text = SelectText.plain(sql)
    guard !text.contains("'"), text.hasPrefix("select "), let from = text.firstRange(of: " from "),
      let group = text.firstRange(of: " group by "), from.upperBound <= group.lowerBound
    else { return nil }
    let source = text[from.upperBound..<group.lowerBound].halves(" where ")
    let condition = source.after ?? ""
    // A condition of the row alone: it asks no other table, which may not be made yet.
    guard let name = SelectText.quoted(source.before), !SelectText.asksOthers(condition) else {
      return nil
    }
    let keys = text[group.upperBound...].split(separator: ",").map { $0.trimmed }
    guard (1...8).contains(keys.count), keys.allSatisfy({ SelectText.isName($0) }) else {
      return nil
    }
    var outputs: [Output] = []
    var names: [String] = []
    let list = text[text.index(text.startIndex, offsetBy: 7)..<from.lowerBound]
    for item in SelectText.items(list) {
      let (value, name) = item.halves(" as ")
      if name == nil, let key = keys.firstIndex(of: value) {
        outputs.append(.key(key))
        names.append(value)
      } else if let name, SelectText.isName(name), value == "count(*)" {
        outputs.append(.count)
      } else if let name, SelectText.isName(name), value.hasPrefix("coalesce(sum("),
        value.hasSuffix("), 0)"), case let column = String(value.dropFirst(13).dropLast(5)),
        SelectText.isName(column)
      {
        outputs.append(.sum(column))
      } else {
        return nil
      }
      if let name { names.append(name) }
    }
    // Every key is shown, so that sums of some rows can be added to those of others.
    guard keys.indices.allSatisfy({ outputs.contains(.key($0)) }) else { return nil }
    self.init(
      table: name, condition: condition, keys: keys, outputs: outputs, names: names)
  }
}
