import Metrics

/// A sentence whose numbers are figures: a literal digit in prose is refused by the pack's audit.
///
/// Written as a string with interpolations of figures, names from the data, and labels such as
/// `W47` or a date, which are no figures. It comes out in the language that is written in.
public struct Prose: Sendable, Hashable, ExpressibleByStringInterpolation {
  public enum Fragment: Sendable, Hashable {
    case words(String)
    case figure(Figure)
    /// A name from the data: a stranger's text.
    case name(String)
    /// A week, a date, a threshold from the configuration.
    case label(String)
  }

  public private(set) var fragments: [Fragment]

  public init(_ fragments: [Fragment]) { self.fragments = fragments }
  public init(stringLiteral value: String) {
    var pieces = PhrasePieces<[Fragment]>()
    pieces.append(words: value)
    fragments = Self.fragments(pieces)
  }
  public init(stringInterpolation: StringInterpolation) {
    fragments = Self.fragments(stringInterpolation.pieces)
  }

  public struct StringInterpolation: StringInterpolationProtocol {
    var pieces = PhrasePieces<[Fragment]>()
    public init(literalCapacity: Int, interpolationCount: Int) {}
    public mutating func appendLiteral(_ literal: String) { pieces.append(words: literal) }
    public mutating func appendInterpolation(_ figure: Figure) { pieces.append([.figure(figure)]) }
    public mutating func appendInterpolation(name: String) { pieces.append([.name(name)]) }
    public mutating func appendInterpolation(label: String) { pieces.append([.label(label)]) }
    public mutating func appendInterpolation(_ prose: Prose) { pieces.append(prose.fragments) }
    /// Words that are said already, in the language that is written in: a metric's name.
    public mutating func appendInterpolation(words: String) { pieces.append([.words(words)]) }
    /// A word chosen by a rule: rose, fell, several.
    public mutating func appendInterpolation(word: Phrase) { pieces.append([.words(word.text)]) }
  }

  private static func fragments(_ pieces: PhrasePieces<[Fragment]>) -> [Fragment] {
    pieces.spoken.flatMap { part -> [Fragment] in
      switch part {
      case .words(let text): [.words(text)]
      case .piece(let fragments): fragments
      }
    }
  }

  /// Words that name spans and thresholds ("95% interval"): labels, not figures.
  static func labels(_ text: Phrase) -> Prose { Prose([.label(text.text)]) }
  /// A span of days, a code, a place: what is said already.
  static func label(_ text: String) -> Prose { Prose([.label(text)]) }

  public static func + (left: Prose, right: Prose) -> Prose {
    Prose(left.fragments + right.fragments)
  }

  public var isEmpty: Bool { fragments.isEmpty }

  public var text: String {
    fragments.map { fragment in
      switch fragment {
      case .words(let text), .name(let text), .label(let text): text
      case .figure(let figure): figure.display
      }
    }.joined()
  }

  /// Digits that no figure, name or label stands for.
  public var looseDigits: [String] {
    fragments.compactMap { fragment in
      guard case .words(let text) = fragment,
        text.unicodeScalars.contains(where: { ("0"..."9").contains($0) })
      else { return nil }
      return text
    }
  }

  public var figures: [Figure] {
    fragments.compactMap { if case .figure(let figure) = $0 { figure } else { nil } }
  }
}
