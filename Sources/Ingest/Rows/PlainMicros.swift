import Diagnostics
import Metrics

/// Tells whether costs under a plain name look as millionths do, which the interfaces of ad platforms
/// write: whole numbers of ten thousand, that is of a cent, and a click that costs a fortune.
struct PlainMicros {
  /// Fewer amounts may be round by chance.
  private static let fewest = 10
  /// A cent in millionths, in our own millionths.
  private static let cent: Int64 = 10_000 * 1_000_000
  /// What no click costs on average.
  private static let dearest: Int64 = 10_000
  /// Currencies whose unit is worth little: a click may well cost thousands.
  private static let small = Currency.whole.union(["ARS", "LKR", "NGN", "PKR"])

  /// -1 when costs are said to be what they are.
  private let column: Int
  private let header: String
  private var rows = 0
  private var cost: Int64 = 0
  private var clicks: Int64 = 0
  private var isPlain = false

  init(layout: Layout, isSaid: Bool) {
    let columns = layout.measures[Measure.cost.rawValue]
    let isOpen = columns.count == 1 && layout.shifts[Measure.cost.rawValue] == 0 && !isSaid
    column = isOpen ? columns[0] : -1
    header = isOpen ? layout.header[columns[0]] : ""
  }

  @inline(__always)
  mutating func take(_ reading: AmountReading) {
    guard column >= 0, !isPlain else { return }
    let amount = reading.amounts[.cost]
    guard amount != 0 else { return }
    guard reading.mark == nil, amount > 0, amount.isMultiple(of: Self.cent) else {
      isPlain = true
      return
    }
    rows += 1
    cost &+= amount / 1_000_000
    clicks &+= reading.amounts[.clicks] / 1_000_000
  }

  /// - Throws: `ingest.amount-doubtful`.
  func check(path: String, line: Int, currency: String?) throws(Diagnostic) {
    let isSmall = currency.map(Self.small.contains) ?? false
    guard !isPlain, rows >= Self.fewest, clicks > 0,
      cost / clicks >= Self.dearest * (isSmall ? 1000 : 1)
    else { return }
    throw Diagnostic(
      .amountDoubtful,
      "a click costs \(cost / clicks) on average, and every «\(Printable.text(header))» is a whole number of ten thousand: are they millionths?",
      at: Place(file: path, line: line, column: column + 1),
      hint:
        "if so, have that column called cost_micros; if not, say that it holds the cost: `columns: {cost: \(Printable.text(header))}` of the source"
    )
  }
}
