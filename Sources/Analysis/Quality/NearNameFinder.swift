import Diagnostics
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
    let keys = ordered.map { Key($0.name) }
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

  /// What of a name is compared.
  struct Key {
    /// Letters and digits in lower case: blanks, marks and case do not make a name another one.
    let letters: [Unicode.Scalar]
    let digits: [Unicode.Scalar]

    init(_ name: String) {
      letters = name.lowercased().unicodeScalars.filter {
        $0.properties.isAlphabetic || $0.properties.numericType != nil
      }
      digits = letters.filter { $0.properties.numericType != nil }
    }
  }

  /// Equal letters, or at most one edit from seven letters up, two from twelve, three from
  /// eighteen. Names that differ in a digit mean different things: "Test 1" and "Test 2" are never
  /// near.
  static func isNear(_ first: Key, _ second: Key) -> Bool {
    if first.letters == second.letters { return true }
    if first.digits != second.digits { return false }
    let shorter = min(first.letters.count, second.letters.count)
    let allowed = shorter >= 18 ? 3 : shorter >= 12 ? 2 : shorter >= 7 ? 1 : 0
    guard allowed > 0, abs(first.letters.count - second.letters.count) <= allowed else {
      return false
    }
    return EditDistance.between(first.letters, second.letters, limit: allowed) <= allowed
  }
}
