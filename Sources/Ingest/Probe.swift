import Diagnostics
import Metrics

/// What the first records of a file tell: the header, the decimal mark, the order of dates, the
/// period of a report without days.
///
/// When the first records do not prove the order of day and month, the rest of the dates is read
/// too: the order is decided by the file, not by its beginning.
struct Probe {
  let layout: Layout
  let preamble: [String]
  /// The decimal mark of the file.
  let decimal: UInt8
  /// Of the measures that are written with the other one, every cell of theirs being proof.
  private(set) var otherDecimals: [Measure: UInt8] = [:]
  let dates: DateDecision
  /// What rows cover that do not say it themselves.
  let period: Period
  /// Days that are written as midnights in UTC and lie before their own day's.
  let daysToAdd: Int
  /// The column of days holds months and nothing else: each row covers its own.
  let holdsMonths: Bool
  /// Periods go from midnight to midnight: the day of an end is not covered.
  let endsAreMidnights: Bool
  /// Cells missing at the end of a record are blank, as in a sheet.
  let endsMayMiss: Bool
  /// Every row ends in blank cells that the header does not have, as where rows end in a delimiter.
  /// In a single row such a cell tells that cells are shifted.
  let rowsEndWider: Bool
  /// The first rows, for what only their words tell.
  let first: [[[UInt8]]]
  /// Dates come with a time of day and an offset from UTC.
  let hasInstants: Bool
  /// Of all amounts, as the configuration, a header of money or a line before the header says.
  let currency: String?
  private(set) var warnings: [Diagnostic] = []

  init(
    path: String, dialect: Dialect, catalog: PlatformCatalog, options: ReadingOptions, limit: Int
  ) throws(Diagnostic) {
    var reader = try RecordSource(path: path, dialect: dialect)
    var record = Record()
    var head: [(line: Int, cells: [[UInt8]])] = []
    var texts: [[Bool]] = []
    while head.count < 60, try reader.next(&record) {
      if record.isBlank { continue }
      if record.isTooLong {
        guard head.isEmpty else { continue }
        throw Diagnostic(
          .recordTooLong, "a record is longer than 1 MiB", at: Place(file: path, line: record.line),
          hint: "it stands among the first lines; is this file a report?")
      }
      head.append((record.line, (0..<record.count).map { Array(record.cell($0)) }))
      texts.append((0..<record.count).map(record.isText))
    }
    guard !head.isEmpty else {
      throw Diagnostic(
        .fileEmpty, "holds only blank cells", at: Place(file: path),
        hint: "export the report again")
    }
    let candidate = try HeaderCandidate.find(head, catalog: catalog, options: options, path: path)
    let rows = head.filter { $0.line > candidate.head.line }.map(\.cells)
    let layout = try Layout(candidate, rows: rows, options: options, path: path)
    self.layout = layout
    let before = head.prefix { $0.line < layout.headerLine }.map {
      (line: $0.line, text: Array($0.cells.joined(separator: [0x20])))
    }
    preamble = before.map { Printable.bytes($0.text, limit: 200) }
    currency =
      options.currency ?? layout.headerCurrency
      ?? before.lazy.compactMap { Currency.said(in: $0.text[...]) }.first
    if options.columns[.cost] == nil,
      let note = before.lazy.compactMap({ UnitNote($0.text, line: $0.line) }).first
    {
      throw note.question(path: path, cost: layout.costHeader)
    }
    endsMayMiss = dialect.sheet != nil
    first = rows
    try layout.askForDay(head.drop { $0.line <= layout.headerLine }, path: path)

    var look = Evidence(layout: layout)
    for ((line, cells), texts) in zip(head, texts) where line > layout.headerLine {
      look.add(width: cells.count)
      look.add(line, isText: { $0 < texts.count && texts[$0] }) {
        $0 >= 0 && $0 < cells.count ? cells[$0][...] : nil
      }
    }
    var seen = head.count
    while seen < limit || !look.dates.isConclusive {
      guard try reader.next(&record) else { break }
      seen += 1
      look.add(width: record.count)
      look.add(record.line, isText: record.isText) {
        $0 >= 0 && $0 < record.count ? record.cell($0) : nil
      }
    }
    dates = try look.dates.decide(
      path: path, forced: options.dateOrder, documented: layout.form.dates,
      within: layout.isDated ? Period.certain(before) : nil, areDays: layout.day >= 0)
    daysToAdd = look.daysToAdd
    hasInstants = look.hasInstants
    holdsMonths = look.holdsMonths
    endsAreMidnights = look.endsAreMidnights
    rowsEndWider = look.widerRows > 0 && look.equalRows == 0
    period =
      layout.isDated
      ? .unknown
      : Period.find(
        before, options: options, documented: layout.form.dates, path: path, warnings: &warnings)
    try BlankLabels(layout: layout, rows: rows).check(path: path)
    if period == .unknown { try UnreadDays(layout: layout, rows: rows).check(path: path) }
    if let said = options.decimal, dialect.sheet == nil, let proven = look.amounts().proven,
      proven != said
    {
      throw Diagnostic(
        .numberConflict,
        "the amounts have a decimal \(proven == 0x2C ? "comma" : "point"), and `decimal` says «\(Unicode.Scalar(said))»",
        at: Place(file: path, line: layout.headerLine),
        hint: "correct `decimal` of the source, or leave it out")
    }
    let amounts = look.amounts()
    let written = currency ?? look.currency(usual: options.usualCurrency)
    let (mark, isAssumed) = amounts.decide(
      delimiter: dialect.sheet == nil ? dialect.delimiter : 0x2C, currency: written)
    decimal = options.decimal ?? mark
    // Between commas the point is the decimal mark where any amount proves it.
    let isProven = dialect.delimiter == 0x2C && amounts.proven == decimal
    if options.decimal == nil, !isProven,
      written.map({ !Currency.ofThousandths.contains($0) }) ?? true
    {
      for measure in Measure.allCases where measure.isMoney {
        let own = look.byMeasure[measure.rawValue]
        guard own.isInDoubt(decimal: decimal), let open = own.open else { continue }
        let text = Printable.bytes(open.text, limit: 40)
        throw Diagnostic(
          .numberAmbiguous,
          "is «\(text)» with thousands, or with three decimals? So is every amount of \(Printable.text(layout.header[open.column])) that has a mark",
          at: Place(file: path, line: open.line, column: open.column + 1),
          hint:
            "set `decimal: \"\(decimal == 0x2E ? "," : ".")\"` of the source if they are thousands, `decimal: \"\(decimal == 0x2E ? "." : ",")\"` if not"
        )
      }
    }
    if isAssumed, options.decimal == nil, let open = amounts.open {
      warnings.append(
        .warning(
          .numberAmbiguous,
          "no amount of the file tells decimal and thousands marks apart, such as «\(Printable.bytes(open.text, limit: 40))»; the point is taken as decimal mark",
          at: Place(file: path, line: open.line, column: open.column + 1),
          hint: "set `decimal` of the source if that is wrong"))
    }
    for measure in Measure.allCases where dialect.sheet == nil {
      guard let own = look.byMeasure[measure.rawValue].ofMeasure, own != decimal else { continue }
      otherDecimals[measure] = own
      warnings.append(
        .warning(
          .numberMixed,
          "the \(measure.id) have a decimal \(own == 0x2C ? "comma" : "point"), other amounts a \(decimal == 0x2C ? "comma" : "point"); each is read by its own",
          at: Place(
            file: path, line: layout.headerLine,
            column: layout.measures[measure.rawValue].first.map { $0 + 1 }),
          hint: "compare their sums with the platform's"))
    }
    if dates.orders[.serial] != nil, let (line, text) = look.dates.tallies[.serial]?.example,
      let day = DateParts(Array(text.utf8)[...]).flatMap(dates.day)
    {
      warnings.append(
        .warning(
          .dateSuspicious,
          "days are serial numbers of a spreadsheet, as it counts from 1900: \(Printable.text(text)) is \(day)",
          at: Place(file: path, line: line),
          hint: "compare the date range with what was exported"))
    }
    if dates.mixesOrders {
      warnings.append(
        .warning(
          .dateSuspicious,
          "day-month and month-day dates stand side by side (\(dates.pattern ?? "")): a spreadsheet may have re-read some dates",
          at: Place(file: path),
          hint: "compare the date range with what was exported; a fresh export is the remedy"))
    }
  }

  /// What the cells seen so far prove.
  private struct Evidence {
    let layout: Layout
    var dates = DateEvidence()
    /// In the order of `Measure`.
    private(set) var byMeasure = Measure.allCases.map { _ in AmountEvidence() }
    /// Rows with more cells than the header, and with as many.
    private(set) var widerRows = 0
    private(set) var equalRows = 0
    private var hours: Set<Int> = []
    private var hasPlainDays = false
    private(set) var hasInstants = false
    private var hasMonths = false
    /// Of periods: whether any goes to a later midnight, and whether any does not begin or end so.
    private var hasMidnights = false
    private var hasOtherEnds = false
    /// What a column of currencies says, and the marks beside money.
    private var currencies: Set<String> = []
    private var marks: Set<String> = []

    private let columns: [Int]

    init(layout: Layout) {
      self.layout = layout
      columns = layout.dates
    }

    mutating func add(width: Int) {
      if width > layout.header.count { widerRows += 1 }
      if width == layout.header.count { equalRows += 1 }
    }

    /// - Parameter isText: whether the digits of a column's cell were written by who made the file.
    mutating func add(_ line: Int, isText: (Int) -> Bool, _ cell: (Int) -> (some ByteText)?) {
      for column in columns {
        guard let cell = cell(column) else { continue }
        guard let span = DateSpan(cell) else {
          if !layout.spans.isEmpty {
            addEnds(of: cell, line)
          } else if MonthCell(cell)?.isCertain == true {
            hasMonths = true
          }
          continue
        }
        for parts in span.ends {
          dates.add(parts, line: line, text: String(decoding: cell, as: UTF8.self))
          if parts.time?.hasOffset == true { hasInstants = true }
          if let time = parts.time { hours.insert(time.hour) } else { hasPlainDays = true }
        }
      }
      if layout.periodStart >= 0, let start = cell(layout.periodStart).flatMap({ DateParts($0) }),
        let end = cell(layout.periodEnd).flatMap({ DateParts($0) })
      {
        let goesOn = start.time?.isMidnight == true && end.time?.isMidnight == true && start != end
        if goesOn { hasMidnights = true } else { hasOtherEnds = true }
        dates.add(from: start, to: end)
      }
      for measure in Measure.allCases {
        let isCount = measure == .impressions || measure == .clicks
        for column in layout.measures[measure.rawValue] {
          if let cell = cell(column) {
            if isText(column) {
              byMeasure[measure.rawValue].add(cell, isCount: isCount, line: line, column: column)
            }
            if measure.isMoney, let mark = Currency.mark(beside: cell) { marks.insert(mark) }
          }
        }
      }
      if let cell = cell(layout.name(.currency)), !Blanks.trim(cell).isEmpty {
        currencies.insert(Currency.stated(Blanks.trim(cell)))
      }
    }

    /// The one currency of all amounts; that of the project, else of the header's language, where nothing
    /// else tells it.
    func currency(usual: String?) -> String? {
      let local = Currency.local(to: layout.header)
      let found = Currency.settle(named: currencies, marks: marks, local: local, usual: usual)
      return found.isEmpty ? usual ?? local : found.count == 1 ? found[0] : nil
    }

    /// Of all amounts of the file.
    func amounts() -> AmountEvidence {
      var all = AmountEvidence()
      for one in byMeasure { all.add(one) }
      return all
    }

    var endsAreMidnights: Bool { hasMidnights && !hasOtherEnds }

    var holdsMonths: Bool { layout.day >= 0 && hasMonths && dates.tallies.isEmpty }

    /// A week may be written as its first and last day.
    private mutating func addEnds(of cell: some ByteText, _ line: Int) {
      for parts in DateParts.all(in: Array(cell)) {
        dates.add(parts, line: line, text: String(decoding: cell, as: UTF8.self))
      }
    }

    /// East of Greenwich a day begins in the evening of the one before in UTC: all instants of the
    /// file then stand at one late hour, or at two in a year with summer time.
    var daysToAdd: Int {
      guard layout.form.hasUTCMidnights, !hasPlainDays, let first = hours.min(),
        let last = hours.max(), first >= 12, last - first <= 1
      else { return 0 }
      return 1
    }
  }
}
