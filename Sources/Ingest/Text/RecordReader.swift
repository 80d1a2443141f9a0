import Diagnostics

/// Streams the records of a delimited file in bounded memory; cells stay where they were read.
///
/// RFC 4180 with what exports really do: LF, CRLF or CR line ends, line ends inside quotes,
/// doubled quotes. A quote that is never closed, or text after a closing quote, is an error with
/// its place: guessing would move numbers between columns.
struct RecordReader: ~Copyable {
  static let longestRecord = 1 << 20
  /// A longer line is no row of a report at all.
  private static let longestLine = 64 << 20

  private let source: any ByteSource
  private var decoder: TextDecoder
  let delimiter: UInt8
  private let buffer = ByteBuffer(capacity: 2 << 20)
  private var position = 0
  /// Bytes of the text before the buffer; far below zero where they are not those of the file.
  private var passed: Int
  private var block: [UInt8] = []
  private var isExhausted = false
  private var line = 1
  private var marks: MarkScanner
  /// How a record begins that is passed over.
  private let excerpt = ByteBuffer(capacity: 1 << 12)
  /// Cells of the record with doubled quotes, and where their contents stand.
  private var doubled: [(cell: Int, content: Range<Int>)] = []
  /// Whether the record has a quoted cell, and one with a delimiter or a line end in it.
  private var hasQuotes = false
  private var hasInnerMarks = false
  /// The unquoted cell in which a quote has opened.
  private var innerQuote: Int?
  /// The cells of a record that has quotes, as they would stand without them.
  private let unquoted = ByteBuffer(capacity: 1 << 12)

  var path: String { source.path }

  init(path: String, encoding: TextEncoding, mark: Int, delimiter: UInt8) throws(Diagnostic) {
    self.init(
      try PlainBytes(path: path), encoding: encoding, mark: mark, delimiter: delimiter)
  }

  init(_ source: any ByteSource, encoding: TextEncoding, mark: Int, delimiter: UInt8) {
    self.source = source
    decoder = TextDecoder(encoding, mark: mark)
    passed = encoding == .utf8 ? mark : Int.min / 2
    self.delimiter = delimiter
    marks = MarkScanner(buffer, from: 0, delimiter: delimiter)
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
    record.cells.removeAll()
    record.cells.append(Cell(excerpt, 0..<excerpt.count))
    record.text = nil
    record.splitQuote = nil
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
    passed += position
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
    _ failure: TextDecoder.Failure, _ encoding: TextEncoding, head: [UInt8] = [], at place: Place
  ) -> Diagnostic {
    switch failure {
    case .invalid(let offset):
      let readings = TextEncoding.readings(of: head)
        .map { "`\($0.encoding.rawValue)` «\(Printable.text($0.word, limit: 40))»" }
      let words =
        readings.isEmpty
        ? "`encoding: windows-1252` of the source"
        : "`encoding` of the source, by how its letters would read: \(readings.joined(separator: ", "))"
      return Diagnostic(
        .fileNotText, "byte \(offset + 1) is no text in \(encoding.rawValue)", at: place,
        hint: encoding == .utf8
          ? "export the report again as CSV in UTF-8, or say what it is in: \(words)"
          : "export the report again as CSV in UTF-8, or correct `encoding` of the source")
    }
  }

  private mutating func look(at place: Int) {
    marks = MarkScanner(buffer, from: place, delimiter: delimiter)
  }

  /// Parses one record at `position`; false when the buffer ends before the record does.
  private mutating func parse(_ record: inout Record) throws(Diagnostic) -> Bool {
    record.cells.removeAll()
    record.line = line
    record.offset = passed + position
    record.endedByFile = false
    record.isTooLong = false
    record.splitQuote = nil
    innerQuote = nil
    if hasQuotes {
      doubled.removeAll(keepingCapacity: true)
      hasQuotes = false
      hasInnerMarks = false
    }
    let bytes = buffer.start
    let count = buffer.count
    // A copy, so that it stays in registers.
    var marks = marks
    var cell = position
    while true {
      let run = marks.delimiters()
      if run.marks != 0 {
        cell = record.cells.append(buffer, from: cell, at: run.window, run.marks)
      }
      var end = marks.next()
      if end < count, bytes[end] == 0x22 {
        guard end == cell else {
          noteInnerQuote(&record, at: end)
          continue
        }
        self.marks = marks
        guard let close = try quoted(&record, from: end) else { return suspend(record) }
        marks = self.marks
        end = close
      } else if end < count || isExhausted {
        record.cells.append(Cell(buffer, cell..<end))
      }
      if end == count {
        guard isExhausted else { return suspend(record) }
        record.endedByFile = true
      } else if bytes[end] == delimiter {
        cell = end + 1
        continue
      }
      record.text = Cell(buffer, position..<end)
      if end < count, bytes[end] == 0x0D {
        guard end + 1 < count || isExhausted else { return suspend(record) }
        if end + 1 < count, bytes[end + 1] == 0x0A { end = marks.next() }
      }
      self.marks = marks
      position = min(end + 1, count)
      if !record.endedByFile { line += 1 }
      if hasQuotes { unquote(&record) }
      return true
    }
  }

  /// Within an unquoted cell a quote is a character like any other, `12" screen`. Only one that opens
  /// before a letter and ends another cell is noted: so it looks where a delimiter before a quoted
  /// cell was lost, and the row would still have its cells, each in another's column.
  private mutating func noteInnerQuote(_ record: inout Record, at place: Int) {
    let next = place + 1 < buffer.count ? buffer.start[place + 1] : 0x0A
    let cell = record.cells.count
    if let opened = innerQuote {
      if opened != cell, next == delimiter || next == 0x0A || next == 0x0D {
        record.splitQuote = record.splitQuote ?? opened
      }
      if opened == cell || record.splitQuote != nil { innerQuote = nil }
    } else if next > 0x20, next != delimiter {
      innerQuote = cell
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
    hasQuotes = true
    while true {
      let mark = marks.next()
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
      case 0x0A:
        line += 1
        hasInnerMarks = true
      case 0x0D:
        // CRLF is one line end.
        if next != 0x0A || mark + 1 == count { line += 1 }
        hasInnerMarks = true
      case 0x22 where next == 0x22:
        _ = marks.next()
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
        record.cells.append(Cell(buffer, content))
        return mark + 1 < count ? marks.next() : count
      default: hasInnerMarks = true
      }
    }
  }

  /// Makes one quote of two where they stand, and of the record a text without quotes. Only of a
  /// record that is whole: one that is parsed again must be as it was.
  private func unquote(_ record: inout Record) {
    for (cell, content) in doubled {
      let bytes = buffer.start
      var target = content.lowerBound
      var source = content.lowerBound
      while source < content.upperBound {
        bytes[target] = bytes[source]
        source += bytes[source] == 0x22 ? 2 : 1
        target += 1
      }
      record.cells[cell] = Cell(buffer, content.lowerBound..<target)
    }
    record.text = nil
    if hasInnerMarks { return }
    unquoted.removeAll()
    for (index, cell) in record.cells.enumerated() {
      if index > 0 { unquoted.append(delimiter) }
      unquoted.append(cell.bytes)
    }
    record.text = Cell(unquoted, 0..<unquoted.count)
  }
}
