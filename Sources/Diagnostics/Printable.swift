/// Makes a stranger's text safe to print: on a terminal, in a log line, in a message.
///
/// Campaign names and cells are written by strangers. Control characters, line separators and
/// direction overrides are shown as `\u{…}`, so that no name can colour a terminal, forge a log
/// line or reorder a message. Work is on scalars: a `Character` may hide a control scalar.
public enum Printable {
  /// - Parameters:
  ///   - text: any text.
  ///   - limit: scalars kept; longer text ends in `…`.
  public static func text(_ text: String, limit: Int = 120) -> String {
    var result = String.UnicodeScalarView()
    var count = 0
    for scalar in text.unicodeScalars {
      if count == limit {
        result.append("…")
        break
      }
      count += 1
      if isHarmless(scalar) {
        result.append(scalar)
      } else {
        result.append(contentsOf: "\\u{\(String(scalar.value, radix: 16))}".unicodeScalars)
      }
    }
    return String(result)
  }

  /// The same for bytes that need not be UTF-8; a byte that is no text is shown as `\u{fffd}`.
  public static func bytes(_ bytes: some Collection<UInt8>, limit: Int = 120) -> String {
    text(String(decoding: bytes.prefix(limit * 4), as: UTF8.self), limit: limit)
  }

  private static func isHarmless(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0: false
    case 0x200E, 0x200F, 0x2028, 0x2029, 0x202A...0x202E, 0x2066...0x2069, 0xFFFD, 0xFEFF: false
    default: true
    }
  }
}
