import Diagnostics

/// The currencies that accepted rows name and the marks of their amounts: what a file's amounts are in.
struct NamedCurrencies {
  private let layout: Layout
  private let usual: String?
  private let path: String
  private var named: Set<String> = []
  private var marks: Set<Currency.ID> = []
  private var lastMark: Currency.ID?

  /// - Parameter usual: the project's.
  init(layout: Layout, usual: String?, path: String) {
    self.layout = layout
    self.usual = usual
    self.path = path
  }

  @inline(__always)
  mutating func take(_ mark: Currency.ID) {
    if mark == lastMark { return }
    marks.insert(mark)
    lastMark = mark
  }

  /// - Parameter name: a cell of the column of currencies.
  mutating func take(_ name: String) { named.insert(Currency.stated(Array(name.utf8)[...])) }

  /// The one currency of all amounts; nil where nothing tells it.
  /// - Parameter said: by the configuration, a header or a line before it.
  /// - Throws: `ingest.currency-mixed`, `ingest.currency-ambiguous`.
  func settled(said: String?) throws(Diagnostic) -> String? {
    let stated = named.isEmpty ? Set([said].compactMap { $0 }) : named
    let settled = Currency.settle(
      named: stated, marks: Set(marks.map(\.code)), local: Currency.local(to: layout.header),
      usual: usual)
    if let header = layout.headerCurrency,
      let other = named.sorted()
        .first(where: { Currency.known($0) != nil && Currency.common(header, $0) == nil })
    {
      throw Diagnostic(
        .currencyMixed,
        "the header says \(header), and the column of currencies «\(Printable.text(other, limit: 12))»",
        at: Place(file: path, line: layout.headerLine, column: layout.name(.currency) + 1),
        hint:
          "correct the one that is wrong, or name the column that is in that currency: `columns: {cost: …}` of the source"
      )
    }
    for mark in settled {
      guard let owners = Currency.owners(of: mark) else { continue }
      throw Diagnostic(
        .currencyAmbiguous,
        "whose is «\(Printable.text(mark))»: \(owners.joined(separator: ", "))? No column of the file tells",
        at: Place(file: path, line: layout.headerLine),
        hint: "set `currency` of the source, or of the project")
    }
    if settled.count > 1 {
      throw Diagnostic(
        .currencyMixed,
        "amounts in \(settled.map { Printable.text($0, limit: 12) }.joined(separator: " and ")) stand in one file",
        at: Place(file: path),
        hint: layout.name(.currency) < 0
          ? "export one file a currency, or the report with a column of currencies"
          : "put rates into data/rates.csv (date,from,to,rate): each currency is then loaded by itself; or export one file a currency"
      )
    }
    return settled.first
  }
}
