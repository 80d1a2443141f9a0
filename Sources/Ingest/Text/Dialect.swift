import Diagnostics

/// How a file is written down: what it is packed in, encoding and delimiter or the sheet, found in
/// its first bytes.
struct Dialect {
  var packing = Packing.none
  var encoding: TextEncoding
  /// Bytes of the byte-order mark to skip.
  var mark: Int
  /// Zero for a workbook.
  var delimiter: UInt8
  /// The sheet to read, when the file is a workbook.
  var sheet: SheetChoice?
  /// The decimal mark that the numbers of a workbook are written with.
  var decimal: UInt8 = 0x2E

  static let delimiters: [UInt8] = [0x2C, 0x09, 0x3B, 0x7C]

  /// - Parameter prefers: whether a sheet that begins so is the export; for workbooks.
  /// - Throws: any `file.…` diagnostic.
  static func sniff(
    path: String, options: ReadingOptions, prefers: ((SheetChoice.Head) -> Bool)? = nil
  ) throws(Diagnostic) -> Dialect {
    let form = try FileForm.of(path)
    if form.isWorkbook {
      return Dialect(
        packing: form.packing, encoding: .workbook, mark: 0, delimiter: 0,
        sheet: try SheetChoice.of(
          path, packing: form.packing, named: options.sheet, prefers: prefers),
        decimal: options.decimal ?? 0x2E)
    }
    let forced = options.encoding == .workbook ? nil : options.encoding
    let source = try form.packing.open(path)
    var head: [UInt8] = []
    while head.count < 1 << 16, try source.read(into: &head) {}
    guard !head.isEmpty else {
      throw Diagnostic(
        .fileEmpty, "is empty", at: Place(file: path), hint: "export the report again")
    }
    var (encoding, mark) = TextEncoding.sniff(head[...])
    if let forced, forced != encoding {
      try refuseContradiction(head, forced, found: encoding, mark: mark, path: path)
      (encoding, mark) = (forced, 0)
    }
    let decoded = ByteBuffer()
    var decoder = TextDecoder(encoding, mark: mark)
    let failure = head.withUnsafeBufferPointer { head -> TextDecoder.Failure? in
      do throws(TextDecoder.Failure) {
        try decoder.decode(head, isLast: false, into: decoded)
        return nil
      } catch { return error }
    }
    let text = Array(decoded.bytes)
    if let failure {
      throw RecordReader.notText(
        failure, encoding, head: head,
        at: Place(file: path, line: text.count { $0 == 0x0A } + 1))
    }
    if let zero = text.firstIndex(of: 0) {
      let line = text[..<zero].count { $0 == 0x0A } + 1
      throw Diagnostic(
        .fileNotText, "holds a zero byte, as no text does", at: Place(file: path, line: line),
        hint: "export the report again as CSV")
    }
    let trimmed = text.contains { $0 > 0x20 }
    guard trimmed else {
      throw Diagnostic(
        .fileEmpty, "holds only blanks", at: Place(file: path), hint: "export the report again")
    }
    return Dialect(
      packing: form.packing, encoding: encoding, mark: mark,
      delimiter: options.delimiter ?? bestDelimiter(text))
  }

  /// What a file proves about its encoding stands above what is said of it: names would change in
  /// silence.
  private static func refuseContradiction(
    _ head: [UInt8], _ said: TextEncoding, found: TextEncoding, mark: Int, path: String
  ) throws(Diagnostic) {
    let proof: String
    if mark > 0 {
      proof = "begins with the byte-order mark of \(found.rawValue)"
    } else if found != .utf8 {
      proof = "is text in \(found.rawValue)"
    } else if said.isSaid, isMultibyteUTF8(head) {
      proof = "holds letters beyond ASCII, all of them in UTF-8"
    } else {
      return
    }
    throw Diagnostic(
      .fileNotText, "\(proof), and `encoding` says \(said.rawValue)", at: Place(file: path),
      hint: "correct `encoding` of the source, or leave it out")
  }

  /// Whether a text beyond ASCII is UTF-8: by chance no text of a code page is.
  private static func isMultibyteUTF8(_ head: [UInt8]) -> Bool {
    guard head.contains(where: { $0 >= 0x80 }) else { return false }
    var decoder = TextDecoder(.utf8, mark: 0)
    let decoded = ByteBuffer()
    return head.withUnsafeBufferPointer { head in
      (try? decoder.decode(head, isLast: false, into: decoded)) != nil
    }
  }

  /// The delimiter that splits most lines of the head into the same number of cells, two at least.
  static func bestDelimiter(_ text: [UInt8]) -> UInt8 {
    var best: (delimiter: UInt8, score: Int) = (0x2C, 0)
    for delimiter in delimiters {
      var widths: [Int: Int] = [:]
      var cells = 1
      var quoted = false
      var lines = 0
      var startsCell = true
      for byte in text.prefix(1 << 16) {
        if byte == 0x22, quoted || startsCell {
          quoted.toggle()
          startsCell = false
        } else if !quoted, byte == delimiter {
          cells += 1
          startsCell = true
        } else if !quoted, byte == 0x0A || byte == 0x0D {
          if cells > 1 { widths[cells, default: 0] += 1 }
          cells = 1
          lines += 1
          startsCell = true
        } else {
          startsCell = false
        }
        if lines == 400 { break }
      }
      if cells > 1 { widths[cells, default: 0] += 1 }
      let top = widths.max { ($0.value, $0.key) < ($1.value, $1.key) }
      let score = top.map { $0.value * min($0.key, 12) } ?? 0
      if score > best.score { best = (delimiter, score) }
    }
    return best.delimiter
  }
}
