/// How a run of text is set. Sizes are points (a scene unit); nothing in a pack is under 7.5.
public struct TextStyle: Sendable, Hashable {
  public enum Face: String, Sendable, Hashable {
    /// Inter.
    case text
    /// Inter Display, from 14 pt up.
    case display
  }

  public enum Weight: Int, Sendable, Hashable {
    case regular = 400
    case medium = 500
    case semibold = 600
  }

  public var size: Double
  public var weight: Weight
  public var face: Face
  /// Slashed zeros, for ids and hashes. Figures are tabular everywhere.
  public var slashedZero: Bool

  public init(
    _ size: Double, _ weight: Weight = .regular, face: Face = .text, slashedZero: Bool = false
  ) {
    self.size = size
    self.weight = weight
    self.face = face
    self.slashedZero = slashedZero
  }
}

/// Measures text as the renderer will set it; the real one asks Pango, tests inject a fixed one.
public protocol TextMeasurer: Sendable {
  /// Advance width in points of one line.
  func width(of text: String, _ style: TextStyle) -> Double
}

/// A measurer without fonts for tests: every scalar is 0.56 em wide, so scenes do not depend on
/// what is installed.
public struct FixedMeasurer: TextMeasurer {
  public init() {}
  public func width(of text: String, _ style: TextStyle) -> Double {
    Double(text.unicodeScalars.count) * style.size * 0.56
  }
}
