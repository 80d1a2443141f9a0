/// The size of a ZIP archive's directory, looked at before a library builds it in memory.
enum ZipDirectory {
  /// A workbook has some dozens of parts; an entry takes 46 bytes and its name.
  static let longest = 4 << 20

  /// Whether any end record of the file claims a directory that is longer than allowed.
  static func isTooLong(_ stream: borrowing ByteStream) -> Bool {
    let size = stream.size
    let length = min(size, 22 + 0xFFFF)
    return isTooLong(stream.bytes(at: size - length, count: length), start: size - length) {
      stream.bytes(at: $0, count: 56)
    }
  }

  static func isTooLong(_ tail: [UInt8], start: Int, read: (Int) -> [UInt8]) -> Bool {
    guard tail.count >= 22 else { return false }
    for index in stride(from: tail.count - 22, through: 0, by: -1)
    where tail[index] == 0x50 && tail[index...].starts(with: [0x50, 0x4B, 0x05, 0x06]) {
      let size = value(tail[(index + 12)..<(index + 16)])
      if size == 0xFFFF_FFFF || value(tail[(index + 10)..<(index + 12)]) == 0xFFFF {
        // The locator of the 64-bit end record stands right before.
        guard index >= 20 else { continue }
        let locator = tail[(index - 20)..<index]
        guard locator.starts(with: [0x50, 0x4B, 0x06, 0x07]) else { continue }
        let record = read(clamped(value(locator.dropFirst(8).prefix(8))))
        guard record.count == 56, record.starts(with: [0x50, 0x4B, 0x06, 0x06]) else { continue }
        if value(record[40..<48]) > UInt64(longest) { return true }
      } else if size > UInt64(longest), Int(size) <= start + index {
        return true
      }
    }
    return false
  }

  private static func value(_ bytes: ArraySlice<UInt8>) -> UInt64 {
    bytes.reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }

  private static func clamped(_ value: UInt64) -> Int { Int(min(value, UInt64(Int.max / 2))) }
}
