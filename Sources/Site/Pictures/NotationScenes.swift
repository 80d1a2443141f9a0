import Charts
import Marks
import Pack

/// A sample of each sign for the notation list, 88 by 22.
enum NotationScenes {
  private static let middle = 11.0

  static func scene(_ entry: NotationEntry) -> Scene {
    Scene(width: 88, height: 22, marks: marks(entry))
  }

  private static func marks(_ entry: NotationEntry) -> [Mark] {
    switch entry.sample {
    case .actual: [bar(1, 76, .solid(.actual))]
    case .prior: [bar(1, 64, .solid(.priorFill))]
    case .plan:
      [
        bar(1, 40, .solid(.actual)),
        .path(.line(48, middle - 8, 48, middle + 8, Stroke(.plan, 1.8))),
        .path(.line(60, middle, 84, middle, Stroke(.plan, 1.2, dash: [3.5, 2.5]))),
      ]
    case .variance: pin(24, 36, .better) + pin(76, 62, .worse)
    case .notNotable:
      [axis(44), ValenceMarks.head(.none, x: 52, y: middle, scale: 1.35)]
    case .interval:
      [
        .path(.line(16, middle, 72, middle, Stroke(.good, 2))),
        ValenceMarks.head(.better, x: 44, y: middle, scale: 1.35),
      ]
    case .normalRange: normalRange
    case .checks:
      [(Table.Badge.pass, 14.0), (.caution, 44), (.fail, 74)].flatMap {
        Signs.marks($0.0, x: $0.1, y: middle)
      }
    case .channels:
      entry.channels.enumerated().map { index, role in
        let pitch = 60 / Double(max(2, entry.channels.count - 1))
        return ChannelMarks.shape(role, x: 14 + Double(index) * pitch, y: middle, scale: 1.6)
      }
    case .partial:
      [
        bar(1, 30, .solid(.actual)),
        .rect(
          RectMark(
            x: 33.5, y: middle - 4.5, width: 19, height: 9, fill: .hatch(.actual),
            stroke: Stroke(.actual, 1))),
        .path(.line(60, middle, 84, middle, Stroke(.priorFill, 2.2))),
      ]
    case .cut:
      [
        bar(1, 76, .solid(.actual)),
        .path(.line(48, middle + 7, 53, middle - 7, Stroke(.paper, 2.6))),
      ]
    case .tooFew:
      [
        .rect(RectMark(x: 4, y: 1, width: 76, height: 20, fill: .hatch(.rule))),
        .rect(RectMark(x: 22, y: 3, width: 40, height: 16, fill: .solid(.paper))),
        .text(TextMark("n=37", x: 42, y: 15.5, TextStyle(12), .ink2, anchor: .middle)),
      ]
    }
  }

  private static func bar(_ x: Double, _ width: Double, _ fill: Fill) -> Mark {
    .rect(RectMark(x: x, y: middle - 5, width: width, height: 10, fill: fill))
  }

  private static func axis(_ x: Double) -> Mark {
    .path(.line(x, middle - 6.5, x, middle + 6.5, Stroke(.axis, 0.9)))
  }

  private static func pin(_ zero: Double, _ end: Double, _ valence: Valence) -> [Mark] {
    [
      axis(zero), .path(.line(zero, middle, end, middle, Stroke(valence.ink, 2.8))),
      ValenceMarks.head(valence, x: end, y: middle, scale: 1.35),
    ]
  }

  private static var normalRange: [Mark] {
    let points = [(1.0, 1.5), (21, -5), (42, 3), (64, -3.5), (82, 7)]
    return [
      .rect(RectMark(x: 1, y: middle - 8, width: 82, height: 13, fill: .solid(.wash))),
      .path(
        .polyline(points.map { (x: $0.0, y: middle + $0.1) }, Stroke(.actual, 2))),
      ValenceMarks.head(.worse, x: 82, y: middle + 7, scale: 1.2),
    ]
  }
}
