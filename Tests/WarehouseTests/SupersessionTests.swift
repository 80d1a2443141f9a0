import GRDB
import Metrics
import Testing

@testable import Warehouse

/// Which export supplies a key, beside a plain reading of the rule, over loads in any order.
@Suite struct SupersessionTests {
  struct Export {
    let path, file, currency: String
    /// Day, source and amount of each row; some rows repeat others.
    let rows: [(day: Int, source: Int64, keyword: Int64, cost: Int64, isRepeat: Bool)]
    var days: ClosedRange<Int> {
      let days = rows.map(\.day)
      return (days.min() ?? 0)...(days.max() ?? 0)
    }
  }

  private static func export(_ number: Int, _ random: inout SplitMix) -> Export {
    let first = Int.random(in: 1...12, using: &random)
    let last = Int.random(in: first...min(first + 6, 14), using: &random)
    return Export(
      path: ["a", "b", "c"][Int.random(in: 0...2, using: &random)], file: "file\(number)",
      currency: ["USD", "USD", "EUR", ""][Int.random(in: 0...3, using: &random)],
      rows: (0..<Int.random(in: 3...25, using: &random)).map { _ in
        (
          20_241_100 + Int.random(in: first...last, using: &random),
          Int64.random(in: 1...2, using: &random), Int64.random(in: 1...3, using: &random),
          Int64.random(in: 1...9, using: &random), Int.random(in: 0...9, using: &random) == 0
        )
      })
  }

  private func load(_ export: Export, _ db: Database) throws {
    let loader = try Loader(db)
    var amounts = Amounts()
    let ids = try (1...3).map { try loader.member(Member(dimension: "keyword", name: "\($0)")) }
    var rows = RawRows(capacity: export.rows.count)
    for (index, row) in export.rows.enumerated() {
      amounts[.cost] = row.cost
      rows.append(
        RawRow(
          line: index + 2, dateKey: row.day, source: ids[Int(row.source) - 1], channel: 0,
          campaign: 0, ad: 0, keyword: ids[Int(row.keyword) - 1], device: 0, location: 0,
          mask: PresenceMask(.cost), amounts: amounts, isRepeat: row.isRepeat))
    }
    try loader.insert(rows)
    let sum = export.rows.reduce(0) { $0 + $1.cost }
    try loader.finish(
      LoadDescription(
        path: export.path, sha256: export.file, bytes: 1, platform: "test", platformName: "Test",
        channel: "Search", account: "", currency: export.currency, encoding: "utf-8",
        delimiter: ",", headerLine: 1, header: ["a"], dateFormat: "", grain: "keyword",
        firstDay: CalendarDay(key: export.days.lowerBound),
        lastDay: CalendarDay(key: export.days.upperBound), rowsRead: export.rows.count,
        rowsQuarantined: 0, rowsRepeated: 0, rowsFooter: 0, trails: [(.cost, sum, 0, 0)],
        warnings: []))
  }

  /// The load that replaces each row, by the words of the rule; nil for one that counts.
  private func expected(_ loads: [(id: Int, export: Export)]) -> [[Int?]] {
    func reach(_ load: (id: Int, export: Export)) -> Int {
      loads.filter { $0.export.path == load.export.path && $0.id <= load.id }
        .map(\.export.days.upperBound).max() ?? 0
    }
    func isNewer(_ one: (id: Int, export: Export), _ other: (id: Int, export: Export)) -> Bool {
      (reach(one), one.id) > (reach(other), other.id)
    }
    func mayShare(_ one: String, _ other: String) -> Bool {
      one == other || one.isEmpty || other.isEmpty
    }
    return loads.map { load in
      load.export.rows.map { row in
        if row.isRepeat { return nil }
        let rivals = loads.filter { other in
          other.id != load.id && mayShare(other.export.currency, load.export.currency)
            && other.export.rows.contains {
              !$0.isRepeat && ($0.day, $0.source, $0.keyword) == (row.day, row.source, row.keyword)
            }
        }
        if let newest = rivals.filter({ isNewer($0, load) }).max(by: { isNewer($1, $0) }) {
          return newest.id
        }
        return loads.last { other in
          other.id > load.id && other.export.path == load.export.path
            && other.export.days.contains(row.day)
        }?.id
      }
    }
  }

  private func marks(_ db: Database) throws -> [Int64: [Int?]] {
    var marks: [Int64: [Int?]] = [:]
    for row in try Row.fetchAll(
      db, sql: "SELECT load_id, superseded_by FROM raw_rows ORDER BY rowid")
    {
      marks[row[0], default: []].append(row[1])
    }
    return marks
  }

  @Test(arguments: 0..<24 as Range<UInt64>)
  func theNewestLoadSuppliesEachKeyHoweverLoadsCome(seed: UInt64) throws {
    var random = SplitMix(state: seed)
    // Few enough that keys are held in several parts.
    let most: Int64 = seed.isMultiple(of: 2) ? 20 : 1 << 20
    let fixture = try Fixture()
    let warehouse = fixture.warehouse
    var standing: [(id: Int, export: Export)] = []
    for number in 1...8 {
      try warehouse.transaction { db in
        let last = try Int64.fetchOne(db, sql: "SELECT max(load_id) FROM raw_loads") ?? 0
        if Int.random(in: 0...3, using: &random) == 0, !standing.isEmpty {
          let gone = standing.remove(at: Int.random(in: 0..<standing.count, using: &random))
          try db.execute(
            sql: "UPDATE raw_loads SET retracted = 1, rows_loaded = NULL WHERE load_id = ?",
            arguments: [gone.id])
          _ = try Supersession.settle(after: .max, most: most, db)
        } else {
          for part in 0..<Int.random(in: 1...2, using: &random) {
            let export = Self.export(number * 10 + part, &random)
            try load(export, db)
            standing.append((Int(last) + part + 1, export))
          }
          _ = try Supersession.settle(after: last, most: most, db)
        }
        let marks = try marks(db)
        for (load, expected) in zip(standing, expected(standing)) {
          #expect(marks[Int64(load.id)] == expected, "load \(load.id) of step \(number)")
        }
        let known = Set(standing.map { Int64($0.id) })
        let areGoneFree = marks.filter { !known.contains($0.key) }.values.joined()
          .allSatisfy { $0 == nil }
        #expect(areGoneFree)
      }
    }
  }
}

/// SplitMix64 (Steele, Lea, Flood 2014): the same loads for the same seed.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }
}
