/// How a language says a phrase: words and the places of what the phrase is about.
public struct PhrasePattern: Sendable, Hashable {
  public enum Part: Sendable, Hashable {
    case words(String)
    /// Counted from 0 in the English phrase.
    case place(Int)
  }

  public let parts: [Part]

  /// - Parameter text: with `{1}`, `{2}` where something stands.
  public init(_ text: String) {
    var parts: [Part] = []
    var rest = text[...]
    while let open = rest.firstIndex(of: "{") {
      guard let close = rest[open...].firstIndex(of: "}"),
        let number = Int(rest[rest.index(after: open)..<close]), number > 0
      else { break }
      if open > rest.startIndex { parts.append(.words(String(rest[..<open]))) }
      parts.append(.place(number - 1))
      rest = rest[rest.index(after: close)...]
    }
    if !rest.isEmpty { parts.append(.words(String(rest))) }
    self.parts = parts
  }

  /// In ascending order.
  public var places: [Int] {
    parts.compactMap { if case .place(let index) = $0 { index } else { nil } }.sorted()
  }
}

/// Pieces of a phrase as the sources write it: words in English and what stands between them.
///
/// The pieces come out in the order, and with the words, of the language that is written in.
public struct PhrasePieces<Piece: Sendable>: Sendable {
  public enum Part: Sendable {
    case words(String)
    case piece(Piece)
  }

  private var parts: [Part] = []

  public init() {}

  public mutating func append(words: String) {
    if !words.isEmpty { parts.append(.words(words)) }
  }

  public mutating func append(_ piece: Piece) { parts.append(.piece(piece)) }

  /// In the language that is written in.
  public var spoken: [Part] {
    let language = Language.current
    guard language.isTranslated, parts.contains(where: \.hasLetters) else { return parts }
    var key = ""
    var pieces: [Piece] = []
    for part in parts {
      switch part {
      case .words(let text): key += text
      case .piece(let piece):
        pieces.append(piece)
        key += "{\(pieces.count)}"
      }
    }
    // Pieces of sentences are put together with blanks at their ends, which no translator should
    // have to mind.
    let start = key.prefix { $0 == " " }
    let end = key.reversed().prefix { $0 == " " }
    key = String(key.dropFirst(start.count).dropLast(end.count))
    guard let pattern = language.pattern(of: key) else { return parts }
    let said = pattern.parts.compactMap { part -> Part? in
      switch part {
      case .words(let text): .words(text)
      case .place(let index): pieces.indices.contains(index) ? .piece(pieces[index]) : nil
      }
    }
    return (start.isEmpty ? [] : [.words(String(start))]) + said
      + (end.isEmpty ? [] : [.words(String(end))])
  }
}

extension PhrasePieces.Part {
  var hasLetters: Bool {
    if case .words(let text) = self { text.contains(where: \.isLetter) } else { false }
  }
}
