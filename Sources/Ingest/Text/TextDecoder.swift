import CScan

/// Turns blocks of encoded bytes into UTF-8 bytes, exactly or not at all: no byte is ever replaced.
struct TextDecoder {
  enum Failure: Error {
    /// A byte sequence that is no text in this encoding, at an offset of the file.
    case invalid(offset: Int)
  }

  let encoding: TextEncoding
  private var pending: [UInt8] = []
  private var offset: Int
  private var markLeft: Int
  private let codePage: CodePage?

  init(_ encoding: TextEncoding, mark: Int) {
    self.encoding = encoding
    codePage = encoding.codePage.flatMap(CodePage.init)
    markLeft = mark
    offset = 0
  }

  /// Decodes a block and appends it to `text`; the tail of an unfinished sequence waits for more.
  mutating func decode(_ block: UnsafeBufferPointer<UInt8>, isLast: Bool, into text: ByteBuffer)
    throws(Failure)
  {
    let skipped = min(markLeft, block.count)
    offset += skipped
    markLeft -= skipped
    let block = UnsafeBufferPointer(rebasing: block[skipped...])
    switch encoding {
    case .utf8, .workbook: try decodeUTF8(block, isLast, text)
    case .windows1252: try decode1252(block, text)
    case .utf16LittleEndian: try decodeUTF16(block, isLast, low: 0, text)
    case .utf16BigEndian: try decodeUTF16(block, isLast, low: 1, text)
    default: try decodeCodePage(block, isLast, text)
    }
  }

  private mutating func decodeUTF8(
    _ block: UnsafeBufferPointer<UInt8>, _ isLast: Bool, _ text: ByteBuffer
  ) throws(Failure) {
    let start = text.count
    let origin = offset - pending.count
    pending.withUnsafeBufferPointer { text.append($0) }
    text.append(block)
    offset += block.count
    let (valid, broken) = Self.validPrefix(text.bytes, from: start)
    pending = Array(text.bytes[valid...])
    text.removeLast(text.count - valid)
    if broken || (isLast && !pending.isEmpty) {
      throw .invalid(offset: origin + valid - start)
    }
  }

  /// The end of the longest valid prefix, and whether what follows can never become valid.
  private static func validPrefix(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int)
    -> (end: Int, broken: Bool)
  {
    guard let base = bytes.baseAddress else { return (start, false) }
    var index = start
    let count = bytes.count
    while index < count {
      let byte = bytes[index]
      if byte < 0x80 {
        // Most text is ASCII: it is passed by in steps of 16.
        index += max(1, broadsheet_ascii(base + index, count - index))
        continue
      }
      let (length, low, high): (Int, UInt8, UInt8)
      switch byte {
      case 0xC2...0xDF: (length, low, high) = (2, 0x80, 0xBF)
      case 0xE0: (length, low, high) = (3, 0xA0, 0xBF)
      case 0xED: (length, low, high) = (3, 0x80, 0x9F)
      case 0xE1...0xEF: (length, low, high) = (3, 0x80, 0xBF)
      case 0xF0: (length, low, high) = (4, 0x90, 0xBF)
      case 0xF1...0xF3: (length, low, high) = (4, 0x80, 0xBF)
      case 0xF4: (length, low, high) = (4, 0x80, 0x8F)
      default: return (index, true)
      }
      var step = 1
      while step < length {
        guard index + step < count else { return (index, false) }
        let next = bytes[index + step]
        let fits = step == 1 ? (low...high).contains(next) : (0x80...0xBF).contains(next)
        guard fits else { return (index, true) }
        step += 1
      }
      index += length
    }
    return (index, false)
  }

  private mutating func decode1252(_ block: UnsafeBufferPointer<UInt8>, _ text: ByteBuffer)
    throws(Failure)
  {
    for byte in block {
      if byte < 0x80 {
        text.append(byte)
      } else if byte >= 0xA0 {
        text.append(0xC0 | byte >> 6)
        text.append(0x80 | byte & 0x3F)
      } else if let unit = TextEncoding.upper1252[Int(byte) - 0x80] {
        Self.append(UInt32(unit), to: text)
      } else {
        throw .invalid(offset: offset)
      }
      offset += 1
    }
  }

  private mutating func decodeCodePage(
    _ block: UnsafeBufferPointer<UInt8>, _ isLast: Bool, _ text: ByteBuffer
  ) throws(Failure) {
    let bytes = pending + Array(block)
    let origin = offset - pending.count
    offset += block.count
    switch codePage?.decode(bytes, into: text) {
    case .taken(let left):
      pending = Array(bytes.suffix(left))
      if isLast && left > 0 { throw .invalid(offset: offset - left) }
    case .broken(let place): throw .invalid(offset: origin + place)
    case nil: throw .invalid(offset: origin)
    }
  }

  private mutating func decodeUTF16(
    _ block: UnsafeBufferPointer<UInt8>, _ isLast: Bool, low: Int, _ text: ByteBuffer
  ) throws(Failure) {
    let bytes = pending + Array(block)
    let origin = offset - pending.count
    offset += block.count
    var index = 0
    func unit(_ at: Int) -> UInt32 {
      UInt32(bytes[at + low]) | UInt32(bytes[at + 1 - low]) << 8
    }
    while index + 2 <= bytes.count {
      let first = unit(index)
      if first & 0xF800 != 0xD800 {
        Self.append(first, to: text)
        index += 2
      } else {
        guard first < 0xDC00 else { throw .invalid(offset: origin + index) }
        guard index + 4 <= bytes.count else { break }
        let second = unit(index + 2)
        guard second & 0xFC00 == 0xDC00 else { throw .invalid(offset: origin + index) }
        Self.append(0x10000 + (first & 0x3FF) << 10 + (second & 0x3FF), to: text)
        index += 4
      }
    }
    pending = Array(bytes[index...])
    if isLast && !pending.isEmpty { throw .invalid(offset: origin + index) }
  }

  private static func append(_ scalar: UInt32, to text: ByteBuffer) {
    switch scalar {
    case 0..<0x80: text.append(UInt8(scalar))
    case 0..<0x800:
      text.append(UInt8(0xC0 | scalar >> 6))
      text.append(UInt8(0x80 | scalar & 0x3F))
    case 0..<0x10000:
      text.append(UInt8(0xE0 | scalar >> 12))
      text.append(UInt8(0x80 | scalar >> 6 & 0x3F))
      text.append(UInt8(0x80 | scalar & 0x3F))
    default:
      text.append(UInt8(0xF0 | scalar >> 18))
      text.append(UInt8(0x80 | scalar >> 12 & 0x3F))
      text.append(UInt8(0x80 | scalar >> 6 & 0x3F))
      text.append(UInt8(0x80 | scalar & 0x3F))
    }
  }
}
