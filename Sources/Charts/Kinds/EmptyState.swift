import Marks
import Metrics

/// What stands in place of a plot without data: a dashed frame and the reason, never an empty axis.
public struct EmptyState: Chart, Hashable {
  /// Bold: "No conversions recorded".
  public var reason: String
  /// The second line: "Display paused 18–24 Nov". May be empty.
  public var detail: String

  public init(reason: String, detail: String = "") {
    self.reason = reason
    self.detail = detail
  }

  /// When nobody knows why.
  public static var noValues: EmptyState {
    EmptyState(reason: Phrase("No values in this period").text)
  }

  public var data: ChartData { ChartData(head: [], rows: []) }

  public func preferredHeight(_ style: ChartStyle) -> Double { 60 * style.textScale }

  public func scene(
    width: Double, height: Double, style: ChartStyle, measurer: any TextMeasurer
  ) -> Scene {
    let text = TextFit(measurer)
    var marks: [Mark] = [
      .rect(
        RectMark(
          x: 0.4, y: 0.4, width: max(0, width - 0.8), height: max(0, height - 0.8),
          stroke: Stroke(.rule, 0.8, dash: [3, 2.5])))
    ]
    let room = width - style.labelSize * 1.5
    let line = style.labelSize * 1.45
    let most = max(0, Int((height - 4) / line))
    var lines: [(words: String, style: TextStyle)] = []
    for (words, textStyle) in [(reason, style.labelStrong), (detail, style.label)] {
      let left = min(most - lines.count, 3)
      guard !words.isEmpty, left > 0,
        let wrapped = text.wrapped(words, to: room, textStyle, lines: left)
      else { continue }
      lines += wrapped.map { ($0, textStyle) }
    }
    let top = height / 2 - Double(lines.count - 1) * line / 2
    for (index, entry) in lines.enumerated() {
      marks.append(
        .text(
          TextMark(
            entry.words, x: width / 2,
            y: entry.style.baseline(centredOn: top + Double(index) * line), entry.style, .ink2,
            anchor: .middle)))
    }
    return Scene(width: width, height: height, marks: marks)
  }
}
