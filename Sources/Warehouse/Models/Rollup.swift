import GRDB

/// Sums by keys of rows that come in batches: what `RollupForm` says, held in memory.
struct Rollup: Sendable {
  private let form: RollupForm
  private let keyColumns: [Int]
  private let sumColumns: [Int]
  /// Of a column that is 0 or NULL in rows that do not count.
  private let condition: Int?
  /// Keys, then sums, then the count of each group, one group after the other.
  private var numbers: [Int64] = []
  private var groups = 0
  /// Group by open addressing; -1 is free.
  private var places: [Int32] = []

  private var width: Int { keyColumns.count + sumColumns.count + 1 }
  /// What its columns are called, in their order.
  var names: [String] { form.names }
  /// How many numbers the groups take.
  var size: Int { groups * width }
  /// The column of the first key: rows of one day come together nearly always.
  var leading: Int { keyColumns[0] }

  /// - Parameters:
  ///   - columns: of the rows to come, in order.
  ///   - condition: of the column that says which rows count; nil when all do.
  init(_ form: RollupForm, columns: [String], condition: Int? = nil) throws {
    func place(_ column: String) throws -> Int {
      guard let place = columns.firstIndex(of: column) else {
        throw DatabaseError(resultCode: .SQLITE_ERROR, message: "no such column: \(column)")
      }
      return place
    }
    self.form = form
    keyColumns = try form.keys.map(place)
    sumColumns = try form.sums.map(place)
    self.condition = condition
  }

  /// The sums of a table as it is, sorted by their keys.
  static func rows(_ form: RollupForm, _ db: Database) throws -> [Int64] {
    let columns = form.columns
    var rollup = try Rollup(form, columns: columns)
    let filter = form.condition.isEmpty ? nil : form.condition
    try RowPass(columns: columns, table: form.table, filter: filter).batches(db) { rows in
      try rollup.add(rows[...], width: columns.count)
    }
    return rollup.drain()
  }

  /// Adds rows that stand one after the other.
  mutating func add(_ rows: ArraySlice<Int64>, width rowWidth: Int) throws(DatabaseError) {
    reserve(rows.count / rowWidth)
    let (width, mask) = (width, places.count - 1)
    let isExact = rows.withUnsafeBufferPointer { rows in
      numbers.withUnsafeMutableBufferPointer { numbers in
        places.withUnsafeMutableBufferPointer { places in
          keyColumns.withUnsafeBufferPointer { keyColumns in
            sumColumns.withUnsafeBufferPointer { sumColumns in
              var overflowed = false
              for row in stride(from: 0, to: rows.count, by: rowWidth) {
                if let condition {
                  let value = rows[row + condition]
                  if value == 0 || value == IntegerTable.null { continue }
                }
                var hash: UInt64 = 0
                for column in keyColumns { hash = Self.hash(hash, rows[row + column]) }
                var place = Int(truncatingIfNeeded: hash) & mask
                var start = 0
                search: while true {
                  if places[place] < 0 {
                    places[place] = Int32(truncatingIfNeeded: groups)
                    start = groups * width
                    groups += 1
                    for (index, column) in keyColumns.enumerated() {
                      numbers[start + index] = rows[row + column]
                    }
                    for index in keyColumns.count..<width { numbers[start + index] = 0 }
                    break search
                  }
                  start = Int(places[place]) * width
                  for (index, column) in keyColumns.enumerated()
                  where numbers[start + index] != rows[row + column] {
                    place = (place + 1) & mask
                    continue search
                  }
                  break search
                }
                start += keyColumns.count
                for (index, column) in sumColumns.enumerated() {
                  let amount = rows[row + column]
                  if amount == IntegerTable.null { continue }
                  let (sum, overflows) = numbers[start + index].addingReportingOverflow(amount)
                  numbers[start + index] = sum
                  overflowed = overflowed || overflows
                }
                numbers[start + sumColumns.count] += 1
              }
              return !overflowed
            }
          }
        }
      }
    }
    // As SQLite's own sum() does.
    guard isExact else {
      throw DatabaseError(resultCode: .SQLITE_ERROR, message: "integer overflow")
    }
  }

  @inline(__always)
  private static func hash(_ hash: UInt64, _ key: Int64) -> UInt64 {
    let mixed = (hash ^ UInt64(bitPattern: key)) &* 0x9E37_79B9_7F4A_7C15
    return mixed ^ mixed >> 29
  }

  /// Makes room for rows that may all be groups of their own.
  private mutating func reserve(_ rows: Int) {
    guard (groups + rows) * 2 > places.count else { return }
    var count = max(places.count, 1 << 11)
    while (groups + rows) * 2 > count { count *= 2 }
    places = Array(repeating: -1, count: count)
    numbers += repeatElement(0, count: count / 2 * width - numbers.count)
    for group in 0..<groups {
      var hash: UInt64 = 0
      for index in keyColumns.indices { hash = Self.hash(hash, numbers[group * width + index]) }
      var place = Int(truncatingIfNeeded: hash) & (count - 1)
      while places[place] >= 0 { place = (place + 1) & (count - 1) }
      places[place] = Int32(group)
    }
  }

  /// The sums, one after the other in the order of the select's columns, sorted by their keys as SQL's
  /// `group by` leaves them; the rollup is empty then.
  mutating func drain() -> [Int64] {
    var order = (0..<groups).map { Int32(truncatingIfNeeded: $0) }
    let (width, keys) = (width, keyColumns.count)
    numbers.withUnsafeBufferPointer { numbers in
      order.sort { first, second in
        let (left, right) = (Int(first) * width, Int(second) * width)
        for key in 0..<keys where numbers[left + key] != numbers[right + key] {
          return numbers[left + key] < numbers[right + key]
        }
        return false
      }
    }
    var sums = keys
    let shown = form.outputs.map { output in
      switch output {
      case .key(let key): return key
      case .count: return width - 1
      case .sum:
        sums += 1
        return sums - 1
      }
    }
    var result: [Int64] = []
    result.reserveCapacity(groups * shown.count)
    for group in order {
      for column in shown { result.append(numbers[Int(group) * width + column]) }
    }
    groups = 0
    for place in places.indices { places[place] = -1 }
    return result
  }
}

extension RollupForm {
  /// What it reads, each column once.
  var columns: [String] { (keys + sums).uniqued }
}

extension [String] {
  /// Each once, in the order of their first places.
  var uniqued: [String] {
    var seen: Set<String> = []
    return filter { seen.insert($0).inserted }
  }
}
