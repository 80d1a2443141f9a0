import Marks
import Pack

/// The verdict of a check as a shape: ● with a tick, ▲, ■ or ○; its word always stands beside it.
enum StatusMark {
  static func ink(_ badge: Table.Badge) -> Ink {
    switch badge {
    case .pass: .good
    case .caution: .warn
    case .fail: .bad
    case .note: .ink2
    }
  }

  static func mark(_ badge: Table.Badge, x: Double, y: Double) -> [Mark] {
    switch badge {
    case .pass:
      [
        .path(.circle(x, y, 3.6, fill: .good)),
        .path(
          .polyline(
            [(x: x - 1.7, y: y + 0.1), (x: x - 0.5, y: y + 1.3), (x: x + 1.8, y: y - 1.2)],
            Stroke(.paper, 1))),
      ]
    case .caution:
      [
        .path(
          PathMark(
            [
              .move(x, y - 4), .line(x + 4.3, y + 3.4), .line(x - 4.3, y + 3.4), .close,
            ], fill: .solid(.warn))),
        .path(.line(x, y - 1.5, x, y + 0.9, Stroke(.paper, 0.9))),
        .path(.circle(x, y + 2.1, 0.5, fill: .paper)),
      ]
    case .fail:
      [
        .rect(RectMark(x: x - 3.3, y: y - 3.3, width: 6.6, height: 6.6, fill: .solid(.bad)))
      ]
    case .note: [.path(.circle(x, y, 3.2, stroke: Stroke(.ink2, 1)))]
    }
  }
}
