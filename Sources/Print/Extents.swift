import Marks

/// A box round marks, in points, y downwards.
struct Extents: Sendable, Hashable {
  var left, top, right, bottom: Double

  /// The box round marks, generous for text (ascent and descent of the face); nil for none.
  static func around(_ marks: [Mark], _ fonts: FontSet) -> Extents? {
    marks.reduce(nil) { join($0, around($1, fonts)) }
  }

  func moved(_ dx: Double, _ dy: Double) -> Extents {
    Extents(left: left + dx, top: top + dy, right: right + dx, bottom: bottom + dy)
  }

  private static func join(_ one: Extents?, _ other: Extents?) -> Extents? {
    guard let one, let other else { return one ?? other }
    return Extents(
      left: min(one.left, other.left), top: min(one.top, other.top),
      right: max(one.right, other.right), bottom: max(one.bottom, other.bottom))
  }

  private static func around(_ mark: Mark, _ fonts: FontSet) -> Extents? {
    switch mark {
    case .rect(let rect):
      let edge = (rect.stroke?.width ?? 0) / 2
      return Extents(
        left: min(rect.x, rect.x + rect.width) - edge,
        top: min(rect.y, rect.y + rect.height) - edge,
        right: max(rect.x, rect.x + rect.width) + edge,
        bottom: max(rect.y, rect.y + rect.height) + edge)
    case .path(let path):
      let edge = (path.stroke?.width ?? 0) / 2
      return path.segments.reduce(nil) { join($0, around($1, edge)) }
    case .text(let text):
      guard let width = fonts.withLine(of: text.text, text.style, { $0.width }) else { return nil }
      let start = text.start(ofWidth: width)
      return Extents(
        left: start, top: text.y - text.style.size * 0.97, right: start + width,
        bottom: text.y + text.style.size * 0.25)
    case .image(let image):
      return Extents(
        left: image.x, top: image.y, right: image.x + image.width, bottom: image.y + image.height)
    case .group(let group):
      return around(group.marks, fonts)?.moved(group.dx, group.dy)
    }
  }

  private static func around(_ segment: PathMark.Segment, _ edge: Double) -> Extents? {
    switch segment {
    case .move(let x, let y), .line(let x, let y):
      Extents(left: x - edge, top: y - edge, right: x + edge, bottom: y + edge)
    case .circle(let x, let y, let radius):
      Extents(
        left: x - radius - edge, top: y - radius - edge, right: x + radius + edge,
        bottom: y + radius + edge)
    case .close: nil
    }
  }
}

extension TextMark {
  /// Where the line begins at the left, whatever the direction of its script.
  func start(ofWidth width: Double) -> Double {
    switch anchor {
    case .start: x
    case .middle: x - width / 2
    case .end: x - width
    }
  }
}
