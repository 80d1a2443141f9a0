import Marks

/// How large words and marks are. The layout follows: fewer ticks and labels where words are
/// larger or room is less, never smaller words.
public struct ChartStyle: Sendable, Hashable {
  /// Axis ticks, annotations and column heads.
  public var tickSize: Double
  /// Direct labels and data labels.
  public var labelSize: Double
  /// Names and values in rows.
  public var nameSize: Double
  /// Size of dots and strokes relative to paper.
  public var markScale: Double

  public init(tickSize: Double, labelSize: Double, nameSize: Double, markScale: Double) {
    self.tickSize = tickSize
    self.labelSize = labelSize
    self.nameSize = nameSize
    self.markScale = markScale
  }

  /// Points on a page: 7.5 and 8 (visual specification, VS-3.3).
  public static let print = ChartStyle(tickSize: 7.5, labelSize: 8, nameSize: 8.5, markScale: 1)
  /// CSS px: no text under 12.
  public static let screen = ChartStyle(
    tickSize: 12, labelSize: 12.5, nameSize: 13, markScale: 1.3)

  /// How much larger text is than on paper; distances between words follow it.
  public var textScale: Double { tickSize / 7.5 }

  public var tick: TextStyle { TextStyle(tickSize) }
  public var tickStrong: TextStyle { TextStyle(tickSize, .semibold) }
  public var label: TextStyle { TextStyle(labelSize) }
  public var labelStrong: TextStyle { TextStyle(labelSize, .semibold) }
  public var name: TextStyle { TextStyle(nameSize, .medium) }
  public var value: TextStyle { TextStyle(nameSize) }
  public var valueStrong: TextStyle { TextStyle(nameSize, .semibold) }

  func stroke(_ ink: Ink, _ width: Double, dash: [Double] = []) -> Stroke {
    Stroke(ink, width * markScale, dash: dash)
  }

  /// The target's dash (VS-4.5).
  var targetStroke: Stroke { stroke(.plan, 0.9, dash: [2.5, 2]) }
  var gridStroke: Stroke { Stroke(.grid, 0.5) }
  var axisStroke: Stroke { Stroke(.axis, 0.6) }
}

extension TextStyle {
  /// The baseline that centres capitals and figures on a height.
  func baseline(centredOn y: Double) -> Double { y + InkBox.capHeight * size / 2 }
  var capHeight: Double { InkBox.capHeight * size }
}
