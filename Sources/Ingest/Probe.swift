import Diagnostics
import Metrics

/// What the first records of a file tell: the header, the decimal mark, the order of dates.
///
/// When the first records do not prove the order of day and month, the rest of the dates is read
/// too: the order is decided by the file, not by its beginning.
struct Probe {
  let layout: Layout
  let preamble: [String]
  let decimal: UInt8
  let dates: DateDecision
  private(set) var warnings: [Diagnostic] = []

  init(
    path: String, dialect: Dialect, catalog: PlatformCatalog, options: ReadingOptions, limit: Int
  ) throws(Diagnostic) {
    var reader = try RecordSource(path: path, dialect: dialect)
    var record = Record()
    var head: [(line: Int, cells: [[UInt8]])] = []
    while head.count < 60, try reader.next(&record) {
      if record.isBlank { continue }
      head.append((record.line, (0..<record.count).map { Array(record.cell($0)) }))
    }
    let candidate = try HeaderCandidate.find(head, catalog: catalog, options: options, path: path)
    layout = try Layout(candidate, options: options, path: path)
    preamble = head.prefix { $0.line < candidate.line }.map {
      Printable.text(
        $0.cells.map { String(decoding: $0, as: UTF8.self) }.joined(separator: " "), limit: 200)
    }

    var evidence = DateEvidence()
    var amounts = AmountEvidence()
    var currencies: [String: Int] = [:]
    func look(_ cells: (Int) -> ArraySlice<UInt8>?, line: Int, layout: Layout) {
      if let cell = cells(layout.day), let parts = DateParts(cell) {
        evidence.add(parts, line: line, text: String(decoding: cell, as: UTF8.self))
      }
      for column in layout.measures where column >= 0 {
        if let cell = cells(column) { amounts.add(cell) }
      }
    }
    for (line, cells) in head where line > layout.headerLine {
      look({ $0 >= 0 && $0 < cells.count ? cells[$0][...] : nil }, line: line, layout: layout)
    }
    var seen = head.count
    var more = true
    while seen < limit || !evidence.isConclusive {
      more = try reader.next(&record)
      if !more { break }
      seen += 1
      look(
        { $0 >= 0 && $0 < record.count ? record.cell($0) : nil }, line: record.line,
        layout: layout)
    }
    _ = currencies
    currencies = [:]
    dates = try evidence.decide(
      path: path, forced: options.dateOrder.map { $0 == .dayFirst })
    let (mark, isAssumed) = amounts.decide()
    decimal = options.decimal ?? mark
    if isAssumed, options.decimal == nil {
      warnings.append(
        .warning(
          .numberAmbiguous,
          "no amount of the file tells decimal and thousands marks apart; the point is taken as decimal mark",
          at: Place(file: path), hint: "set `decimal` of the source if that is wrong"))
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
}
