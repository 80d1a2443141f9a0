/// A phrase in English that is not said yet: what a catalogue holds, and what ids are made of.
public struct English: Sendable, Hashable, ExpressibleByStringLiteral {
  public let text: String

  public init(stringLiteral value: String) { text = value }

  /// In the language that is written in.
  public var said: String { Phrase(self).text }
}
