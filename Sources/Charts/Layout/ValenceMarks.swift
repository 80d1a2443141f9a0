import Marks

/// The heads that carry valence by shape as well as by colour (VS-4.4): round is better, square
/// worse, hollow not notable.
public enum ValenceMarks {
  /// - Parameter scale: 1 on paper: round r 2.7, square 5, hollow r 2.2.
  public static func head(_ valence: Valence, x: Double, y: Double, scale: Double = 1) -> Mark {
    switch valence {
    case .better: .path(.circle(x, y, 2.7 * scale, fill: .good))
    case .worse: .rect(square(x: x, y: y, side: 5 * scale))
    case .none:
      .path(
        .circle(
          x, y, 2.2 * scale, fill: .paper, stroke: Stroke(.neutral, 1.1 * scale)))
    case .caution: .path(triangle(x: x, y: y, side: 6 * scale, .warn))
    }
  }

  /// How long the arrow of `beyond` is, at scale 1.
  static let arrow = 4.0

  /// A value beyond the end of its scale: an arrow that ends there, and the head before it.
  /// - Parameter side: 1 where the scale ends at its greatest value, -1 at its least.
  static func beyond(
    _ valence: Valence, x: Double, y: Double, side: Double, scale: Double
  ) -> [Mark] {
    let arrow = arrow * scale
    return [
      .path(
        PathMark(
          [
            .move(x, y), .line(x - side * arrow, y - 2.9 * scale),
            .line(x - side * arrow, y + 2.9 * scale), .close,
          ], fill: .solid(valence == .none ? .neutral : valence.ink))),
      head(valence, x: x - side * (arrow + 3 * scale), y: y, scale: scale),
    ]
  }

  /// The head of a value on a scale, or what says that it lies beyond.
  public static func on(
    _ axis: LinearScale, _ valence: Valence, _ value: Double, y: Double, scale: Double
  ) -> [Mark] {
    if axis.domain.contains(value) { return [head(valence, x: axis(value), y: y, scale: scale)] }
    let isAbove = value > axis.domain.upperBound
    return beyond(
      valence, x: axis.clamped(value), y: y, side: isAbove ? 1 : -1, scale: scale)
  }

  /// The last point of a line: as a head, but filled slate where there is nothing to judge.
  public static func point(_ valence: Valence, x: Double, y: Double, scale: Double = 1) -> Mark {
    switch valence {
    case .better: .path(.circle(x, y, 2.7 * scale, fill: .good))
    case .worse: .rect(square(x: x, y: y, side: 5 * scale))
    case .none: .path(.circle(x, y, 2.7 * scale, fill: .actual))
    case .caution: .path(triangle(x: x, y: y, side: 6 * scale, .warn))
    }
  }

  /// The shape alone, in an ink that can be read on a coloured area: nothing where nothing is notable.
  /// - Parameter isHollow: the shape's outline, as large.
  public static func cue(
    _ valence: Valence, x: Double, y: Double, ink: Ink, scale: Double = 1, isHollow: Bool = false
  ) -> Mark? {
    let edge = isHollow ? 0.8 * scale : 0
    func hollowed(_ path: PathMark) -> Mark {
      .path(
        PathMark(
          path.segments, fill: isHollow ? nil : .solid(ink),
          stroke: isHollow ? Stroke(ink, edge) : nil))
    }
    switch valence {
    case .better: return hollowed(.circle(x, y, 1.9 * scale - edge / 2))
    case .worse:
      var rect = square(x: x, y: y, side: 3.5 * scale - edge, ink)
      if isHollow { (rect.fill, rect.stroke) = (nil, Stroke(ink, edge)) }
      return .rect(rect)
    case .none: return nil
    case .caution: return hollowed(triangle(x: x, y: y, side: 4.4 * scale - edge, ink))
    }
  }

  private static func triangle(x: Double, y: Double, side: Double, _ ink: Ink) -> PathMark {
    let rise = side * 0.45
    return PathMark(
      [.move(x, y - rise), .line(x + side / 2, y + rise), .line(x - side / 2, y + rise), .close],
      fill: .solid(ink))
  }

  private static func square(
    x: Double, y: Double, side: Double, _ ink: Ink = .bad
  ) -> RectMark {
    RectMark(
      x: x - side / 2, y: y - side / 2, width: side, height: side, fill: .solid(ink))
  }
}
