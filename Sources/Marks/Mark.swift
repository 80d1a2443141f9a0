/// One thing to draw. A closed set, switched without `default`: a new case makes the compiler list
/// every renderer that must learn it.
public enum Mark: Sendable, Hashable {
  case rect(RectMark)
  case path(PathMark)
  case text(TextMark)
  case image(ImageMark)
  case group(GroupMark)
}

/// How an area is filled.
public enum Fill: Sendable, Hashable {
  case solid(Ink)
  /// 45° lines of this ink, pitch 3, on nothing: not yet a fact, or withheld.
  case hatch(Ink)
}

public struct Stroke: Sendable, Hashable {
  public var ink: Ink
  public var width: Double
  /// Lengths of dash and gap; empty is solid.
  public var dash: [Double]

  public init(_ ink: Ink, _ width: Double, dash: [Double] = []) {
    self.ink = ink
    self.width = width
    self.dash = dash
  }
}

public struct RectMark: Sendable, Hashable {
  public var x, y, width, height: Double
  public var fill: Fill?
  public var stroke: Stroke?

  public init(
    x: Double, y: Double, width: Double, height: Double, fill: Fill? = nil, stroke: Stroke? = nil
  ) {
    self.x = x
    self.y = y
    self.width = width
    self.height = height
    self.fill = fill
    self.stroke = stroke
  }
}

public struct PathMark: Sendable, Hashable {
  public enum Segment: Sendable, Hashable {
    case move(Double, Double)
    case line(Double, Double)
    /// A full circle round a centre; starts and ends its own subpath.
    case circle(Double, Double, radius: Double)
    case close
  }

  public var segments: [Segment]
  public var fill: Fill?
  public var stroke: Stroke?

  public init(_ segments: [Segment], fill: Fill? = nil, stroke: Stroke? = nil) {
    self.segments = segments
    self.fill = fill
    self.stroke = stroke
  }

  /// An open line through points.
  public static func polyline(_ points: [(x: Double, y: Double)], _ stroke: Stroke) -> PathMark {
    PathMark(
      points.enumerated().map { $0 == 0 ? .move($1.x, $1.y) : .line($1.x, $1.y) }, stroke: stroke)
  }

  public static func line(
    _ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, _ stroke: Stroke
  ) -> PathMark {
    PathMark([.move(x1, y1), .line(x2, y2)], stroke: stroke)
  }

  public static func circle(
    _ x: Double, _ y: Double, _ radius: Double, fill: Ink? = nil, stroke: Stroke? = nil
  ) -> PathMark {
    PathMark([.circle(x, y, radius: radius)], fill: fill.map { .solid($0) }, stroke: stroke)
  }
}

public struct TextMark: Sendable, Hashable {
  public enum Anchor: String, Sendable, Hashable {
    case start, middle, end
  }

  public var text: String
  public var x: Double
  /// The baseline, not the top.
  public var y: Double
  public var style: TextStyle
  public var ink: Ink
  public var anchor: Anchor
  /// The ink of what lies under the text, for the contrast audit.
  public var background: Ink
  /// A name from the data: the only text that may be cut in the middle to fit.
  public var isName: Bool
  /// A paper-coloured edge that lifts the text off lines under it.
  public var halo: Bool

  public init(
    _ text: String, x: Double, y: Double, _ style: TextStyle, _ ink: Ink = .ink,
    anchor: Anchor = .start, background: Ink = .paper, isName: Bool = false, halo: Bool = false
  ) {
    self.text = text
    self.x = x
    self.y = y
    self.style = style
    self.ink = ink
    self.anchor = anchor
    self.background = background
    self.isName = isName
    self.halo = halo
  }
}

/// Marks that belong together, moved as one, with the meaning a document structure needs.
public struct GroupMark: Sendable, Hashable {
  public enum Role: Sendable, Hashable {
    /// No meaning of its own.
    case plain
    /// Decoration: rules, footers, pins whose number stands beside them.
    case artifact
    case heading(level: Int)
    case paragraph
    /// A chart, with its alternative text.
    case figure(alternative: String)
    case table, row, headCell, cell
    /// A part of the document, e.g. one page's content.
    case section
    /// A link to a page of the same document, 1-based.
    case link(page: Int)
  }

  public var role: Role
  /// A stable name of what is drawn, e.g. a panel id; the audit and the tests name it.
  public var id: String
  public var dx, dy: Double
  public var marks: [Mark]

  public init(
    _ role: Role = .plain, id: String = "", dx: Double = 0, dy: Double = 0, _ marks: [Mark]
  ) {
    self.role = role
    self.id = id
    self.dx = dx
    self.dy = dy
    self.marks = marks
  }
}
