import CZlib

/// The chunks of a PNG file: length, type, data and a checksum each.
enum PNGChunks {
  /// Signature, size, eight bits of red, green and blue, in sRGB.
  static func head(width: UInt32, height: UInt32) -> [UInt8] {
    [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
      + chunk("IHDR", bigEndian(width) + bigEndian(height) + [8, 2, 0, 0, 0])
      + chunk("sRGB", [0])
  }

  /// The picture's data, of pixels of 32 bits that hold red, green and blue from high to low.
  ///
  /// Rows are packed as they are: charts are flat areas, and the filters that suit photographs made them a
  /// quarter larger at five times the work.
  ///
  /// - Parameter stride: bytes from one row to the next.
  /// - Returns: nil if zlib fails.
  static func pixels(
    _ data: UnsafePointer<UInt8>, width: Int, height: Int, stride: Int
  ) -> [UInt8]? {
    let rows = [UInt8](unsafeUninitializedCapacity: (1 + 3 * width) * height) { rows, count in
      var place = 0
      for y in 0..<height {
        rows[place] = 0
        place += 1
        let row = UnsafeRawPointer(data + y * stride)
        for x in 0..<width {
          let pixel = row.load(fromByteOffset: 4 * x, as: UInt32.self)
          rows[place] = UInt8(truncatingIfNeeded: pixel >> 16)
          rows[place + 1] = UInt8(truncatingIfNeeded: pixel >> 8)
          rows[place + 2] = UInt8(truncatingIfNeeded: pixel)
          place += 3
        }
      }
      count = place
    }
    var size = compressBound(uLong(rows.count))
    var packed = [UInt8](repeating: 0, count: Int(size))
    guard compress2(&packed, &size, rows, uLong(rows.count), 3) == Z_OK else { return nil }
    return chunk("IDAT", packed[..<Int(size)])
  }

  /// An international text chunk: UTF-8, not compressed, no language.
  static func text(_ keyword: String, _ text: String) -> [UInt8] {
    chunk("iTXt", Array(keyword.utf8) + [0, 0, 0, 0, 0] + Array(text.utf8))
  }

  static func chunk(_ type: String, _ data: some Collection<UInt8>) -> [UInt8] {
    let body = Array(type.utf8) + data
    return bigEndian(UInt32(truncatingIfNeeded: data.count)) + body + bigEndian(checksum(body))
  }

  /// CRC-32 of ISO 3309, as PNG's specification defines it.
  static func checksum(_ bytes: [UInt8]) -> UInt32 {
    UInt32(truncatingIfNeeded: crc32_z(0, bytes, bytes.count))
  }

  private static func bigEndian(_ number: UInt32) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> UInt32($0)) }
  }
}
