import Metrics

/// Holds the ratios that a platform reports against those of its own counts, row by row.
struct RatioCheck {
  private struct Column {
    let field: Field
    let part, whole: Measure
    let column: Int
    var result = ExportSummary.Agreement()
  }

  private var columns: [Column]
  private let grammar: AmountGrammar

  init(layout: Layout, grammar: AmountGrammar) {
    self.grammar = grammar
    columns = Field.ratios.compactMap { field, part, whole in
      layout.ratios[field].map { Column(field: field, part: part, whole: whole, column: $0) }
    }
  }

  /// Whether the file has none.
  var isEmpty: Bool { columns.isEmpty }

  var results: [Field: ExportSummary.Agreement] {
    Dictionary(uniqueKeysWithValues: columns.map { ($0.field, $0.result) })
  }

  mutating func take(_ record: Record, _ reading: AmountReading) {
    for index in columns.indices {
      let (part, whole) = (columns[index].part, columns[index].whole)
      guard columns[index].column < record.count, reading.mask.has(part), reading.mask.has(whole),
        reading.amounts[whole] > 0,
        let written = Written(record.cell(columns[index].column), grammar)
      else { continue }
      columns[index].result.compared += 1
      if written.fits(reading.amounts[part], per: reading.amounts[whole]) {
        columns[index].result.agreeing += 1
      }
    }
  }

  /// `5.29%`, `0.0529` or `5.29`: without a sign either may be meant, a share or a percentage.
  private struct Written {
    let micros: Int64
    /// One in its last place, in millionths.
    let unit: Int64
    let isPercent: Bool

    private static let units: [Int64] = [1_000_000, 100_000, 10_000, 1000, 100, 10, 1]

    init?(_ cell: Cell, _ grammar: AmountGrammar) {
      isPercent = cell.last == 0x25
      let body = isPercent ? cell.dropLast() : cell
      var mark: Currency.ID?
      guard case .value(let micros, _) = grammar.read(body, currency: &mark), mark == nil else {
        return nil
      }
      self.micros = micros
      var decimals = 0
      for place in 0..<min(7, body.count)
      where body[body.endIndex - 1 - place] == grammar.decimal { decimals = place }
      unit = Self.units[decimals]
    }

    /// Rounded or cut in its last place. Multiplied through, for a division costs more than the rest.
    func fits(_ part: Int64, per whole: Int64) -> Bool {
      let written = Int128(micros) * Int128(whole)
      let room = Int128(unit) * Int128(whole)
      let share = Int128(part) * 1_000_000
      let isPercentage = abs(written - share * 100) <= room
      return isPercentage || (!isPercent && abs(written - share) <= room)
    }
  }
}
