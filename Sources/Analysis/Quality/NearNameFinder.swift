import Metrics

/// Finds names that differ by a few letters. Nothing is merged: the finder only asks.
public enum NearNameFinder {
  /// Names beyond this are not compared pair by pair.
  static let limit = 600

  /// Groups of near-equal names, largest spend at stake first.
  /// - Parameter names: each name once, with its spend in millionths and its rows.
  public static func groups(
    dimension: String, names: [(name: String, spend: Int64, rows: Int64)]
  ) -> [DataQuality.NearNames] {
    let ordered = names.sorted { ($1.spend, $0.name) < ($0.spend, $1.name) }.prefix(limit)
    let keys = ordered.map { Array(letters($0.name)) }
    var group = Array(0..<keys.count)
    func root(_ index: Int) -> Int {
      var index = index
      while group[index] != index { index = group[index] }
      return index
    }
    for first in keys.indices {
      for second in keys.indices.dropFirst(first + 1) where isNear(keys[first], keys[second]) {
        group[root(second)] = root(first)
      }
    }
    var members: [Int: [Int]] = [:]
    for index in keys.indices { members[root(index), default: []].append(index) }
    return members.values.filter { $0.count > 1 }.map { indices in
      let found = indices.sorted().map { ordered[$0] }
      return DataQuality.NearNames(
        dimension: dimension, names: found.map(\.name),
        spend: found.dropFirst().reduce(0) { $0 + $1.spend },
        rows: found.dropFirst().reduce(0) { $0 + $1.rows })
    }
    .sorted { ($1.spend, $0.names[0]) < ($0.spend, $1.names[0]) }
  }

  /// Letters and digits in lower case: blanks, marks and case do not make a name another one.
  static func letters(_ name: String) -> [Unicode.Scalar] {
    name.lowercased().unicodeScalars.filter {
      $0.properties.isAlphabetic || $0.properties.numericType != nil
    }
  }

  /// Equal letters, or at most one edit in eight letters (two in twelve, three from twenty). Names
  /// that differ in a digit mean different things: "Test 1" and "Test 2" are never near.
  static func isNear(_ first: [Unicode.Scalar], _ second: [Unicode.Scalar]) -> Bool {
    if first == second { return true }
    let digits = { (text: [Unicode.Scalar]) in text.filter { $0.properties.numericType != nil } }
    if digits(first) != digits(second) { return false }
    let shorter = min(first.count, second.count)
    let allowed = shorter >= 18 ? 3 : shorter >= 12 ? 2 : shorter >= 7 ? 1 : 0
    guard allowed > 0, abs(first.count - second.count) <= allowed else { return false }
    return distance(first, second, limit: allowed) <= allowed
  }

  /// Edit distance with transpositions (optimal string alignment; Damerau 1964), cut at `limit`.
  static func distance(
    _ first: [Unicode.Scalar], _ second: [Unicode.Scalar], limit: Int
  ) -> Int {
    var older = [Int](repeating: 0, count: second.count + 1)
    var previous = Array(0...second.count)
    var current = previous
    for row in 1...max(first.count, 1) where row <= first.count {
      current[0] = row
      var best = row
      for column in 1...max(second.count, 1) where column <= second.count {
        let cost = first[row - 1] == second[column - 1] ? 0 : 1
        var value = min(
          previous[column] + 1, current[column - 1] + 1, previous[column - 1] + cost)
        if row > 1, column > 1, first[row - 1] == second[column - 2],
          first[row - 2] == second[column - 1]
        {
          value = min(value, older[column - 2] + 1)
        }
        current[column] = value
        best = min(best, value)
      }
      if best > limit { return limit + 1 }
      (older, previous, current) = (previous, current, older)
    }
    return previous[second.count]
  }
}
