import Diagnostics

/// A line that says that amounts are in thousands, millions or hundredths: before the header, under the table, or as
/// a row of units.
///
/// The words for it are also names, "Thousand Oaks", so that a line must speak of amounts too, or say nothing else.
struct UnitNote {
  private let line: Int
  private let text: String

  /// Nil of a line that says nothing of the kind.
  init?(_ text: some Collection<UInt8>, line: Int) {
    let words = String(decoding: text, as: UTF8.self).lowercased()
    guard Self.saysUnit(words) else { return nil }
    self.line = line
    self.text = Printable.text(String(decoding: text, as: UTF8.self), limit: 80)
  }

  private static let units: Set<String> = [
    "thousand", "thousands", "tausend", "tsd", "teur", "t€", "mio", "million", "millions",
    "millionen", "miles", "millones", "milliers", "milhares", "milhões", "migliaia", "milioni",
    "duizend", "duizenden", "miljoen", "tys", "tysiącach", "tusental", "tusen", "tisících", "тыс",
    "тысячах", "млн", "000s", "k€", "€k", "k$", "$k", "k£", "£k", "keur", "kusd", "kgbp", "cent",
    "cents", "pence", "centimes", "céntimos", "centesimi", "centavos", "hundredths",
  ]
  /// Written without blanks between words.
  private static let unspaced = ["千円", "百万円", "万元", "千元", "천원", "만원"]
  /// That amounts are spoken of.
  private static let amounts: Set<String> = [
    "amount", "amounts", "value", "values", "figure", "figures", "spend", "cost", "costs",
    "revenue", "currency", "money", "impressions", "clicks", "beträge", "werte", "angaben",
    "kosten", "umsatz", "zahlen", "importes", "cifras", "montants", "chiffres", "valores",
    "importi", "valori", "bedragen", "kwoty", "belopp", "суммы", "значения",
  ]
  /// What a thousand of is meant: the price of so many impressions.
  private static let otherwise: Set<String> = ["cpm", "per", "pro", "por", "par", "mille"]

  private static func saysUnit(_ text: String) -> Bool {
    if unspaced.contains(where: text.contains) { return true }
    let words = text.split { !($0.isLetter || $0.isNumber || "€$£¥".contains($0)) }.map(String.init)
    guard otherwise.isDisjoint(with: words) else { return false }
    let endsInK = words.suffix(2) == ["in", "k"]
    let isInZeros = ["'000", "’000", "(000)", "(000s)"].contains { text.hasSuffix($0) }
    guard endsInK || isInZeros || words.contains(where: units.contains) else { return false }
    func isOfMoney(_ word: String) -> Bool {
      amounts.contains(word) || Currency.codes.contains(word.uppercased())
        || word.contains { "€$£¥".contains($0) }
    }
    return words.contains(where: isOfMoney)
      || words.allSatisfy { ["in", "k", "000"].contains($0) || units.contains($0) }
  }

  /// - Parameter cost: the header of the column of the cost.
  func question(path: String, cost: String?) -> Diagnostic {
    Diagnostic(
      .amountDoubtful,
      "says that amounts are in thousands, millions or hundredths: «\(text)»",
      at: Place(file: path, line: line),
      hint:
        "export whole amounts; if they are, name the column of the cost: `columns: {cost: \(Printable.text(cost ?? "…", limit: 40))}` of the source"
    )
  }
}
