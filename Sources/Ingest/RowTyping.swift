import Diagnostics
import Metrics

/// Turns records into typed rows, and keeps the account of what became of every amount.
struct RowTyping {
  private let layout: Layout
  private let part: CurrencyPart?
  private let keepsRepeats: Bool
  private let usualCurrency: String?
  private let saidAttribution: String?
  private let path: String
  private let footers: Footers
  private let check: RowCheck
  private let amounts: AmountColumns
  private let grammars: AmountGrammars
  private var dates: RowDates
  private var names: NameColumns
  private var seen = HashWindow()
  private var account = MoneyAccount()
  private var sums = RunningSums()
  private var open: OpenRow?
  private var ratios: RatioCheck
  private var attributions: LabelColumn
  private var doubts: Doubts
  private var identity: RowIdentity
  /// Of the rows of the batch that are not settled yet: hashes of all cells, and of those that name
  /// the row.
  private var hashes: [(row: UInt64, identity: UInt64)] = []
  private var currencies: NamedCurrencies
  private var summary: ExportSummary
  private var shortRows = (count: 0, line: 0)
  /// The first row that has a day, is called a total and nothing else, and counts all the same.
  private var loadedTotal: (name: String, line: Int, column: Int)?
  private var twins: TwinColumns
  private var beside: BlankBeside
  /// Rows set aside whose amount of a measure could not be read, and the first of them.
  private var unreadable = Measure.allCases.map { _ in (count: 0, line: 0) }
  /// Said in a line without amounts; nil where somebody has named the cost all the same.
  private var unitNote: UnitNote?
  private let isCostNamed: Bool
  /// Of a row that the end of the file ends, not a line end.
  private var lastLine: Int?

  init(probe: Probe, options: ReadingOptions, path: String) {
    layout = probe.layout
    part = options.part
    keepsRepeats = options.keepsRepeats
    usualCurrency = options.usualCurrency
    saidAttribution = options.attribution
    isCostNamed = options.columns[.cost] != nil
    self.path = path
    grammars = AmountGrammars(probe: probe)
    footers = Footers(layout: layout, grammars: grammars)
    check = RowCheck(probe: probe)
    twins = TwinColumns(layout: layout, grammars: grammars, path: path)
    beside = BlankBeside(layout: layout, grammars: grammars)
    amounts = AmountColumns(layout: layout, grammars: grammars)
    ratios = RatioCheck(layout: layout, grammar: grammars.usual)
    attributions = LabelColumn(column: layout.attribution)
    doubts = Doubts(probe: probe, options: options, path: path)
    dates = RowDates(probe: probe, path: path)
    identity = RowIdentity(layout: layout)
    currencies = NamedCurrencies(layout: layout, usual: usualCurrency, path: path)
    names = NameColumns(layout: layout)
    summary = ExportSummary(
      path: path, platform: layout.platform.id, platformName: layout.platform.name,
      channel: options.channel ?? layout.platform.channel, account: options.account,
      encoding: .utf8, delimiter: 0x2C, headerLine: layout.headerLine, header: layout.header,
      mapped: layout.mapped, currency: probe.currency,
      decimal: probe.decimal)
    summary.preamble = probe.preamble
    summary.warnings = probe.warnings
    summary.dateFormat = probe.dates.pattern
    summary.dateEvidence = probe.dates.evidence
    if probe.hasInstants, !layout.form.hasUTCMidnights {
      summary.warnings.append(
        .warning(
          .dateSuspicious,
          "days are instants with an offset from UTC; each counts on the day that is written",
          at: Place(file: path, line: layout.headerLine, column: max(layout.day, 0) + 1),
          hint: "export days of the account's own time zone if its midnights are others"))
    }
  }

  /// - Throws: `ingest.column-ambiguous`, `ingest.report-unsuitable`.
  mutating func take(_ record: Record, into batch: inout ExportBatch) throws(Diagnostic) {
    if record.isBlank { return }
    if let part, !part.has(record, column: layout.name(.currency)) { return }
    if record.isTooLong {
      summary.rowsRead += 1
      return quarantine(
        record,
        RowCheck.Fault(
          column: 0, rule: "row-long", reason: "a row of more than 1 MiB; its amounts are not known"
        ),
        AmountReading(), &batch)
    }
    if record.endedByFile { lastLine = record.line }
    let dating = dates.of(record)
    let reading = amounts.read(record)
    var missingDate: Int?
    if case .bad(let column) = dating { missingDate = column }
    // A header has no amounts; most rows that are bad do, and need no closer look.
    if reading.bad != nil || missingDate != nil, reading.mask.isEmpty, try isHeader(record) {
      return
    }
    summary.rowsRead += 1
    summary.cellsRounded += reading.cellsRounded
    let summed = sums.rows(summingTo: reading.mask, reading.amounts, on: dating.firstDay)
    // Most rows have a day and are no sum, and need no closer look.
    if summed > 0 || missingDate != nil || layout.day < 0,
      set(apart: record, dating, reading, summed, &batch)
    {
      return
    }
    if let fault = check.fault(record, dating, reading) {
      quarantine(record, fault, reading, &batch)
      return
    }
    if check.endsEarly(record) {
      if shortRows.count == 0 { shortRows.line = record.line }
      shortRows.count += 1
    }
    if !twins.isEmpty { try twins.compare(record) }
    accept(record, dating, reading, &batch)
  }

  /// Whether a row is no data: a total, a closing line, or one of which that is not known.
  private mutating func set(
    apart record: Record, _ dating: Dating, _ reading: AmountReading, _ summed: Int,
    _ batch: inout ExportBatch
  ) -> Bool {
    var isDateRead = true
    if case .bad = dating { isDateRead = false }
    let kind = footers.kind(
      record, reading, isDateRead: isDateRead, summed: summed, isFirst: summary.rowsRead == 1)
    switch kind {
    case .data: return false
    case .footer(let footer): add(footer, &batch)
    case .open(let footer, let fault): open = OpenRow(record, dating, reading, footer, fault)
    case .doubtful(let fault): quarantine(record, fault, reading, &batch)
    }
    return true
  }

  private mutating func add(_ footer: FooterRow, _ batch: inout ExportBatch) {
    account.add(footer)
    if footer.mask.isEmpty, summary.rowsFooter < 100 {
      note(footer.text.utf8, footer.line)
    }
    if !footer.mask.isEmpty { sums.closeGroup() }
    summary.rowsFooter += 1
    batch.footers.append(footer)
  }

  private mutating func note(_ text: some Collection<UInt8>, _ line: Int) {
    if unitNote == nil, !isCostNamed { unitNote = UnitNote(text, line: line) }
  }

  /// Decides on a row that has waited for those that follow it, once all of them are settled.
  /// - Returns: whether there was one.
  /// - Throws: `ingest.column-ambiguous`.
  mutating func settleOpenRow(into batch: inout ExportBatch) throws(Diagnostic) -> Bool {
    guard let row = open else { return false }
    open = nil
    if account.sum(to: row.reading.mask, row.reading.amounts) {
      add(row.footer, &batch)
    } else if let fault = row.fault ?? check.fault(row.record, row.dating, row.reading) {
      quarantine(row.record, fault, row.reading, &batch)
    } else {
      if !twins.isEmpty { try twins.compare(row.record) }
      accept(row.record, row.dating, row.reading, &batch)
    }
    return true
  }

  /// Tells the rows of a batch that repeat earlier ones, and accounts for all of them.
  /// - Throws: `ingest.rows-conflict`.
  mutating func settle(_ batch: inout ExportBatch) throws(Diagnostic) {
    for index in batch.rows.indices {
      if !keepsRepeats {
        // Each look-up waits for memory; asked for in advance, many waits pass together.
        if index + 32 < hashes.count { seen.prepare(hashes[index + 32].row) }
        if seen.insert(hashes[index].row) {
          batch.rows[index].isRepeat = true
          noteRepeat(batch.rows[index].line)
          continue
        }
        if let line = identity.clash(hashes[index].identity, line: batch.rows[index].line) {
          throw Diagnostic(
            .rowsConflict, "has the ids, names and day of line \(line) and other amounts",
            at: Place(file: path, line: batch.rows[index].line),
            hint:
              "export the report again; if both rows are meant, set `duplicates: keep` of the source"
          )
        }
      }
      summary.rowsAccepted += 1
      if let day = batch.rows[index].day { cover(day, batch.rows[index].periodEnd ?? day) }
    }
    account.add(batch.rows)
    hashes.removeAll(keepingCapacity: true)
  }

  private mutating func accept(
    _ record: Record, _ dating: Dating, _ reading: AmountReading, _ batch: inout ExportBatch
  ) {
    if let mark = reading.mark { currencies.take(mark.currency) }
    var day: CalendarDay?
    var periodEnd: CalendarDay?
    if case .days(let first, let last) = dating {
      day = first
      periodEnd = first == last ? nil : last
    }
    let known = batch.newNames.count
    let codes = names.codes(record, into: &batch)
    for (field, _, name) in batch.newNames[known...] {
      switch field {
      case .currency: currencies.take(name)
      case .campaign, .channel:
        if loadedTotal == nil, TotalWords.everywhere.contains(TotalWords.key(name)) {
          loadedTotal = (name, record.line, layout.name(field) + 1)
        }
      default: break
      }
    }
    sums.add(day, reading.amounts)
    if !ratios.isEmpty { ratios.take(record, reading) }
    if attributions.column >= 0 { attributions.take(record) }
    doubts.take(record, reading)
    if !beside.isEmpty { beside.take(record, reading) }
    batch.rows.append(
      ExportRow(
        line: record.line, day: day, periodEnd: periodEnd, names: codes, mask: reading.mask,
        amounts: reading.amounts))
    if !keepsRepeats { hashes.append((record.fingerprint, identity.hash(record))) }
  }

  private mutating func cover(_ first: CalendarDay, _ last: CalendarDay) {
    summary.firstDay = min(summary.firstDay ?? first, first)
    summary.lastDay = max(summary.lastDay ?? last, last)
  }

  private mutating func noteRepeat(_ line: Int) {
    summary.rowsRepeated += 1
    guard summary.rowsRepeated == 1 else { return }
    summary.warnings.append(
      .warning(
        .rowRepeated, "repeats an earlier row in every cell and counts once",
        at: Place(file: path, line: line),
        hint: "set `duplicates: keep` of the source if repeated rows are meant"))
  }

  private mutating func quarantine(
    _ record: Record, _ fault: RowCheck.Fault, _ reading: AmountReading, _ batch: inout ExportBatch
  ) {
    account.add(reading.mask, reading.amounts, .quarantined)
    // A row of units stands under the header.
    if reading.mask.isEmpty, summary.rowsRead < 10 {
      // Of the columns of amounts alone: what else the row says is names.
      for column in layout.measures.joined() where column < record.count {
        note(Array(record.trimmed(column).prefix(60)), record.line)
      }
    }
    if !reading.unreadable.isEmpty {
      for measure in Measure.allCases where reading.unreadable.has(measure) {
        if unreadable[measure.rawValue].count == 0 {
          unreadable[measure.rawValue].line = record.line
        }
        unreadable[measure.rawValue].count += 1
      }
    }
    summary.rowsQuarantined += 1
    if summary.rowsQuarantined <= 20 {
      summary.warnings.append(
        .warning(
          .rowQuarantined, "row set aside: \(fault.reason)",
          at: Place(file: path, line: record.line, column: fault.column + 1)))
    }
    batch.quarantined.append(
      QuarantinedRow(
        line: record.line, byte: record.byte, column: fault.column + 1, rule: fault.rule,
        reason: fault.reason,
        text: String(decoding: record.raw(delimiter: 0x2C).prefix(4096), as: UTF8.self),
        mask: reading.mask, amounts: reading.amounts))
  }

  /// - Throws: `ingest.no-rows`, `ingest.amount-too-large`, `ingest.amount-doubtful`,
  ///   `ingest.currency-mixed`, `ingest.report-unsuitable`.
  mutating func finish(dialect: Dialect, probe: Probe) throws(Diagnostic) -> ExportSummary {
    summary.encoding = dialect.encoding
    summary.delimiter = dialect.delimiter
    if summary.rowsRead - summary.rowsFooter == 0 {
      throw Diagnostic(
        .noRows, "has a header and no row", at: Place(file: path, line: layout.headerLine),
        hint: "export the report again, or remove the file")
    }
    summary.currency = try currencies.settled(said: summary.currency)
    if let unitNote { throw unitNote.question(path: path, cost: layout.costHeader) }
    try account.checkMultiple(path: path)
    try doubts.check(currency: summary.currency ?? usualCurrency)
    for measure in Measure.allCases where !layout.measures[measure.rawValue].isEmpty {
      summary.measures[measure] = try account.trail(measure, path: path)
    }
    summary.ratios = ratios.results
    summary.attributions = saidAttribution.map { [$0] } ?? attributions.values
    if let difference = account.difference(path: path) { summary.warnings.append(difference) }
    addRowWarnings()
    return summary
  }

  /// Whether the last cell of a row is read, so that a cut would change a figure or a name.
  private var endsInField: Bool { layout.lastColumn == layout.header.count - 1 }

  private mutating func addRowWarnings() {
    if let warning = dates.misdating.warning { summary.warnings.append(warning) }
    summary.warnings += twins.warnings + beside.warnings(path: path)
    if let warning = doubts.warning { summary.warnings.append(warning) }
    if let (name, line, column) = loadedTotal {
      summary.warnings.append(
        .warning(
          .totalsDiffer,
          "a row is called «\(Printable.text(name))», and no rows before it sum to its amounts: it counts like any other",
          at: Place(file: path, line: line, column: column),
          hint: "remove such rows if they are totals"))
    }
    if shortRows.count > 0 {
      summary.warnings.append(
        .warning(
          .rowWidth,
          "\(shortRows.count) rows end before the header does; only columns that are not read are missing",
          at: Place(file: path, line: shortRows.line)))
    }
    if summary.rowsQuarantined > 20 {
      summary.warnings.append(
        .warning(
          .rowQuarantined, "\(summary.rowsQuarantined) rows set aside in all; 20 are named here",
          at: Place(file: path)))
    }
    for measure in Measure.allCases where unreadable[measure.rawValue].count > 0 {
      let (count, line) = unreadable[measure.rawValue]
      summary.warnings.append(
        .warning(
          .rowQuarantined,
          "of \(count) \(count == 1 ? "row" : "rows") set aside the \(measure.id) cannot be read: no sum holds it",
          at: Place(
            file: path, line: line, column: layout.measures[measure.rawValue].first.map { $0 + 1 }),
          hint: "the money trail counts such an amount as nothing, also in what was read"))
    }
    if let lastLine, endsInField {
      summary.warnings.append(
        .warning(
          .endMissing, "the file ends without a line end: if it was cut, its last row is wrong",
          at: Place(file: path, line: lastLine),
          hint: "compare the last row with the platform, or export the report again"))
    }
    if seen.isPassed || identity.isPassed {
      summary.warnings.append(
        .warning(
          .rowRepeated,
          "is so long that rows were compared with the \(HashWindow.most) before them only",
          at: Place(file: path), hint: "split the export by month if it may repeat itself"))
    }
  }
}

// MARK: - Headers

extension RowTyping {
  /// Whether a record repeats the header, as where exports were joined.
  /// - Throws: `ingest.report-unsuitable` for another header: a second table with other columns.
  private func isHeader(_ record: Record) throws(Diagnostic) -> Bool {
    guard record.count > 1 else { return false }
    let cells = (0..<record.count).map { Array(record.cell($0)) }
    let head = ReportHead(line: record.line, cells: cells, preamble: layout.head.preamble)
    if head.names == layout.head.names { return true }
    guard layout.form.headers.count > 1, layout.form.fits(head) else { return false }
    throw Diagnostic(
      .reportUnsuitable, "a second table with other columns begins here",
      at: Place(file: path, line: record.line), hint: "put each table into a file of its own")
  }
}
