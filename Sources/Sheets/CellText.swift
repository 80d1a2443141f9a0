/// Text as a workbook holds it: what XML cannot say stands as `_x0001_`, and what would be read as
/// such a code is made to say itself.
enum CellText {
  /// UTF-16 units in a cell; Excel refuses the file of a longer one.
  static let longest = 32_767

  static func escaped(_ text: String) -> String {
    let scalars = Array(text.unicodeScalars)
    var result = String.UnicodeScalarView()
    var units = 0
    for index in scalars.indices {
      let piece = piece(scalars, index)
      units += piece.utf16.count
      if units > longest { break }
      result.append(contentsOf: piece.unicodeScalars)
    }
    return String(result)
  }

  private static func piece(_ scalars: [Unicode.Scalar], _ index: Int) -> String {
    let scalar = scalars[index]
    switch scalar.value {
    case 0x09, 0x0A: return String(scalar)
    // Ends the text for every program on the way, and no code stands for it.
    case 0: return "\u{FFFD}"
    // A bare carriage return would be read back as a line feed.
    case 0..<0x20, 0xFFFE, 0xFFFF: return code(scalar)
    case 0x5F where isCode(scalars[index...].prefix(7)): return code(scalar)
    default: return String(scalar)
    }
  }

  private static func code(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    return "_x" + String(repeating: "0", count: 4 - digits.utf8.count) + digits + "_"
  }

  /// `_x0041_`
  private static func isCode(_ scalars: ArraySlice<Unicode.Scalar>) -> Bool {
    let text = Array(scalars)
    return text.count == 7 && text[1] == "x" && text[6] == "_"
      && text[2..<6].allSatisfy { $0.properties.isASCIIHexDigit }
  }
}
