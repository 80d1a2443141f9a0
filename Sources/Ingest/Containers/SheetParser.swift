import Diagnostics

/// The contents of a row's cells, one after the other.
struct SheetRow {
  var bytes: [UInt8] = []
  /// End of each cell in `bytes`.
  var ends: [Int] = []
  /// Of each cell whether it holds a number and no text, so that its digits prove nothing of how texts are
  /// written.
  var holdsNumber: [Bool] = []
  var line = 1
}

/// The rows of one sheet, one at a time: every cell at the place that its reference names.
///
/// The sheet's own statement of its size is not read: it is often wrong.
final class SheetParser: XMLHandler {
  static let mostColumns = 16_384
  static let mostRows = 1_048_576

  /// The row that was completed last.
  private(set) var record = SheetRow()
  private(set) var failure: XMLFailure?

  private let strings: SharedStrings
  private let values: CellValues
  private var row = 0
  private var column = 0
  private var filled = 0
  private var isInData = false
  private var isInRow = false
  private var isInCell = false
  private var isInline = false
  private var takesText = false
  private var takesFormula = false
  private var formula: [UInt8]?
  private var phonetic = 0
  private var kind = CellKind.number
  private var style = 0
  private var text: [UInt8] = []

  enum CellKind { case number, shared, string, boolean, error, date }

  init(strings: SharedStrings, values: CellValues) {
    self.strings = strings
    self.values = values
  }

  func start(_ name: XMLName, _ attributes: XMLAttributes) -> XMLFlow {
    if isInCell {
      if "v" ~= name || (isInline && phonetic == 0 && "t" ~= name) {
        takesText = true
      } else if "f" ~= name {
        takesFormula = true
        formula = [0x3D]
      } else if "is" ~= name {
        isInline = true
      } else if "rPh" ~= name {
        phonetic += 1
      }
      return .proceed
    }
    if isInRow { return "c" ~= name ? startCell(attributes) : .proceed }
    if isInData { return "row" ~= name ? startRow(attributes) : .proceed }
    if "sheetData" ~= name { isInData = true }
    return .proceed
  }

  func end(_ name: XMLName) -> XMLFlow {
    if isInCell {
      if "c" ~= name {
        isInCell = false
        return endCell()
      }
      if "v" ~= name || "t" ~= name {
        takesText = false
      } else if "f" ~= name {
        takesFormula = false
      } else if "is" ~= name {
        isInline = false
      } else if "rPh" ~= name {
        phonetic -= 1
      }
    } else if isInRow, "row" ~= name {
      isInRow = false
      return filled > 0 ? .pause : .proceed
    } else if isInData, !isInRow, "sheetData" ~= name {
      isInData = false
    }
    return .proceed
  }

  func text(_ bytes: UnsafeBufferPointer<UInt8>) -> XMLFlow {
    // Enough of it to be known by.
    if takesFormula, var begun = formula, begun.count < 200 {
      begun.append(contentsOf: bytes.prefix(200 - begun.count))
      formula = begun
    }
    guard takesText else { return .proceed }
    text.append(contentsOf: bytes)
    return text.count > RecordReader.longestRecord ? fail(.tooLong(row: row)) : .proceed
  }

  private func startRow(_ attributes: XMLAttributes) -> XMLFlow {
    let number = attributes["r"].map(XMLAttributes.number) ?? row + 1
    guard let number, number > row else {
      return fail(.damaged("its rows do not follow each other", row: row))
    }
    guard number <= Self.mostRows else {
      return fail(.damaged("has more rows than a sheet can have", row: row))
    }
    row = number
    column = 0
    filled = 0
    isInRow = true
    record.bytes.removeAll(keepingCapacity: true)
    record.ends.removeAll(keepingCapacity: true)
    record.holdsNumber.removeAll(keepingCapacity: true)
    record.line = row
    return .proceed
  }

  private func startCell(_ attributes: XMLAttributes) -> XMLFlow {
    let place = attributes["r"].map(Self.column) ?? column + 1
    guard let place, place > column, place <= Self.mostColumns else {
      return fail(.damaged("its cells do not follow each other", row: row, column: column))
    }
    column = place
    style = attributes.number("s") ?? 0
    kind = Self.kind(attributes["t"])
    text.removeAll(keepingCapacity: true)
    isInCell = true
    isInline = false
    takesText = false
    takesFormula = false
    formula = nil
    phonetic = 0
    return .proceed
  }

  private func endCell() -> XMLFlow {
    let before = record.bytes.count
    let gap = column - 1 - record.ends.count
    switch kind {
    case .shared:
      if !text.isEmpty {
        guard let index = XMLAttributes.number(Blanks.trim(text[...])), let string = strings[index]
        else {
          return fail(.damaged("a cell names a text that is not there", row: row, column: column))
        }
        record.bytes.append(contentsOf: string)
      }
    case .string:
      EscapedText.decode(&text, from: 0)
      record.bytes.append(contentsOf: text)
    case .error: record.bytes.append(contentsOf: text)
    case .boolean:
      let word = text == [0x31] ? "TRUE" : text == [0x30] ? "FALSE" : nil
      record.bytes.append(contentsOf: word.map { Array($0.utf8) } ?? text)
    case .date: values.append(isoDate: text, to: &record.bytes)
    case .number:
      // A program wrote the workbook and left the sum to Excel: what it comes to is unknown, which is
      // not what a blank says.
      if text.isEmpty || values.leavesFormulas && text == [0x30], let formula {
        record.bytes.append(contentsOf: formula)
      } else {
        values.append(number: text[...], style: style, to: &record.bytes)
      }
    }
    // Cells without content, styled or not, are only there once something follows.
    guard record.bytes.count > before else { return .proceed }
    for _ in 0..<gap {
      record.ends.append(before)
      record.holdsNumber.append(false)
    }
    record.ends.append(record.bytes.count)
    record.holdsNumber.append(kind == .number)
    filled += 1
    return record.bytes.count > RecordReader.longestRecord ? fail(.tooLong(row: row)) : .proceed
  }

  private func fail(_ reason: XMLFailure) -> XMLFlow {
    failure = reason
    return .fail
  }

  /// The column of a reference such as `AB12`, 1-based.
  private static func column(_ reference: UnsafeBufferPointer<UInt8>) -> Int? {
    var column = 0
    var letters = 0
    for byte in reference {
      let letter = byte & 0xDF
      guard (0x41...0x5A).contains(letter) else { break }
      column = column * 26 + Int(letter) - 0x40
      letters += 1
      guard letters <= 3 else { return nil }
    }
    return letters == 0 ? nil : column
  }

  private static func kind(_ type: UnsafeBufferPointer<UInt8>?) -> CellKind {
    guard let type, let first = type.first else { return .number }
    if type.count == 1 {
      switch first {
      case 0x73: return .shared
      case 0x62: return .boolean
      case 0x65: return .error
      case 0x64: return .date
      default: return .number
      }
    }
    return .string
  }
}
