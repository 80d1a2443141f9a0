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
    let language = Language(tag, keepsCapitals: keepsCapitals, phrases: phrases)
    return try LanguageMarks(reader).marking(language, root)
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
