import Marks
import Synchronization

/// Measures with Pango in the fonts that PDF and PNG are set in, so that what fits here fits there.
///
/// Figures are tabular, but for the display face in Inter 4.0 beta, whose tabular figures differ by
/// up to a tenth of an em (so columns of numbers are set in the text face); glyphs are neither hinted nor rounded to pixels. Calls may come from any
/// thread; short texts are remembered.
public final class PangoMeasurer: TextMeasurer {
  private struct Key: Hashable {
    let text: String
    let style: TextStyle

    /// By bytes: `String` holds composed and decomposed spellings for equal, fonts may not.
    static func == (left: Key, right: Key) -> Bool {
      left.style == right.style && left.text.utf8.elementsEqual(right.text.utf8)
    }
  }

  private let fonts: FontSet
  private let widths = Mutex<[Key: Double]>([:])

  public init(_ fonts: FontSet) {
    self.fonts = fonts
  }

  /// Advance width in points of one line; 0 for text without a visible scalar.
  public func width(of text: String, _ style: TextStyle) -> Double {
    let key = Key(text: text, style: style)
    if let known = widths.withLock({ $0[key] }) { return known }
    let width = fonts.withLine(of: text, style) { $0.width } ?? 0
    if text.utf8.count <= 256 {
      widths.withLock { widths in
        // Forgetting all is rarer and simpler than choosing what to forget.
        if widths.count >= 16_384 { widths.removeAll(keepingCapacity: true) }
        widths[key] = width
      }
    }
    return width
  }

  /// How many characters of the text no installed font has; they are drawn as `U+FFFD`.
  public func missingGlyphs(in text: String) -> Int {
    fonts.withLine(of: text, TextStyle(10)) { $0.missingGlyphs } ?? 0
  }
}
