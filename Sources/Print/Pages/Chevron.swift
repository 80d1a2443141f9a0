import Marks

/// From one station to the next.
enum Chevron {
  static func mark(x: Double, y: Double) -> Mark {
    .group(
      GroupMark(
        .artifact,
        [
          .path(
            .polyline(
              [(x: x - 2.8, y: y - 5.5), (x: x + 2.8, y: y), (x: x - 2.8, y: y + 5.5)],
              Stroke(.axis, 1.2)))
        ]))
  }
}
