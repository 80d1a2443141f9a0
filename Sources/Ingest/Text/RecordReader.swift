import Diagnostics

/// Streams the records of a delimited file, byte by byte, in bounded memory.
///
/// RFC 4180 with what exports really do: LF, CRLF or CR line ends, line ends inside quotes,
/// doubled quotes. A quote that is never closed, or text after a closing quote, is an error with
/// its place: guessing would move numbers between columns.
struct RecordReader: ~Copyable {
  static let longestRecord = 1 << 20

  private let source: any ByteSource
  private var decoder: TextDecoder
  let delimiter: UInt8
  private var buffer: [UInt8] = []
  private var position = 0
  private var block: [UInt8] = []
  private var isExhausted = false
  private var line = 1

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

  /// Reads the next record; false at the end of the file.
  mutating func next(_ record: inout Record) throws(Diagnostic) -> Bool {
    while true {
      if position == buffer.count {
        guard try fill() else { return false }
      }
      if try parse(&record) { return true }
      // The buffer ends inside the record: read more and parse it again.
      if buffer.count - position > Self.longestRecord {
        throw Diagnostic(
          .recordTooLong, "a record is longer than 1 MiB", at: Place(file: path, line: line),
          hint: "look for a quote that is not closed above this line")
      }
      guard try fill() else {
        // `fill` has marked the file as exhausted; the next parse ends the record.
        if position == buffer.count { return false }
        continue
      }
    }
  }

  /// The content's SHA-256, once all records are read.
  mutating func finish() throws(Diagnostic) -> (sha256: String, bytes: Int) {
    while try fill() { position = buffer.count }
    return try source.finish()
  }

  private mutating func fill() throws(Diagnostic) -> Bool {
    if isExhausted { return false }
    if position > 0 {
      buffer.removeFirst(position)
      position = 0
    }
    block.removeAll(keepingCapacity: true)
    let more = try source.read(into: &block)
    if !more { isExhausted = true }
    let before = buffer.count
    do {
      try decoder.decode(block[...], isLast: !more, into: &buffer)
    } catch {
      throw Self.notText(error, decoder.encoding, at: Place(file: path, line: line))
    }
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

  /// Parses one record at `position`; false when the buffer ends before the record does.
  private mutating func parse(_ record: inout Record) throws(Diagnostic) -> Bool {
    record.bytes.removeAll(keepingCapacity: true)
    record.ends.removeAll(keepingCapacity: true)
    record.columns.removeAll(keepingCapacity: true)
    record.line = line
    record.endedByFile = false
    var index = position
    var lines = 0
    let start = position
    let count = buffer.count
    let outcome: Outcome = buffer.withUnsafeBufferPointer { bytes in
      while true {
        // A cell starts here.
        record.columns.append(index - start + 1)
        if index < count, bytes[index] == 0x22 {
          let opened = index
          index += 1
          while true {
            guard index < count else {
              return isExhausted ? .unclosed(column: opened - start + 1, lines) : .needsMore
            }
            let byte = bytes[index]
            if byte == 0x22 {
              guard index + 1 < count || isExhausted else { return .needsMore }
              if index + 1 < count, bytes[index + 1] == 0x22 {
                record.bytes.append(0x22)
                index += 2
                continue
              }
              index += 1
              break
            }
            if byte == 0x0A || (byte == 0x0D && !(index + 1 < count && bytes[index + 1] == 0x0A)) {
              lines += 1
            }
            record.bytes.append(byte)
            index += 1
          }
          if index < count, bytes[index] != delimiter, bytes[index] != 0x0A, bytes[index] != 0x0D {
            return .stray(column: index - start + 1)
          }
        } else {
          let first = index
          while index < count {
            let byte = bytes[index]
            if byte == delimiter || byte == 0x0A || byte == 0x0D { break }
            index += 1
          }
          record.bytes.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[first..<index]))
        }
        record.ends.append(record.bytes.count)
        guard index < count else {
          guard isExhausted else { return .needsMore }
          record.endedByFile = true
          return .complete
        }
        if bytes[index] == delimiter {
          index += 1
          continue
        }
        if bytes[index] == 0x0D {
          guard index + 1 < count || isExhausted else { return .needsMore }
          index += index + 1 < count && bytes[index + 1] == 0x0A ? 2 : 1
        } else {
          index += 1
        }
        lines += 1
        return .complete
      }
    }
    switch outcome {
    case .complete:
      position = index
      line += lines
      return true
    case .needsMore:
      return false
    case .unclosed(let column, _):
      throw Diagnostic(
        .quoteUnclosed, "a quoted cell is never closed",
        at: Place(file: path, line: record.line, column: column),
        hint: "the file was probably cut; export it again")
    case .stray(let column):
      throw Diagnostic(
        .quoteStray, "text follows the closing quote of a cell",
        at: Place(file: path, line: record.line + lines, column: column),
        hint: "quotes inside a quoted cell must be doubled")
    }
  }

  private enum Outcome {
    case complete, needsMore
    case unclosed(column: Int, Int)
    case stray(column: Int)
  }
}
