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
  private let ids: IDColumns
  private let endsMayMiss: Bool
  private let rowsEndWider: Bool
  /// What the configuration or a header says.
  private let currency: String?

  init(probe: Probe, currency: String?) {
    layout = probe.layout
    endsMayMiss = probe.endsMayMiss
    rowsEndWider = probe.rowsEndWider
    self.currency = currency
    ids = IDColumns(header: probe.layout.header)
  }

  func fault(_ record: Record, _ dating: Dating, _ reading: AmountReading) -> Fault? {
    if let fault = widthFault(record) ?? dateFault(record, dating) { return fault }
    if let bad = reading.bad {
      let text = Printable.bytes(record.cell(bad.column), limit: 40)
      return Fault(
        column: bad.column, rule: "amount",
        reason: bad.overflows
          ? "the columns of \(bad.measure.id) are too large to add" : "«\(text)» is no amount")
    }
    return countFault(reading) ?? currencyFault(record, reading) ?? nameFault(record)
  }

  /// Whether a row that can be loaded has fewer cells than the header.
  func endsEarly(_ record: Record) -> Bool {
    !endsMayMiss && record.count < layout.header.count
  }

  /// A short row counts when all columns that mean anything are there and the file goes on.
  private func widthFault(_ record: Record) -> Fault? {
    let width = layout.header.count
    if record.count > width {
      if endsMayMiss || rowsEndWider, (width..<record.count).allSatisfy(record.isBlank) {
        return nil
      }
    } else if record.count == width || endsMayMiss
      || record.count > layout.lastColumn && !record.endedByFile
    {
      return nil
    }
    return Fault(
      column: min(record.count, width), rule: "width",
      reason: "\(record.count) cells where the header has \(width)")
  }

  private func dateFault(_ record: Record, _ dating: Dating) -> Fault? {
    guard case .bad(let column) = dating else { return nil }
    guard column < record.count, !record.isBlank(column) else {
      return Fault(column: column, rule: "date", reason: "no date")
    }
    let text = Printable.bytes(record.cell(column), limit: 40)
    return Fault(column: column, rule: "date", reason: "«\(text)» is no date of the file's form")
  }

  private func countFault(_ reading: AmountReading) -> Fault? {
    for measure in Measure.allCases where !measure.isMoney {
      let column = layout.measures[measure.rawValue].first ?? 0
      let amount = reading.amounts[measure]
      if amount < 0 {
        return Fault(
          column: column, rule: "count-negative", reason: "a negative count of \(measure.id)")
      }
      if measure == .impressions || measure == .clicks, amount % 1_000_000 != 0 {
        return Fault(
          column: column, rule: "count-fraction", reason: "a fraction of \(measure.id)")
      }
    }
    return nil
  }

  /// An amount in `$` beside a currency of `EUR` is in one of them, nobody knows which.
  private func currencyFault(_ record: Record, _ reading: AmountReading) -> Fault? {
    guard let (currency, column) = reading.mark else { return nil }
    var stated = self.currency
    let named = layout.name(.currency)
    if named >= 0, named < record.count, !record.isBlank(named) {
      stated = String(decoding: record.trimmed(named), as: UTF8.self).uppercased()
    }
    let mark = currency.code
    guard let stated, !Currency.mark(mark, fits: stated) else { return nil }
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
    for column in layout.names where column >= 0 && column < record.count {
      let length = record.cell(column).count
      guard length > Self.longestName else { continue }
      return Fault(
        column: column, rule: "name-long",
        reason: "a name of \(length) bytes, where \(Self.longestName) are allowed")
    }
    return nil
  }
}
