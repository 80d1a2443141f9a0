import Diagnostics
import Metrics

/// Tells rows that are no data: totals, and closing lines of a report.
struct Footers {
  /// What a row is.
  enum Kind {
    case data
    /// A total, or a closing line.
    case footer(FooterRow)
    /// A total if what follows sums to it; if not, it has the fault, or without one is data.
    case open(FooterRow, RowCheck.Fault?)
    /// Called a total, and no sum of rows.
    case doubtful(RowCheck.Fault)
  }

  private struct Label {
    let text: String
    let column: Int
    /// It says nothing but that it is a total, or names of what behind a colon or with a count.
    let isWhole: Bool
    /// A word for total only begins it: a campaign may be called "Total Wellness".
    let isLoose: Bool

    /// Whether it names a row a total that is the sum of so many.
    func names(sumOf rows: Int) -> Bool { rows > 1 || rows == 1 && !isLoose }
  }

  private let layout: Layout
  private let grammars: AmountGrammars
  /// Name columns that may be filled in a totals row: it totals one device, or one currency.
  private let breakdowns: Set<Int>
  /// Name columns that are blank in an unlabelled total.
  private let keys: [Int]
  private let dates: Set<Int>
  /// The first column of a measure.
  private let firstAmount: Int
  private let words: [[UInt8]]
  /// Those with which a row is called a total that is a sum of rows.
  private let wordsOfSums: [[UInt8]]
  private let wholeWords: Set<[UInt8]>
  /// Bytes that a total's label can begin with, ASCII in lower case: most cells are told by one.
  private let beginnings: Set<UInt8>

  init(layout: Layout, grammars: AmountGrammars) {
    self.layout = layout
    self.grammars = grammars
    breakdowns = Set(
      [.account, .device, .location, .channel, .currency].map(layout.name).filter { $0 >= 0 })
    keys = [.campaign, .adGroup, .ad, .keyword, .device, .location].map(layout.name)
      .filter { $0 >= 0 }
    dates = Set(layout.dates)
    firstAmount = layout.measures.joined().min() ?? 0
    words = layout.platform.totalWords.map { Array($0.utf8) }
    wordsOfSums = (TotalWords.everywhere + TotalWords.ofSums).map { Array($0.utf8) }
    wholeWords = Set(TotalWords.whole.map { Array($0.utf8) })
    beginnings = Set(words.compactMap(\.first))
  }

  /// - Parameters:
  ///   - isDateRead: nothing is wrong with its dates. A row that says what it covers is data whatever
  ///     it is called, unless it says what other rows sum to.
  ///   - summed: the number of rows before it whose sum it is.
  ///   - isFirst: no row is before it.
  func kind(
    _ record: Record, _ reading: AmountReading, isDateRead: Bool, summed: Int, isFirst: Bool
  ) -> Kind {
    let mask = reading.mask
    let isDated = isDateRead && !dates.isEmpty
    let label = label(record, ofSum: summed > 0)
    if isDated, layout.day >= 0 {
      guard let label, label.names(sumOf: summed) else { return .data }
      return .footer(row(record, reading, label, isGrandTotal: false))
    }
    // A sum with a period of its own totals that period, not the report.
    let mayBeGrand = !isDated || summed == 0
    guard let label else {
      guard isUnlabelledTotal(record, mask, ofSum: summed > 0) else {
        return isClosing(record, mask, isDated: isDated)
          ? .footer(row(record, reading, nil, isGrandTotal: false)) : .data
      }
      let row = row(record, reading, nil, isGrandTotal: mayBeGrand)
      // A platform leaves out no name; in a table made by hand a row may have none.
      if !isDated || !layout.platform.isFallback || summed > 1 { return .footer(row) }
      return isFirst ? .open(row, nil) : .data
    }
    let row = row(record, reading, label, isGrandTotal: mayBeGrand)
    if label.isWhole || mask.isEmpty || label.names(sumOf: summed) || !isDateRead {
      return .footer(row)
    }
    let fault = isDated ? nil : doubt(record, reading, label)
    if isFirst { return .open(row, fault) }
    return fault.map(Kind.doubtful) ?? .data
  }

  /// A line of one cell, or without a date that ends before any amount: it says something of the report.
  private func isClosing(_ record: Record, _ mask: PresenceMask, isDated: Bool) -> Bool {
    guard mask.isEmpty else { return false }
    return record.cells.count(where: { !Blanks.trim($0).isEmpty }) == 1
      || !isDated && layout.day >= 0 && record.count <= firstAmount
  }

  private func row(
    _ record: Record, _ reading: AmountReading, _ label: Label?, isGrandTotal: Bool
  ) -> FooterRow {
    let isWhole = breakdowns.allSatisfy {
      $0 == layout.name(.currency) || $0 == layout.name(.account) || $0 >= record.count
        || isEmpty(record, $0)
    }
    return FooterRow(
      line: record.line,
      text: Printable.bytes(record.raw(delimiter: 0x2C), limit: 400),
      isGrandTotal: isGrandTotal && !reading.mask.isEmpty && isWhole
        && (label.map { layout.platform.grandTotals.contains($0.text) } ?? hasAmounts(reading)),
      mask: reading.mask, amounts: reading.amounts)
  }

  /// Microsoft's grid ends in a row of noughts for what is deleted.
  private func hasAmounts(_ reading: AmountReading) -> Bool {
    Measure.allCases.contains { reading.amounts[$0] != 0 }
  }

  private func doubt(_ record: Record, _ reading: AmountReading, _ label: Label)
    -> RowCheck.Fault
  {
    let amounts = Measure.allCases.filter(reading.mask.has).map {
      "\($0.id) \(Rational(micros: reading.amounts[$0]).decimal(2))"
    }
    return RowCheck.Fault(
      column: label.column, rule: "total",
      reason:
        "«\(Printable.bytes(record.trimmed(label.column), limit: 80))» is called a total, and no other rows sum to its \(amounts.joined(separator: ", "))"
    )
  }

  // MARK: - Labels

  private func label(_ record: Record, ofSum: Bool) -> Label? {
    for column in 0..<record.count where mayBeLabel(column) {
      guard let label = label(record, column, ofSum: ofSum) else { continue }
      return isOtherwiseBare(record, column, ofSum: ofSum) ? label : nil
    }
    return nil
  }

  private func label(_ record: Record, _ column: Int, ofSum: Bool) -> Label? {
    let cell = record.trimmed(column)
    guard let first = cell.first,
      ofSum || beginnings.contains(first < 0x80 ? first | 0x20 : first)
    else { return nil }
    let text = TotalWords.key(String(decoding: cell, as: UTF8.self))
    let bytes = Array(text.utf8)
    var isLoose = false
    for word in words where begins(bytes, word) {
      if isWhole(bytes, word) {
        return Label(text: text, column: column, isWhole: true, isLoose: false)
      }
      if wholeWords.contains(word) { continue }
      isLoose = true
    }
    if ofSum, wordsOfSums.contains(where: { ends(bytes, $0) }) {
      return Label(text: text, column: column, isWhole: false, isLoose: false)
    }
    if isLoose { return Label(text: text, column: column, isWhole: false, isLoose: true) }
    guard ofSum, wordsOfSums.contains(where: { begins(bytes, $0) }) else { return nil }
    return Label(text: text, column: column, isWhole: false, isLoose: false)
  }

  private func mayBeLabel(_ column: Int) -> Bool {
    !layout.measures.contains { $0.contains(column) }
  }

  private func begins(_ text: [UInt8], _ word: [UInt8]) -> Bool {
    guard text.starts(with: word) else { return false }
    guard text.count > word.count, let last = word.last else { return true }
    let next = text[word.count]
    return last == 0x3A || next == 0x20 || next == 0x3A
  }

  /// "Google Total", "Google-Total", "谷歌合计".
  private func ends(_ text: [UInt8], _ word: [UInt8]) -> Bool {
    guard text.count > word.count else { return text == word }
    guard text.suffix(word.count).elementsEqual(word), let first = word.first else { return false }
    // Words of Chinese stand without blanks between.
    return first >= 0xE3 || !Optional(text[text.count - word.count - 1]).isOfWord
  }

  /// "Total", "Total: Campaigns", "Results from 12 campaigns".
  private func isWhole(_ text: [UInt8], _ word: [UInt8]) -> Bool {
    guard text.count > word.count else { return true }
    if word.last == 0x3A || text[word.count] == 0x3A { return true }
    return text.count > word.count + 1 && (0x30...0x39).contains(text[word.count + 1])
      && !TotalWords.everywhere.contains { $0.utf8.elementsEqual(word) }
  }

  /// A campaign may be called "Total Wine": a total has no other text beside its label, or labels
  /// alone.
  private func isOtherwiseBare(_ record: Record, _ label: Int, ofSum: Bool) -> Bool {
    (0..<record.count).allSatisfy { column in
      if column == label || breakdowns.contains(column) || dates.contains(column)
        || isEmpty(record, column)
      {
        return true
      }
      return isNumeric(record.trimmed(column), grammars[column])
        || ofSum && self.label(record, column, ofSum: true) != nil
    }
  }

  /// Blank, or one of the words for nothing.
  private func isEmpty(_ record: Record, _ column: Int) -> Bool {
    var currency: Currency.ID?
    return grammars[column].read(record.cell(column), currency: &currency) == .missing
  }

  /// Amounts, formulas, currencies and dates are no names.
  private func isNumeric(_ cell: Cell, _ grammar: AmountGrammar) -> Bool {
    if cell.first == 0x3D || cell.last == 0x25 || Currency.named(cell) != nil
      || DateSpan(cell) != nil
    {
      return true
    }
    var currency: Currency.ID?
    return grammar.read(cell, currency: &currency) != .invalid
  }

  /// A row without names. A sum may have words for nothing in their places, "N/A" or `--`; of another
  /// row they say that a name is not known.
  private func isUnlabelledTotal(_ record: Record, _ mask: PresenceMask, ofSum: Bool) -> Bool {
    func isBare(_ column: Int) -> Bool {
      column >= record.count || record.isBlank(column) || ofSum && isEmpty(record, column)
    }
    guard !mask.isEmpty, keys.allSatisfy(isBare) else { return false }
    return layout.day >= 0 ? isBare(layout.day) : !keys.isEmpty
  }
}

/// A row that waits for what follows it: it stands first and may be the total of all.
struct OpenRow {
  let record: Record
  let dating: Dating
  let reading: AmountReading
  let footer: FooterRow
  /// What it has when it is no total; nil when it is data then.
  let fault: RowCheck.Fault?
  /// Where the cells of the record stand.
  private let bytes: ByteBuffer

  init(
    _ record: Record, _ dating: Dating, _ reading: AmountReading, _ footer: FooterRow,
    _ fault: RowCheck.Fault?
  ) {
    (self.dating, self.reading, self.footer, self.fault) = (dating, reading, footer, fault)
    bytes = ByteBuffer(capacity: 1 << 12)
    let texts = Array(record.cells) + (record.text.map { [$0] } ?? [])
    var bounds: [Range<Int>] = []
    for text in texts {
      bounds.append(bytes.count..<(bytes.count + text.count))
      bytes.append(text.bytes)
    }
    // Not before all bytes stand: a buffer that grows moves.
    var copy = Record()
    for bound in bounds.prefix(record.count) { copy.cells.append(Cell(bytes, bound)) }
    if record.text != nil, let bound = bounds.last { copy.text = Cell(bytes, bound) }
    copy.line = record.line
    copy.offset = record.offset
    copy.endedByFile = record.endedByFile
    copy.splitQuote = record.splitQuote
    self.record = copy
  }
}
