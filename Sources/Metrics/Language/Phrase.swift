/// Words of the program's own in the language that is written in: a column's head, a caption, a
/// sentence for those who do not see a chart.
///
/// Written in English as a string; what is interpolated stands where the language puts it.
public struct Phrase: Sendable, Hashable, ExpressibleByStringInterpolation,
  CustomStringConvertible
{
  public let text: String

  public init(stringLiteral value: String) { self.init(English(stringLiteral: value)) }

  /// - Parameter english: a phrase of a catalogue, such as a metric's name.
  public init(_ english: English) {
    var pieces = PhrasePieces<String>()
    pieces.append(words: english.text)
    text = Self.joined(pieces)
  }

  public init(stringInterpolation: StringInterpolation) {
    text = Self.joined(stringInterpolation.pieces)
  }

  /// What is said already, or is nobody's language: a number, a name, nothing.
  public init(said text: String) { self.text = text }

  public struct StringInterpolation: StringInterpolationProtocol {
    var pieces = PhrasePieces<String>()
    public init(literalCapacity: Int, interpolationCount: Int) {}
    public mutating func appendLiteral(_ literal: String) { pieces.append(words: literal) }
    public mutating func appendInterpolation(_ value: some CustomStringConvertible) {
      pieces.append(value.description)
    }
    /// A word chosen by a rule: weekly, daily.
    public mutating func appendInterpolation(word: Phrase) { pieces.append(word.text) }
  }

  private static func joined(_ pieces: PhrasePieces<String>) -> String {
    pieces.spoken.map { part in
      switch part {
      case .words(let text), .piece(let text): text
      }
    }.joined()
  }

  public var description: String { text }
  public var isEmpty: Bool { text.isEmpty }

  public static func + (left: Phrase, right: Phrase) -> Phrase {
    Phrase(said: left.text + right.text)
  }
}
