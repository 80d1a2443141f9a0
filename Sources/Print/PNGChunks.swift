/// The chunks of a PNG file: length, type, data and a checksum each.
enum PNGChunks {
  private static let signatureLength = 8

  /// An international text chunk: UTF-8, not compressed, no language.
  static func text(_ keyword: String, _ text: String) -> [UInt8] {
    chunk("iTXt", Array(keyword.utf8) + [0, 0, 0, 0, 0] + Array(text.utf8))
  }

  static func chunk(_ type: String, _ data: [UInt8]) -> [UInt8] {
    let body = Array(type.utf8) + data
    return bigEndian(UInt32(truncatingIfNeeded: data.count)) + body + bigEndian(checksum(body))
  }

  /// Puts chunks before the first of the picture's data; nil if there is none.
  static func insert(_ chunks: [UInt8], into png: [UInt8]) -> [UInt8]? {
    var start = signatureLength
    while start + 12 <= png.count {
      let type = png[start + 4..<start + 8]
      if type.elementsEqual("IDAT".utf8) {
        return Array(png[..<start]) + chunks + Array(png[start...])
      }
      let length = png[start..<start + 4].reduce(0) { $0 << 8 | Int($1) }
      start += 12 + length
    }
    return nil
  }

  /// CRC-32 of ISO 3309, as PNG's specification defines it.
  static func checksum(_ bytes: [UInt8]) -> UInt32 {
    ~bytes.reduce(UInt32.max) { crc, byte in
      crc >> 8 ^ table[Int((crc ^ UInt32(byte)) & 0xFF)]
    }
  }

  private static let table: [UInt32] = (0..<256).map { byte in
    (0..<8).reduce(UInt32(byte)) { crc, _ in crc & 1 == 1 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1 }
  }

  private static func bigEndian(_ number: UInt32) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> UInt32($0)) }
  }
}
