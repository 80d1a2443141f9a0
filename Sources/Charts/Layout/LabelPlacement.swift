import Marks

/// Where labels go so that they do not lie on each other or on marks.
public enum LabelPlacement {
  /// Moves heights apart to at least the gap, each group about its own middle, inside the bounds.
  /// Nil when there is not room for all.
  public static func spread(
    _ wanted: [Double], gap: Double, within bounds: ClosedRange<Double>
  ) -> [Double]? {
    guard !wanted.isEmpty else { return [] }
    guard Double(wanted.count - 1) * gap <= bounds.upperBound - bounds.lowerBound else {
      return nil
    }
    let order = wanted.indices.sorted { (wanted[$0], $0) < (wanted[$1], $1) }
    var blocks: [(first: Double, members: [Int])] = []
    for index in order {
      blocks.append((held(wanted[index], count: 1, gap, bounds), [index]))
      while blocks.count > 1 {
        let low = blocks[blocks.count - 2]
        let high = blocks[blocks.count - 1]
        if low.first + Double(low.members.count) * gap <= high.first + 1e-9 { break }
        let members = low.members + high.members
        let middle =
          members.enumerated().reduce(0) { $0 + wanted[$1.element] - Double($1.offset) * gap }
          / Double(members.count)
        blocks.removeLast(2)
        blocks.append((held(middle, count: members.count, gap, bounds), members))
      }
    }
    var result = wanted
    for block in blocks {
      for (offset, index) in block.members.enumerated() {
        result[index] = block.first + Double(offset) * gap
      }
    }
    return result
  }

  private static func held(
    _ first: Double, count: Int, _ gap: Double, _ bounds: ClosedRange<Double>
  ) -> Double {
    max(bounds.lowerBound, min(first, bounds.upperBound - Double(count - 1) * gap))
  }

  /// The left edge that centres a label on a place but keeps it between two edges.
  public static func centred(
    on x: Double, width: Double, between left: Double, and right: Double
  ) -> Double {
    max(left, min(x - width / 2, right - width))
  }
}
