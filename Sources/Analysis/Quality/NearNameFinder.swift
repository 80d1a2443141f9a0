import Diagnostics
import Metrics

/// Finds names that differ by a few letters or by the order of their words. Nothing is merged: the
/// finder only asks.
public struct NearNameFinder: Sendable {
  /// Names beyond this many, those with the least spend, are not compared.
  public static let limit = 4000

  private let dimension: String
  private let reviewed: Set<String>

  /// - Parameter reviewed: names that somebody has said are right as they are.
  public init(_ dimension: String, reviewed: Set<String> = []) {
    self.dimension = dimension
    self.reviewed = reviewed
  }

  /// Groups of near-equal names, largest spend at stake first; names that were reviewed are near to no
  /// other such name.
  /// - Parameter members: names with their spend in millionths and their rows; those of one name are one.
  public func groups(
    _ members: [(name: String, spend: Int64, rows: Int64)]
  ) -> [DataQuality.NearNames] {
    let names = Dictionary(grouping: members, by: \.name).map { name, members in
      (
        name: name, spend: members.reduce(0) { $0 + $1.spend },
        rows: members.reduce(0) { $0 + $1.rows }
      )
    }
    let ordered = names.sorted { ($1.spend, $0.name) < ($0.spend, $1.name) }.prefix(Self.limit)
    let keys = ordered.map { Key($0.name) }
    let isReviewed = ordered.map { reviewed.contains($0.name) }
    var group = Array(0..<keys.count)
    func root(_ index: Int) -> Int {
      var index = index
      while group[index] != index { index = group[index] }
      return index
    }
    for first in keys.indices {
      for second in keys.indices.dropFirst(first + 1)
      where Self.isNear(keys[first], keys[second]) && !(isReviewed[first] && isReviewed[second]) {
        group[root(second)] = root(first)
      }
    }
    return Dictionary(grouping: keys.indices, by: root).values.filter { $0.count > 1 }.map {
      let found = Self.rightFirst($0.sorted(), keys, ordered.map(\.spend)).map { ordered[$0] }
      return DataQuality.NearNames(
        dimension: dimension, names: found.map(\.name),
        spend: found.dropFirst().reduce(0) { $0 + $1.spend },
        rows: found.dropFirst().reduce(0) { $0 + $1.rows })
    }
    .sorted { ($1.spend, $0.names[0]) < ($0.spend, $1.names[0]) }
  }

  /// The name that is most likely right comes first, the others by spend: of names with equal letters,
  /// which differ in case and marks alone, that with most spend of those that have most together.
  private static func rightFirst(_ indices: [Int], _ keys: [Key], _ spend: [Int64]) -> [Int] {
    let spellings = Dictionary(grouping: indices) { keys[$0].written.letters }
    let best = spellings.values.max { first, second in
      let sums = [first, second].map { $0.reduce(Int64(0)) { $0 + spend[$1] } }
      return (sums[0], second[0]) < (sums[1], first[0])
    }
    guard let right = best?.first else { return indices }
    return [right] + indices.filter { $0 != right }
  }

  /// What of a name is compared: as it is written, and with its words in order.
  struct Key {
    let written: Form
    /// Nil where the words stand in order already.
    let ordered: Form?

    init(_ name: String) {
      let words = name.lowercased().unicodeScalars.split { scalar in
        !scalar.properties.isAlphabetic && scalar.properties.numericType == nil
      }.map(Array.init)
      let sorted = words.sorted { $0.lexicographicallyPrecedes($1) }
      written = Form(words)
      ordered = sorted == words ? nil : Form(sorted)
    }
  }

  /// Letters and digits in lower case: blanks, marks and case do not make a name another one.
  struct Form {
    let letters: [Unicode.Scalar]
    let digits: [Unicode.Scalar]
    /// A bit for each letter there is, of 64 kinds: two edits cannot change more than four of them.
    let kinds: UInt64

    fileprivate init(_ words: [[Unicode.Scalar]]) {
      letters = words.flatMap(\.self)
      digits = letters.filter { $0.properties.numericType != nil }
      kinds = letters.reduce(0) { $0 | 1 << UInt64($1.value & 63) }
    }
  }

  static func isNear(_ first: Key, _ second: Key) -> Bool {
    if isNear(first.written, second.written) { return true }
    guard first.ordered != nil || second.ordered != nil else { return false }
    return isNear(first.ordered ?? first.written, second.ordered ?? second.written)
  }

  /// Equal letters, or at most one edit from seven letters up, two from twelve, three from
  /// eighteen. Names that differ in a digit mean different things: "Test 1" and "Test 2" are never
  /// near.
  private static func isNear(_ first: Form, _ second: Form) -> Bool {
    let shorter = min(first.letters.count, second.letters.count)
    let allowed = shorter >= 18 ? 3 : shorter >= 12 ? 2 : shorter >= 7 ? 1 : 0
    guard (first.kinds ^ second.kinds).nonzeroBitCount <= 2 * allowed,
      abs(first.letters.count - second.letters.count) <= allowed, first.digits == second.digits
    else { return false }
    if first.letters == second.letters { return true }
    return allowed > 0
      && EditDistance.between(first.letters, second.letters, limit: allowed) <= allowed
  }
}
