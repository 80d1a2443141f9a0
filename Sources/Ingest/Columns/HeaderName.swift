/// Headers as they are compared: without case, byte-order mark, blanks, underscores, a point and a
/// currency at the end, so that "Campaign name", "campaign_name" and "CampaignName" are one.
enum HeaderName {
  static func normalise(_ bytes: ArraySlice<UInt8>) -> (name: String, currency: String?) {
    let (body, currency) = splitCurrency(Blanks.trim(bytes))
    return (key(String(decoding: body, as: UTF8.self)), currency)
  }

  static func key(_ text: String) -> String {
    if text.utf8.allSatisfy({ $0 < 0x80 }) { return asciiKey(text.utf8) }
    var key = String.UnicodeScalarView()
    for scalar in text.lowercased().unicodeScalars {
      switch scalar {
      case " ", "_", "\t", "\u{A0}", "\u{202F}", "\u{FEFF}": break
      default: key.append(scalar)
      }
    }
    // "Impr." and "impr" are one too.
    if key.count > 1, key.last == "." { key.removeLast() }
    return String(key)
  }

  /// The same of a text without other letters, which most headers are.
  private static func asciiKey(_ text: String.UTF8View) -> String {
    var key: [UInt8] = []
    key.reserveCapacity(text.count)
    for byte in text where byte != 0x20 && byte != 0x5F && byte != 0x09 {
      key.append((0x41...0x5A).contains(byte) ? byte | 0x20 : byte)
    }
    if key.count > 1, key.last == 0x2E { key.removeLast() }
    return String(decoding: key, as: UTF8.self)
  }

  /// A key without accents: who makes a table by hand may leave them out, "Conversoes".
  static func plain(_ key: String) -> String {
    if key.utf8.allSatisfy({ $0 < 0x80 }) { return key }
    var bare = String.UnicodeScalarView()
    for scalar in key.unicodeScalars {
      if ("\u{300}"..."\u{36F}").contains(scalar) { continue }
      if let letters = letters[scalar] {
        bare.append(contentsOf: letters.unicodeScalars)
      } else {
        bare.append(scalar)
      }
    }
    return String(bare)
  }

  /// A header with its umlauts written as two letters, "Kaeufe"; nil where it has none.
  static func spelledOut(_ text: String) -> String? {
    let spelled = text.lowercased().map { umlauts[$0] ?? String($0) }.joined()
    return spelled == text.lowercased() ? nil : spelled
  }

  private static let umlauts: [Character: String] = ["ä": "ae", "ö": "oe", "ü": "ue"]

  private static let letters: [Unicode.Scalar: String] = {
    var letters: [Unicode.Scalar: String] = ["ß": "ss", "æ": "ae", "œ": "oe"]
    for (letter, accented) in [
      ("a", "àáâãäåą"), ("c", "çćč"), ("d", "ď"), ("e", "èéêëęě"), ("g", "ğ"), ("i", "ìíîïı"),
      ("l", "ł"), ("n", "ñńň"), ("o", "òóôõöø"), ("r", "ř"), ("s", "śšş"), ("t", "ť"),
      ("u", "ùúûüů"), ("y", "ýÿ"), ("z", "źżž"),
    ] {
      for scalar in accented.unicodeScalars { letters[scalar] = letter }
    }
    return letters
  }()

  /// `Amount spent (IDR)`, `14 Day Total Sales (₹)`, `Cost USD`, `spend_eur`: the header and the
  /// currency it names.
  private static func splitCurrency(_ bytes: ArraySlice<UInt8>) -> (ArraySlice<UInt8>, String?) {
    guard let last = bytes.last, last == 0x29 || last == 0x5D else { return splitCode(bytes) }
    guard let open = bytes.lastIndex(of: last == 0x29 ? 0x28 : 0x5B), open > bytes.startIndex
    else { return (bytes, nil) }
    var word = Blanks.trim(bytes[(open + 1)..<(bytes.endIndex - 1)])
    if word.starts(with: "in ".utf8) || word.starts(with: "In ".utf8) { word = word.dropFirst(3) }
    guard let currency = Currency.named(word) else { return (bytes, nil) }
    return (bytes[..<open], currency)
  }

  /// A code that stands by itself at the end; in lower case only behind an underscore, for `try` and
  /// `all` are words.
  private static func splitCode(_ bytes: ArraySlice<UInt8>) -> (ArraySlice<UInt8>, String?) {
    guard bytes.count > 4 else { return (bytes, nil) }
    let separator = bytes[bytes.endIndex - 4]
    let word = String(decoding: bytes.suffix(3), as: UTF8.self)
    let code = separator == 0x5F ? word.uppercased() : word
    // LinkedIn's `cost_in_usd` is a name of its own.
    let body = bytes.dropLast(4)
    guard separator == 0x5F || separator == 0x20, Currency.codes.contains(code),
      !body.suffix(3).elementsEqual("_in".utf8)
    else { return (bytes, nil) }
    return (body, code)
  }
}
