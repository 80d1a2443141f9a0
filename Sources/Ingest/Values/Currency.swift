/// Currency marks and codes as exports write them.
enum Currency {
  /// A code, or a mark that several countries share, as a number: rows carry it without a string.
  struct ID: Hashable, Sendable {
    fileprivate let index: UInt8
    var code: String { Currency.all[Int(index)] }
  }

  static let dollar = id("$")

  /// The shared marks and all codes; what an `ID` counts in.
  private static let all: [String] = shared.keys.sorted() + codes.sorted()
  private static let ids: [String: ID] = Dictionary(
    uniqueKeysWithValues: all.enumerated().map { ($1, ID(index: UInt8($0))) })

  /// The number of a code or shared mark; nil for anything else.
  static func known(_ code: String) -> ID? { ids[code] }

  private static func id(_ code: String) -> ID {
    guard let id = ids[code] else { preconditionFailure("\(code) is in no list") }
    return id
  }

  /// Longest marks first, so that `R$` is not read as `$`. A mark that several countries share is
  /// its own code until the file says whose it is: see `settle`.
  static let marks: [(bytes: [UInt8], id: ID)] = [
    ("US$", "USD"), ("CA$", "CAD"), ("AU$", "AUD"), ("A$", "AUD"), ("R$", "BRL"), ("MX$", "MXN"),
    ("HK$", "HKD"), ("NT$", "TWD"), ("S$", "SGD"), ("NZ$", "NZD"), ("CN¥", "CNY"), ("Rp", "IDR"),
    ("Rs.", "INR"), ("Rs", "INR"), ("$", "$"), ("руб.", "RUB"), ("руб", "RUB"), ("€", "EUR"),
    ("£", "GBP"), ("₹", "INR"),
    ("¥", "¥"), ("￥", "¥"), ("₩", "KRW"), ("₪", "ILS"), ("₫", "VND"), ("₱", "PHP"),
    ("₦", "NGN"), ("zł", "PLN"), ("₺", "TRY"), ("₽", "RUB"), ("₴", "UAH"), ("฿", "THB"),
    ("Kč", "CZK"), ("C$", "CAD"), ("元", "CNY"), ("円", "JPY"), ("Ft", "HUF"), ("RM", "MYR"),
    ("kr.", "kr"), ("kr", "kr"), ("Kr.", "kr"), ("Kr", "kr"), ("Fr.", "CHF"), ("лв.", "BGN"),
    ("лв", "BGN"), ("lei", "RON"), ("R", "ZAR"),
  ].map { (Array($0.0.utf8), id($0.1)) }

  static let codes: Set<String> = [
    "AED", "ARS", "AUD", "BDT", "BGN", "BHD", "IQD", "JOD", "LYD", "OMR", "TND", "BRL", "CAD",
    "CHF", "CLP", "CNY", "COP", "CZK", "DKK",
    "EGP", "EUR", "GBP", "HKD", "HUF", "IDR", "ILS", "INR", "JPY", "KES", "KRW", "KWD", "LKR",
    "MAD", "MXN", "MYR", "NGN", "NOK", "NZD", "PEN", "PHP", "PKR", "PLN", "QAR", "RON", "RUB",
    "SAR", "SEK", "SGD", "THB", "TRY", "TWD", "UAH", "USD", "UYU", "VND", "ZAR",
  ]

  /// Of which nobody writes hundredths: `150.000` of them is a hundred and fifty thousand.
  static let whole: Set<String> = ["CLP", "COP", "HUF", "IDR", "JPY", "KRW", "VND"]

  /// Which are written with thousandths.
  static let ofThousandths: Set<String> = ["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"]

  /// Whose shared marks may be, the most likely first.
  private static let shared: [String: [String]] = [
    "$": [
      "USD", "CAD", "AUD", "NZD", "HKD", "SGD", "TWD", "MXN", "ARS", "CLP", "COP", "UYU", "BRL",
    ],
    "¥": ["JPY", "CNY"],
    "kr": ["SEK", "NOK", "DKK"],
  ]

  /// Whose a mark may be that is no code; nil of a code.
  static func owners(of mark: String) -> [String]? { shared[mark] }

  /// The shared marks that no country has most of: whose they are is asked.
  private static let open: Set<String> = ["kr"]

  /// The currency that a code or mark alone names, such as the `₹` of a header.
  static func named(_ word: some ByteText) -> String? {
    let text = String(decoding: word, as: UTF8.self)
    if codes.contains(text) { return text }
    return marks.first { $0.bytes.elementsEqual(word) }.map { $0.id.code }
  }

  /// The currency that a cell of a column of currencies names, by its code or its mark.
  static func stated(_ cell: some ByteText) -> String {
    named(cell) ?? String(decoding: cell, as: UTF8.self).uppercased()
  }

  /// The mark or code before or behind the digits of an amount.
  static func mark(beside amount: some ByteText) -> String? {
    func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
    guard let first = amount.firstIndex(where: isDigit), let last = amount.lastIndex(where: isDigit)
    else { return nil }
    let signs: Set<UInt8> = [0x20, 0x28, 0x29, 0x2B, 0x2D]
    for part in [amount[..<first], amount[amount.index(after: last)...]] {
      let mark = Blanks.trim(part).filter { !signs.contains($0) }
      if let named = named(mark[...]) { return named }
    }
    return nil
  }

  /// The currency that a line before the header names: "Currency: AUD".
  static func said(in line: some ByteText) -> String? {
    let words = String(decoding: line, as: UTF8.self).split { !$0.isLetter }.map(String.init)
    let plain = words.map { $0.lowercased() }
    var said = Set(words).intersection(codes)
    if !plain.contains(where: Self.words.contains) {
      // "All amounts in EUR": a code elsewhere in such a line may be a name.
      guard plain.contains(where: amounts.contains) else { return nil }
      said = Set(
        zip(plain, words.dropFirst()).filter { ["in", "en", "em"].contains($0.0) }.map(\.1)
      )
      .intersection(codes)
    }
    return said.count == 1 ? said.first : nil
  }

  private static let amounts: Set<String> = [
    "amounts", "values", "figures", "costs", "beträge", "werte", "angaben", "importes", "montants",
    "valores", "importi", "bedragen",
  ]

  private static let words: Set<String> = [
    "currency", "währung", "moneda", "divisa", "devise", "moeda", "valuta", "货币", "币种", "通貨", "통화",
    "waluta", "валюта",
  ]

  /// Where a header is written in Chinese, without kana, a `¥` is a yuan; with kana, a yen.
  static func local(to header: [String]) -> String? {
    let scalars = header.joined().unicodeScalars
    if scalars.contains(where: { (0x3040...0x30FF).contains($0.value) }) { return "JPY" }
    if scalars.contains(where: { (0xAC00...0xD7A3).contains($0.value) }) { return "KRW" }
    return scalars.contains { (0x4E00...0x9FFF).contains($0.value) } ? "CNY" : nil
  }

  /// Whether amounts with a mark may be in a currency.
  static func mark(_ mark: String, fits currency: String) -> Bool {
    mark == currency || shared[mark]?.contains(currency) ?? false
  }

  /// Whether a header has a word for currency: "Account currency", "Ccy", "Kontowährung".
  static func isSpoken(of header: String) -> Bool {
    let text = header.lowercased()
    return [
      "curr", "ccy", "währung", "waehrung", "moned", "divisa", "devise", "monnaie", "moeda",
      "valuta", "waluta", "měna", "para birimi", "para_birimi", "валют", "통화", "通貨", "货币", "币种",
    ].contains(where: text.contains)
  }

  /// A plain `$` beside a dollar that is none of the United States.
  static func areTwoDollars(_ one: String, _ other: String) -> Bool {
    (one == "$") != (other == "$") && ![one, other].contains("USD")
      && mark("$", fits: one == "$" ? other : one)
  }

  /// What two currencies or marks that stand together mean: the one that tells more; nil when they are
  /// two currencies.
  static func common(_ one: String, _ other: String) -> String? {
    if mark(one, fits: other) { return other }
    return mark(other, fits: one) ? one : nil
  }

  /// The currencies of a file, from what its columns say and the marks of its amounts: a shared mark
  /// is that of a currency that is named, else of the language of the header, else the likeliest.
  /// - Parameters:
  ///   - local: the currency of that language's country; nil where the language has many.
  ///   - usual: that of the project, which tells whose a mark is that no country has most of.
  /// - Returns: codes, and the marks that nobody has told the owner of.
  static func settle(
    named: Set<String>, marks: Set<String>, local: String? = nil, usual: String? = nil
  ) -> [String] {
    let found = named.union(marks)
    var result = found.filter { shared[$0] == nil }
    for (mark, owners) in found.sorted().compactMap({ mark in shared[mark].map { (mark, $0) } }) {
      // A mark beside that of another country, `$` beside `CA$`, is not the other's.
      let beside =
        marks.contains(mark) ? result.filter { named.contains($0) || $0 == usual } : result
      if beside.contains(where: owners.contains) { continue }
      if let local, owners.contains(local) {
        result.insert(local)
      } else if open.contains(mark) {
        result.insert(usual.flatMap { owners.contains($0) ? $0 : nil } ?? mark)
      } else if let likeliest = owners.first {
        result.insert(likeliest)
      }
    }
    return result.sorted()
  }
}
