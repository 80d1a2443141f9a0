import Marks

/// Markup made of literals of this program and of escaped text; nothing else can be put into it.
///
/// Written as a string literal with interpolations of `HTMLText`, of other markup, of scene
/// lengths and of whole numbers such as ids. A `String` cannot be interpolated.
public struct HTMLMarkup: Sendable, Hashable, ExpressibleByStringInterpolation {
  public private(set) var source: String

  public init(stringLiteral value: StaticString) { source = value.description }

  public init(stringInterpolation: StringInterpolation) { source = stringInterpolation.source }

  init(_ text: HTMLText) { source = text.source }

  /// A style sheet that `CSSCheck` has passed, for the one style element.
  init(checkedCSS text: String) { source = text }

  public struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var source: String

    public init(literalCapacity: Int, interpolationCount: Int) {
      source = ""
      source.reserveCapacity(literalCapacity + interpolationCount * 8)
    }

    public mutating func appendLiteral(_ literal: StaticString) { source += literal.description }
    public mutating func appendInterpolation(_ text: HTMLText) { source += text.source }
    public mutating func appendInterpolation(_ markup: HTMLMarkup) { source += markup.source }
    public mutating func appendInterpolation(_ number: Int) { source += String(number) }
    /// A role's name is one of a closed set without marks.
    public mutating func appendInterpolation(_ ink: Ink) { source += ink.rawValue }
    mutating func appendInterpolation(length: Double) { source += SVGNumber.text(length) }
  }

  public static func += (left: inout HTMLMarkup, right: HTMLMarkup) { left.source += right.source }

  public static func + (left: HTMLMarkup, right: HTMLMarkup) -> HTMLMarkup { "\(left)\(right)" }

  public var isEmpty: Bool { source.isEmpty }
}
