/// The table of strings that cells refer to: one buffer, runs of rich text joined.
final class SharedStrings: XMLHandler {
  /// XML of the part, bytes of text, number of strings.
  static let longestPart = 256 << 20
  static let longestText = 48 << 20
  static let mostStrings = 4 << 20

  private var bytes: [UInt8] = []
  private var ends: [UInt32] = []
  private var isInside = false
  private var takesText = false
  private var phonetic = 0
  private(set) var failure: XMLFailure?

  /// The string of an index; nil when there is none.
  subscript(index: Int) -> ArraySlice<UInt8>? {
    guard ends.indices.contains(index) else { return nil }
    return bytes[(index == 0 ? 0 : Int(ends[index - 1]))..<Int(ends[index])]
  }

  func start(_ name: XMLName, _ attributes: XMLAttributes) -> XMLFlow {
    if "si" ~= name {
      isInside = true
    } else if "rPh" ~= name {
      phonetic += 1
    } else if isInside, phonetic == 0, "t" ~= name {
      takesText = true
    }
    return .proceed
  }

  func end(_ name: XMLName) -> XMLFlow {
    if "t" ~= name {
      takesText = false
    } else if "rPh" ~= name {
      phonetic -= 1
    } else if "si" ~= name {
      let start = Int(ends.last ?? 0)
      EscapedText.decode(&bytes, from: start)
      ends.append(UInt32(bytes.count))
      isInside = false
      if ends.count > Self.mostStrings { return refuse() }
    }
    return .proceed
  }

  func text(_ text: UnsafeBufferPointer<UInt8>) -> XMLFlow {
    guard takesText else { return .proceed }
    guard bytes.count + text.count <= Self.longestText else { return refuse() }
    bytes.append(contentsOf: text)
    return .proceed
  }

  private func refuse() -> XMLFlow {
    failure = .expands
    return .fail
  }
}

/// Characters that XML cannot hold stand in strings as `_x000D_`.
enum EscapedText {
  /// Decodes what was appended from `start` on, in place; a code that is no character stays.
  static func decode(_ bytes: inout [UInt8], from start: Int) {
    guard bytes.count - start >= 7,
      let first = bytes[start...].firstIndex(of: 0x5F),
      bytes[first...].dropFirst().contains(0x78)
    else { return }
    var read = first
    var write = first
    while read < bytes.count {
      if let scalar = escape(bytes[read...]) {
        for byte in String(Character(scalar)).utf8 {
          bytes[write] = byte
          write += 1
        }
        read += 7
      } else {
        bytes[write] = bytes[read]
        write += 1
        read += 1
      }
    }
    bytes.removeLast(bytes.count - write)
  }

  private static func escape(_ bytes: ArraySlice<UInt8>) -> Unicode.Scalar? {
    let code = bytes.prefix(7)
    guard code.count == 7, code.starts(with: [0x5F, 0x78]), code.last == 0x5F else { return nil }
    var value: UInt32 = 0
    for byte in code.dropFirst(2).prefix(4) {
      switch byte {
      case 0x30...0x39: value = value << 4 | UInt32(byte - 0x30)
      case 0x41...0x46: value = value << 4 | UInt32(byte - 0x37)
      case 0x61...0x66: value = value << 4 | UInt32(byte - 0x57)
      default: return nil
      }
    }
    return value == 0 ? nil : Unicode.Scalar(value)
  }
}
