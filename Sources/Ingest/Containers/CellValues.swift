/// Writes the numbers and days of cells as the text that an export in CSV would have.
struct CellValues {
  let styles: CellStyles
  let startsIn1904: Bool
  /// Noughts of formulas are not what they come to.
  var leavesFormulas = false
  /// The decimal mark to write: that of the source's texts, so that all is read one way.
  let mark: UInt8

  func append(number text: ArraySlice<UInt8>, style: Int, to bytes: inout [UInt8]) {
    let format = styles[style]
    if format == .number, Self.isPlain(text) {
      bytes.append(contentsOf: text)
      return
    }
    let body = Blanks.trim(text)
    guard !body.isEmpty, let number = DecimalText(body) else {
      bytes.append(contentsOf: body)
      return
    }
    switch format {
    case .number: break
    case .date, .month, .time, .elapsed:
      if SerialDate.append(number, as: format, startsIn1904: startsIn1904, to: &bytes) { return }
    case .money(let currency):
      if number.isNegative { bytes.append(0x2D) }
      bytes.append(contentsOf: currency)
      number.append(to: &bytes, mark: mark)
      return
    }
    // A spreadsheet keeps fifteen digits: an id that had more is one no longer, and must not look like it.
    if number.point > DecimalText.shownDigits, body.contains(where: { $0 | 0x20 == 0x65 }) {
      bytes.append(contentsOf: body)
      return
    }
    if number.isNegative { bytes.append(0x2D) }
    number.append(to: &bytes, mark: mark)
  }

  /// A cell that holds a day as text, `2024-11-18T00:00:00`.
  func append(isoDate text: [UInt8], to bytes: inout [UInt8]) {
    let midnight = text.dropFirst(10)
    if text.count > 10, text[10] == 0x54,
      midnight.allSatisfy({ [0x54, 0x30, 0x3A, 0x2E, 0x5A].contains($0) })
    {
      bytes.append(contentsOf: text.prefix(10))
    } else {
      bytes.append(contentsOf: text)
    }
  }

  /// Up to 15 digits without sign or mark, as most cells are.
  private static func isPlain(_ text: ArraySlice<UInt8>) -> Bool {
    guard (1...DecimalText.shownDigits).contains(text.count) else { return false }
    guard text.first != 0x30 || text.count == 1 else { return false }
    return text.allSatisfy { (0x30...0x39).contains($0) }
  }
}
