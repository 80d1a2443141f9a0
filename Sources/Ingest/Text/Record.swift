/// One record of a delimited file: the UTF-8 bytes of its cells in one buffer.
///
/// Reused from record to record, so that reading allocates nothing once it is warm.
struct Record {
  /// Cell contents, unquoted, one after the other.
  var bytes: [UInt8] = []
  /// End of each cell in `bytes`.
  var ends: [Int] = []
  /// Byte offset of each cell's first byte within its first line, 1-based.
  var columns: [Int] = []
  /// 1-based line where the record starts.
  var line = 1
  /// Whether the end of the file, not a line end, ended the record.
  var endedByFile = false

  var count: Int { ends.count }

  func range(_ index: Int) -> Range<Int> {
    (index == 0 ? 0 : ends[index - 1])..<ends[index]
  }

  func cell(_ index: Int) -> ArraySlice<UInt8> { bytes[range(index)] }

  func text(_ index: Int) -> String { String(decoding: cell(index), as: UTF8.self) }

  func isBlank(_ index: Int) -> Bool {
    cell(index).allSatisfy { $0 == 0x20 || $0 == 0x09 }
  }

  var isBlank: Bool { bytes.allSatisfy { $0 == 0x20 || $0 == 0x09 } }

  /// The cell without blanks (space, tab, NBSP) at its ends.
  func trimmed(_ index: Int) -> ArraySlice<UInt8> { Blanks.trim(cell(index)) }

  /// All cells joined for a message.
  func raw(delimiter: UInt8) -> [UInt8] {
    var result: [UInt8] = []
    for index in 0..<count {
      if index > 0 { result.append(delimiter) }
      result.append(contentsOf: cell(index))
    }
    return result
  }
}

enum Blanks {
  /// Without spaces, tabs and no-break spaces (U+00A0, U+202F) at both ends.
  static func trim(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var slice = bytes
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
