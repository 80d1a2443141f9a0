import GRDB

/// Sums by keys: what `RollupForm` says, made in one pass.
///
/// Groups are held in memory up to a bound; beyond it what there is goes to a table of partial sums,
/// which SQL sums once more. Exports are sorted by day nearly always, so the parts hardly overlap.
struct Rollup {
  /// Numbers that all rollups of a pass may hold, 64 MB.
  static let mostNumbers = 8 << 20

  private let form: RollupForm
  /// Of partial sums, once there are any.
  private var parts: String?
  private let keyColumns: [Int]
  private let sumColumns: [Int]
  /// Keys, then sums, then the count of each group, one group after the other.
  private var numbers: [Int64] = []
  private var groups = 0
  /// Group by open addressing; -1 is free.
  private var places: [Int32] = Array(repeating: -1, count: 1 << 10)

  private var width: Int { keyColumns.count + sumColumns.count + 1 }

  /// Makes several rollups of one source, in the order of `forms`.
  /// - Returns: nil where a key is NULL, which is left to SQL.
  static func make(
    _ forms: [RollupForm], most: Int = mostNumbers, _ db: Database
  ) throws -> [Rollup]? {
    guard let source = forms.first?.source else { return [] }
    var columns: [String] = []
    func place(_ column: String) -> Int {
      if let index = columns.firstIndex(of: column) { return index }
      columns.append(column)
      return columns.count - 1
    }
    var rollups = forms.map { form in
      Rollup(form: form, keyColumns: form.keys.map(place), sumColumns: form.sums.map(place))
    }
    var row = [Int64?](repeating: nil, count: columns.count)
    let sql = "select \(columns.map { "\"\($0)\"" }.joined(separator: ", ")) from \(source)"
    var isComplete = true
    try IntegerScan.each(db, sql) { values in
      for index in row.indices { row[index] = values[index] }
      for index in rollups.indices where try !rollups[index].add(row) { isComplete = false }
      guard rollups.reduce(0, { $0 + $1.numbers.count }) > most else { return }
      for index in rollups.indices { try rollups[index].flush("broadsheet_part\(index)", db) }
    }
    for index in rollups.indices where rollups[index].parts != nil {
      try rollups[index].flush("broadsheet_part\(index)", db)
    }
    return isComplete ? rollups : nil
  }

  private init(form: RollupForm, keyColumns: [Int], sumColumns: [Int]) {
    self.form = form
    self.keyColumns = keyColumns
    self.sumColumns = sumColumns
  }

  /// False for a row without one of its keys.
  private mutating func add(_ row: [Int64?]) throws -> Bool {
    var hash: UInt64 = 0
    for column in keyColumns {
      guard let key = row[column] else { return false }
      hash = (hash ^ UInt64(bitPattern: key)) &* 0x9E37_79B9_7F4A_7C15
      hash ^= hash >> 29
    }
    let start = group(row, hash) * width
    for (index, column) in sumColumns.enumerated() {
      guard let amount = row[column] else { continue }
      let place = start + keyColumns.count + index
      let (sum, overflows) = numbers[place].addingReportingOverflow(amount)
      // As SQLite's own sum() does.
      guard !overflows else {
        throw DatabaseError(resultCode: .SQLITE_ERROR, message: "integer overflow")
      }
      numbers[place] = sum
    }
    numbers[start + width - 1] += 1
    return true
  }

  private mutating func group(_ row: [Int64?], _ hash: UInt64) -> Int {
    if groups * 2 >= places.count { grow() }
    let mask = places.count - 1
    var place = Int(truncatingIfNeeded: hash) & mask
    while places[place] >= 0 {
      let group = Int(places[place])
      if isGroup(group, row) { return group }
      place = (place + 1) & mask
    }
    places[place] = Int32(groups)
    for column in keyColumns { numbers.append(row[column] ?? 0) }
    for _ in 0...sumColumns.count { numbers.append(0) }
    groups += 1
    return groups - 1
  }

  @inline(__always)
  private func isGroup(_ group: Int, _ row: [Int64?]) -> Bool {
    let start = group * width
    for (index, column) in keyColumns.enumerated() where numbers[start + index] != row[column] {
      return false
    }
    return true
  }

  private mutating func grow() {
    places = Array(repeating: -1, count: places.count * 2)
    let mask = places.count - 1
    for group in 0..<groups {
      var hash: UInt64 = 0
      for index in keyColumns.indices {
        hash =
          (hash ^ UInt64(bitPattern: numbers[group * width + index])) &* 0x9E37_79B9_7F4A_7C15
        hash ^= hash >> 29
      }
      var place = Int(truncatingIfNeeded: hash) & mask
      while places[place] >= 0 { place = (place + 1) & mask }
      places[place] = Int32(group)
    }
  }

  /// Writes the sums into a table, in the order of the select's columns, sorted by their keys as SQL's
  /// `group by` leaves them.
  func write(to table: String, columns: [String], _ db: Database) throws {
    let names = columns.map { "\"\($0)\"" }.joined(separator: ", ")
    guard let parts else {
      let shown = try IntegerTable(db, name: "broadsheet_sums", width: columns.count)
      return try shown.show(rows()) {
        try db.execute(sql: "INSERT INTO \"\(table)\" (\(names)) SELECT * FROM \(shown.name)")
      }
    }
    let sums = form.outputs.enumerated().map { index, output in
      if case .key = output { "c\(index)" } else { "sum(c\(index))" }
    }
    // Keys in the order of `group by`, which need not be that of the select.
    let keys = form.keys.indices.compactMap { key in
      form.outputs.firstIndex(of: .key(key)).map { "c\($0)" }
    }
    try db.execute(
      sql: """
        INSERT INTO "\(table)" (\(names))
        SELECT \(sums.joined(separator: ", ")) FROM temp.\(parts)
        GROUP BY \(keys.joined(separator: ", "))
        """)
    try db.execute(sql: "DROP TABLE temp.\(parts)")
  }

  /// Moves all groups into the table of partial sums.
  private mutating func flush(_ name: String, _ db: Database) throws {
    let columns = form.outputs.indices.map { "c\($0)" }.joined(separator: ", ")
    if parts == nil {
      try db.execute(sql: "DROP TABLE IF EXISTS temp.\(name)")
      try db.execute(sql: "CREATE TEMP TABLE \(name) (\(columns))")
      parts = name
    }
    let shown = try IntegerTable(db, name: "broadsheet_sums", width: form.outputs.count)
    try shown.show(rows()) {
      try db.execute(sql: "INSERT INTO temp.\(name) SELECT * FROM \(shown.name)")
    }
    numbers.removeAll(keepingCapacity: true)
    groups = 0
    places = Array(repeating: -1, count: places.count)
  }

  /// The rows, one after the other, in the order of the select's columns, sorted by their keys as
  /// SQL's `group by` leaves them.
  func rows() -> [Int64] {
    let order = (0..<groups).sorted { first, second in
      for index in keyColumns.indices {
        let (left, right) = (numbers[first * width + index], numbers[second * width + index])
        if left != right { return left < right }
      }
      return false
    }
    var result: [Int64] = []
    result.reserveCapacity(groups * form.outputs.count)
    for group in order {
      var sum = 0
      for output in form.outputs {
        switch output {
        case .key(let key): result.append(numbers[group * width + key])
        case .count: result.append(numbers[group * width + width - 1])
        case .sum:
          result.append(numbers[group * width + keyColumns.count + sum])
          sum += 1
        }
      }
    }
    return result
  }
}

extension RollupForm {
  /// Columns that are summed, in the order of the select.
  fileprivate var sums: [String] {
    outputs.compactMap { output in
      if case .sum(let column) = output { column } else { nil }
    }
  }
}
