import Glibc

/// Codes of distinct cells: a cell seen before costs a hash and a comparison, no copy.
struct CellTable {
  private var bytes: [UInt8] = []
  private var ends: [Int] = []
  private var hashes: [UInt64] = []
  /// Codes by open addressing; -1 is free.
  private var places: [Int32] = []
  private var last = 0

  var count: Int { ends.count }

  /// The code of a cell, from 0 in the order of adding; nil when it was not added.
  @inline(__always)
  mutating func code(_ cell: Cell) -> Int? {
    guard count > 0 else { return nil }
    // Exports are sorted by some of their columns: the same cell often comes again at once.
    if isEqual(last, cell) { return last }
    guard let code = find(cell, CellHash.of(cell)) else { return nil }
    last = code
    return code
  }

  /// Adds a cell that is not there.
  mutating func add(_ cell: Cell) {
    if count * 2 >= places.count { grow() }
    bytes.append(contentsOf: cell.bytes)
    ends.append(bytes.count)
    hashes.append(CellHash.of(cell))
    last = count - 1
    put(last)
  }

  private func find(_ cell: Cell, _ hash: UInt64) -> Int? {
    let mask = places.count - 1
    var place = Int(truncatingIfNeeded: hash) & mask
    while true {
      let code = Int(places[place])
      guard code >= 0 else { return nil }
      if hashes[code] == hash, isEqual(code, cell) { return code }
      place = (place + 1) & mask
    }
  }

  @inline(__always)
  private func isEqual(_ code: Int, _ cell: Cell) -> Bool {
    let start = code == 0 ? 0 : ends[code - 1]
    let other = cell.bytes
    guard ends[code] - start == other.count else { return false }
    guard let pointer = other.baseAddress else { return true }
    return bytes.withUnsafeBufferPointer { bytes in
      bytes.baseAddress.map { memcmp($0 + start, pointer, other.count) == 0 } ?? other.isEmpty
    }
  }

  private mutating func grow() {
    places = Array(repeating: -1, count: max(64, places.count * 4))
    for code in 0..<count { put(code) }
  }

  private mutating func put(_ code: Int) {
    let mask = places.count - 1
    var place = Int(truncatingIfNeeded: hashes[code]) & mask
    while places[place] >= 0 { place = (place + 1) & mask }
    places[place] = Int32(code)
  }
}
