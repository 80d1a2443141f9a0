/// Shares the height of a page's body among its rows.
struct RowHeights: Hashable {
  private(set) var heights: [Double]
  /// Between rows.
  private(set) var gap: Double

  private static let gaps = (least: 12.0, natural: 15.0, most: 20.0)

  /// The least height in which the rows can be set at all.
  static func floor(_ rows: [Extent]) -> Double {
    rows.reduce(0) { $0 + $1.floor } + Double(max(0, rows.count - 1)) * gaps.least
  }

  init(_ rows: [Extent], into height: Double) {
    let count = Double(max(0, rows.count - 1))
    heights = rows.map(\.natural)
    gap = Self.gaps.natural
    var rest = height - heights.reduce(0, +) - count * gap
    if rest >= 0 {
      rest -= move(rest, toward: rows.map(\.most))
      if count > 0 { gap = min(Self.gaps.most, gap + rest / count) }
      return
    }
    gap = max(Self.gaps.least, gap + rest / max(1, count))
    rest = height - heights.reduce(0, +) - count * gap
    for target in [rows.map(\.least), rows.map(\.floor)] where rest < 0 {
      rest -= move(rest, toward: target)
    }
    let sum = heights.reduce(0, +)
    if rest < 0, sum > 0 {
      let scale = max(0, (sum + rest) / sum)
      heights = heights.map { $0 * scale }
    }
  }

  /// Moves the heights toward the target by the amount in all, in proportion to the distance.
  ///
  /// - Returns: how much of the amount was taken up.
  private mutating func move(_ amount: Double, toward target: [Double]) -> Double {
    let way = zip(heights, target).map { amount < 0 ? min(0, $1 - $0) : max(0, $1 - $0) }
    let sum = way.reduce(0, +)
    guard sum != 0 else { return 0 }
    let share = min(1, amount / sum)
    heights = zip(heights, way).map { $0 + $1 * share }
    return sum * share
  }
}
