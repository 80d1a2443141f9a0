import Glibc

/// Codes of distinct cells: a cell seen before costs a hash and a comparison, no copy.
struct CellTable {
  private struct Entry {
    let key: CellKey
    /// Where its bytes begin, when they are more than its key holds.
    let start: Int
  }

  private var entries: [Entry] = []
  private var hashes: [UInt64] = []
  /// Of the cells that are longer than their keys.
  private var bytes: [UInt8] = []
  /// By open addressing: the upper half of a cell's hash and its code, -1 where a place is free.
  private var places: [(tag: UInt32, code: Int32)] = []

  var count: Int { entries.count }

  /// The code of a cell, from 0 in the order of adding; nil when it was not added. Mutating, though it
  /// changes nothing: what is accessed exclusively is not retained.
  @inline(__always)
  mutating func code(_ cell: Cell) -> Int? {
    guard !entries.isEmpty else { return nil }
    let key = CellKey(cell)
    let hash = CellHash.of(cell, key)
    let mask = places.count - 1
    var place = Int(truncatingIfNeeded: hash) & mask
    while places[place].code >= 0 {
      let code = Int(places[place].code)
      if places[place].tag == Self.tag(hash), isEqual(code, key, cell) { return code }
      place = (place + 1) & mask
    }
    return nil
  }

  /// Adds a cell that is not there.
  mutating func add(_ cell: Cell) {
    if count * 2 >= places.count { grow() }
    let key = CellKey(cell)
    entries.append(Entry(key: key, start: bytes.count))
    hashes.append(CellHash.of(cell, key))
    if !key.isWhole { bytes.append(contentsOf: cell.bytes) }
    put(count - 1)
  }

  @inline(__always)
  private func isEqual(_ code: Int, _ key: CellKey, _ cell: Cell) -> Bool {
    guard entries[code].key == key else { return false }
    return key.isWhole || hasBytes(entries[code].start, cell.bytes)
  }

  private func hasBytes(_ start: Int, _ other: UnsafeBufferPointer<UInt8>) -> Bool {
    bytes.withUnsafeBufferPointer { bytes in
      guard let base = bytes.baseAddress, let pointer = other.baseAddress else { return false }
      return memcmp(base + start, pointer, other.count) == 0
    }
  }

  private static func tag(_ hash: UInt64) -> UInt32 { UInt32(truncatingIfNeeded: hash >> 32) }

  private mutating func grow() {
    places = Array(repeating: (0, -1), count: max(64, places.count * 4))
    for code in 0..<count { put(code) }
  }

  private mutating func put(_ code: Int) {
    let mask = places.count - 1
    var place = Int(truncatingIfNeeded: hashes[code]) & mask
    while places[place].code >= 0 { place = (place + 1) & mask }
    places[place] = (Self.tag(hashes[code]), Int32(code))
  }
}
