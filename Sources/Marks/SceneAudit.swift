/// Checks that a scene can be read: the automatic checks of the visual specification, VS-14, that
/// need no renderer.
public struct SceneAudit: Sendable {
  /// Numbered as in the specification.
  public enum Check: Int, Sendable, Hashable, CaseIterable {
    case textOverlap = 1
    case textClipped = 2
    case textCrossed = 3
    case textCovered = 4
    case textCut = 5
    case textSize = 6
    case contrast = 7
    case background = 8
  }

  public struct Finding: Sendable, Hashable, CustomStringConvertible {
    public var check: Check
    /// The id of the nearest group that has one.
    public var panel: String
    public var text: String
    public var detail: String

    public var description: String { "\(check) in ‘\(panel)’: “\(text)” \(detail)" }
  }

  public var measurer: any TextMeasurer
  /// 7.5 on paper, 12 on a screen.
  public var minimumSize: Double

  public init(measurer: any TextMeasurer, minimumSize: Double = 7.5) {
    self.measurer = measurer
    self.minimumSize = minimumSize
  }

  public func findings(in scene: Scene) -> [Finding] {
    var pile = AuditPile(measurer: measurer)
    pile.add(scene.marks, dx: 0, dy: 0, panel: "")
    // Few pairs of inks stand on a page, and each asks for twelve roots.
    var faint: [InkPair: Bool] = [:]
    let bounds = InkBox(left: 0, top: 0, right: scene.width, bottom: scene.height)
    var findings: [Finding] = []
    for (index, text) in pile.texts.enumerated() {
      func report(_ check: Check, _ detail: String) {
        findings.append(
          Finding(check: check, panel: text.panel, text: text.mark.text, detail: detail))
      }
      for other in pile.texts[(index + 1)...] where text.box.overlaps(other.box) {
        report(.textOverlap, "lies on “\(other.mark.text)”")
      }
      if !bounds.contains(text.box, tolerance: 0.2) { report(.textClipped, "leaves the scene") }
      if text.mark.text.contains("…"), !text.mark.isName { report(.textCut, "is no name") }
      if text.mark.style.size < minimumSize - 0.001 {
        report(.textSize, "is set at \(text.mark.style.size)")
      }
      let pair = InkPair(text.mark)
      let isFaint = faint[pair] ?? pair.isFaint
      faint[pair] = isFaint
      if isFaint {
        report(.contrast, "\(text.mark.ink) on \(text.mark.background) is too faint")
      }
      checkShapes(of: text, in: pile, report)
    }
    return findings
  }

  private func checkShapes(
    of text: AuditPile.Text, in pile: AuditPile, _ report: (Check, String) -> Void
  ) {
    var under: Fill = .solid(.paper)
    for shape in pile.shapes where shape.reach.overlaps(text.box, by: -0.01) {
      let isLater = shape.order > text.order
      if isLater {
        if shape.coversPart(of: text.box) { report(.textCovered, "by a later \(shape.kind)") }
        continue
      }
      if let fill = shape.fill, shape.holds(text.box) { under = fill }
      let isPaper = shape.fill == .solid(.paper) && shape.stroke == nil
      if !text.mark.halo, !isPaper, shape.cuts(text.box) {
        report(.textCrossed, "by a \(shape.kind)")
      }
    }
    if case .solid(let ink) = under, ink != text.mark.background {
      report(.background, "declares \(text.mark.background), lies on \(ink)")
    }
  }

  /// WCAG 2.2 contrast ratio of two sRGB colours.
  public static func contrast(_ one: UInt32, _ other: UInt32) -> Double {
    let first = luminance(one)
    let second = luminance(other)
    return (max(first, second) + 0.05) / (min(first, second) + 0.05)
  }

  private static func luminance(_ rgb: UInt32) -> Double {
    func linear(_ shift: UInt32) -> Double {
      let value = Double(rgb >> shift & 0xFF) / 255
      return value <= 0.04045 ? value / 12.92 : power24((value + 0.055) / 1.055)
    }
    return 0.2126 * linear(16) + 0.7152 * linear(8) + 0.0722 * linear(0)
  }

  /// x to the power of 2.4 without a mathematics library: x² · (x²)^(1/5), the root by Newton.
  private static func power24(_ x: Double) -> Double {
    let square = x * x
    var root = 1.0
    for _ in 0..<40 {
      let fourth = root * root * root * root
      let step = (fourth * root - square) / (5 * fourth)
      root -= step
      // From above, so that steps only shrink.
      if step < 1e-15 { break }
    }
    return square * root
  }
}

/// An ink on what it is declared to lie on; large letters may be fainter.
private struct InkPair: Hashable {
  let ink, background: Ink
  let isLarge: Bool

  init(_ mark: TextMark) {
    (ink, background) = (mark.ink, mark.background)
    isLarge = mark.style.size >= 18 || (mark.style.size >= 14 && mark.style.weight == .semibold)
  }

  /// In either theme.
  var isFaint: Bool {
    let least = isLarge ? 3 : 4.5
    return SceneAudit.contrast(ink.light, background.light) < least
      || SceneAudit.contrast(ink.dark, background.dark) < least
  }
}
