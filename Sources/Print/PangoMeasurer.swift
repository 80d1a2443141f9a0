import Marks

/// Measures with Pango in the fonts that PDF and PNG are set in, so that what fits here fits there.
///
/// Figures are tabular, but for the display face in Inter 4.0 beta, whose tabular figures differ by
/// up to a tenth of an em (so columns of numbers are set in the text face); glyphs are neither hinted
/// nor rounded to pixels. Calls may come from any thread; short texts are remembered by the fonts.
public struct PangoMeasurer: TextMeasurer {
  private let fonts: FontSet

  public init(_ fonts: FontSet) {
    self.fonts = fonts
  }

  /// Advance width in points of one line; 0 for text without a visible scalar.
  public func width(of text: String, _ style: TextStyle) -> Double {
    fonts.withLine(of: text, style) { $0.width } ?? 0
  }

  /// How many characters of the text no installed font has; they are drawn as `U+FFFD`.
  public func missingGlyphs(in text: String) -> Int {
    fonts.withLine(of: text, TextStyle(10)) { $0.missingGlyphs } ?? 0
  }
}
