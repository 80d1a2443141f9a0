import Diagnostics

/// A template cut into literal text and tags, with the place of each.
///
/// Of Mustache there are variables, sections, inverted sections, partials and comments. What could
/// print unchecked or endlessly is refused: other delimiters, pragmas, lambdas, inheritance.
struct TemplateText: Sendable {
  enum Kind: Hashable {
    case variable, section, inverted, close, partial
  }

  enum Piece {
    case text(Range<Int>)
    case tag(Kind, name: String, offset: Int)
  }

  let path: String
  let bytes: [UInt8]
  private(set) var pieces: [Piece] = []

  init(path: String, text: String) throws(Diagnostic) {
    self.path = path
    bytes = Array(text.utf8)
    var position = 0
    while position < bytes.count {
      guard let open = find([0x7B, 0x7B], from: position) else { break }
      if open > position { pieces.append(.text(position..<open)) }
      position = try tag(at: open)
    }
    if position < bytes.count { pieces.append(.text(position..<bytes.count)) }
  }

  /// Reads the tag at the offset; returns where it ends.
  private mutating func tag(at open: Int) throws(Diagnostic) -> Int {
    let isTriple = open + 2 < bytes.count && bytes[open + 2] == 0x7B
    let close: [UInt8] = isTriple ? [0x7D, 0x7D, 0x7D] : [0x7D, 0x7D]
    let start = open + (isTriple ? 3 : 2)
    guard let end = find(close, from: start) else {
      throw fault("a tag begins here and is never closed", at: open)
    }
    var inner = trimmed(bytes[start..<end])
    var kind = Kind.variable
    if !isTriple, let sigil = inner.first {
      switch sigil {
      case UInt8(ascii: "!"): return end + close.count
      case UInt8(ascii: "#"): kind = .section
      case UInt8(ascii: "^"): kind = .inverted
      case UInt8(ascii: "/"): kind = .close
      case UInt8(ascii: ">"): kind = .partial
      case UInt8(ascii: "="), UInt8(ascii: "%"), UInt8(ascii: "<"), UInt8(ascii: "$"):
        throw fault(
          "delimiters, pragmas and inheritance are not allowed in templates", at: open,
          hint: "use variables, sections, partials and comments")
      default: break
      }
      if kind != .variable || sigil == UInt8(ascii: "&") { inner = trimmed(inner.dropFirst()) }
    }
    guard !inner.isEmpty, inner.allSatisfy(Self.isNameByte) else {
      throw fault("this is no name that a template can use", at: open)
    }
    pieces.append(.tag(kind, name: String(decoding: inner, as: UTF8.self), offset: open))
    return end + close.count
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"),
      UInt8(ascii: "."):
      true
    default: false
    }
  }

  private func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
    guard let first = bytes.firstIndex(where: { !isSpace($0) }),
      let last = bytes.lastIndex(where: { !isSpace($0) })
    else { return [] }
    return bytes[first...last]
  }

  private func find(_ needle: [UInt8], from start: Int) -> Int? {
    guard bytes.count - start >= needle.count else { return nil }
    return (start...(bytes.count - needle.count)).first { position in
      bytes[position..<(position + needle.count)].elementsEqual(needle)
    }
  }

  // MARK: Places

  func fault(_ message: String, at offset: Int, hint: String? = nil) -> Diagnostic {
    Diagnostic(.templateInvalid, message, at: place(offset), hint: hint)
  }

  private func place(_ offset: Int) -> Place {
    let before = bytes[..<min(offset, bytes.count)]
    let line = before.reduce(1) { $1 == 0x0A ? $0 + 1 : $0 }
    let start = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    return Place(file: path, line: line, column: before.count - start + 1)
  }
}
