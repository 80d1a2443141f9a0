import Diagnostics
import Metrics

/// Tells whether a column of sales, which is read as revenue, looks as one of orders does: whole
/// numbers, and never more than the clicks of their row.
struct CountedSales {
  /// Fewer rows may be whole by chance.
  private static let fewest = 10

  /// -1 when no column of revenue is called so.
  private let column: Int
  private let header: String
  private var rows = 0
  private var isMoney = false

  init(layout: Layout) {
    let columns = layout.measures[Measure.saleAmount.rawValue]
    let isNamedSo = columns.count == 1 && layout.header[columns[0]].lowercased().contains("sales")
    column = isNamedSo && layout.headerCurrency == nil ? columns[0] : -1
    header = column < 0 ? "" : layout.header[column]
  }

  @inline(__always)
  mutating func take(_ reading: AmountReading) {
    guard column >= 0, !isMoney else { return }
    let sales = reading.amounts[.saleAmount]
    guard sales != 0 else { return }
    rows += 1
    isMoney =
      reading.mark?.column == column || sales < 0 || !sales.isMultiple(of: 1_000_000)
      || !reading.mask.has(.clicks) || sales > reading.amounts[.clicks]
  }

  func warning(path: String, line: Int) -> Diagnostic? {
    guard !isMoney, rows >= Self.fewest else { return nil }
    return .warning(
      .revenueDoubtful,
      "«\(Printable.text(header))» is read as revenue, and looks as a count of orders does: whole numbers, and never more than the clicks",
      at: Place(file: path, line: line, column: column + 1),
      hint:
        "if it counts orders, name it: `columns: {conversions: \(Printable.text(header))}` of the source"
    )
  }
}
