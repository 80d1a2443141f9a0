import Diagnostics
import Metrics

/// Finds costs that are read in millionths and are no whole numbers of them, as no platform writes them.
struct BrokenMicros {
  private let columns: [Int]
  private let header: [String]
  private var found: (line: Int, column: Int, text: String)?

  init(layout: Layout) {
    let isShifted = layout.shifts[Measure.cost.rawValue] != 0
    columns = isShifted ? layout.measures[Measure.cost.rawValue] : []
    header = layout.header
  }

  @inline(__always)
  mutating func take(_ record: Record, _ reading: AmountReading) {
    // Such an amount has more places than are kept.
    guard !columns.isEmpty, reading.cellsRounded > 0, found == nil else { return }
    for column in columns where column < record.count {
      let cell = record.cell(column)
      if Self.isBroken(cell) {
        found = (record.line, column, Printable.bytes(Array(cell), limit: 40))
      }
    }
  }

  /// - Throws: `ingest.amount-doubtful`.
  func check(path: String) throws(Diagnostic) {
    guard let found else { return }
    let name = Printable.text(header[found.column])
    throw Diagnostic(
      .amountDoubtful,
      "«\(found.text)» under «\(name)» is no whole number of millionths, which that column is read in: is it the amount itself?",
      at: Place(file: path, line: found.line, column: found.column + 1),
      hint:
        "if so, name the column without micros, or `platform: generic` for the source; if not, export whole millionths"
    )
  }

  /// `386.55`, and neither `386.0` nor `1,386`.
  static func isBroken(_ cell: some ByteText) -> Bool {
    var places = 0
    var isZero = true
    for byte in cell.reversed() {
      switch byte {
      case 0x30...0x39:
        places += 1
        if byte != 0x30 { isZero = false }
      case 0x2C, 0x2E: return places > 0 && places != 3 && !isZero
      default: return false
      }
    }
    return false
  }
}
