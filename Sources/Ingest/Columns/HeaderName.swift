/// Headers as they are compared: without case, byte-order mark, blanks, underscores and a currency
/// at the end in parentheses, so that "Campaign name", "campaign_name" and "CampaignName" are one.
enum HeaderName {
  static func normalise(_ bytes: ArraySlice<UInt8>) -> (name: String, currency: String?) {
    let (body, currency) = splitCurrency(Blanks.trim(bytes))
    return (key(String(decoding: body, as: UTF8.self)), currency)
  }

  static func key(_ text: String) -> String {
    var key = String.UnicodeScalarView()
    for scalar in text.lowercased().unicodeScalars {
      switch scalar {
      case " ", "_", "\t", "\u{A0}", "\u{202F}", "\u{FEFF}": break
      default: key.append(scalar)
      }
    }
    return String(key)
  }

  /// `Amount spent (IDR)`, `14 Day Total Sales (₹)`: the header and the currency it names.
  private static func splitCurrency(_ bytes: ArraySlice<UInt8>) -> (ArraySlice<UInt8>, String?) {
    guard let last = bytes.last, last == 0x29 || last == 0x5D,
      let open = bytes.lastIndex(of: last == 0x29 ? 0x28 : 0x5B), open > bytes.startIndex
    else { return (bytes, nil) }
    let word = Blanks.trim(bytes[(open + 1)..<(bytes.endIndex - 1)])
    guard let currency = Currency.named(word) else { return (bytes, nil) }
    return (bytes[..<open], currency)
  }
}
