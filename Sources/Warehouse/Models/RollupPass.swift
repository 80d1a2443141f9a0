import Dispatch
import GRDB
import Synchronization

/// Several rollups of the same rows, summed on a thread of their own while the caller's reads on, and
/// written into their tables by the caller.
///
/// What is held is bounded: sums are written when many are held, at the end of a day where rows come
/// day by day. Sums of the same keys that come later are added to those that were written.
final class RollupPass {
  /// Numbers that are held before days that are over are written (2 MB), and when days come mixed (32 MB).
  static let enough = 1 << 18
  static let most = 1 << 22

  private let sums: Sums
  private let tables: [IntegerTable]
  private let writes: [Statement]

  /// - Parameters:
  ///   - targets: tables whose primary keys are the keys of their rollups.
  ///   - width: of the rows to come.
  init(
    _ targets: [(rollup: Rollup, model: Model)], width: Int, enough: Int = enough,
    most: Int = most, _ db: Database
  ) throws {
    sums = Sums(targets.map(\.rollup), width: width, enough: enough, most: most)
    tables = try targets.enumerated().map { index, target in
      try IntegerTable(
        db, name: "broadsheet_sums\(index)", width: target.model.columns.count)
    }
    writes = try zip(targets, tables).map { target, table in
      try db.makeStatement(sql: Self.write(target.model, target.rollup.names, table.name))
    }
  }

  private static func write(_ model: Model, _ columns: [String], _ source: String) -> String {
    let names = columns.map { "\"\($0)\"" }
    let keys = model.columns.filter(\.isPrimaryKey).map { "\"\($0.name)\"" }
    let sums = names.filter { !keys.contains($0) }.map { "\($0) = \($0) + excluded.\($0)" }
    return """
      INSERT INTO "\(model.name)" (\(names.joined(separator: ", ")))
      SELECT * FROM \(source) WHERE true
      ON CONFLICT (\(keys.joined(separator: ", "))) DO \
      \(sums.isEmpty ? "NOTHING" : "UPDATE SET \(sums.joined(separator: ", "))")
      """
  }

  func add(_ rows: [Int64]) throws {
    sums.add(rows)
    try write()
  }

  func finish() throws {
    sums.finish()
    try write()
  }

  private func write() throws {
    for (index, rows) in try sums.take() {
      try tables[index].show(rows) { try writes[index].execute() }
    }
  }
}

/// The rollups and the thread that sums them.
private final class Sums: Sendable {
  private struct State {
    var rollups: [Rollup]
    /// The day that rows are of, those since the last writing, and whether one came again.
    var day: Int64?
    var days: Set<Int64> = []
    var isMixed = false
  }

  /// Sums that wait to be written, by the place of their rollup.
  private typealias Made = [(index: Int, rows: [Int64])]

  private let width, enough, most: Int
  private let state: Mutex<State>
  private let made = Mutex(Result<Made, DatabaseError>.success([]))
  private let thread = DispatchQueue(label: "broadsheet.sum")
  /// Batches that may wait.
  private let room = DispatchSemaphore(value: 4)

  init(_ rollups: [Rollup], width: Int, enough: Int, most: Int) {
    state = Mutex(State(rollups: rollups))
    (self.width, self.enough, self.most) = (width, enough, most)
  }

  func add(_ rows: [Int64]) {
    room.wait()
    thread.async {
      do throws(DatabaseError) {
        try self.state.withLock { state throws(DatabaseError) in try self.sum(rows, &state) }
      } catch {
        self.made.withLock { $0 = .failure(error) }
      }
      self.room.signal()
    }
  }

  /// Waits for all that was added.
  func finish() {
    thread.sync { state.withLock { drain(&$0) } }
  }

  func take() throws(DatabaseError) -> [(index: Int, rows: [Int64])] {
    try made.withLock { made throws(DatabaseError) in
      let result = try made.get()
      made = .success([])
      return result
    }
  }

  /// Day by day, as far as days come together.
  private func sum(_ rows: [Int64], _ state: inout State) throws(DatabaseError) {
    guard let leading = state.rollups.first?.leading else { return }
    var start = 0
    while start < rows.count {
      let day = rows[start + leading]
      var end = start + width
      while end < rows.count, rows[end + leading] == day { end += width }
      if day != state.day {
        if !state.isMixed { state.isMixed = !state.days.insert(day).inserted }
        let size = state.rollups.reduce(0) { $0 + $1.size }
        if size > (state.isMixed ? most : enough) { drain(&state) }
        state.day = day
      }
      for index in state.rollups.indices {
        try state.rollups[index].add(rows[start..<end], width: width)
      }
      start = end
    }
    if state.rollups.reduce(0, { $0 + $1.size }) > most { drain(&state) }
  }

  private func drain(_ state: inout State) {
    for index in state.rollups.indices {
      let rows = state.rollups[index].drain()
      guard !rows.isEmpty else { continue }
      made.withLock { made in
        if case .success(let before) = made { made = .success(before + [(index, rows)]) }
      }
    }
    state.days = []
    state.isMixed = false
  }
}
