import Marks

/// The area between two lines, paler where a period is partial.
struct SurplusArea {
  let ink: SeriesInk

  private struct Pair {
    var x, upper, lower: Double
    var isPartial: Bool
  }

  /// The area between the lines, where both are known; a shortfall shows in the wash of losses.
  func marks(_ above: SeriesRuns, _ below: SeriesRuns) -> [Mark] {
    let low = Dictionary(below.points.map { ($0.day, $0) }) { first, _ in first }
    var marks: [Mark] = []
    for run in above.runs {
      var pairs: [Pair] = []
      func flush() {
        for stretch in SeriesInk.stretches(pairs, { $0.isPartial }) {
          marks += Self.areas(stretch.points, isPale: stretch.isPale)
        }
        pairs = []
      }
      for point in run {
        guard let other = low[point.day] else {
          flush()
          continue
        }
        pairs.append(
          Pair(
            x: ink.axis.x(point.day), upper: ink.y(point.value), lower: ink.y(other.value),
            isPartial: point.isPartial || other.isPartial))
      }
      flush()
    }
    return marks
  }

  /// Polygons between crossings of the lines.
  private static func areas(_ pairs: [Pair], isPale: Bool) -> [Mark] {
    var marks: [Mark] = []
    var current: [Pair] = []
    func flush() {
      let isLoss = current.contains { $0.upper > $0.lower + 1e-9 }
      guard current.count > 1 else { return current = [] }
      let outline =
        current.map { (x: $0.x, y: $0.upper) } + current.reversed().map { (x: $0.x, y: $0.lower) }
      let segments = outline.enumerated().map {
        $0 == 0 ? PathMark.Segment.move($1.x, $1.y) : .line($1.x, $1.y)
      }
      marks.append(
        .path(
          PathMark(
            segments + [.close], fill: .solid(isLoss ? .badWash : isPale ? .panel : .wash))))
      current = []
    }
    for pair in pairs {
      if let last = current.last {
        let before = last.lower - last.upper
        let after = pair.lower - pair.upper
        if before * after < 0 {
          let share = before / (before - after)
          let height = last.upper + share * (pair.upper - last.upper)
          let crossing = Pair(
            x: last.x + share * (pair.x - last.x), upper: height, lower: height, isPartial: false)
          current.append(crossing)
          flush()
          current = [crossing]
        }
      }
      current.append(pair)
    }
    flush()
    return marks
  }
}
