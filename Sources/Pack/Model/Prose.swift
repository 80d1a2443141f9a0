/// A sentence whose numbers are figures: a literal digit in prose is refused by the pack's audit.
///
/// Written as a string with interpolations of figures, names from the data, and labels such as
/// `W47` or a date, which are no figures.
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
  public init(stringLiteral value: String) { fragments = value.isEmpty ? [] : [.words(value)] }
  public init(stringInterpolation: StringInterpolation) {
    fragments = stringInterpolation.fragments
  }

  public struct StringInterpolation: StringInterpolationProtocol {
    var fragments: [Fragment] = []
    public init(literalCapacity: Int, interpolationCount: Int) {}
    public mutating func appendLiteral(_ literal: String) {
      if !literal.isEmpty { fragments.append(.words(literal)) }
    }
    public mutating func appendInterpolation(_ figure: Figure) {
      fragments.append(.figure(figure))
    }
    public mutating func appendInterpolation(name: String) { fragments.append(.name(name)) }
    public mutating func appendInterpolation(label: String) { fragments.append(.label(label)) }
    public mutating func appendInterpolation(_ prose: Prose) { fragments += prose.fragments }
    /// A word chosen by a rule: rose, fell, two, several.
    public mutating func appendInterpolation(word: String) { fragments.append(.words(word)) }
  }

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
