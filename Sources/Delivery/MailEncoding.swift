import Foundation

/// How bytes become lines that any mail server passes on unchanged.
enum MailEncoding {
  static func base64(_ bytes: [UInt8]) -> String { Data(bytes).base64EncodedString() }

  /// Lines of 76 characters.
  static func base64Lines(_ bytes: [UInt8]) -> [UInt8] {
    var lines: [UInt8] = []
    let text = Array(base64(bytes).utf8)
    lines.reserveCapacity(text.count + text.count / 38 + 2)
    var start = 0
    while start < text.count {
      let end = min(start + 76, text.count)
      lines += text[start..<end]
      lines += [0x0D, 0x0A]
      start = end
    }
    return lines
  }

  /// Quoted-printable (RFC 2045): lines of 76 characters at most, and none begins with a dot or with
  /// "From ", which servers change.
  static func quotedPrintable(_ text: String) -> [UInt8] {
    var result: [UInt8] = []
    var line: [UInt8] = []
    func end(soft: Bool) {
      if soft { line.append(0x3D) }
      result += line
      result += [0x0D, 0x0A]
      line.removeAll(keepingCapacity: true)
    }
    let bytes = Array(text.utf8)
    for (index, byte) in bytes.enumerated() {
      if byte == 0x0D { continue }
      if byte == 0x0A {
        end(soft: false)
        continue
      }
      let endsLine = index + 1 == bytes.count || bytes[index + 1] == 0x0A
      let isBlank = byte == 0x20 || byte == 0x09
      let startsBadly = line.isEmpty && (byte == 0x2E || byte == 0x46)
      let isPlain = (0x21...0x7E).contains(byte) && byte != 0x3D || isBlank && !endsLine
      let piece: [UInt8] =
        isPlain && !startsBadly
        ? [byte] : [0x3D, hexadecimal(byte >> 4), hexadecimal(byte & 15)]
      if line.count + piece.count > 75 { end(soft: true) }
      // The first of a continued line may be a dot as well.
      if line.isEmpty, piece == [0x2E] || piece == [0x46] {
        line += [0x3D, hexadecimal(piece[0] >> 4), hexadecimal(piece[0] & 15)]
      } else {
        line += piece
      }
    }
    if !line.isEmpty { end(soft: false) }
    return result
  }

  private static func hexadecimal(_ value: UInt8) -> UInt8 {
    value < 10 ? 0x30 + value : 0x37 + value
  }
}
