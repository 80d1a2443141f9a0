import Diagnostics
import Metrics

/// Tells whether rows of a file are the sums of the rows beside them, whatever they are called: a region over
/// its countries, a channel over its platforms, "Week 1" under its days, a total in a language that nobody
/// knows here. Each amount would count twice.
///
/// A name is no proof, and neither is one row: the proof is that rows with much of the spend say in every
/// measure what their neighbours sum to.
struct NeighbourSums {
  /// Rows that are looked at; further ones tell nothing new.
  static let most = 1 << 11
  /// Rows that a sum may be of.
  private static let farthest = 400

  private static let names: [Field] = [
    .campaign, .channel, .location, .device, .adGroup, .keyword, .account,
  ]

  private let columns: [Int]
  /// With the names of each row, one after the other.
  private var rows: [(line: Int, amounts: Amounts, names: [UInt8])] = []
  /// The file has rows that are not looked at.
  private(set) var isFull = false

  init(layout: Layout) { columns = Self.names.map(layout.name) }

  mutating func take(_ record: Record, _ reading: AmountReading) {
    guard rows.count < Self.most else {
      isFull = true
      return
    }
    var names: [UInt8] = []
    for column in columns {
      if column >= 0, column < record.count { names += record.trimmed(column).prefix(60) }
      names.append(0)
    }
    rows.append((record.line, reading.amounts, names))
  }

  /// - Throws: `ingest.report-unsuitable` where rows with a quarter of the spend are sums; of a single one, where
  ///   it sums all others, three at least.
  func check(path: String) throws(Diagnostic) {
    var spend: Int64 = 0
    var found: [Sum] = []
    for row in rows.indices {
      spend &+= rows[row].amounts[.cost]
      guard rows[row].amounts[.cost] > 0 else { continue }
      let sums = [sum(at: row, 1), sum(at: row, -1)].compactMap { $0 }
      if let sum = sums.max(by: { $0.parts < $1.parts }) { found.append(sum) }
    }
    found = told(found)
    let summed = found.reduce(Int64(0)) { $0 &+ rows[$1.row].amounts[.cost] }
    guard let first = found.first, summed >= spend / 4,
      found.count > 1 || !isFull && first.parts > 2 && first.parts == spending - 1
    else { return }
    let name = Printable.bytes(name(of: first.row), limit: 60)
    throw Diagnostic(
      .reportUnsuitable,
      "says in every measure what \(first.parts) rows beside it sum to"
        + (name.isEmpty ? "" : " («\(name)»)")
        + (found.count > 1 ? ", and so do \(found.count - 1) others" : "")
        + ": each amount would count twice",
      at: Place(file: path, line: rows[first.row].line),
      hint: "remove the rows that are sums, or export the report without them")
  }

  /// The first of its names that a row beside it does not have.
  private func name(of row: Int) -> [UInt8] {
    func names(_ row: Int) -> [ArraySlice<UInt8>] {
      rows[row].names.split(separator: 0, omittingEmptySubsequences: false)
    }
    let beside = names(row > 0 ? row - 1 : row + 1)
    return zip(names(row), beside).first { $0 != $1 && !$0.isEmpty }.map { Array($0.0) } ?? []
  }

  private var spending: Int { rows.count { $0.amounts[.cost] != 0 } }

  /// A row that says what rows with spend beside it sum to.
  private struct Sum {
    let row, parts: Int
    /// All parts have one price of a click and of an impression: of such rows any may be each other's sums.
    let isOfOneKind: Bool
  }

  /// Those that are no accident: of parts of different kinds, or of a name whose rows all are sums.
  private func told(_ found: [Sum]) -> [Sum] {
    var sums: [[UInt8]: Int] = [:]
    var all: [[UInt8]: Int] = [:]
    for sum in found { sums[rows[sum.row].names, default: 0] += 1 }
    for row in rows where sums[row.names] != nil && row.amounts[.cost] > 0 {
      all[row.names, default: 0] += 1
    }
    return found.filter { sum in
      let names = rows[sum.row].names
      guard let sums = sums[names], let all = all[names] else { return false }
      return sum.isOfOneKind ? sums > 2 && sums == all : sums * 2 >= all
    }
  }

  private func sum(at row: Int, _ step: Int) -> Sum? {
    let whole = rows[row].amounts
    let measures = Measure.allCases.filter { whole[$0] != 0 }
    // By one measure alone rows may be each other's sums by chance.
    guard measures.count > 1 else { return nil }
    var sum = Amounts()
    var parts = 0
    var isOfOneKind = true
    var next = row + step
    while rows.indices.contains(next), abs(next - row) <= Self.farthest {
      // What is called alike is the same at another time.
      if rows[next].names == rows[row].names { return nil }
      let amounts = rows[next].amounts
      sum &+= amounts
      if amounts[.cost] != 0 { parts += 1 }
      isOfOneKind = isOfOneKind && Self.isOfOneKind(amounts, whole)
      if sum[.cost] > whole[.cost] { return nil }
      if sum[.cost] == whole[.cost], parts > 1,
        Measure.allCases.allSatisfy({ sum[$0] == whole[$0] })
      {
        return Sum(row: row, parts: parts, isOfOneKind: isOfOneKind)
      }
      next += step
    }
    return nil
  }

  /// Whether one is the other in proportion, in every measure.
  private static func isOfOneKind(_ part: Amounts, _ whole: Amounts) -> Bool {
    let (share, all) = (Double(part[.cost]), Double(whole[.cost]))
    return Measure.allCases.allSatisfy { measure in
      let (one, other) = (Double(part[measure]) * all, Double(whole[measure]) * share)
      return abs(one - other) <= 1e-9 * max(abs(one), abs(other))
    }
  }
}
