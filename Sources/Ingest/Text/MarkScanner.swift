import CScan

/// Finds the delimiters, quotes and line ends of a text one after the other; 64 bytes at a time tell
/// where they are.
struct MarkScanner {
  /// Readable 64 bytes from every place on, as `ByteBuffer` is.
  private let start: UnsafePointer<UInt8>
  let count: Int
  private let delimiter: UInt8
  /// Where the 64 bytes start that the marks are of, and those that are not passed yet.
  private var window: Int
  private var marks: broadsheet_marks_t

  /// Looks from a place on; bytes behind the buffer's end have no marks.
  @inline(__always)
  init(_ buffer: ByteBuffer, from place: Int, delimiter: UInt8) {
    start = UnsafePointer(buffer.start)
    count = buffer.count
    self.delimiter = delimiter
    window = place
    marks = Self.marks(start + place, left: count - place, delimiter)
  }

  /// The place of the next mark, which is thereby passed; the buffer's end when there is none.
  @inline(__always)
  mutating func next() -> Int {
    while marks.delimiters | marks.others == 0 {
      guard window + 64 < count else { return count }
      window += 64
      look()
    }
    let first = marks.delimiters | marks.others
    marks.delimiters &= ~(first & (0 &- first))
    marks.others &= ~(first & (0 &- first))
    return window + first.trailingZeroBitCount
  }

  /// The places of the delimiters that come next, as far as it has looked and up to the first other
  /// mark; all of them are passed thereby.
  @inline(__always)
  mutating func delimiters() -> (window: Int, marks: UInt64) {
    // Below the lowest other mark; everything where there is none.
    let run = marks.delimiters & ~(marks.others | (0 &- marks.others))
    marks.delimiters ^= run
    return (window, run)
  }

  @inline(__always)
  private mutating func look() {
    marks = Self.marks(start + window, left: count - window, delimiter)
  }

  /// A call, so that what it needs is made once in 64 bytes and not at every mark.
  @inline(never)
  private static func marks(
    _ bytes: UnsafePointer<UInt8>, left: Int, _ delimiter: UInt8
  ) -> broadsheet_marks_t {
    guard left > 0 else { return broadsheet_marks_t(delimiters: 0, others: 0) }
    var marks = broadsheet_marks(bytes, delimiter)
    if left < 64 {
      marks.delimiters &= (1 << UInt64(left)) - 1
      marks.others &= (1 << UInt64(left)) - 1
    }
    return marks
  }
}
