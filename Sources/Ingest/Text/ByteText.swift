import CScan

/// Bytes of a text that slice into themselves: a cell where it stands, or a copy of one.
protocol ByteText: BidirectionalCollection where Element == UInt8, SubSequence == Self {}

extension ArraySlice: ByteText where Element == UInt8 {}

/// One cell where the reader left it: valid until it reads on.
///
/// A pointer, so that looking at a cell neither copies nor counts references; every access is
/// checked against the cell's own bounds. Behind the end of any cell `ByteBuffer.slack` bytes can be
/// read, whatever they are.
struct Cell: ByteText, RandomAccessCollection {
  private let base: UnsafePointer<UInt8>
  let startIndex: Int
  let endIndex: Int

  @inline(__always)
  init(_ buffer: ByteBuffer, _ bounds: Range<Int>) {
    self.init(UnsafePointer(buffer.start), bounds)
  }

  @inline(__always)
  init(_ base: UnsafePointer<UInt8>, _ bounds: Range<Int>) {
    self.base = base
    startIndex = bounds.lowerBound
    endIndex = bounds.upperBound
  }

  @inline(__always)
  subscript(position: Int) -> UInt8 {
    precondition(position >= startIndex && position < endIndex)
    return base[position]
  }

  @inline(__always)
  subscript(bounds: Range<Int>) -> Cell {
    precondition(bounds.lowerBound >= startIndex && bounds.upperBound <= endIndex)
    return Cell(base, bounds)
  }

  @inline(__always)
  var bytes: UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: base + startIndex, count: endIndex - startIndex)
  }

  /// The first 32 bytes; behind its end all are zero.
  @inline(__always)
  var beginning: (UInt64, UInt64, UInt64, UInt64) {
    broadsheet_beginning(base + startIndex, endIndex - startIndex).words
  }

  /// Eight bytes from a place on, the first of them the lowest; behind the cell's end whatever follows.
  @inline(__always)
  func word(at offset: Int) -> UInt64 {
    UnsafeRawPointer(base + startIndex).loadUnaligned(fromByteOffset: offset, as: UInt64.self)
  }

  func withContiguousStorageIfAvailable<Result>(
    _ body: (UnsafeBufferPointer<UInt8>) throws -> Result
  ) rethrows -> Result? {
    try body(bytes)
  }
}

enum Blanks {
  /// Without spaces, tabs and no-break spaces (U+00A0, U+202F) at both ends.
  @inline(__always)
  static func trim<Text: ByteText>(_ text: Text) -> Text {
    guard let first = text.first, let last = text.last else { return text }
    if isInner(first), isInner(last) { return text }
    return trimSlowly(text)
  }

  /// Whether a byte neither is a blank nor belongs to one.
  private static func isInner(_ byte: UInt8) -> Bool { byte > 0x20 && byte < 0x80 }

  private static func trimSlowly<Text: ByteText>(_ text: Text) -> Text {
    var slice = text
    while let first = slice.first {
      if first == 0x20 || first == 0x09 {
        slice = slice.dropFirst()
      } else if slice.starts(with: [0xC2, 0xA0]) {
        slice = slice.dropFirst(2)
      } else if slice.starts(with: [0xE2, 0x80, 0xAF]) {
        slice = slice.dropFirst(3)
      } else {
        break
      }
    }
    while let last = slice.last {
      if last == 0x20 || last == 0x09 {
        slice = slice.dropLast()
      } else if slice.suffix(2).elementsEqual([0xC2, 0xA0]) {
        slice = slice.dropLast(2)
      } else if slice.suffix(3).elementsEqual([0xE2, 0x80, 0xAF]) {
        slice = slice.dropLast(3)
      } else {
        break
      }
    }
    return slice
  }
}
