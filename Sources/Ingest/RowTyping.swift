import Diagnostics
import Metrics

/// Turns records into typed rows, and keeps the account of what became of every amount.
struct RowTyping {
  private let layout: Layout
  private let grammar: AmountGrammar
  private let dates: DateDecision
  private let keepsRepeats: Bool
  private let path: String
  private var names: [NameTable]
  private var days: [[UInt8]: CalendarDay] = [:]
  private var lastDay: (bytes: [UInt8], day: CalendarDay)?
  private var seen: Set<UInt64> = []
  private var trails: [WideTrail]
  private var summary: ExportSummary
  private var currencies: [String: Int] = [:]
  private var totals: [FooterRow] = []
  private var unplacedHeader = 0

  /// Running sums that cannot overflow.
  private struct WideTrail {
    var read: Int128 = 0
    var accepted: Int128 = 0
    var quarantined: Int128 = 0
    var repeated: Int128 = 0
    var footer: Int128 = 0
    var magnitude: Int128 = 0
    var missing: Int64 = 0
  }

  private enum Fate { case accepted, quarantined, repeated, footer }

  init(probe: Probe, options: ReadingOptions, path: String) {
    layout = probe.layout
    grammar = AmountGrammar(decimal: probe.decimal)
    dates = probe.dates
    keepsRepeats = options.keepsRepeats
    self.path = path
    names = Array(repeating: NameTable(), count: Field.names.count)
    trails = Array(repeating: WideTrail(), count: Measure.count)
    summary = ExportSummary(
      path: path, platform: layout.platform.id, platformName: layout.platform.name,
      channel: options.channel ?? layout.platform.channel, account: options.account,
      encoding: .utf8, delimiter: 0x2C, headerLine: layout.headerLine, header: layout.header,
      mapped: layout.mapped, currency: options.currency ?? layout.headerCurrency,
      decimal: probe.decimal)
    summary.preamble = probe.preamble
    summary.warnings = probe.warnings
  }

  mutating func take(_ record: Record, into batch: inout ExportBatch) {
    if record.isBlank || isHeaderAgain(record) { return }
    summary.rowsRead += 1
    let day = layout.day < record.count ? self.day(record.cell(layout.day)) : nil
    var amounts = Amounts()
    var mask = PresenceMask()
    var bad: (column: Int, reason: String)?
    for measure in Measure.allCases {
      let column = layout.measures[measure.rawValue]
      guard column >= 0, column < record.count else { continue }
      var currency: String?
      switch grammar.read(record.cell(column), currency: &currency) {
      case .missing: break
      case .value(let micros, let isExact):
        amounts[measure] = micros
        mask.insert(PresenceMask(measure))
        if !isExact { summary.cellsRounded += 1 }
        if let currency, measure.isMoney { currencies[currency, default: 0] += 1 }
      case .invalid:
        if bad == nil {
          bad = (column, "«\(Printable.bytes(record.cell(column), limit: 40))» is no amount")
        }
      }
    }
    if day == nil, let footer = footer(record, mask, amounts) {
      account(mask, amounts, .footer)
      summary.rowsFooter += 1
      if footer.isGrandTotal { totals.append(footer) }
      batch.footers.append(footer)
      return
    }
    let width = layout.header.count
    if record.count != width,
      !(record.count > width && (width..<record.count).allSatisfy(record.isBlank))
    {
      quarantine(
        record, min(record.count, width), "width",
        "\(record.count) cells where the header has \(width)", mask, amounts, &batch)
      return
    }
    guard let day else {
      let cell = record.cell(layout.day)
      let reason =
        record.isBlank(layout.day)
        ? "no date" : "«\(Printable.bytes(cell, limit: 40))» is no date of the file's form"
      quarantine(record, layout.day, "date", reason, mask, amounts, &batch)
      return
    }
    if let bad {
      quarantine(record, bad.column, "amount", bad.reason, mask, amounts, &batch)
      return
    }
    for measure in Measure.allCases where !measure.isMoney && amounts[measure] < 0 {
      quarantine(
        record, layout.measures[measure.rawValue], "count-negative",
        "a negative count of \(measure.id)", mask, amounts, &batch)
      return
    }
    accept(record, day, mask, amounts, &batch)
  }

  private mutating func accept(
    _ record: Record, _ day: CalendarDay, _ mask: PresenceMask, _ amounts: Amounts,
    _ batch: inout ExportBatch
  ) {
    let isRepeat = !keepsRepeats && !seen.insert(Self.hash(record)).inserted
    account(mask, amounts, isRepeat ? .repeated : .accepted)
    if isRepeat {
      summary.rowsRepeated += 1
      if summary.rowsRepeated == 1 {
        summary.warnings.append(
          .warning(
            .rowRepeated, "repeats an earlier row in every cell and counts once",
            at: Place(file: path, line: record.line),
            hint: "set `duplicates: keep` of the source if repeated rows are meant"))
      }
    } else {
      summary.rowsAccepted += 1
      if summary.firstDay.map({ day < $0 }) ?? true { summary.firstDay = day }
      if summary.lastDay.map({ day > $0 }) ?? true { summary.lastDay = day }
    }
    var codes = InlineArray<10, Int32>(repeating: 0)
    for index in Field.names.indices {
      let column = layout.names[index]
      guard column >= 0 else { continue }
      let (code, isNew) = names[index].code(record.trimmed(column))
      codes[index] = code
      if isNew {
        batch.newNames.append(
          (Field.names[index], code, names[index].names[Int(code) - 1]))
      }
    }
    batch.rows.append(
      ExportRow(
        line: record.line, day: day, names: codes, mask: mask, amounts: amounts,
        isRepeat: isRepeat))
  }

  private mutating func quarantine(
    _ record: Record, _ column: Int, _ rule: String, _ reason: String, _ mask: PresenceMask,
    _ amounts: Amounts, _ batch: inout ExportBatch
  ) {
    account(mask, amounts, .quarantined)
    summary.rowsQuarantined += 1
    if summary.rowsQuarantined <= 20 {
      summary.warnings.append(
        .warning(
          .rowQuarantined, "row set aside: \(reason)",
          at: Place(file: path, line: record.line, column: max(column, 0) + 1)))
    }
    batch.quarantined.append(
      QuarantinedRow(
        line: record.line, column: max(column, 0) + 1, rule: rule, reason: reason,
        text: String(decoding: record.raw(delimiter: 0x2C).prefix(4096), as: UTF8.self),
        mask: mask, amounts: amounts))
  }

  private mutating func account(_ mask: PresenceMask, _ amounts: Amounts, _ fate: Fate) {
    for measure in Measure.allCases {
      let index = measure.rawValue
      guard mask.has(measure) else {
        if fate == .accepted { trails[index].missing += 1 }
        continue
      }
      let amount = Int128(amounts[measure])
      trails[index].read += amount
      trails[index].magnitude += amount < 0 ? -amount : amount
      switch fate {
      case .accepted: trails[index].accepted += amount
      case .quarantined: trails[index].quarantined += amount
      case .repeated: trails[index].repeated += amount
      case .footer: trails[index].footer += amount
      }
    }
  }

  /// A row that is no data: a total, or a closing line. Only asked when the day is no date.
  private func footer(_ record: Record, _ mask: PresenceMask, _ amounts: Amounts) -> FooterRow? {
    var label: String?
    var filled = 0
    for index in 0..<record.count where !record.isBlank(index) {
      filled += 1
      let text = String(decoding: record.trimmed(index), as: UTF8.self).lowercased()
      if label == nil, layout.platform.totalWords.contains(where: { Self.begins(text, $0) }) {
        label = text
      }
    }
    let namesBlank = layout.names.allSatisfy {
      $0 < 0 || $0 >= record.count || record.isBlank($0)
    }
    let dayBlank = layout.day >= record.count || record.isBlank(layout.day)
    let isUnnamedTotal = dayBlank && namesBlank && !mask.isEmpty
    let isClosingLine = filled == 1 && mask.isEmpty
    guard label != nil || isUnnamedTotal || isClosingLine else { return nil }
    let grand = ["total", "totals", "grand total", "overall total", "total: account"]
    return FooterRow(
      line: record.line,
      text: Printable.bytes(record.raw(delimiter: 0x2C), limit: 400),
      isGrandTotal: !mask.isEmpty && (label.map { grand.contains($0) } ?? isUnnamedTotal),
      mask: mask, amounts: amounts)
  }

  private static func begins(_ text: String, _ word: String) -> Bool {
    let (text, word) = (Array(text.utf8), Array(word.utf8))
    guard text.starts(with: word) else { return false }
    guard text.count > word.count, let last = word.last else { return true }
    return last == 0x3A || text[word.count] == 0x20 || text[word.count] == 0x3A
  }

  private func isHeaderAgain(_ record: Record) -> Bool {
    guard record.count == layout.header.count, layout.day < record.count,
      record.trimmed(layout.day).elementsEqual(layout.header[layout.day].utf8)
    else { return false }
    return (0..<record.count).allSatisfy {
      record.trimmed($0).elementsEqual(layout.header[$0].utf8)
    }
  }

  private mutating func day(_ cell: ArraySlice<UInt8>) -> CalendarDay? {
    if let lastDay, lastDay.bytes.elementsEqual(cell) { return lastDay.day }
    let key = Array(cell)
    if let day = days[key] {
      lastDay = (key, day)
      return day
    }
    guard let parts = DateParts(cell), let day = dates.day(parts) else { return nil }
    days[key] = day
    lastDay = (key, day)
    return day
  }

  /// FNV-1a over cells and their ends, finished by a mixer; only rows of one file are compared.
  private static func hash(_ record: Record) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in record.bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    for end in record.ends { hash = (hash ^ UInt64(end)) &* 0x100_0000_01B3 }
    hash ^= hash >> 32
    return hash &* 0x9E37_79B9_7F4A_7C15
  }

  /// - Throws: `ingest.no-rows`, `ingest.amount-too-large`, `ingest.currency-mixed`.
  mutating func finish(dialect: Dialect, probe: Probe) throws(Diagnostic) -> ExportSummary {
    summary.encoding = dialect.encoding
    summary.delimiter = dialect.delimiter
    summary.dateFormat = dates.pattern
    summary.dateEvidence = dates.evidence
    if summary.rowsRead - summary.rowsFooter == 0 {
      throw Diagnostic(
        .noRows, "has a header and no row", at: Place(file: path, line: layout.headerLine),
        hint: "export the report again, or remove the file")
    }
    if let currency = summary.currency { currencies[currency, default: 0] += 0 }
    if currencies.count > 1 {
      throw Diagnostic(
        .currencyMixed,
        "amounts in \(currencies.keys.sorted().joined(separator: " and ")) stand in one file",
        at: Place(file: path), hint: "export one file a currency")
    }
    summary.currency = currencies.keys.first ?? summary.currency
    for measure in Measure.allCases where layout.measures[measure.rawValue] >= 0 {
      let trail = trails[measure.rawValue]
      guard trail.magnitude < Int128(Int64.max / 2) else {
        throw Diagnostic(
          .amountTooLarge, "the sum of \(measure.id) is too large to be exact",
          at: Place(file: path), hint: "look for a column that is not \(measure.id)")
      }
      summary.measures[measure] = MeasureTrail(
        read: Int64(trail.read), accepted: Int64(trail.accepted),
        quarantined: Int64(trail.quarantined), repeated: Int64(trail.repeated),
        footer: Int64(trail.footer), missing: trail.missing)
    }
    compareTotals()
    if summary.rowsQuarantined > 20 {
      summary.warnings.append(
        .warning(
          .rowQuarantined, "\(summary.rowsQuarantined) rows set aside in all; 20 are named here",
          at: Place(file: path)))
    }
    return summary
  }

  /// The platform's own grand total against the sum of the rows.
  private mutating func compareTotals() {
    for total in totals {
      for measure in Measure.allCases where total.mask.has(measure) {
        let trail = trails[measure.rawValue]
        let sum = trail.accepted + trail.repeated + trail.quarantined
        let theirs = Int128(total.amounts[measure])
        guard sum != theirs, let mine = Rational(sum, 1_000_000),
          let other = Rational(theirs, 1_000_000)
        else { continue }
        summary.warnings.append(
          .warning(
            .totalsDiffer,
            "the report's own total of \(measure.id) is \(other.decimal(2)), its rows sum to \(mine.decimal(2))",
            at: Place(file: path, line: total.line)))
      }
    }
  }
}
