import Diagnostics

/// What the rows that count tell of a file whose header says something else: asked or refused once all
/// of them are read.
struct Doubts {
  private let path: String
  private let line: Int
  private var sales: CountedSales
  private var micros: PlainMicros
  private var broken: BrokenMicros
  private var wholes: WholeRows
  private let plans: PlannedRows
  private var repeated: RepeatedSpend
  private var neighbours: NeighbourSums
  private var appended: AppendedRows

  init(probe: Probe, options: ReadingOptions, path: String) {
    self.path = path
    line = probe.layout.headerLine
    sales = CountedSales(layout: probe.layout)
    micros = PlainMicros(layout: probe.layout, isSaid: options.columns[.cost] != nil)
    broken = BrokenMicros(layout: probe.layout)
    wholes = WholeRows(layout: probe.layout, first: probe.first)
    plans = PlannedRows(layout: probe.layout, first: probe.first)
    repeated = RepeatedSpend(layout: probe.layout)
    neighbours = NeighbourSums(layout: probe.layout)
    appended = AppendedRows(
      layout: probe.layout, first: probe.first, isMeant: options.keepsRepeats)
  }

  @inline(__always)
  mutating func take(_ record: Record, _ reading: AmountReading) {
    sales.take(reading)
    micros.take(reading)
    broken.take(record, reading)
    if !wholes.isEmpty { wholes.take(record, reading) }
    if !repeated.isEmpty { repeated.take(record, reading) }
    if !neighbours.isFull { neighbours.take(record, reading) }
    if !appended.isFull { appended.take(record, reading) }
  }

  var warning: Diagnostic? { sales.warning(path: path, line: line) }

  /// - Throws: `ingest.amount-doubtful`, `ingest.report-unsuitable`, `ingest.rows-conflict`.
  func check(currency: String?) throws(Diagnostic) {
    try micros.check(path: path, line: line, currency: currency)
    try broken.check(path: path)
    try wholes.check(path: path)
    try plans.check(path: path)
    try repeated.check(path: path)
    try neighbours.check(path: path)
    try appended.check(path: path)
  }
}
