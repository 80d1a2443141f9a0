/// Header fields of a message: one line of ASCII each, whatever the text is.
enum MailHeader {
  /// `Name: text`, with what is not ASCII as encoded words of RFC 2047. Control characters become
  /// blanks, so that no text can begin a header of its own.
  static func line(_ name: String, _ text: String) -> String {
    let clean = String(
      String.UnicodeScalarView(
        text.unicodeScalars.map { $0.value < 0x20 || $0.value == 0x7F ? " " : $0 }))
    let isPlain = clean.utf8.allSatisfy { (0x20...0x7E).contains($0) } && !clean.contains("=?")
    guard !isPlain || name.utf8.count + clean.utf8.count > 900 else {
      return "\(name): \(clean)\r\n"
    }
    // An encoded word has 75 characters at most: 45 bytes in base64.
    var words: [String] = []
    var bytes: [UInt8] = []
    for scalar in clean.unicodeScalars {
      let next = Array(String(scalar).utf8)
      if bytes.count + next.count > 42 {
        words.append(encoded(bytes))
        bytes = []
      }
      bytes += next
    }
    if !bytes.isEmpty { words.append(encoded(bytes)) }
    return "\(name): " + words.joined(separator: "\r\n ") + "\r\n"
  }

  /// Addresses on lines of their own; they are ASCII, by `MailAddress`.
  static func addresses(_ name: String, _ addresses: [MailAddress]) -> String {
    if addresses.isEmpty { return "" }
    return "\(name): " + addresses.map(\.header).joined(separator: ",\r\n ") + "\r\n"
  }

  static func encoded(_ bytes: [UInt8]) -> String { "=?utf-8?B?\(MailEncoding.base64(bytes))?=" }
}
