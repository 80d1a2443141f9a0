import CScan
import Diagnostics

/// Streams the records of a delimited file in bounded memory; cells stay where they were read.
///
/// RFC 4180 with what exports really do: LF, CRLF or CR line ends, line ends inside quotes,
/// doubled quotes. A quote that is never closed, or text after a closing quote, is an error with
/// its place: guessing would move numbers between columns.
///
/// Only delimiters, quotes and line ends are looked at one by one, 64 bytes at a time tell where
/// they are.
struct RecordReader: ~Copyable {
  static let longestRecord = 1 << 20
  /// A longer line is no row of a report at all.
  private static let longestLine = 64 << 20

  private let source: any ByteSource
  private var decoder: TextDecoder
  let delimiter: UInt8
  private let buffer = ByteBuffer(capacity: 2 << 20)
  private var position = 0
  private var block: [UInt8] = []
  private var isExhausted = false
  private var line = 1
  /// Where the 64 bytes start that `marks` tells of, and the marks that are not passed yet.
  private var window = 0
  private var marks: UInt64 = 0
  /// How a record begins that is passed over.
  private let excerpt = ByteBuffer(capacity: 1 << 12)
  /// Cells of the record with doubled quotes, and where their contents stand.
  private var doubled: [(cell: Int, content: Range<Int>)] = []

  var path: String { source.path }

  init(path: String, encoding: TextEncoding, mark: Int, delimiter: UInt8) throws(Diagnostic) {
    self.init(
      try PlainBytes(path: path), encoding: encoding, mark: mark, delimiter: delimiter)
  }

  init(_ source: any ByteSource, encoding: TextEncoding, mark: Int, delimiter: UInt8) {
    self.source = source
    decoder = TextDecoder(encoding, mark: mark)
    self.delimiter = delimiter
  }

  /// Reads the next record; false at the end of the file. Cells of the last one are gone.
  /// - Throws: `csv.…`, `file.…`.
  mutating func next(_ record: inout Record) throws(Diagnostic) -> Bool {
    while true {
      if position == buffer.count {
        guard try fill() else { return false }
      }
      if try parse(&record) { return true }
      // The buffer ends inside the record: read more and parse it again.
      if buffer.count - position > Self.longestRecord {
        try passOver(&record)
        return true
      }
      guard try fill() else {
        // `fill` has marked the file as exhausted; the next parse ends the record.
        if position == buffer.count { return false }
        continue
      }
    }
  }

  /// Passes over a line that is too long for a record. Where it may hold more than one row, because
  /// quotes are open at its end, the file is refused: rows would be lost.
  private mutating func passOver(_ record: inout Record) throws(Diagnostic) {
    let beginning = Array(UnsafeBufferPointer(start: buffer.start + position, count: 4096))
    var quotes = 0
    var passed = 0
    while passed < Self.longestLine {
      var isOver = false
      passed += buffer.count - position
      while position < buffer.count {
        let byte = buffer.start[position]
        position += 1
        if byte == 0x22 { quotes += 1 }
        if byte == 0x0A || byte == 0x0D {
          isOver = true
          break
        }
      }
      if isOver { break }
      guard try fill() else { break }
    }
    guard quotes.isMultiple(of: 2), passed < Self.longestLine,
      position < buffer.count || !isExhausted
    else {
      throw Diagnostic(
        .recordTooLong, "a record is longer than 1 MiB", at: Place(file: path, line: line),
        hint: "look for a quote that is not closed above this line")
    }
    if position < buffer.count, buffer.start[position - 1] == 0x0D, buffer.start[position] == 0x0A {
      position += 1
    }
    line += 1
    look(at: position)
    excerpt.removeAll()
    beginning.withUnsafeBufferPointer { excerpt.append($0) }
    record.cells = [Cell(excerpt.start, 0..<excerpt.count)]
    record.isTooLong = true
  }

  /// The content's SHA-256, once all records are read.
  mutating func finish() throws(Diagnostic) -> (sha256: String, bytes: Int) {
    while try fill() { position = buffer.count }
    return try source.finish()
  }

  private mutating func fill() throws(Diagnostic) -> Bool {
    if isExhausted { return false }
    buffer.removeFirst(position)
    position = 0
    block.removeAll(keepingCapacity: true)
    let more = try source.read(into: &block)
    if !more { isExhausted = true }
    let before = buffer.count
    let failure = block.withUnsafeBufferPointer { block -> TextDecoder.Failure? in
      do throws(TextDecoder.Failure) {
        try decoder.decode(block, isLast: !more, into: buffer)
        return nil
      } catch { return error }
    }
    if let failure {
      throw Self.notText(failure, decoder.encoding, at: Place(file: path, line: line))
    }
    look(at: 0)
    return more || buffer.count > before
  }

  /// Bytes are decoded or refused: what code page a file without a mark is in cannot be known, so
  /// it is asked.
  static func notText(
    _ failure: TextDecoder.Failure, _ encoding: TextEncoding, at place: Place
  ) -> Diagnostic {
    switch failure {
    case .invalid(let offset):
      Diagnostic(
        .fileNotText, "byte \(offset + 1) is no text in \(encoding.rawValue)", at: place,
        hint: encoding == .utf8
          ? "export the report again as CSV in UTF-8, or say what it is in: `encoding: windows-1252` of the source"
          : "export the report again as CSV in UTF-8, or correct `encoding` of the source")
    }
  }

  /// Turns to the 64 bytes from a place on; bytes behind the buffer's end have no marks.
  @inline(__always)
  private mutating func look(at place: Int) {
    window = place
    let left = buffer.count - place
    guard left > 0 else {
      marks = 0
      return
    }
    marks = broadsheet_marks(buffer.start + place, delimiter)
    if left < 64 { marks &= (1 << UInt64(left)) - 1 }
  }

  /// The place of the next delimiter, quote or line end, which is thereby passed; the buffer's end
  /// when there is none.
  @inline(__always)
  private mutating func nextMark() -> Int {
    while marks == 0 {
      guard window + 64 < buffer.count else { return buffer.count }
      look(at: window + 64)
    }
    let place = window + marks.trailingZeroBitCount
    marks &= marks - 1
    return place
  }

  /// Parses one record at `position`; false when the buffer ends before the record does.
  private mutating func parse(_ record: inout Record) throws(Diagnostic) -> Bool {
    record.cells.removeAll(keepingCapacity: true)
    record.line = line
    record.endedByFile = false
    record.isTooLong = false
    doubled.removeAll(keepingCapacity: true)
    let bytes = buffer.start
    let count = buffer.count
    var cell = position
    while true {
      var end = nextMark()
      if end < count, bytes[end] == 0x22 {
        // Within an unquoted cell a quote is a character like any other.
        guard end == cell else { continue }
        guard let close = try quoted(&record, from: end) else { return suspend(record) }
        end = close
      } else if end < count || isExhausted {
        record.cells.append(Cell(bytes, cell..<end))
      }
      if end == count {
        guard isExhausted else { return suspend(record) }
        record.endedByFile = true
      } else if bytes[end] == delimiter {
        cell = end + 1
        continue
      } else if bytes[end] == 0x0D {
        guard end + 1 < count || isExhausted else { return suspend(record) }
        if end + 1 < count, bytes[end + 1] == 0x0A { end = nextMark() }
      }
      position = min(end + 1, count)
      if !record.endedByFile { line += 1 }
      undouble(&record)
      return true
    }
  }

  /// Leaves the record to a parse with more bytes.
  private mutating func suspend(_ record: borrowing Record) -> Bool {
    line = record.line
    look(at: position)
    return false
  }

  /// Takes the quoted cell that opens at a place; the place of what ends it, which is passed, or
  /// nil when the buffer ends before the cell does.
  private mutating func quoted(_ record: inout Record, from opened: Int) throws(Diagnostic) -> Int?
  {
    let bytes = buffer.start
    let count = buffer.count
    var isDoubled = false
    while true {
      let mark = nextMark()
      guard mark < count else {
        guard isExhausted else { return nil }
        throw Diagnostic(
          .quoteUnclosed, "a quoted cell is never closed",
          at: Place(file: path, line: record.line, column: opened - position + 1),
          hint: "the file was probably cut; export it again")
      }
      guard mark + 1 < count || isExhausted else { return nil }
      let next = mark + 1 < count ? bytes[mark + 1] : 0x0A
      switch bytes[mark] {
      case 0x0A: line += 1
      // CRLF is one line end.
      case 0x0D where next != 0x0A || mark + 1 == count: line += 1
      case 0x22 where next == 0x22:
        _ = nextMark()
        isDoubled = true
      case 0x22:
        guard next == delimiter || next == 0x0A || next == 0x0D else {
          throw Diagnostic(
            .quoteStray, "text follows the closing quote of a cell",
            at: Place(file: path, line: line, column: mark + 2 - position),
            hint: "quotes inside a quoted cell must be doubled")
        }
        let content = (opened + 1)..<mark
        if isDoubled { doubled.append((record.cells.count, content)) }
        record.cells.append(Cell(bytes, content))
        return mark + 1 < count ? nextMark() : count
      default: break
      }
    }
  }

  /// Makes one quote of two where they stand. Only of a record that is whole: one that is parsed
  /// again must be as it was.
  private func undouble(_ record: inout Record) {
    for (cell, content) in doubled {
      let bytes = buffer.start
      var target = content.lowerBound
      var source = content.lowerBound
      while source < content.upperBound {
        bytes[target] = bytes[source]
        source += bytes[source] == 0x22 ? 2 : 1
        target += 1
      }
      record.cells[cell] = Cell(bytes, content.lowerBound..<target)
    }
  }
}
