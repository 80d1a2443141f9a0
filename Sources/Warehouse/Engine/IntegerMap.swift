import GRDB

/// Integers by integers, looked up at a few nanoseconds: Swift's own dictionaries guard against
/// chosen keys, at several times the cost.
struct IntegerMap: Sendable {
  /// Keys and values in turn; a free place has the key of `IntegerTable.null`.
  private var places: [Int64] = Array(repeating: IntegerTable.null, count: 32)
  private var mask = 15
  private(set) var count = 0

  init() {}

  /// The rows of a query of two columns, the second by the first; NULLs are left out.
  init(_ db: Database, _ sql: String) throws {
    try IntegerScan.each(db, sql) { row in
      if let key = row[0], let value = row[1] { self[key] = value }
    }
  }

  subscript(key: Int64) -> Int64? {
    @inline(__always) get {
      places.withUnsafeBufferPointer { places in
        var place = Self.place(key) & mask
        while places[place * 2] != key {
          if places[place * 2] == IntegerTable.null { return nil }
          place = (place + 1) & mask
        }
        // The key of free places is nobody's.
        return key == IntegerTable.null ? nil : places[place * 2 + 1]
      }
    }
    set {
      guard let newValue, key != IntegerTable.null else { return }
      if count * 2 > mask { grow() }
      var place = Self.place(key) & mask
      while places[place * 2] != IntegerTable.null, places[place * 2] != key {
        place = (place + 1) & mask
      }
      if places[place * 2] != key { count += 1 }
      places[place * 2] = key
      places[place * 2 + 1] = newValue
    }
  }

  private mutating func grow() {
    let old = places
    places = Array(repeating: IntegerTable.null, count: old.count * 2)
    mask = mask * 2 + 1
    count = 0
    for index in stride(from: 0, to: old.count, by: 2) where old[index] != IntegerTable.null {
      self[old[index]] = old[index + 1]
    }
  }

  @inline(__always)
  private static func place(_ key: Int64) -> Int {
    let hash = UInt64(bitPattern: key) &* 0x9E37_79B9_7F4A_7C15
    return Int(truncatingIfNeeded: hash >> 20)
  }
}
