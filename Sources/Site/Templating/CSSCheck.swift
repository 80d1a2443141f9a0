import Diagnostics

/// Refuses a style sheet that would leave its element or ask for something from outside.
struct CSSCheck {
  let path: String
  let text: String

  func check() throws(Diagnostic) {
    let bytes = text.utf8.map { byte in
      (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte + 32 : byte
    }
    for position in bytes.indices {
      let rest = bytes[position...]
      if rest.starts(with: "</".utf8) || rest.starts(with: "<!".utf8) {
        throw fault("a style sheet cannot hold markup", bytes, position)
      }
      if rest.starts(with: "@import".utf8) {
        throw fault("an edition asks for nothing from outside: @import", bytes, position)
      }
      if rest.starts(with: "url(".utf8), !rest.dropFirst(4).starts(with: "data:".utf8),
        !rest.dropFirst(4).starts(with: "\"data:".utf8), !rest.dropFirst(4).starts(with: "#".utf8)
      {
        throw fault(
          "an edition asks for nothing from outside: url() must be data:", bytes, position)
      }
    }
  }

  private func fault(
    _ message: String, _ bytes: [UInt8], _ position: Int
  ) -> Diagnostic {
    let before = bytes[..<position]
    let line = before.reduce(1) { $1 == 0x0A ? $0 + 1 : $0 }
    let start = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    return Diagnostic(
      .templateInvalid, message,
      at: Place(file: path, line: line, column: position - start + 1))
  }
}
