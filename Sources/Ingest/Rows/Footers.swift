import Diagnostics
import Metrics

/// Tells rows that are no data: totals, and closing lines of a report.
struct Footers {
  private let layout: Layout
  private let grammars: AmountGrammars
  /// Name columns that may be filled in a totals row: it totals one device, or one currency.
  private let breakdowns: Set<Int>
  /// Name columns that are blank in an unlabelled total.
  private let keys: [Int]
  /// Bytes that a total's label can begin with, ASCII in lower case: most cells are told by one.
  private let beginnings: Set<UInt8>

  init(layout: Layout, grammars: AmountGrammars) {
    self.layout = layout
    self.grammars = grammars
    breakdowns = Set(
      [.account, .device, .location, .channel, .currency].map(layout.name).filter { $0 >= 0 })
    keys = [.campaign, .adGroup, .ad, .keyword, .device, .location].map(layout.name)
      .filter { $0 >= 0 }
    beginnings = Set(layout.platform.totalWords.compactMap(\.utf8.first))
  }

  /// - Parameter isDated: the row names a day of its own: it is data whatever it is called, unless it
  ///   says what the rows before it sum to.
  func footer(
    _ record: Record, _ mask: PresenceMask, _ amounts: Amounts, isDated: Bool, sums: RunningSums
  ) -> FooterRow? {
    if isDated, !sums.equal(mask, amounts) { return nil }
    var label: (text: String, column: Int)?
    var filled = 0
    for column in 0..<record.count where !record.isBlank(column) {
      filled += 1
      if label == nil, mayBeLabel(column) {
        let cell = record.trimmed(column)
        guard let first = cell.first, beginnings.contains(first < 0x80 ? first | 0x20 : first)
        else { continue }
        let text = TotalWords.key(String(decoding: cell, as: UTF8.self))
        if isTotal(text) { label = (text, column) }
      }
    }
    if let found = label, !isOtherwiseBare(record, found.column) { label = nil }
    let isUnlabelled = label == nil && !isDated && isUnlabelledTotal(record, mask)
    guard !isDated || label != nil else { return nil }
    guard label != nil || isUnlabelled || (filled == 1 && mask.isEmpty) else { return nil }
    let isWhole = breakdowns.allSatisfy {
      $0 == layout.name(.currency) || $0 == layout.name(.account) || $0 >= record.count
        || isEmpty(record, $0)
    }
    return FooterRow(
      line: record.line,
      text: Printable.bytes(record.raw(delimiter: 0x2C), limit: 400),
      isGrandTotal: !mask.isEmpty && isWhole
        && (label.map { layout.platform.grandTotals.contains($0.text) } ?? isUnlabelled),
      mask: mask, amounts: amounts)
  }

  private func mayBeLabel(_ column: Int) -> Bool {
    !layout.measures.contains { $0.contains(column) }
  }

  private func isTotal(_ text: String) -> Bool {
    layout.platform.totalWords.contains { Self.begins(text, $0) }
  }

  private static func begins(_ text: String, _ word: String) -> Bool {
    let (text, word) = (Array(text.utf8), Array(word.utf8))
    guard text.starts(with: word) else { return false }
    guard text.count > word.count, let last = word.last else { return true }
    let next = text[word.count]
    return last == 0x3A || next == 0x20 || next == 0x3A
  }

  /// A campaign may be called "Total Wine": a total has no other text beside its label.
  private func isOtherwiseBare(_ record: Record, _ label: Int) -> Bool {
    (0..<record.count).allSatisfy { column in
      if column == label || breakdowns.contains(column) || layout.dates.contains(column)
        || isEmpty(record, column)
      {
        return true
      }
      return isNumeric(record.trimmed(column), grammars[column])
    }
  }

  /// Blank, or one of the words for nothing.
  private func isEmpty(_ record: Record, _ column: Int) -> Bool {
    var currency: Currency.ID?
    return grammars[column].read(record.cell(column), currency: &currency) == .missing
  }

  private func isNumeric(_ cell: Cell, _ grammar: AmountGrammar) -> Bool {
    if cell.last == 0x25 || Currency.named(cell) != nil { return true }
    var currency: Currency.ID?
    return grammar.read(cell, currency: &currency) != .invalid
  }

  private func isUnlabelledTotal(_ record: Record, _ mask: PresenceMask) -> Bool {
    guard !mask.isEmpty, keys.allSatisfy({ $0 >= record.count || record.isBlank($0) }) else {
      return false
    }
    if layout.day >= 0 { return layout.day >= record.count || record.isBlank(layout.day) }
    return !keys.isEmpty
  }
}
