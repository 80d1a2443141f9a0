import Marks
import Metrics

/// A relative variance as a pin on a scale of ±10 %: stem, head, arrow when it is beyond.
public struct VariancePin: Sendable, Hashable {
  /// The relative change, 0.075 for +7.5 %.
  public var change: Double
  public var valence: Valence
  /// The change as printed, for the data table.
  public var display: String

  public init(change: Double, valence: Valence, display: String = "") {
    self.change = change
    self.valence = valence
    self.display = display
  }
}

extension VariancePin: Chart {
  /// The change at the end of the scale; all pins share it (VS-6.4).
  public static let reach = 0.1

  public var data: ChartData {
    ChartData(
      head: display.isEmpty ? [] : [Phrase("Change").text],
      cells: display.isEmpty ? [] : [[.value(change, .rate, display)]])
  }

  public func preferredHeight(_ style: ChartStyle) -> Double { 9 * style.markScale }

  /// Zero is in the middle; half the scale is 26 pt, or what the width leaves.
  public func scene(
    width: Double, height: Double, style: ChartStyle, measurer: any TextMeasurer
  ) -> Scene {
    let scale = style.markScale
    let half = max(0, min(26 * scale, width / 2 - 3 * scale))
    let zero = width / 2
    let middle = height / 2
    let tall = min(9 * scale, height)
    var marks: [Mark] = [
      .path(.line(zero, middle - tall / 2, zero, middle + tall / 2, style.axisStroke))
    ]
    guard !change.isNaN else { return Scene(width: width, height: height, marks: marks) }
    let side: Double = change < 0 ? -1 : 1
    let isBeyond = change.magnitude > Self.reach
    let end = zero + side * half * min(1, change.magnitude / Self.reach)
    let stemEnd = isBeyond ? end - side * ValenceMarks.arrow * scale : end
    if abs(stemEnd - zero) > 0.05 {
      marks.append(.path(.line(zero, middle, stemEnd, middle, style.stroke(valence.ink, 2.2))))
    }
    marks +=
      isBeyond
      ? ValenceMarks.beyond(valence, x: end, y: middle, side: side, scale: scale)
      : [ValenceMarks.head(valence, x: end, y: middle, scale: scale)]
    return Scene(width: width, height: height, marks: marks)
  }
}
