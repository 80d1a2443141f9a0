import Glibc

/// Cells that are merged down a column: what the first holds, a date or a name, is said of all their rows.
///
/// An amount is not: merged beside several campaigns it is what all of them cost together.
struct MergedCells: Sendable, Equatable {
  private struct Span: Equatable {
    /// Rows, and a column from 0.
    let rows: ClosedRange<Int>
    let column: Int
  }

  private struct Held: Equatable {
    let span: Span
    let text: [UInt8]
  }

  /// A sheet with more XML was written by a program, which merges nothing that is data; what a part merges
  /// stands behind its rows, so that it would be unpacked twice.
  private static let mostBytes = 64 << 20
  private static let most = 100_000

  /// By their first rows, the last one first.
  private var waiting: [Span] = []
  /// Those that the row at hand lies in, and what they hold.
  private var open: [Held] = []

  var isEmpty: Bool { waiting.isEmpty && open.isEmpty }

  init() {}

  /// What is damaged is for the reader of its rows to say.
  init(_ archive: ZipArchive, _ sheet: ZipArchive.Entry) {
    guard sheet.size <= Self.mostBytes, let member = try? ZipMember(archive, sheet) else { return }
    let block = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
    defer { block.deallocate() }
    var text: [UInt8] = []
    while waiting.count < Self.most, let count = try? member.read(into: block), count > 0 {
      text.append(contentsOf: block[..<count])
      take(&text)
    }
    waiting.sort { $0.rows.lowerBound > $1.rows.lowerBound }
  }

  private static let name = Array("mergeCell ".utf8)

  /// Takes the references out of some XML, and leaves what may be the beginning of one.
  private mutating func take(_ text: inout [UInt8]) {
    var rest = text[...]
    while let start = Self.find(rest) {
      guard let end = rest[start...].firstIndex(of: 0x3E) else {
        text = Array(rest[start...])
        return
      }
      if let span = Self.span(rest[start..<end]) { waiting.append(span) }
      rest = rest[end...]
    }
    text = Array(rest.suffix(Self.name.count))
  }

  private static func find(_ text: ArraySlice<UInt8>) -> Int? {
    text.withUnsafeBytes { text -> Int? in
      guard let start = text.baseAddress else { return nil }
      var place = 0
      while text.count - place >= name.count,
        let found = memchr(start + place, Int32(name[0]), text.count - place - name.count + 1)
      {
        place = UnsafeRawPointer(found) - start
        if memcmp(found, name, name.count) == 0 { return place }
        place += 1
      }
      return nil
    }.map { text.startIndex + $0 }
  }

  /// Of `ref="A2:A5"`; nil of one row.
  private static func span(_ element: ArraySlice<UInt8>) -> Span? {
    let words = element.split { $0 == 0x22 || $0 == 0x27 }
    guard words.count > 1, words[0].last == 0x3D else { return nil }
    let ends = words[1].split(separator: 0x3A).map { end in
      let letters = end.prefix { (0x41...0x5A).contains($0) }
      let column = letters.reduce(0) { $0 * 26 + Int($1) - 0x40 }
      return (
        column: column - 1, row: Int(String(decoding: end.dropFirst(letters.count), as: UTF8.self))
      )
    }
    guard ends.count == 2, let first = ends[0].row, let last = ends[1].row, first < last,
      ends[0].column >= 0, ends[0].column < SheetParser.mostColumns
    else { return nil }
    return Span(rows: first...last, column: ends[0].column)
  }

  /// The row with what stands above it in cells that it is merged with.
  mutating func fill(_ row: SheetRow) -> SheetRow {
    open.removeAll { $0.span.rows.upperBound < row.line }
    var cells = row.ends.indices.map { row.bytes[($0 == 0 ? 0 : row.ends[$0 - 1])..<row.ends[$0]] }
    while let span = waiting.last, span.rows.lowerBound <= row.line {
      waiting.removeLast()
      guard span.rows.lowerBound == row.line, span.column < cells.count,
        Self.isLabel(cells[span.column])
      else { continue }
      open.append(Held(span: span, text: Array(cells[span.column])))
    }
    var isFilled = false
    for held in open where held.span.rows.lowerBound < row.line {
      let (span, text) = (held.span, held.text)
      while cells.count <= span.column { cells.append([]) }
      if cells[span.column].isEmpty {
        cells[span.column] = text[...]
        isFilled = true
      }
    }
    guard isFilled else { return row }
    var filled = SheetRow(holdsNumber: row.holdsNumber, line: row.line)
    for cell in cells {
      filled.bytes += cell
      filled.ends.append(filled.bytes.count)
    }
    return filled
  }

  /// What is no amount, whichever mark is the decimal one.
  private static func isLabel(_ cell: ArraySlice<UInt8>) -> Bool {
    if DateSpan(cell) != nil { return true }
    var currency: Currency.ID?
    return [0x2E, 0x2C].allSatisfy {
      AmountGrammar(decimal: $0).readAny(cell, currency: &currency) == .invalid
    }
  }
}
