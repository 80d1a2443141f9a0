import Diagnostics
import Metrics
import Yams

/// `numbers:` and `dates:`, of a language's file or of `broadsheet.yml`: how figures and days are
/// written, whatever words stand round them.
struct LanguageMarks {
  let reader: YAMLReader

  init(_ reader: YAMLReader) { self.reader = reader }

  /// The language with what `broadsheet.yml` says of its marks.
  static func marking(
    _ language: Language, _ configuration: Configuration, file: String
  ) throws(Diagnostic) -> Language {
    let reader = YAMLReader(file: file)
    guard let root = try reader.compose(configuration.text) else { return language }
    return try LanguageMarks(reader).marking(language, root)
  }

  /// What is not said stays as it is.
  func marking(_ language: Language, _ root: Node) throws(Diagnostic) -> Language {
    var language = language
    if let node = root["numbers"] { try read(node, &language.numbers) }
    if let node = root["dates"] { try read(node, &language.dates) }
    return language
  }

  private func read(_ node: Node, _ numbers: inout Language.Numbers) throws(Diagnostic) {
    let marks: [(key: String, place: WritableKeyPath<Language.Numbers, String>)] = [
      ("decimal", \.decimal), ("group", \.group), ("percent", \.percent),
      ("thousand", \.thousand), ("million", \.million), ("billion", \.billion),
    ]
    try reader.only(marks.map(\.key) + ["currency"], node)
    for (key, place) in marks {
      guard let value = try reader.text(node[key], key) else { continue }
      guard value.count <= 8, !value.contains(where: \.isNumber) else {
        throw reader.fault("\(key) is a mark of up to eight letters without digits", node[key])
      }
      // A number never breaks at its mark.
      numbers[keyPath: place] = value.replacing(" ", with: "\u{A0}")
    }
    if let place = try reader.text(node["currency"], "currency") {
      guard ["before", "after"].contains(place) else {
        throw reader.fault("currency stands before or after the digits", node["currency"])
      }
      numbers.isCurrencyLast = place == "after"
    }
    guard !numbers.decimal.isEmpty, numbers.decimal != numbers.group else {
      throw reader.fault("decimal and group are two marks that differ", node)
    }
  }

  private func read(_ node: Node, _ dates: inout Language.Dates) throws(Diagnostic) {
    try reader.only(["order", "day_mark", "months", "full_months", "weekdays"], node)
    if let order = try reader.text(node["order"], "order") {
      guard ["day month", "month day"].contains(order) else {
        throw reader.fault("order is `day month` or `month day`", node["order"])
      }
      dates.isMonthFirst = order == "month day"
    }
    if let mark = try reader.text(node["day_mark"], "day_mark") { dates.dayMark = mark }
    for (key, count, place) in [
      ("months", 12, \Language.Dates.months), ("full_months", 12, \.fullMonths),
      ("weekdays", 7, \.weekdays),
    ] as [(String, Int, WritableKeyPath<Language.Dates, [String]>)] {
      guard let list = node[key] else { continue }
      var names: [String] = []
      for item in try reader.list(list, key) { names.append(try reader.text(item, key) ?? "") }
      guard names.count == count, !names.contains("") else {
        throw reader.fault("\(key) is a list of \(count) names", list)
      }
      dates[keyPath: place] = names
    }
  }
}
