/// Lengths and places at 0.01, without needless zeros, in any locale the same.
public enum Hundredths {
  /// - Parameter value: finite, under 1e15.
  public static func text(_ value: Double) -> String {
    let hundredths = Int((value * 100).rounded())
    let size = hundredths.magnitude
    var text = (hundredths < 0 ? "-" : "") + String(size / 100)
    let rest = size % 100
    if rest > 0 {
      text += rest % 10 == 0 ? ".\(rest / 10)" : rest < 10 ? ".0\(rest)" : ".\(rest)"
    }
    return text
  }
}
