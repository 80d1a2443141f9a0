/// CSV as spreadsheets read it, and safe for them: no text cell can become a formula.
enum CSVText {
  /// One record; every cell quoted when it must be.
  static func line(_ cells: [String]) -> String {
    cells.map(quoted).joined(separator: ",") + "\n"
  }

  /// A text cell that a spreadsheet could take for a formula gets an apostrophe in front; numbers
  /// are left alone. What a spreadsheet passes over when it looks for a formula is passed over here:
  /// blanks, quotes, control and invisible characters.
  static func text(_ cell: String) -> String {
    guard let first = cell.unicodeScalars.first(where: { !isPassedOver($0) }) else { return cell }
    let dangerous: Set<Unicode.Scalar> = [
      "=", "+", "-", "@", "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}",
    ]
    guard dangerous.contains(first) else {
      return ["\t", "\r"].contains(cell.unicodeScalars.first) ? "'" + cell : cell
    }
    // +4.2%, -5 and -1,234.50 are numbers to a spreadsheet; +1+1 is a sum.
    let marks = Array("0123456789.,%".utf8)
    var hasDigit = false
    for byte in cell.utf8.dropFirst(first == "+" || first == "-" ? 1 : 0) {
      if !marks.contains(byte) { return "'" + cell }
      if byte >= 0x30 { hasDigit = true }
    }
    return hasDigit ? cell : "'" + cell
  }

  private static func isPassedOver(_ scalar: Unicode.Scalar) -> Bool {
    if scalar == "\"" || scalar == "'" || scalar.properties.isWhitespace { return true }
    switch scalar.properties.generalCategory {
    case .control, .format: return true
    default: return false
    }
  }

  private static func quoted(_ cell: String) -> String {
    let marks = Array(",\"\n\r".utf8)
    guard cell.utf8.contains(where: { marks.contains($0) }) else { return cell }
    var result = "\""
    for scalar in cell.unicodeScalars {
      if scalar == "\"" { result.unicodeScalars.append("\"") }
      result.unicodeScalars.append(scalar)
    }
    return result + "\""
  }
}
