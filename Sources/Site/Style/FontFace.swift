/// A font subset that a page carries in itself.
public struct FontFace: Sendable, Hashable {
  /// "Inter", "Inter Display".
  public let family: String
  public let weight: Int
  /// `woff2`, `woff`, `opentype` or `truetype`.
  public let format: String
  public let bytes: [UInt8]

  public init(family: String, weight: Int, format: String, bytes: [UInt8]) {
    self.family = family
    self.weight = weight
    self.format = format
    self.bytes = bytes
  }

  /// Nothing but letters, digits, spaces and hyphens may stand in the style sheet.
  var css: String {
    func plain(_ text: String) -> String {
      String(
        text.unicodeScalars.filter {
          ("a"..."z").contains($0) || ("A"..."Z").contains($0) || ("0"..."9").contains($0)
            || $0 == " " || $0 == "-"
        })
    }
    let type = format == "opentype" ? "otf" : format == "truetype" ? "ttf" : plain(format)
    return """
      @font-face{font-family:"\(plain(family))";font-weight:\(weight);font-display:swap;\
      src:url(data:font/\(type);base64,\(Base64.text(bytes))) format("\(plain(format))")}

      """
  }
}
