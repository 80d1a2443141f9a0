/// Headers as they are compared: without case, byte-order mark, outer blanks, repeated blanks,
/// underscores and a currency in parentheses.
enum HeaderName {
  static func normalise(_ bytes: ArraySlice<UInt8>) -> (name: String, currency: String?) {
    var text = String(decoding: Blanks.trim(bytes), as: UTF8.self)
    if text.unicodeScalars.first == "\u{FEFF}" { text.unicodeScalars.removeFirst() }
    var currency: String?
    let scalars = Array(text.unicodeScalars)
    if scalars.count > 5, scalars.last == ")", scalars[scalars.count - 5] == "(" {
      let code = String(String.UnicodeScalarView(scalars[(scalars.count - 4)..<(scalars.count - 1)]))
      if Currency.codes.contains(code) {
        currency = code
        text = String(String.UnicodeScalarView(scalars[..<(scalars.count - 5)]))
      }
    }
    return (key(text), currency)
  }

  static func key(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    var pendingBlank = false
    for scalar in text.lowercased().unicodeScalars {
      if scalar == " " || scalar == "_" || scalar == "\t" || scalar == "\u{A0}" {
        pendingBlank = !result.isEmpty
      } else {
        if pendingBlank { result.append(" ") }
        pendingBlank = false
        result.append(scalar)
      }
    }
    return String(result)
  }
}
