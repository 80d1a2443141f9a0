/// Headers as they are compared: without case, byte-order mark, blanks, underscores and a currency
/// in parentheses, so that "Campaign name", "campaign_name" and "CampaignName" are one.
enum HeaderName {
  static func normalise(_ bytes: ArraySlice<UInt8>) -> (name: String, currency: String?) {
    var text = String(decoding: Blanks.trim(bytes), as: UTF8.self)
    if text.unicodeScalars.first == "\u{FEFF}" { text.unicodeScalars.removeFirst() }
    var currency: String?
    let scalars = Array(text.unicodeScalars)
    if scalars.count > 5, scalars.last == ")", scalars[scalars.count - 5] == "(" {
      let code = String(
        String.UnicodeScalarView(scalars[(scalars.count - 4)..<(scalars.count - 1)]))
      if Currency.codes.contains(code) {
        currency = code
        text = String(String.UnicodeScalarView(scalars[..<(scalars.count - 5)]))
      }
    }
    return (key(text), currency)
  }

  static func key(_ text: String) -> String {
    let dropped: Set<Unicode.Scalar> = [" ", "_", "\t", "\u{A0}"]
    return String(
      String.UnicodeScalarView(text.lowercased().unicodeScalars.filter { !dropped.contains($0) }))
  }
}
