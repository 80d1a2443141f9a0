import Diagnostics

/// A line that says that amounts are in thousands, millions or hundredths: before the header, under the table, or as
/// a row of units.
struct UnitNote {
  private let line: Int
  private let text: String

  /// Nil of a line that says nothing of the kind.
  init?(_ text: some Collection<UInt8>, line: Int) {
    let words = String(decoding: text, as: UTF8.self).lowercased()
    guard Self.phrases.contains(where: words.contains) || Self.saysK(words) else { return nil }
    self.line = line
    self.text = Printable.text(String(decoding: text, as: UTF8.self), limit: 80)
  }

  private static let phrases = [
    "in thousand", "thousands", "thousand)", "eur thousand", "usd thousand", "gbp thousand",
    "in tausend", "tausend euro", "tausend €", "teur", "t€", "in tsd", "tsd.", "tsd €", "'000",
    "’000", "(000", "000s", "in million", "in mio", "mio.", "mio €", "en miles", "en milliers",
    "em milhares", "in migliaia", "in duizend", "w tysiącach", "tys.", "i tusen", "v tisících",
    "bin tl", "в тысячах", "тыс.", "千円", "百万円", "万元", "千元", "천원", "만원", "in cents", "in cent)",
    "amounts in cent", "in pence", "en centimes", "en céntimos", "in hundredths",
  ]

  /// `k€`, `€k`, `kEUR`, `$k`, "in k".
  private static func saysK(_ text: String) -> Bool {
    let words = text.split { !($0.isLetter || "€$£¥".contains($0)) }
    return words.contains {
      ["k€", "€k", "k$", "$k", "k£", "£k", "keur", "kusd", "kgbp"].contains($0)
    }
      || zip(words, words.dropFirst()).contains { $0 == "in" && $1 == "k" }
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
