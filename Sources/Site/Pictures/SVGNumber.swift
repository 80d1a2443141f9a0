import Marks

/// Lengths and places in SVG: at 0.01, without needless zeros, in any locale the same.
enum SVGNumber {
  static func text(_ value: Double) -> String {
    guard value.isFinite, value.magnitude < 1e12 else { return "0" }
    return Hundredths.text(value)
  }
}
