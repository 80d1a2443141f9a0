/// What tells a cell from others at a glance: its length and its first 32 bytes, which are all of most.
struct CellKey {
  let count: Int
  let words: (UInt64, UInt64, UInt64, UInt64)

  /// Whether cells of the same key are the same.
  var isWhole: Bool { count <= 32 }

  @inline(__always)
  init(_ cell: Cell) {
    count = cell.count
    words = cell.beginning
  }

  @inline(__always)
  static func == (left: CellKey, right: CellKey) -> Bool {
    let first = (left.words.0 ^ right.words.0) | (left.words.1 ^ right.words.1)
    let second = (left.words.2 ^ right.words.2) | (left.words.3 ^ right.words.3)
    return first | second | UInt64(bitPattern: Int64(left.count ^ right.count)) == 0
  }
}

/// A fast hash of a cell, for tables that live within one run; the folded multiplication of wyhash
/// (Wang Yi, public domain).
enum CellHash {
  static let seed: UInt64 = 0xA076_1D64_78BD_642F
  private static let other: UInt64 = 0xE703_7ED1_A0B4_28DB
  private static let third: UInt64 = 0x8EBC_6AF0_9C88_C6E3

  @inline(__always)
  static func of(_ cell: Cell) -> UInt64 { of(cell, CellKey(cell)) }

  /// - Parameter key: of the same cell.
  @inline(__always)
  static func of(_ cell: Cell, _ key: CellKey) -> UInt64 {
    if !key.isWhole { return ofLong(UnsafeRawBufferPointer(cell.bytes)) }
    let (first, second, next, last) = key.words
    return folded(first ^ other, second ^ beginning(key.count)) ^ folded(next ^ third, last ^ other)
  }

  private static func ofLong(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
    var hash = beginning(bytes.count)
    var offset = 0
    while offset + 16 < bytes.count {
      hash = folded(word(bytes, offset) ^ other, word(bytes, offset + 8) ^ hash)
      offset += 16
    }
    // The last sixteen bytes, of which some may have been met.
    return folded(word(bytes, bytes.count - 16) ^ other, word(bytes, bytes.count - 8) ^ hash)
  }

  /// The length is spread over all bits: as it is, one byte of a text could make up for it.
  @inline(__always)
  private static func beginning(_ count: Int) -> UInt64 {
    folded(seed ^ UInt64(count), other)
  }

  @inline(__always)
  private static func word(_ bytes: UnsafeRawBufferPointer, _ offset: Int) -> UInt64 {
    bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
  }

  /// The hash of a sequence with one more part.
  @inline(__always)
  static func joined(_ hash: UInt64, _ part: UInt64) -> UInt64 {
    folded(hash ^ part, other)
  }

  @inline(__always)
  private static func folded(_ left: UInt64, _ right: UInt64) -> UInt64 {
    let (high, low) = left.multipliedFullWidth(by: right)
    return high ^ low
  }
}
