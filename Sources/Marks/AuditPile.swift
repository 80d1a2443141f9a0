/// A scene laid flat for the audit: texts and shapes at their places, in drawing order.
struct AuditPile {
  struct Text {
    var order: Int
    var panel: String
    var mark: TextMark
    var box: InkBox
  }

  struct Shape {
    enum Outline {
      case box(InkBox)
      case lines([(x: Double, y: Double)], isClosed: Bool)
      case disc(x: Double, y: Double, radius: Double)
    }

    var order: Int
    var outline: Outline
    var fill: Fill?
    var stroke: Stroke?
    /// Around all of it and half its stroke: texts out of reach need no closer look.
    let reach: InkBox

    init(order: Int, outline: Outline, fill: Fill?, stroke: Stroke?) {
      self.order = order
      self.outline = outline
      self.fill = fill
      self.stroke = stroke
      reach = outline.bounds.grown((stroke?.width ?? 0) / 2)
    }
  }

  private(set) var texts: [Text] = []
  private(set) var shapes: [Shape] = []
  private var order = 0
  private let measurer: any TextMeasurer

  init(measurer: any TextMeasurer) {
    self.measurer = measurer
  }

  mutating func add(_ marks: [Mark], dx: Double, dy: Double, panel: String) {
    for mark in marks {
      order += 1
      switch mark {
      case .rect(let rect):
        let box = rect.inkBox.moved(dx, dy)
        shapes.append(
          Shape(order: order, outline: .box(box), fill: rect.fill, stroke: rect.stroke))
      case .path(let path):
        add(path, dx: dx, dy: dy)
      case .image(let image):
        shapes.append(
          Shape(
            order: order,
            outline: .box(
              InkBox(
                left: image.x + dx, top: image.y + dy, right: image.x + dx + image.width,
                bottom: image.y + dy + image.height)), fill: .solid(.paper), stroke: nil))
      case .text(var text):
        text.x += dx
        text.y += dy
        texts.append(
          Text(order: order, panel: panel, mark: text, box: text.inkBox(measurer)))
      case .group(let group):
        add(
          group.marks, dx: dx + group.dx, dy: dy + group.dy,
          panel: group.id.isEmpty ? panel : group.id)
      }
    }
  }

  private mutating func add(_ path: PathMark, dx: Double, dy: Double) {
    var run: [(x: Double, y: Double)] = []
    func shape(_ outline: Shape.Outline) -> Shape {
      Shape(order: order, outline: outline, fill: path.fill, stroke: path.stroke)
    }
    func flush(isClosed: Bool) {
      if run.count > 1 { shapes.append(shape(.lines(run, isClosed: isClosed))) }
      run = []
    }
    for segment in path.segments {
      switch segment {
      case .move(let x, let y):
        flush(isClosed: false)
        run = [(x + dx, y + dy)]
      case .line(let x, let y): run.append((x + dx, y + dy))
      case .circle(let x, let y, let radius):
        flush(isClosed: false)
        shapes.append(shape(.disc(x: x + dx, y: y + dy, radius: radius)))
      case .close: flush(isClosed: true)
      }
    }
    flush(isClosed: false)
  }
}

extension AuditPile.Shape.Outline {
  fileprivate var bounds: InkBox {
    switch self {
    case .box(let box): box
    case .lines(let points, _):
      points.reduce(
        InkBox(left: .infinity, top: .infinity, right: -.infinity, bottom: -.infinity)
      ) { box, point in
        InkBox(
          left: min(box.left, point.x), top: min(box.top, point.y),
          right: max(box.right, point.x), bottom: max(box.bottom, point.y))
      }
    case .disc(let x, let y, let radius):
      InkBox(left: x, top: y, right: x, bottom: y).grown(radius)
    }
  }
}

extension AuditPile.Shape {
  var kind: String {
    switch outline {
    case .box: "rectangle"
    case .lines: fill == nil ? "line" : "area"
    case .disc: "dot"
    }
  }

  /// The whole text stands on the filled shape.
  func holds(_ text: InkBox) -> Bool {
    guard fill != nil else { return false }
    switch outline {
    case .box(let box): return box.contains(text)
    case .lines(let points, _): return !hasEdge(points, in: text) && isInside(points, of: text)
    case .disc: return false
    }
  }

  /// An edge or a part of the shape runs through the text.
  func cuts(_ text: InkBox) -> Bool {
    let reach = text.grown((stroke?.width ?? 0) / 2 - 0.4)
    switch outline {
    case .box(let box):
      if fill != nil { return box.overlaps(text) && !box.contains(text) }
      guard stroke != nil else { return false }
      let corners = [
        (x: box.left, y: box.top), (x: box.right, y: box.top), (x: box.right, y: box.bottom),
        (x: box.left, y: box.bottom), (x: box.left, y: box.top),
      ]
      return hasEdge(corners, in: reach)
    case .lines(let points, let isClosed):
      guard fill != nil || stroke != nil, let first = points.first else { return false }
      return hasEdge(isClosed || fill != nil ? points + [first] : points, in: reach)
    case .disc(let x, let y, let radius):
      return reach.touchesDisc(x: x, y: y, radius: radius)
    }
  }

  /// Drawn after the text, the shape hides or crosses some of it.
  func coversPart(of text: InkBox) -> Bool {
    switch outline {
    case .box(let box): fill != nil && box.overlaps(text) || cuts(text)
    case .lines(let points, _): cuts(text) || (fill != nil && isInside(points, of: text))
    case .disc: cuts(text)
    }
  }

  private func hasEdge(_ points: [(x: Double, y: Double)], in box: InkBox) -> Bool {
    zip(points, points.dropFirst()).contains { box.isCrossed(from: $0, to: $1) }
  }

  /// The middle of the text lies inside the polygon, by the odd-even rule.
  private func isInside(_ points: [(x: Double, y: Double)], of text: InkBox) -> Bool {
    guard var last = points.last else { return false }
    var inside = false
    for point in points {
      let isAbove = point.y > text.middleY
      if isAbove != (last.y > text.middleY) {
        let share = (text.middleY - point.y) / (last.y - point.y)
        if text.middleX < point.x + share * (last.x - point.x) { inside.toggle() }
      }
      last = point
    }
    return inside
  }
}
