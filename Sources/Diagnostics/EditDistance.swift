/// How many edits lie between two spellings: what a hint suggests, what names are asked about.
///
/// Insertions, deletions, changes and swaps of neighbours count one each (optimal string alignment;
/// Damerau 1964).
public enum EditDistance {
  /// - Parameter limit: beyond it any larger number may be given; nil counts to the end.
  public static func between<Element: Equatable>(
    _ first: [Element], _ second: [Element], limit: Int? = nil
  ) -> Int {
    var older = [Int](repeating: 0, count: second.count + 1)
    var previous = Array(0...second.count)
    var current = previous
    for row in 0..<first.count {
      current[0] = row + 1
      var best = row + 1
      for column in 0..<second.count {
        let cost = first[row] == second[column] ? 0 : 1
        var value = min(
          previous[column + 1] + 1, current[column] + 1, previous[column] + cost)
        if row > 0, column > 0, first[row] == second[column - 1],
          first[row - 1] == second[column]
        {
          value = min(value, older[column - 1] + 1)
        }
        current[column + 1] = value
        best = min(best, value)
      }
      if let limit, best > limit { return limit + 1 }
      (older, previous, current) = (previous, current, older)
    }
    return previous[second.count]
  }

  /// The known word nearest to a mistyped one, first in order among equals; nil when none is near.
  public static func nearest(to word: String, among known: [String], within limit: Int) -> String? {
    let bytes = Array(word.utf8)
    let distances = known.map { (word: $0, edits: between(Array($0.utf8), bytes)) }
    return distances.min { $0.edits < $1.edits }.flatMap { $0.edits <= limit ? $0.word : nil }
  }
}
