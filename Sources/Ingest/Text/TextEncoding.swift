/// The encodings that platforms and spreadsheets write.
public enum TextEncoding: String, Sendable, Hashable, CaseIterable {
  /// Those of texts, which a user may name.
  public static let allCases: [TextEncoding] = [
    .utf8, .utf16LittleEndian, .utf16BigEndian, .windows1252, .windows1250, .windows1251,
    .windows1254, .shiftJIS, .eucKR, .gb18030,
  ]

  case utf8 = "utf-8"
  case utf16LittleEndian = "utf-16le"
  case utf16BigEndian = "utf-16be"
  case windows1252 = "windows-1252"
  case windows1250 = "windows-1250"
  case windows1251 = "windows-1251"
  case windows1254 = "windows-1254"
  case shiftJIS = "shift_jis"
  case eucKR = "euc-kr"
  case gb18030 = "gb18030"
  /// No text: the records are those of a sheet.
  case workbook = "xlsx"

  /// From the first bytes: a byte-order mark, or the zero bytes of UTF-16 text in Latin script;
  /// otherwise UTF-8, which decoding proves or refutes.
  static func sniff(_ head: ArraySlice<UInt8>) -> (encoding: TextEncoding, mark: Int) {
    let bytes = Array(head.prefix(4096))
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return (.utf8, 3) }
    if bytes.starts(with: [0xFF, 0xFE]) { return (.utf16LittleEndian, 2) }
    if bytes.starts(with: [0xFE, 0xFF]) { return (.utf16BigEndian, 2) }
    var zeros = (even: 0, odd: 0)
    for (index, byte) in bytes.enumerated() where byte == 0 {
      if index.isMultiple(of: 2) { zeros.even += 1 } else { zeros.odd += 1 }
    }
    let pairs = bytes.count / 2
    if pairs >= 4, zeros.odd > pairs / 2, zeros.even == 0 { return (.utf16LittleEndian, 0) }
    if pairs >= 4, zeros.even > pairs / 2, zeros.odd == 0 { return (.utf16BigEndian, 0) }
    return (.utf8, 0)
  }

  /// Unicode of the bytes 0x80…0x9F of Windows-1252; nil where the code page has none.
  static let upper1252: [UInt16?] = [
    0x20AC, nil, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039,
    0x0152, nil, 0x017D, nil, nil, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC,
    0x2122, 0x0161, 0x203A, 0x0153, nil, 0x017E, 0x0178,
  ]
}
