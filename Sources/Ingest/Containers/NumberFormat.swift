/// What the format of a cell says about its number.
enum NumberFormat: Equatable, Sendable {
  case number
  /// A day, perhaps with a time.
  case date
  /// A month of a year, `mmm-yy`.
  case month
  /// A time of day.
  case time
  /// A duration, `[h]:mm`.
  case elapsed
  /// An amount; the mark to write before it, as `AmountGrammar` reads it.
  case money([UInt8])

  /// The formats that files refer to without defining them. Those of money (5–8, 42, 44) follow the
  /// country of whoever looks, so they tell no currency.
  static func builtIn(_ id: Int) -> NumberFormat {
    switch id {
    case 17: .month
    case 14...16, 22, 27...31, 36, 50...54, 57, 58: .date
    case 18...21, 32...35, 45, 47: .time
    case 46: .elapsed
    default: .number
    }
  }

  /// From a code such as `"$"#,##0.00` or `mmm\ dd\,\ yyyy`; its first section decides.
  init(code: String) {
    var parts = Parts(code)
    parts.read()
    self = parts.format
  }

  private struct Parts {
    private var rest: Substring.UnicodeScalarView
    /// Placeholders and letters of the format itself.
    private var plain: [Unicode.Scalar] = []
    /// What is written beside the number.
    private var literal = String.UnicodeScalarView()
    private var country: Int?
    private var isElapsed = false

    init(_ code: String) { rest = Substring(code).unicodeScalars }

    mutating func read() {
      while let scalar = rest.popFirst() {
        switch scalar {
        case ";": return
        case "\"":
          while let next = rest.popFirst(), next != "\"" { literal.append(next) }
        case "\\":
          if let next = rest.popFirst() { literal.append(next) }
        case "_", "*":
          _ = rest.popFirst()
        case "[":
          var inside = String.UnicodeScalarView()
          while let next = rest.popFirst(), next != "]" { inside.append(next) }
          bracket(inside)
        case "$":
          // Writers leave `C$` unquoted.
          let letters = plain.reversed().prefix { $0.isASCII && $0.properties.isAlphabetic }
          literal.append(contentsOf: letters.reversed())
          plain.removeLast(letters.count)
          literal.append(scalar)
        default:
          if scalar.isASCII { plain.append(scalar) } else { literal.append(scalar) }
        }
      }
    }

    /// `[$€-407]` names a currency and a country, `[h]` a duration; colours and conditions tell
    /// nothing.
    private mutating func bracket(_ inside: String.UnicodeScalarView) {
      if inside.first == "$" {
        let body = inside.dropFirst()
        let dash = body.lastIndex(of: "-")
        literal.append(contentsOf: body[..<(dash ?? body.endIndex)])
        if let dash {
          // The low half is the country; above it stand calendar and digits.
          country = Int(
            String(String.UnicodeScalarView(body[body.index(after: dash)...])), radix: 16
          )
          .map { $0 & 0xFFFF }
        }
      } else if !inside.isEmpty, inside.allSatisfy({ "hmsHMS".unicodeScalars.contains($0) }) {
        isElapsed = true
        plain.append(contentsOf: inside)
      }
    }

    var format: NumberFormat {
      var letters = String(String.UnicodeScalarView(plain)).lowercased()
      for word in ["general", "am/pm", "a/p"] { letters = Self.without(word, in: letters) }
      let bytes = Array(letters.utf8)
      func has(_ letter: String) -> Bool { bytes.contains { letter.utf8.contains($0) } }
      if !has("#?"), !Self.hasDigits(bytes), has("ydhms") {
        if has("y"), has("m"), !has("dhs") { return .month }
        if has("yd") || !has("hs") { return .date }
        return isElapsed ? .elapsed : .time
      }
      if has("%") { return .number }
      var text = String(literal)
      if bytes.contains(where: { (0x61...0x7A).contains($0) && $0 != 0x65 }) {
        text += String(
          String.UnicodeScalarView(plain.filter { $0.isASCII && $0.properties.isAlphabetic }))
      }
      return CurrencyMark.written(text, country: country).map(NumberFormat.money) ?? .number
    }

    /// A zero that is no fraction of a second.
    private static func hasDigits(_ bytes: [UInt8]) -> Bool {
      var inFraction = false
      for (index, byte) in bytes.enumerated() {
        if byte == 0x2E || byte == 0x2C {
          inFraction = index > 0 && bytes[index - 1] == 0x73
        } else if byte == 0x30 {
          if !inFraction { return true }
        } else {
          inFraction = false
        }
      }
      return false
    }

    private static func without(_ word: String, in text: String) -> String {
      let (word, bytes) = (Array(word.utf8), Array(text.utf8))
      var result: [UInt8] = []
      var index = 0
      while index < bytes.count {
        if bytes[index...].starts(with: word) {
          index += word.count
        } else {
          result.append(bytes[index])
          index += 1
        }
      }
      return String(decoding: result, as: UTF8.self)
    }
  }
}
