import Diagnostics
import GRDB
import Metrics

/// What the facts that hang on a failing test are of: figures of other campaigns, keywords, channels, devices and
/// locations are not in doubt.
public struct TouchedMembers: Sendable, Hashable {
  /// By the dimension's id, keys of its members.
  private let keys: [String: Set<Int64>]
  /// Of dimensions whose figures bear names: those of all other members. What a figure calls otherwise,
  /// such as all that are not shown, may be of any.
  private let others: [String: Set<String>]

  private static let keyed = ["campaign", "keyword"]
  private static let named = ["channel", "device", "location"]

  /// Whether a figure may be of one of them.
  /// - Parameter dimensions: the figure's, with the `key` of its member where it has one.
  public func mayBe(of dimensions: [String: String]) -> Bool {
    for (dimension, names) in others {
      if let name = dimensions[dimension], names.contains(name) { return false }
    }
    guard let key = dimensions["key"].flatMap({ Int64($0) }),
      let own = Self.keyed.first(where: { dimensions[$0] != nil }), let keys = keys[own]
    else { return true }
    return keys.contains(key)
  }

  /// Nil where failing rows do not name facts, but what differs, and where no fact is known.
  init?(_ result: TestResult, in days: ClosedRange<CalendarDay>, _ db: Database) throws {
    guard result.failures > 0, let effect = result.stake?.effect,
      let facts = try Stake.facts(by: result.test.sql, effect, in: days, db)
    else { return nil }
    let columns = (Self.keyed + Self.named).map { "facts.\($0)_key" }.joined(separator: ", ")
    var found: [[Int64]] = []
    let rows = try Row.fetchCursor(db, sql: "select distinct \(columns) from \(facts)")
    while let row = try rows.next() {
      found.append((Self.keyed + Self.named).indices.map { row[$0] })
    }
    if found.isEmpty { return nil }
    func keys(_ place: Int) -> Set<Int64> { Set(found.map { $0[place] }) }
    self.keys = Dictionary(
      uniqueKeysWithValues: Self.keyed.enumerated().map { ($1, keys($0)) })
    others = try Dictionary(
      uniqueKeysWithValues: Self.named.enumerated().map { index, dimension in
        let touched = keys(Self.keyed.count + index)
        let list = touched.map(String.init).joined(separator: ", ")
        let names = try String.fetchSet(
          db,
          sql: """
            select \(dimension)_name from "dim_\(dimension)" where \(dimension)_key not in (\(list))
            """)
        return (dimension, names.union(touched.contains(0) ? [] : [Dimension.unstated]))
      })
  }
}

extension TestRunner {
  /// The same results, told of which members their failing rows are on some days.
  public static func telling(
    _ results: [TestResult], in days: ClosedRange<CalendarDay>, _ warehouse: SQLiteWarehouse
  ) throws(Diagnostic) -> [TestResult] {
    try warehouse.reading { db in
      try results.map { result in
        var result = result
        result.members = try TouchedMembers(result, in: days, db)
        return result
      }
    }
  }
}
