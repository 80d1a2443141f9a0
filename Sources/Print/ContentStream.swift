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

  private enum Operator {
    case beginMarked, endMarked
    /// Begins a text object, a path or a picture: an artifact must begin before it.
    case beginDrawing
    case inlineData
    case other
  }

  /// Nil for a number or another operand.
  private static func meaning(of word: ArraySlice<UInt8>) -> Operator? {
    // Packed into one number, since a page has some ten thousand of them.
    let code = word.count <= 5 ? word.reduce(0) { $0 << 8 | Int($1) } : 0
    switch code {
    case 0x424443, 0x424D43: return .beginMarked  // BDC, BMC
    case 0x454D43: return .endMarked  // EMC
    case 0x4254, 0x6D, 0x7265, 0x446F, 0x7368, 0x4249: return .beginDrawing  // BT m re Do sh BI
    case 0x4944: return .inlineData  // ID
    case 0x74727565, 0x66616C7365, 0x6E756C6C: return nil  // true, false, null
    default:
      guard let first = word.first, !(0x30...0x39 ~= first), first != UInt8(ascii: "+"),
        first != UInt8(ascii: "-"), first != UInt8(ascii: ".")
      else { return nil }
      return .other
    }
  }

  private mutating func wrap() -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count + 256)
    var depth = 0
    var isOpen = false
    var start = 0
    while let op = nextOperator() {
      switch op {
      case .beginMarked:
        // Only structure ends an artifact; a ligature's span inside one has no content id.
        if depth == 0, isOpen, Self.contains("MCID", in: bytes[start..<position]) {
          out.append(contentsOf: "EMC\n".utf8)
          isOpen = false
        }
        depth += 1
      case .endMarked: depth = max(depth - 1, 0)
      case .beginDrawing where depth == 0 && !isOpen:
        out.append(contentsOf: "/Artifact BMC\n".utf8)
        isOpen = true
      case .inlineData: skipInlineData()
      case .beginDrawing, .other: break
      }
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
  private mutating func nextOperator() -> Operator? {
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
        if let op = Self.meaning(of: bytes[start..<position]) { return op }
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
    switch byte {
    case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "<"), UInt8(ascii: ">"),
      UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"), UInt8(ascii: "}"),
      UInt8(ascii: "/"), UInt8(ascii: "%"):
      false
    default: !isSpace(byte)
    }
  }

  private static func contains(_ text: StaticString, in bytes: ArraySlice<UInt8>) -> Bool {
    let word = text.withUTF8Buffer { Array($0) }
    return bytes.indices.contains { bytes[$0...].starts(with: word) }
  }
}
