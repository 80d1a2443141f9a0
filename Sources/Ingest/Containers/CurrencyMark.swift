/// The currency that the format of a cell names, as a mark that amounts are read with.
enum CurrencyMark {
  /// Words of formats that amounts in text do not have.
  private static let words: [String: String] = [
    "SFr.": "CHF", "S/": "PEN", "৳": "BDT",
  ]

  /// Marks that several countries share: mark and Windows' number of the country → currency.
  private static let shared: [String: [Int: String]] = [
    "$": [
      0x1009: "CAD", 0x0C0C: "CAD", 0x0C09: "AUD", 0x1409: "NZD", 0x4809: "SGD", 0x1004: "SGD",
      0x0C04: "HKD", 0x080A: "MXN", 0x2C0A: "ARS", 0x340A: "CLP", 0x240A: "COP", 0x0404: "TWD",
    ],
    "¥": [0x0804: "CNY", 0x0411: "JPY"],
    "￥": [0x0804: "CNY", 0x0411: "JPY"],
    "kr": [0x041D: "SEK", 0x0414: "NOK", 0x0814: "NOK", 0x0406: "DKK"],
    "kr.": [0x0406: "DKK", 0x041D: "SEK", 0x0414: "NOK"],
    "R": [0x1C09: "ZAR", 0x0436: "ZAR"],
    "£": [0x0C01: "EGP"],
  ]

  /// What to write before the amount: `$`, or a code and a blank; nil when no currency is named.
  static func written(_ literal: String, country: Int?) -> [UInt8]? {
    let text = String(
      decoding: Blanks.trim(Array(literal.utf8.filter { $0 != 0x28 && $0 != 0x29 })[...]),
      as: UTF8.self)
    guard !text.isEmpty else { return nil }
    if let country, let code = shared[text]?[country] { return Array("\(code) ".utf8) }
    if Currency.marks.contains(where: { $0.bytes.elementsEqual(text.utf8) }) {
      return Array(text.utf8)
    }
    if let code = Currency.codes.contains(text) ? text : words[text] {
      return Array("\(code) ".utf8)
    }
    return nil
  }
}
