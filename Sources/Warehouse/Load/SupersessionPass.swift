import GRDB
import Metrics

/// Goes twice over the rows of loads that may replace each other, for which is the newest load of each
/// key, and for which rows are to be marked; only marks that change are written.
struct SupersessionPass {
  struct Pair: Hashable {
    let load, by: Int64
    /// The rows are of another account or in another currency than those that take their place.
    var isStranger = false
  }

  /// Rows whose keys are held at once, at up to 64 bytes each.
  static let most: Int64 = 1 << 21
  /// Rows that are read before their marks are written: no row is read while it changes.
  private static let rowsOfABatch: Int64 = 1 << 16

  /// Loads of a platform that may hold the same keys.
  private struct Rivals {
    let loads: [RankedLoad]
    /// By key, the rank of the newest load.
    var newest = IntegerMap()

    func load(ranked rank: Int64) -> Int64? { loads.first { $0.rank == rank }?.id }
  }

  /// A later content of the same path, and the sources that it has rows of.
  private struct Successor {
    let load: RankedLoad
    let sources: Set<Int64>

    /// Whether a row was of another account or in another currency.
    func isStranger(_ source: Int64, of load: RankedLoad) -> Bool {
      !sources.contains(source) || !load.mayBeIn(self.load.currency)
    }
  }

  private let loads: [RankedLoad]
  private let days: ClosedRange<Int64>
  private let last, most: Int64
  private var rivals: [Rivals]
  private let successors: [Int64: [Successor]]
  /// Loads with rows whose marks have changed.
  private(set) var touched: Set<Int64> = []
  /// What loads after `last` replace, and are replaced in.
  private(set) var replaced: [Pair: Stock] = [:]

  /// - Parameters:
  ///   - loads: that have days among those to be settled; one without a rank replaces nothing more.
  ///   - last: the newest load whose replacements are known.
  init(
    _ loads: [RankedLoad], days: ClosedRange<Int64>, after last: Int64, most: Int64,
    _ db: Database
  ) throws {
    self.days = days
    (self.last, self.most) = (last, most)
    let standing = loads.filter { $0.rank != nil }
    rivals = Self.rivals(standing)
    let successors = try Self.successors(standing, db)
    self.successors = successors
    let taking = Set(rivals.flatMap(\.loads).map(\.id))
    // Others have nothing to be marked, and perhaps marks to lose.
    self.loads = try loads.filter { load in
      try taking.contains(load.id) || successors[load.id] != nil
        || Bool.fetchOne(
          db,
          sql:
            "SELECT EXISTS (SELECT 1 FROM raw_rows WHERE load_id = ? AND superseded_by IS NOT NULL)",
          arguments: [load.id]) ?? false
    }
  }

  /// Once a platform and currency; each load of those that overlap another.
  private static func rivals(_ loads: [RankedLoad]) -> [Rivals] {
    var names: Set<[String]> = []
    for (index, load) in loads.enumerated() {
      for other in loads[(index + 1)...]
      where load.platform == other.platform && load.rank != other.rank
        && load.mayBeIn(other.currency) && load.days.overlaps(other.days)
      {
        names.insert([load.platform, max(load.currency, other.currency)])
      }
    }
    return names.sorted { $0.lexicographicallyPrecedes($1) }.map { name in
      let all = loads.filter {
        $0.platform == name[0] && ($0.currency == name[1] || $0.currency.isEmpty)
      }
      return Rivals(
        loads: all.filter { load in
          all.contains { $0.rank != load.rank && $0.days.overlaps(load.days) }
        })
    }
  }

  /// The later content of a path takes the place of the earlier on all days that it covers, whatever it
  /// names: a row that was corrected away stays there under no other key.
  private static func successors(
    _ loads: [RankedLoad], _ db: Database
  ) throws -> [Int64: [Successor]] {
    var result: [Int64: [Successor]] = [:]
    for newer in loads.reversed() where newer.hasDays {
      let older = loads.filter {
        $0.isOfPath(of: newer) && $0.file < newer.file && $0.days.overlaps(newer.days)
      }
      guard !older.isEmpty else { continue }
      let sources = try Int64.fetchSet(
        db, sql: "SELECT DISTINCT source_member FROM raw_rows WHERE rowid BETWEEN ? AND ?",
        arguments: [newer.firstRowid, newer.lastRowid])
      for load in older {
        result[load.id, default: []].append(Successor(load: newer, sources: sources))
      }
    }
    return result
  }

  mutating func run(_ db: Database) throws {
    let rows = rivals.reduce(0) { $0 + $1.loads.reduce(0) { $0 + $1.rows } }
    var parts: Int64 = 1
    while rows > parts * most { parts *= 2 }
    for part in 0..<parts {
      // Keys are hashes: any of their bits divides them evenly.
      let filter = parts == 1 ? "" : " AND grain_key & \(parts - 1) = \(part)"
      try findNewest(filter, db)
      for load in loads { try mark(load, filter, db) }
    }
  }

  /// Rows that may be marked, of some of a load's.
  private func select(_ columns: String, _ rowids: ClosedRange<Int64>, _ filter: String) -> String {
    """
    SELECT \(columns) FROM raw_rows
    WHERE rowid BETWEEN \(rowids.lowerBound) AND \(rowids.upperBound)
      AND date_key BETWEEN \(days.lowerBound) AND \(days.upperBound) AND is_repeat = 0\(filter)
    """
  }

  private mutating func findNewest(_ filter: String, _ db: Database) throws {
    for index in rivals.indices {
      var newest = IntegerMap()
      rivals[index].newest = newest
      for load in rivals[index].loads where load.rows > 0 {
        guard let rank = load.rank else { continue }
        try IntegerScan.each(
          db, select("grain_key", load.firstRowid...load.lastRowid, filter)
        ) { row in
          guard let key = row[0] else { return }
          if let known = newest[key], known >= rank { return }
          newest[key] = rank
        }
      }
      rivals[index].newest = newest
    }
  }

  private mutating func mark(_ load: RankedLoad, _ filter: String, _ db: Database) throws {
    let update = try db.cachedStatement(
      sql: "UPDATE raw_rows SET superseded_by = ? WHERE rowid BETWEEN ? AND ?")
    let rivals = rivals.filter { $0.loads.contains { $0.id == load.id } }
    let columns =
      ["rowid", "grain_key", "superseded_by", "date_key", "period_end_key", "source_member"]
      + Measure.allCases.map(\.column)
    var stocks: [(pair: Pair, stock: Stock)] = []
    var moved: Set<Int64> = []
    var first = load.firstRowid
    while first <= load.lastRowid {
      let last = min(first + Self.rowsOfABatch - 1, load.lastRowid)
      var changes: [(rowids: ClosedRange<Int64>, mark: Int64?)] = []
      try IntegerScan.each(
        db, select(columns.joined(separator: ", "), first...last, filter)
      ) { row in
        guard let rowid = row[0] else { return }
        let mark = mark(of: row, load, rivals)
        if let mark, max(load.id, mark) > self.last {
          let pair = Pair(load: load.id, by: mark, isStranger: isStranger(row, load, to: mark))
          let place = stocks.lastIndex { $0.pair == pair } ?? stocks.count
          if place == stocks.count { stocks.append((pair, Stock())) }
          stocks[place].stock.add(row, from: 6)
        }
        guard mark != row[2] else { return }
        moved.insert(row[3] ?? 0)
        if let change = changes.last, change.mark == mark, change.rowids.upperBound == rowid - 1 {
          changes[changes.count - 1].rowids = change.rowids.lowerBound...rowid
        } else {
          changes.append((rowid...rowid, mark))
        }
      }
      for (rowids, mark) in changes {
        try update.execute(arguments: [mark, rowids.lowerBound, rowids.upperBound])
      }
      if !changes.isEmpty { touched.insert(load.id) }
      first = last + 1
    }
    for day in moved {
      try db.execute(sql: "INSERT OR IGNORE INTO meta_moved VALUES (?)", arguments: [day])
    }
    for (pair, stock) in stocks { replaced[pair, default: Stock()].add(stock) }
  }

  /// The load that replaces a row; nil when it counts.
  private func mark(of row: IntegerScan.Row, _ load: RankedLoad, _ rivals: [Rivals]) -> Int64? {
    guard let rank = load.rank, let key = row[1] else { return nil }
    var newest: (rank: Int64, load: Int64)?
    for rivals in rivals {
      if let other = rivals.newest[key], other > newest?.rank ?? rank,
        let load = rivals.load(ranked: other)
      {
        newest = (other, load)
      }
    }
    if let newest { return newest.load }
    guard let successors = successors[load.id], let day = row[3] else { return nil }
    let end = row[4] ?? day
    return successors.first { $0.load.days.contains(day) && $0.load.days.contains(end) }?.load.id
  }

  private func isStranger(
    _ row: IntegerScan.Row, _ load: RankedLoad, to newer: Int64
  ) -> Bool {
    guard let source = row[5],
      let successor = successors[load.id]?.first(where: { $0.load.id == newer })
    else { return false }
    return successor.isStranger(source, of: load)
  }
}
