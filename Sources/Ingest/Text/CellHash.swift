/// A fast hash of a cell, for tables that live within one run; the folded multiplication of wyhash
/// (Wang Yi, public domain).
enum CellHash {
  static let seed: UInt64 = 0xA076_1D64_78BD_642F
  private static let other: UInt64 = 0xE703_7ED1_A0B4_28DB

  @inline(__always)
  static func of(_ cell: Cell) -> UInt64 {
    let bytes = UnsafeRawBufferPointer(cell.bytes)
    let count = bytes.count
    guard let start = bytes.baseAddress, count > 0 else { return seed }
    if count > 16 { return ofLong(start, count) }
    let first: UInt64
    let second: UInt64
    if count >= 8 {
      first = start.loadUnaligned(as: UInt64.self)
      second = start.loadUnaligned(fromByteOffset: count - 8, as: UInt64.self)
    } else if count >= 4 {
      first = UInt64(start.loadUnaligned(as: UInt32.self))
      second = UInt64(start.loadUnaligned(fromByteOffset: count - 4, as: UInt32.self))
    } else {
      first = UInt64(bytes[0]) << 16 | UInt64(bytes[count >> 1]) << 8 | UInt64(bytes[count - 1])
      second = 0
    }
    return folded(first ^ seed, second ^ other ^ UInt64(count))
  }

  private static func ofLong(_ start: UnsafeRawPointer, _ count: Int) -> UInt64 {
    var hash = seed ^ UInt64(count)
    var offset = 0
    while offset + 16 < count {
      hash = folded(
        start.loadUnaligned(fromByteOffset: offset, as: UInt64.self) ^ other,
        start.loadUnaligned(fromByteOffset: offset + 8, as: UInt64.self) ^ hash)
      offset += 16
    }
    return folded(
      start.loadUnaligned(fromByteOffset: count - 16, as: UInt64.self) ^ other,
      start.loadUnaligned(fromByteOffset: count - 8, as: UInt64.self) ^ hash)
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
