/// Text that is safe between tags and inside a quoted attribute: the only way a stranger's words
/// become markup.
///
/// Escaping works on scalars. Swift's `Character` may fuse `<` with a scalar before it (U+0600) or
/// `"` with one after it (U+0301), and an escaper of characters would then let it through.
/// Controls and direction overrides are dropped, for a name must not reorder what stands beside it.
public struct HTMLText: Sendable, Hashable {
  /// The escaped text.
  public let source: String

  public init(_ text: String) {
    guard !text.utf8.allSatisfy(Self.isPlain) else {
      source = text
      return
    }
    var escaped = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": escaped.append(contentsOf: "&amp;".unicodeScalars)
      case "<": escaped.append(contentsOf: "&lt;".unicodeScalars)
      case ">": escaped.append(contentsOf: "&gt;".unicodeScalars)
      case "\"": escaped.append(contentsOf: "&quot;".unicodeScalars)
      case "'": escaped.append(contentsOf: "&#39;".unicodeScalars)
      case "`": escaped.append(contentsOf: "&#96;".unicodeScalars)
      case "\t", "\n", "\r", "\u{85}", "\u{2028}", "\u{2029}": escaped.append(" ")
      case _ where Self.isDropped(scalar): continue
      case _ where escaped.isEmpty && Self.isCombining(scalar):
        // Would combine with the `>` or `"` before it, and normalising would eat that.
        escaped.append(contentsOf: "&#\(scalar.value);".unicodeScalars)
      default: escaped.append(scalar)
      }
    }
    source = String(escaped)
  }

  public var isEmpty: Bool { source.isEmpty }

  /// A relative address of this site. What could name another host or a scheme is encoded: only
  /// letters, digits and `-._~/#` stay.
  public static func address(_ path: String) -> HTMLText {
    let digits = Array("0123456789ABCDEF".utf8)
    var encoded: [UInt8] = []
    for byte in path.utf8 {
      let isPlain =
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
          UInt8(ascii: "_"), UInt8(ascii: "~"), UInt8(ascii: "#"):
          true
        case UInt8(ascii: "/"): !encoded.isEmpty && encoded.last != byte
        default: false
        }
      encoded +=
        isPlain
        ? [byte] : [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    }
    return HTMLText(String(decoding: encoded, as: UTF8.self))
  }

  /// Stays as it is, wherever it stands.
  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""),
      UInt8(ascii: "'"), UInt8(ascii: "`"):
      false
    default: (0x20..<0x7F).contains(byte)
    }
  }

  private static func isDropped(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0, 0x202A...0x202E, 0x2066...0x2069, 0xFEFF, 0xFFF9...0xFFFB: true
    case let value: value & 0xFFFE == 0xFFFE || (0xFDD0...0xFDEF).contains(value)
    }
  }

  private static func isCombining(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .spacingMark, .enclosingMark: true
    default: false
    }
  }
}
