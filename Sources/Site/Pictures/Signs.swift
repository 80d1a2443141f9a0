import Charts
import Marks
import Pack

/// The small signs of a page: valences, verdicts of checks, channels. Defined once, used by name.
enum Signs {
  /// `better`, `worse`, `none`, `pass`, `caution`, `fail`, `note`, `channel-1` to `channel-4`,
  /// `next`.
  static func sheet(_ writer: inout SVGWriter) -> HTMLMarkup {
    var symbols: HTMLMarkup = ""
    // That of a caution is a badge's, below.
    for valence in Valence.allCases where valence != .caution {
      symbols += writer.symbol("i-\(name(valence))", scene(10, valence))
    }
    for badge in [Table.Badge.pass, .caution, .fail, .note] {
      symbols += writer.symbol(
        "i-\(name(badge))", Scene(width: 16, height: 16, marks: marks(badge, x: 8, y: 8)))
    }
    for role in ChannelRole.allCases {
      symbols += writer.symbol(
        "i-\(name(role))",
        Scene(width: 12, height: 12, marks: [ChannelMarks.shape(role, x: 6, y: 6, scale: 1.8)]))
    }
    let chevron = PathMark.polyline(
      [(x: 2, y: 1.5), (x: 8, y: 8), (x: 2, y: 14.5)], Stroke(.axis, 1.6))
    symbols += writer.symbol("i-next", Scene(width: 10, height: 16, marks: [.path(chevron)]))
    return """
      <svg class="sheet" aria-hidden="true" width="0" height="0">\(symbols)</svg>
      """
  }

  static func name(_ valence: Valence) -> HTMLMarkup {
    switch valence {
    case .better: "better"
    case .worse: "worse"
    case .none: "none"
    case .caution: "caution"
    }
  }

  static func name(_ badge: Table.Badge) -> HTMLMarkup {
    switch badge {
    case .pass: "pass"
    case .caution: "caution"
    case .fail: "fail"
    case .note: "note"
    }
  }

  static func name(_ role: ChannelRole) -> HTMLMarkup {
    switch role {
    case .first: "channel-1"
    case .second: "channel-2"
    case .third: "channel-3"
    case .other: "channel-4"
    }
  }

  private static func scene(_ side: Double, _ valence: Valence) -> Scene {
    Scene(
      width: side, height: side,
      marks: [ValenceMarks.head(valence, x: side / 2, y: side / 2, scale: 1.6)])
  }

  /// ● with a tick, ▲ with an exclamation mark, ■ or ○; 14 across.
  static func marks(_ badge: Table.Badge, x: Double, y: Double) -> [Mark] {
    switch badge {
    case .pass:
      [
        .path(.circle(x, y, 6.6, fill: .good)),
        .path(
          .polyline(
            [(x: x - 3.1, y: y + 0.2), (x: x - 0.9, y: y + 2.4), (x: x + 3.3, y: y - 2.2)],
            Stroke(.paper, 1.8))),
      ]
    case .caution:
      [
        .path(
          PathMark(
            [.move(x, y - 7.2), .line(x + 7.6, y + 6.2), .line(x - 7.6, y + 6.2), .close],
            fill: .solid(.warn))),
        .path(.line(x, y - 2.8, x, y + 1.6, Stroke(.paper, 1.6))),
        .path(.circle(x, y + 3.9, 0.9, fill: .paper)),
      ]
    case .fail:
      [.rect(RectMark(x: x - 6, y: y - 6, width: 12, height: 12, fill: .solid(.bad)))]
    case .note: [.path(.circle(x, y, 5.8, stroke: Stroke(.ink2, 1.6)))]
    }
  }
}
