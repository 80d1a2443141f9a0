import Metrics

/// The words of a template in the language that is written in.
///
/// A phrase is what stands between two tags of the markup, or in an attribute that is read aloud;
/// sections end it, and a `{{{name}}}` inside it is a place that the language may put elsewhere.
struct TemplateWords {
  private static let readAloud: Set<Substring> = ["aria-label", "alt", "title"]

  private var rest: Substring
  private var result = ""

  static func spoken(_ template: String) -> String {
    guard Language.current.isTranslated else { return template }
    var words = TemplateWords(rest: template[...])
    return words.translated()
  }

  private init(rest: Substring) { self.rest = rest }

  private mutating func translated() -> String {
    while let next = rest.first {
      if next == "<" {
        element()
      } else if let tag = Self.tag(rest), !Self.isVariable(tag) {
        take(tag)
      } else {
        result += Self.phrase(run { $0.first == "<" })
      }
    }
    return result
  }

  /// Text and variables up to a stop, a section or the end.
  private mutating func run(_ stops: (Substring) -> Bool) -> Substring {
    let start = rest.startIndex
    while !rest.isEmpty, !stops(rest) {
      if let tag = Self.tag(rest) {
        guard Self.isVariable(tag) else { break }
        rest = rest[tag.endIndex...]
      } else {
        rest.removeFirst()
      }
    }
    return rest.base[start..<rest.startIndex]
  }

  private mutating func take(_ text: Substring) {
    result += text
    rest = rest[text.endIndex...]
  }

  /// One element's own tag: its attributes' words are translated, the rest stays.
  private mutating func element() {
    var name = rest.startIndex
    while let next = rest.first, next != ">" {
      if next == "\"" {
        let attribute = rest.base[name..<rest.startIndex].dropLast()
        take(rest.prefix(1))
        let value = run { $0.first == "\"" }
        let isWhole = rest.first == "\""
        result +=
          isWhole && Self.readAloud.contains(attribute) ? Self.phrase(value) : String(value)
        while let next = rest.first, next != "\"" { take(Self.tag(rest) ?? rest.prefix(1)) }
        take(rest.prefix(1))
      } else {
        if next.isWhitespace { name = rest.index(after: rest.startIndex) }
        take(Self.tag(rest) ?? rest.prefix(1))
      }
    }
    take(rest.prefix(1))
  }

  /// The tag of the template that a text begins with.
  private static func tag(_ text: Substring) -> Substring? {
    for (open, close) in [("{{{", "}}}"), ("{{", "}}")] where text.hasPrefix(open) {
      return text.firstRange(of: close).map { text[..<$0.upperBound] }
    }
    return nil
  }

  private static func isVariable(_ tag: Substring) -> Bool {
    let inner = tag.drop { $0 == "{" }.drop(while: \.isWhitespace)
    return inner.first.map { !"#^/>!=%$<".contains($0) } ?? false
  }

  private static func phrase(_ run: Substring) -> String {
    // What is an entity in the template is no word that a phrase could be looked up by.
    guard !run.contains("&") else { return String(run) }
    let start = run.prefix(while: \.isWhitespace)
    let end = run.dropFirst(start.count).reversed().prefix(while: \.isWhitespace)
    var rest = run.dropFirst(start.count).dropLast(end.count)
    var pieces = PhrasePieces<Substring>()
    var words = ""
    while let next = rest.first {
      if let tag = tag(rest) {
        pieces.append(words: words)
        words = ""
        pieces.append(tag)
        rest = rest[tag.endIndex...]
      } else {
        words.append(next)
        rest.removeFirst()
      }
    }
    pieces.append(words: words)
    let said = pieces.spoken.map { part -> String in
      switch part {
      case .words(let text): HTMLText(text).source
      case .piece(let tag): String(tag)
      }
    }
    return start + said.joined() + String(end.reversed())
  }
}
