/// A mailbox: `reports@example.org`, or with a name, `Growth team <growth@example.org>`.
public struct MailAddress: Sendable, Hashable {
  /// Empty for none.
  public let name: String
  /// What the envelope says.
  public let mailbox: String

  /// Nil for anything but one plain mailbox: no route, no quoted part, no blank, no control character,
  /// no address that is not ASCII.
  public init?(_ text: String) {
    var rest = Substring(text)
    while rest.first == " " { rest = rest.dropFirst() }
    while rest.last == " " { rest = rest.dropLast() }
    var name = ""
    var mailbox = rest
    if rest.last == ">" {
      guard let open = rest.lastIndex(of: "<") else { return nil }
      mailbox = rest[rest.index(after: open)...].dropLast()
      var words = rest[..<open]
      while words.last == " " { words = words.dropLast() }
      if words.count > 1, words.first == "\"", words.last == "\"" {
        words = words.dropFirst().dropLast()
      }
      name = String(words)
    }
    let parts = mailbox.split(separator: "@", omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[0].isEmpty, parts[1].contains("."), !parts[1].hasPrefix("."),
      !parts[1].hasSuffix("."), mailbox.utf8.count < 255,
      mailbox.utf8.allSatisfy({ byte in
        (0x21...0x7E).contains(byte) && !"<>()[],;:\\\"".utf8.contains(byte)
      }), !name.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F })
    else { return nil }
    self.name = name
    self.mailbox = String(mailbox)
  }

  /// For messages that are only written; no server takes it.
  public static let nobody = MailAddress(name: "Broadsheet", mailbox: "broadsheet@pack.invalid")

  private init(name: String, mailbox: String) {
    self.name = name
    self.mailbox = mailbox
  }

  public var domain: String { String(mailbox.split(separator: "@").last ?? "") }

  /// As a header shows it.
  var header: String {
    if name.isEmpty { return mailbox }
    let isPlain = name.unicodeScalars.allSatisfy {
      $0.isASCII && ($0.properties.isAlphabetic || $0 == " " || $0.properties.numericType != nil)
    }
    let shown = isPlain ? "\"\(name)\"" : MailHeader.encoded(Array(name.utf8.prefix(42)))
    return "\(shown) <\(mailbox)>"
  }
}
