import Diagnostics
import GRDB
import Metrics

/// Which campaigns and keywords the facts that hang on a failing test are of: figures of others are not in
/// doubt.
public struct TouchedMembers: Sendable, Hashable {
  /// By the dimension's id, keys of its members.
  private let keys: [String: Set<Int64>]

  private static let dimensions = ["campaign", "keyword"]

  /// Whether a figure may be of one of them.
  /// - Parameter dimensions: the figure's, with the `key` of its member; without one it may be any.
  public func mayBe(of dimensions: [String: String]) -> Bool {
    guard let key = dimensions["key"].flatMap({ Int64($0) }),
      let own = Self.dimensions.first(where: { dimensions[$0] != nil }), let keys = keys[own]
    else { return true }
    return keys.contains(key)
  }

  /// Nil where failing rows do not name facts, but what lacks or differs.
  init?(_ result: TestResult, in days: ClosedRange<CalendarDay>, _ db: Database) throws {
    guard result.failures > 0, result.stake?.effect == .doubtful,
      let facts = try Stake.named(by: result.test.sql, db)
    else { return nil }
    var keys: [String: Set<Int64>] = [:]
    let columns = Self.dimensions.map { "\($0)_key" }.joined(separator: ", ")
    let rows = try Row.fetchCursor(
      db,
      sql: """
        select distinct \(columns) from \(facts)
          and date_key between \(days.lowerBound.key) and \(days.upperBound.key)
        """)
    while let row = try rows.next() {
      for (index, dimension) in Self.dimensions.enumerated() {
        keys[dimension, default: []].insert(row[index])
      }
    }
    self.keys = keys
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
