import Marks

/// The name of a dot, and where it may stand (VS-6.6): right, left, above, below, then diagonals, near
/// and a little further.
struct PointLabel {
  private let name: String
  private let ink: Ink
  private let x, y, radius: Double

  /// - Parameter name: from the data, already cut to the room there is.
  init(_ name: String, _ ink: Ink, x: Double, y: Double, radius: Double) {
    self.name = name
    self.ink = ink
    self.x = x
    self.y = y
    self.radius = radius
  }

  /// - Parameter distances: from the dot's edge, on paper.
  func candidates(_ style: ChartStyle, distances: [Double]) -> [TextMark] {
    let cap = style.tick.capHeight
    return distances.flatMap { distance -> [TextMark] in
      let near = radius + distance * style.markScale
      let (above, below) = (y - near, y + near + cap)
      let places: [(Double, Double, TextMark.Anchor)] = [
        (x + near, y + cap / 2, .start), (x - near, y + cap / 2, .end),
        (x, above, .middle), (x, below, .middle), (x + near * 0.7, above, .start),
        (x - near * 0.7, above, .end), (x + near * 0.7, below, .start),
        (x - near * 0.7, below, .end),
      ]
      return places.map {
        TextMark(name, x: $0.0, y: $0.1, style.tick, ink, anchor: $0.2, isName: true, halo: true)
      }
    }
  }
}
