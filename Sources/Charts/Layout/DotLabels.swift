import Marks

/// The names of dots: each beside its own, or further off with a line that leads to it.
struct DotLabels {
  typealias Dot = (x: Double, y: Double, radius: Double)

  let dots: [Dot]
  let bars: [InkBox]
  /// A name may lie over some lines where there is no other place, over walls it never does.
  let lines, walls: [[(x: Double, y: Double)]]
  let room: InkBox
  /// How far from its dot a name may stand that a line leads to.
  let reach: [Double]
  let style: ChartStyle
  let text: TextFit
  /// Names and leaders that are placed already.
  private var taken: [InkBox] = []
  private var leaders: [[(x: Double, y: Double)]] = []

  init(
    dots: [Dot], bars: [InkBox] = [], lines: [[(x: Double, y: Double)]] = [],
    walls: [[(x: Double, y: Double)]] = [], room: InkBox, reach: [Double] = [10, 16, 24],
    style: ChartStyle, text: TextFit
  ) {
    self.reach = reach
    self.walls = walls
    self.dots = dots
    self.bars = bars
    self.lines = lines
    self.room = room
    self.style = style
    self.text = text
  }

  private func box(_ dot: Dot) -> InkBox {
    InkBox(left: dot.x, top: dot.y, right: dot.x, bottom: dot.y).grown(dot.radius)
  }

  /// The name of a dot, and the line to it where another dot lies nearer; nothing where neither is free.
  mutating func place(_ name: String, _ ink: Ink, at index: Int) -> [Mark] {
    let dot = dots[index]
    let label = PointLabel(name, ink, x: dot.x, y: dot.y, radius: dot.radius)
    let near = label.candidates(style, distances: [3, 6])
    let boxes = dots.map { box($0).grown(0.5) } + bars + taken
    // A line may run under a name, which has an edge of paper; a dot may not.
    let own = near.filter { isNearest(index, to: $0.inkBox(text.measurer)) }
    for crossed in [lines + walls + leaders, walls + leaders] {
      let obstacles = Obstacles(boxes: boxes, lines: crossed)
      if let mark = obstacles.firstFree(own, in: room, text.measurer) {
        taken.append(mark.inkBox(text.measurer).grown(1.5))
        return [.text(mark)]
      }
    }
    let far = near + label.candidates(style, distances: reach)
    for mark in far {
      let box = mark.inkBox(text.measurer)
      guard let line = leader(index, to: box),
        Obstacles(boxes: boxes, lines: walls + leaders).firstFree([mark], in: room, text.measurer)
          != nil
      else { continue }
      taken.append(box.grown(1.5))
      leaders.append([line.from, line.to])
      return [.path(.line(line.from.x, line.from.y, line.to.x, line.to.y, Stroke(.axis, 0.5)))]
        + [.text(mark)]
    }
    return []
  }

  private static func nearest(_ box: InkBox, to dot: Dot) -> (x: Double, y: Double) {
    (min(max(dot.x, box.left), box.right), min(max(dot.y, box.top), box.bottom))
  }

  /// From a dot's edge to a box.
  private static func distance(_ box: InkBox, _ dot: Dot) -> Double {
    let point = nearest(box, to: dot)
    let (dx, dy) = (point.x - dot.x, point.y - dot.y)
    return (dx * dx + dy * dy).squareRoot() - dot.radius
  }

  /// Whether a reader takes the box for this dot's: every other is clearly further off.
  private func isNearest(_ index: Int, to box: InkBox) -> Bool {
    let own = Self.distance(box, dots[index])
    return dots.indices.allSatisfy {
      $0 == index || Self.distance(box, dots[$0]) > own + 2 * style.markScale
    }
  }

  /// A line from a dot to its name that touches nothing on its way; nil where there is none.
  private func leader(
    _ index: Int, to box: InkBox
  ) -> (from: (x: Double, y: Double), to: (x: Double, y: Double))? {
    let dot = dots[index]
    let length = Self.distance(box, dot) + dot.radius
    guard length > dot.radius + 1.5 else { return nil }
    let end = Self.nearest(box, to: dot)
    let (dx, dy) = ((end.x - dot.x) / length, (end.y - dot.y) / length)
    let from = (x: dot.x + dx * dot.radius, y: dot.y + dy * dot.radius)
    let to = (x: end.x - dx, y: end.y - dy)
    let others = dots.indices.filter { $0 != index }.map { self.box(dots[$0]) } + taken
    return others.contains { $0.isCrossed(from: from, to: to) } ? nil : (from, to)
  }
}
