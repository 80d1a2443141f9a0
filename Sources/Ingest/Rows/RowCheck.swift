import Diagnostics
import Metrics

/// Decides whether a row can be loaded for certain.
struct RowCheck {
  /// Why it cannot.
  struct Fault {
    let column: Int
    let rule: String
    let reason: String
  }

  /// A longer name is no name: shaping and drawing it would take for ever.
  static let longestName = 4096

  private let layout: Layout
  private let width: Int
  /// The columns that hold names.
  private let names: [Int]
  private let ids: IDColumns
  private let dates: DateReason
  private let endsMayMiss: Bool
  private let rowsEndWider: Bool
  /// The column of currencies; -1 when absent.
  private let currencies: Int
  /// What the configuration, a header or a line before it says.
  private let currency: String?

  init(probe: Probe) {
    layout = probe.layout
    width = layout.header.count
    names = layout.names.filter { $0 >= 0 }
    dates = DateReason(layout: layout, dates: probe.dates, holdsMonths: probe.holdsMonths)
    endsMayMiss = probe.endsMayMiss
    rowsEndWider = probe.rowsEndWider
    currency = probe.currency
    currencies = layout.name(.currency)
    ids = IDColumns(header: probe.layout.header)
  }

  func fault(_ record: Record, _ dating: Dating, _ reading: AmountReading) -> Fault? {
    if let fault = widthFault(record) ?? quoteFault(record) ?? dateFault(record, dating) {
      return fault
    }
    if let bad = reading.bad { return amountFault(record, bad) }
    return countFault(reading) ?? currencyFault(record, reading) ?? nameFault(record)
  }

  /// Whether a row that can be loaded has fewer cells than the header.
  func endsEarly(_ record: Record) -> Bool {
    !endsMayMiss && record.count < width
  }

  /// A short row counts when all columns that mean anything are there and the file goes on.
  private func widthFault(_ record: Record) -> Fault? {
    if record.count == width { return nil }
    if record.count > width {
      if endsMayMiss || rowsEndWider, (width..<record.count).allSatisfy(record.isBlank) {
        return nil
      }
    } else if endsMayMiss || record.count > layout.lastColumn && !record.endedByFile {
      return nil
    }
    return .width(record, expected: width)
  }

  private func quoteFault(_ record: Record) -> Fault? {
    record.splitQuote.map(Fault.splitQuote)
  }

  private func dateFault(_ record: Record, _ dating: Dating) -> Fault? {
    guard case .bad(let column) = dating else { return nil }
    guard column < record.count, !record.isBlank(column) else {
      return Fault(column: column, rule: "date", reason: "no date")
    }
    return Fault(
      column: column, rule: "date", reason: dates.of(record.cell(column), column: column))
  }

  private func amountFault(_ record: Record, _ bad: AmountReading.Bad) -> Fault {
    let text = Printable.bytes(record.cell(bad.column), limit: 40)
    let reason =
      switch bad.kind {
      case .invalid:
        text.utf8.first == 0x3D
          ? "«\(text)» is a formula, and what it comes to is not in the file: open it in a spreadsheet and save it"
          : "«\(text)» is no amount"
      case .tooLarge:
        "«\(text)» is more than \(AmountGrammar.largest), the largest amount that is read"
      case .sum: "the columns of \(bad.measure.id) are too large to add"
      }
    return Fault(column: bad.column, rule: "amount", reason: reason)
  }

  /// Counts are never negative; those of impressions and clicks are whole.
  @inline(__always)
  private func countFault(_ reading: AmountReading) -> Fault? {
    negative(.impressions, reading) ?? broken(.impressions, reading)
      ?? negative(.clicks, reading) ?? broken(.clicks, reading)
      ?? negative(.leads, reading) ?? negative(.conversions, reading)
  }

  @inline(__always)
  private func negative(_ measure: Measure, _ reading: AmountReading) -> Fault? {
    guard reading.amounts[measure] < 0 else { return nil }
    return fault(measure, rule: "count-negative", "a negative count of \(measure.id)")
  }

  @inline(__always)
  private func broken(_ measure: Measure, _ reading: AmountReading) -> Fault? {
    guard reading.amounts[measure] % 1_000_000 != 0 else { return nil }
    return fault(measure, rule: "count-fraction", "a fraction of \(measure.id)")
  }

  private func fault(_ measure: Measure, rule: String, _ reason: String) -> Fault {
    Fault(column: layout.measures[measure.rawValue].first ?? 0, rule: rule, reason: reason)
  }

  /// An amount in `$` beside a currency of `EUR` is in one of them, nobody knows which.
  private func currencyFault(_ record: Record, _ reading: AmountReading) -> Fault? {
    guard let (currency, column) = reading.mark else { return nil }
    var stated = self.currency
    if currencies >= 0, currencies < record.count, !record.isBlank(currencies) {
      stated = Currency.stated(record.trimmed(currencies))
    }
    // `$` beside `CA$` is the same where the row says so.
    if let (other, column) = reading.otherMark,
      stated.map({ !Currency.mark(currency.code, fits: $0) || !Currency.mark(other.code, fits: $0) }
      )
        ?? true
    {
      return Fault(
        column: column, rule: "currency",
        reason: "amounts in \(currency.code) and \(other.code) stand in one row")
    }
    guard let stated else { return nil }
    let mark = currency.code
    if Currency.mark(mark, fits: stated) { return nil }
    return Fault(
      column: column, rule: "currency",
      reason: "an amount in \(mark) where the currency is \(Printable.text(stated, limit: 12))")
  }

  private func nameFault(_ record: Record) -> Fault? {
    if let column = ids.rounded(record) {
      let text = Printable.bytes(record.cell(column), limit: 40)
      return Fault(
        column: column, rule: "id-rounded",
        reason: "«\(text)» is an id that a spreadsheet has rounded")
    }
    if let text = record.text, text.count <= Self.longestName { return nil }
    for column in names where column < record.count {
      let length = record.cell(column).count
      guard length > Self.longestName else { continue }
      return Fault(
        column: column, rule: "name-long",
        reason: "a name of \(length) bytes, where \(Self.longestName) are allowed")
    }
    return nil
  }
}

// MARK: - Rows whose cells may stand in each other's columns

extension RowCheck.Fault {
  static func width(_ record: Record, expected: Int) -> Self {
    Self(
      column: min(record.count, expected), rule: "width",
      reason: "\(record.count) cells where the header has \(expected)")
  }

  static func splitQuote(_ column: Int) -> Self {
    Self(
      column: column, rule: "quote",
      reason:
        "a quote opens inside this cell and closes at the end of another: a delimiter may be missing before it"
    )
  }
}
