import Glibc

/// Turns the bytes of a code page into UTF-8, by the C library's own tables.
final class CodePage {
  enum Step {
    /// All was taken but so many bytes at the end, which begin a character.
    case taken(left: Int)
    /// The byte at this place is no text.
    case broken(at: Int)
  }

  private let handle: iconv_t

  /// Nil where the system does not have it.
  init?(_ name: String) {
    guard let handle = iconv_open("UTF-8", name), handle != iconv_t(bitPattern: -1) else {
      return nil
    }
    self.handle = handle
  }

  deinit { iconv_close(handle) }

  /// Decodes some bytes and appends them to `text`.
  func decode(_ bytes: [UInt8], into text: ByteBuffer) -> Step {
    var bytes = bytes
    let count = bytes.count
    return bytes.withUnsafeMutableBytes { bytes -> Step in
      var input = bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
      var left = count
      return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 1 << 14) { block in
        while left > 0 {
          var output = UnsafeMutableRawPointer(block.baseAddress)?
            .assumingMemoryBound(to: CChar.self)
          var room = block.count
          let result = iconv(handle, &input, &left, &output, &room)
          let code = errno
          text.append(UnsafeBufferPointer(rebasing: block[..<(block.count - room)]))
          if result != -1 || code == E2BIG { continue }
          return code == EINVAL ? .taken(left: left) : .broken(at: count - left)
        }
        return .taken(left: 0)
      }
    }
  }
}

extension TextEncoding {
  /// What the C library calls it; nil of those that are decoded here.
  var codePage: String? {
    switch self {
    case .windows1250: "CP1250"
    case .windows1251: "CP1251"
    case .windows1254: "CP1254"
    case .shiftJIS: "CP932"
    case .eucKR: "CP949"
    case .gb18030: "GB18030"
    default: nil
    }
  }

  /// Whether nothing in a file tells it.
  var isSaid: Bool { self == .windows1252 || codePage != nil }

  /// Also by other usual names.
  public init?(named word: String) {
    let word = word.lowercased().replacing("_", with: "-")
    let others: [String: TextEncoding] = [
      "cp1250": .windows1250, "cp1251": .windows1251, "cp1252": .windows1252,
      "latin-1": .windows1252,
      "iso-8859-1": .windows1252, "cp1254": .windows1254, "sjis": .shiftJIS, "cp932": .shiftJIS,
      "windows-31j": .shiftJIS, "cp949": .eucKR, "gbk": .gb18030, "gb2312": .gb18030,
      "cp936": .gb18030,
    ]
    let known = TextEncoding.allCases.first { $0.rawValue.replacing("_", with: "-") == word }
    guard let encoding = known ?? others[word] else { return nil }
    self = encoding
  }

  /// How the first letters beyond ASCII of a text would read in each encoding that a user may name, so
  /// that one look tells which it is.
  static func readings(of head: [UInt8]) -> [(encoding: TextEncoding, word: String)] {
    var seen: Set<String> = []
    return allCases.filter(\.isSaid).compactMap { encoding in
      let decoded = ByteBuffer()
      var decoder = TextDecoder(encoding, mark: 0)
      let isText = head.withUnsafeBufferPointer {
        (try? decoder.decode($0, isLast: false, into: decoded)) != nil
      }
      guard isText else { return nil }
      let text = String(decoding: decoded.bytes, as: UTF8.self)
      func isOfCell(_ character: Character) -> Bool {
        !character.isNewline && !",;\t|\"".contains(character)
      }
      guard let place = text.firstIndex(where: { !$0.isASCII }) else { return nil }
      let word =
        text[..<place].reversed().prefix(12).prefix(while: isOfCell).reversed()
        + text[place...].prefix(20).prefix(while: isOfCell)
      guard word.contains(where: { $0.isLetter && !$0.isASCII }), seen.insert(String(word)).inserted
      else { return nil }
      return (encoding, String(word))
    }
  }
}
