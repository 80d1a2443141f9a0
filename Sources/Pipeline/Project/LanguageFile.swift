import Diagnostics
import Metrics
import Yams

/// `templates/language.<tag>.yml`: how a pack is said in a language, or said otherwise in English.
enum LanguageFile {
  static func path(_ tag: String, _ folder: ProjectFolder) -> String {
    "\(folder.templates)/language.\(tag).yml"
  }

  /// English without a file is the language of the sources.
  /// - Throws: `configuration.invalid` for a language without a file, and with line and column for a
  ///   file that cannot be used.
  static func language(_ tag: String, _ folder: ProjectFolder) throws(Diagnostic) -> Language {
    let path = path(tag, folder)
    guard let text = try FileSystem.text(path) else {
      if isEnglish(tag) { return Language(tag) }
      throw Diagnostic(
        .configurationInvalid, "there are no words for the language \(Printable.text(tag))",
        at: Place(file: folder.relative(path)),
        hint: "write them into this file: docs/language.en.yml lists what a pack says")
    }
    return try read(tag, text, file: folder.relative(path))
  }

  static func isEnglish(_ tag: String) -> Bool { tag == "en" || tag.hasPrefix("en-") }

  static func read(_ tag: String, _ text: String, file: String) throws(Diagnostic) -> Language {
    let reader = YAMLReader(file: file)
    guard let root = try reader.compose(text) else {
      throw Diagnostic(
        .configurationInvalid, "is empty; `phrases:` is where the words stand",
        at: Place(file: file))
    }
    try reader.only(["numbers", "dates", "capitals", "phrases"], root)
    var phrases: [String: PhrasePattern] = [:]
    for (english, node) in try reader.mapping(root["phrases"], "phrases") {
      phrases[english] = try pattern(english, node, reader)
    }
    var keepsCapitals = false
    if let node = root["capitals"] {
      guard let value = node.bool else {
        throw reader.fault("capitals is true where nouns keep them inside sentences", node)
      }
      keepsCapitals = value
    }
    return Language(
      tag, numbers: try numbers(root["numbers"], reader),
      dates: try dates(root["dates"], tag, reader), keepsCapitals: keepsCapitals, phrases: phrases)
  }

  /// Whatever English speaks of must be spoken of, once: figures are checked against what is printed.
  private static func pattern(
    _ english: String, _ node: Node, _ reader: YAMLReader
  ) throws(Diagnostic) -> PhrasePattern {
    guard let said = try reader.text(node, "a phrase") else { return PhrasePattern(english) }
    let pattern = PhrasePattern(said)
    let wanted = PhrasePattern(english).places
    guard pattern.places == wanted else {
      let names = wanted.map { "{\($0 + 1)}" }.joined(separator: ", ")
      throw reader.fault(
        wanted.isEmpty
          ? "the phrase speaks of nothing, so it has no {1}"
          : "the phrase needs each of \(names) once", node, hint: "in English: \(english)")
    }
    guard !said.contains("{{"), !said.contains("}}") else {
      throw reader.fault("a phrase holds no {{ or }}", node)
    }
    return pattern
  }

  private static func numbers(
    _ node: Node?, _ reader: YAMLReader
  ) throws(Diagnostic) -> Language.Numbers {
    var numbers = Language.Numbers()
    guard let node else { return numbers }
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
    return numbers
  }

  private static func dates(
    _ node: Node?, _ tag: String, _ reader: YAMLReader
  ) throws(Diagnostic) -> Language.Dates {
    var dates = Language(tag).dates
    guard let node else { return dates }
    try reader.only(["order", "day_mark", "months", "full_months", "weekdays"], node)
    if let order = try reader.text(node["order"], "order") {
      guard ["day month", "month day"].contains(order) else {
        throw reader.fault("order is `day month` or `month day`", node["order"])
      }
      dates.isMonthFirst = order == "month day"
    }
    dates.dayMark = try reader.text(node["day_mark"], "day_mark") ?? ""
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
    return dates
  }
}

extension Session {
  /// Does something in the language of the packs.
  func speaking<Result>(
    _ body: () throws(Diagnostic) -> Result
  ) throws(Diagnostic) -> Result {
    let result = Language.$current.withValue(language) {
      Swift.Result { () throws(Diagnostic) in try body() }
    }
    return try result.get()
  }

  /// Warns of what had to be said in English.
  func warnOfMissingPhrases() {
    let missing = language.lackingPhrases
    guard !missing.isEmpty, !LanguageFile.isEnglish(language.tag) else { return }
    let some = missing.prefix(3).map { "“\(Printable.text($0))”" }.joined(separator: ", ")
    warn(
      .warning(
        .languageIncomplete,
        "\(missing.count) phrases are said in English: \(some)\(missing.count > 3 ? ", …" : "")",
        at: Place(file: folder.relative(LanguageFile.path(language.tag, folder))),
        hint: "docs/language.en.yml lists what a pack says"))
  }
}
