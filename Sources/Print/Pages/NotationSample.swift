import Charts
import Marks
import Pack

/// A sample of each sign, 60 pt wide round a middle line at y = 0.
struct NotationSample {
  let entry: NotationEntry
  let flow: TextFlow

  var marks: [Mark] {
    switch entry.sample {
    case .actual: [bar(0, 56, .solid(.actual))]
    case .prior: [bar(0, 48, .solid(.priorFill))]
    case .plan:
      [
        bar(0, 30, .solid(.actual)), .path(.line(35, -6, 35, 6, Stroke(.plan, 1.4))),
        .path(.line(45, 0, 62, 0, Stroke(.plan, 0.9, dash: [2.5, 2]))),
      ]
    case .variance:
      [
        .path(.line(18, -4.5, 18, 4.5, Stroke(.axis, 0.6))),
        .path(.line(18, 0, 26, 0, Stroke(.good, 2.2))),
        ValenceMarks.head(.better, x: 26, y: 0),
        .path(.line(52, -4.5, 52, 4.5, Stroke(.axis, 0.6))),
        .path(.line(52, 0, 42, 0, Stroke(.bad, 2.2))), ValenceMarks.head(.worse, x: 42, y: 0),
      ]
    case .notNotable:
      [
        .path(.line(32, -5.5, 32, 5.5, Stroke(.axis, 0.6))),
        ValenceMarks.head(.none, x: 37, y: 0),
      ]
    case .interval:
      [
        .path(.line(10, 0, 50, 0, Stroke(.good, 1.6))),
        ValenceMarks.head(.better, x: 30, y: 0),
      ]
    case .normalRange: normalRange
    case .checks:
      [
        StatusMark.mark(.pass, x: 8, y: 0), StatusMark.mark(.caution, x: 30, y: 0),
        StatusMark.mark(.fail, x: 52, y: 0),
      ].flatMap { $0 }
    case .channels:
      entry.channels.enumerated().map { index, role in
        let pitch = 44 / Double(max(2, entry.channels.count - 1))
        return ChannelMarks.shape(role, x: 8 + Double(index) * pitch, y: 0)
      }
    case .partial:
      [
        bar(0, 22, .solid(.actual)),
        .rect(
          RectMark(
            x: 24.4, y: -3, width: 13.2, height: 6, fill: .hatch(.actual),
            stroke: Stroke(.actual, 0.8))),
        .path(.line(42, 0, 60, 0, Stroke(.priorFill, 1.6))),
      ]
    case .tooFew: tooFew
    case .cut:
      [bar(0, 56, .solid(.actual)), .path(.line(35, 5, 39, -5, Stroke(.paper, 2)))]
    }
  }

  private func bar(_ x: Double, _ width: Double, _ fill: Fill) -> Mark {
    .rect(RectMark(x: x, y: -3.4, width: width, height: 6.8, fill: fill))
  }

  private var normalRange: [Mark] {
    let points = [(0.0, 1.0), (15, -3.5), (30, 2), (46, -2.5), (60, 6.5)]
    return [
      .rect(RectMark(x: 0, y: -6, width: 60, height: 10, fill: .solid(.wash))),
      .path(.polyline(points.map { (x: $0.0, y: $0.1) }, Stroke(.actual, 1.5))),
      ValenceMarks.head(.worse, x: 60, y: 6.5),
    ]
  }

  private var tooFew: [Mark] {
    let style = TextStyle(7.5)
    let width = flow.width("n=37", style) + 6
    return [
      .rect(RectMark(x: 4, y: -6.5, width: 48, height: 13, fill: .hatch(.rule))),
      .rect(
        RectMark(x: 28 - width / 2, y: -5, width: width, height: 10, fill: .solid(.paper))),
      .text(
        TextMark("n=37", x: 28, y: style.baseline(middle: 0), style, .ink2, anchor: .middle)),
    ]
  }
}
