import Marks

/// Draws runs of points: whole periods in their ink, what touches a partial one paler, and
/// alone a ring.
struct SeriesInk {
  let axis: TimeAxis
  let y: LinearScale
  let style: ChartStyle

  /// A line of one run; a run of one point is a dot.
  func line(_ run: [SeriesRuns.Point], _ ink: Ink, width: Double = 1.6) -> [Mark] {
    func place(_ point: SeriesRuns.Point) -> (x: Double, y: Double) {
      (axis.x(point.day), y(point.value))
    }
    if run.count == 1 {
      let (x, y) = place(run[0])
      let radius = width * 0.8 * style.markScale
      return [
        .path(
          run[0].isPartial
            ? .circle(x, y, radius, fill: .paper, stroke: Stroke(ink, 0.8))
            : .circle(x, y, radius, fill: ink))
      ]
    }
    // Dense lines are thinner, or they would be an area.
    let reach = abs(axis.x(run[run.count - 1].day) - axis.x(run[0].day))
    let width = reach / Double(run.count) < 2.5 ? min(width, 1) : width
    return Self.stretches(run) { $0.isPartial }.map { stretch in
      let paint = stretch.isPale ? Ink.priorFill : ink
      return .path(.polyline(stretch.points.map(place), style.stroke(paint, width)))
    }
  }

  /// Cuts a run where it turns paler or darker; neighbours share the point between them.
  static func stretches<Point>(
    _ run: [Point], _ isPartial: (Point) -> Bool
  ) -> [(points: [Point], isPale: Bool)] {
    var stretches: [(points: [Point], isPale: Bool)] = []
    for (first, second) in zip(run, run.dropFirst()) {
      let isPale = isPartial(first) || isPartial(second)
      if let last = stretches.last, last.isPale == isPale {
        stretches[stretches.count - 1].points.append(second)
      } else {
        stretches.append(([first, second], isPale))
      }
    }
    return stretches
  }

  /// "First week of data", at the left of the only point, clear of level lines.
  func firstWords(
    _ grain: TimeGrain, besides height: Double, foot: Double, levels: [Double]
  ) -> [Mark] {
    let lines = levels.map { [(x: axis.left, y: $0), (x: axis.right, y: $0)] }
    let candidates = [0, -1, 1, -2, 2].map { shift in
      TextMark(
        grain.firstWords, x: axis.right - 8 * style.markScale,
        y: style.label.baseline(centredOn: height + shift * style.labelSize), style.label, .ink2,
        anchor: .end)
    }
    let frame = InkBox(left: 0, top: 0, right: axis.right, bottom: foot)
    let free = Obstacles(lines: lines).firstFree(candidates, in: frame, axis.text.measurer)
    return free.map { [.text($0)] } ?? []
  }
}
