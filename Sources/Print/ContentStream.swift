/// Marks everything of a page's drawing that no structure claims as an artifact.
///
/// Works on the operators of a content stream (ISO 32000-1, 7.8.2). Whatever the bytes are, no
/// index leaves them: a broken stream comes back with its operators in their order.
struct ContentStream {
  private let bytes: [UInt8]
  private var position = 0

  /// The stream with untagged drawing between `/Artifact BMC` and `EMC`.
  static func wrappingUntagged(_ bytes: [UInt8]) -> [UInt8] {
    var stream = ContentStream(bytes)
    return stream.wrap()
  }

  private init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// Operators that begin a text object, a path or a picture: an artifact must begin before them.
  private static let beginners: Set<[UInt8]> = Set(
    ["BT", "m", "re", "Do", "sh", "BI"].map { Array($0.utf8) })
  private static let beginMarked: Set<[UInt8]> = Set(["BDC", "BMC"].map { Array($0.utf8) })
  private static let endMarked = Array("EMC".utf8)
  private static let inlineData = Array("ID".utf8)

  private mutating func wrap() -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count + 256)
    var depth = 0
    var isOpen = false
    var start = 0
    while let op = nextOperator() {
      if Self.beginMarked.contains(op) {
        // Only structure ends an artifact; a ligature's span inside one has no content id.
        if depth == 0, isOpen, Self.contains("MCID", in: bytes[start..<position]) {
          out.append(contentsOf: "EMC\n".utf8)
          isOpen = false
        }
        depth += 1
      } else if op == Self.endMarked {
        depth = max(depth - 1, 0)
      } else if depth == 0, !isOpen, Self.beginners.contains(op) {
        out.append(contentsOf: "/Artifact BMC\n".utf8)
        isOpen = true
      }
      if op == Self.inlineData { skipInlineData() }
      out.append(contentsOf: bytes[start..<position])
      out.append(UInt8(ascii: "\n"))
      start = position
    }
    out.append(contentsOf: bytes[start...])
    if isOpen { out.append(contentsOf: "\nEMC\n".utf8) }
    return out
  }

  // MARK: - Tokens

  /// The next operator; operands before it are passed over. Afterwards `position` is behind it.
  private mutating func nextOperator() -> [UInt8]? {
    while let byte = byte(at: position) {
      switch byte {
      case let space where Self.isSpace(space): position += 1
      case UInt8(ascii: "%"): skip { $0 != 10 && $0 != 13 }
      case UInt8(ascii: "("): skipString()
      case UInt8(ascii: "<") where self.byte(at: position + 1) != UInt8(ascii: "<"):
        skip { $0 != UInt8(ascii: ">") }
        position = min(position + 1, bytes.count)
      case UInt8(ascii: "/"):
        position += 1
        skip(while: Self.isRegular)
      case let mark where !Self.isRegular(mark): position += 1
      default:
        let start = position
        skip(while: Self.isRegular)
        let word = Array(bytes[start..<position])
        if Self.isOperator(word) { return word }
      }
    }
    return nil
  }

  private func byte(at index: Int) -> UInt8? { index < bytes.count ? bytes[index] : nil }

  private mutating func skip(while holds: (UInt8) -> Bool) {
    while let byte = byte(at: position), holds(byte) { position += 1 }
  }

  private mutating func skipString() {
    var depth = 0
    while let byte = byte(at: position) {
      position += 1
      switch byte {
      case UInt8(ascii: "\\"): position = min(position + 1, bytes.count)
      case UInt8(ascii: "("): depth += 1
      case UInt8(ascii: ")"):
        depth -= 1
        if depth == 0 { return }
      default: break
      }
    }
  }

  /// The bytes of a picture in the stream, up to an `EI` that stands alone.
  private mutating func skipInlineData() {
    while position < bytes.count {
      if let before = byte(at: position), Self.isSpace(before),
        byte(at: position + 1) == UInt8(ascii: "E"), byte(at: position + 2) == UInt8(ascii: "I"),
        byte(at: position + 3).map({ !Self.isRegular($0) }) ?? true
      {
        return
      }
      position += 1
    }
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || 0x09...0x0D ~= byte && byte != 0x0B || byte == 0
  }

  private static func isRegular(_ byte: UInt8) -> Bool {
    !isSpace(byte) && !"()<>[]{}/%".utf8.contains(byte)
  }

  private static func isOperator(_ word: [UInt8]) -> Bool {
    guard let first = word.first else { return false }
    if 0x30...0x39 ~= first || "+-.".utf8.contains(first) { return false }
    return !["true", "false", "null"].contains { word.elementsEqual($0.utf8) }
  }

  private static func contains(_ text: StaticString, in bytes: ArraySlice<UInt8>) -> Bool {
    let word = text.withUTF8Buffer { Array($0) }
    return bytes.indices.contains { bytes[$0...].starts(with: word) }
  }
}
