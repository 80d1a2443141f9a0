/// Where in HTML a template is: between tags, inside a tag, inside a quoted attribute. Fed with the
/// literal text of a template, it also refuses what a page or a mail may not hold.
struct MarkupState: Hashable {
  enum Medium: Hashable {
    /// Styles stand in `edition.css`; pictures are in the page itself.
    case site
    /// Styles stand on the elements, for mail programs drop all others; pictures come with the message.
    case mail
  }

  enum Context: Hashable {
    case content
    case tagName, tag, attributeName, afterAttribute, beforeValue
    case quoted(UInt8)
    case comment
  }

  struct Refusal: Error {
    let message: String
    let hint: String?
    /// In the bytes fed.
    let offset: Int
  }

  private(set) var context = Context.content
  private let medium: Medium
  private var name: [UInt8] = []

  init(_ medium: Medium) { self.medium = medium }

  /// Inside the value of a `style` attribute.
  var isStyle: Bool {
    if case .quoted = context { name.elementsEqual("style".utf8) } else { false }
  }

  /// Needless or dangerous in a file without scripts and requests.
  private static let elements: Set<String> = [
    "script", "style", "iframe", "object", "embed", "base", "form", "link", "applet", "frame",
    "meta", "textarea", "title", "noscript", "template", "xmp", "plaintext",
  ]
  /// What mail programs drop, or ask for something from outside.
  private static let mailElements: Set<String> = ["svg", "math", "video", "audio"]
  private static let attributes: Set<String> = [
    "style", "srcset", "poster", "background", "action", "formaction", "ping", "srcdoc",
    "xlink:href",
  ]

  mutating func feed(_ bytes: ArraySlice<UInt8>) throws(Refusal) {
    var position = bytes.startIndex
    while position < bytes.endIndex {
      let byte = bytes[position]
      switch context {
      case .content:
        if byte == UInt8(ascii: "<") { begin(bytes, &position) }
      case .comment:
        if bytes[position...].starts(with: Array("-->".utf8)) {
          context = .content
          position += 2
        }
      case .quoted(let quote):
        if byte == quote {
          context = .tag
        } else if isStyle {
          try checkStyle(byte, bytes, position)
        }
      case .tagName, .tag, .attributeName, .afterAttribute, .beforeValue:
        try inside(byte, bytes, position)
      }
      position += 1
    }
  }

  private mutating func begin(_ bytes: ArraySlice<UInt8>, _ position: inout Int) {
    name = []
    if bytes[position...].starts(with: Array("<!--".utf8)) {
      context = .comment
      position += 3
    } else {
      context = .tagName
    }
  }

  private mutating func inside(
    _ byte: UInt8, _ bytes: ArraySlice<UInt8>, _ position: Int
  ) throws(Refusal) {
    let isSpace = byte == 0x20 || (0x09...0x0D).contains(byte)
    let isEnd = byte == UInt8(ascii: ">") || byte == UInt8(ascii: "/")
    switch context {
    case .tagName:
      guard isSpace || (isEnd && !name.isEmpty) else {
        if byte != UInt8(ascii: "/") { name.append(lower(byte)) }
        return
      }
      try checkElement(position)
      context = byte == UInt8(ascii: ">") ? .content : .tag
    case .tag, .afterAttribute:
      if byte == UInt8(ascii: ">") {
        context = .content
      } else if byte == UInt8(ascii: "="), context == .afterAttribute {
        context = .beforeValue
      } else if !isSpace, !isEnd {
        name = [lower(byte)]
        context = .attributeName
      }
    case .attributeName:
      guard isSpace || isEnd || byte == UInt8(ascii: "=") else {
        name.append(lower(byte))
        return
      }
      try checkAttribute(position)
      context =
        byte == UInt8(ascii: "=")
        ? .beforeValue : byte == UInt8(ascii: ">") ? .content : .afterAttribute
    case .beforeValue:
      if isSpace { return }
      guard byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") else {
        throw Refusal(
          message: "the value of an attribute must stand in quotes", hint: nil, offset: position)
      }
      context = .quoted(byte)
      if name.elementsEqual("src".utf8) { try checkSource(bytes[(position + 1)...], position) }
    case .content, .quoted, .comment: break
    }
  }

  private func checkElement(_ position: Int) throws(Refusal) {
    let element = String(decoding: name, as: UTF8.self)
    guard
      Self.elements.contains(element) || medium == .mail && Self.mailElements.contains(element)
    else { return }
    throw Refusal(
      message: "the element <\(element)> is not allowed in a template",
      hint: medium == .mail
        ? "styles stand on the elements; {{{head}}} prints title and meta"
        : "styles belong into edition.css; {{{head}}} prints title and meta",
      offset: position)
  }

  private func checkAttribute(_ position: Int) throws(Refusal) {
    let attribute = String(decoding: name, as: UTF8.self)
    if medium == .mail, attribute == "style" { return }
    guard Self.attributes.contains(attribute) || name.starts(with: "on".utf8) else { return }
    throw Refusal(
      message: "the attribute \(attribute) is not allowed in a template",
      hint: "styles belong into edition.css; there are no scripts", offset: position)
  }

  private func checkSource(_ value: ArraySlice<UInt8>, _ position: Int) throws(Refusal) {
    switch medium {
    case .site:
      guard !value.starts(with: "data:image/".utf8) else { return }
      throw Refusal(
        message: "an edition asks for nothing from outside: src must be a data: image",
        hint: "write pictures as data:image/… or as inline SVG", offset: position)
    case .mail:
      guard !value.starts(with: "cid:".utf8) else { return }
      throw Refusal(
        message: "a mail asks for nothing from outside: src must be a cid: picture",
        hint: "the pictures of the message are the charts: src=\"cid:{{{id}}}\"", offset: position)
    }
  }

  /// Without brackets and escapes no style can ask for anything, however sections join its parts.
  private func checkStyle(
    _ byte: UInt8, _ bytes: ArraySlice<UInt8>, _ position: Int
  ) throws(Refusal) {
    guard "()\\&@<>".utf8.contains(byte) else { return }
    throw Refusal(
      message: "a style of a mail holds plain values only, without brackets and escapes",
      hint: "write colours as #12171F", offset: position)
  }

  private func lower(_ byte: UInt8) -> UInt8 {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte + 32 : byte
  }
}
