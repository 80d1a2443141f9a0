import Diagnostics
import Metrics

/// The amounts of one record.
struct AmountReading {
  var amounts = Amounts()
  var mask = PresenceMask()
  /// The first cell that is no amount.
  var bad: (column: Int, reason: String)?
  var cellsRounded = 0
  /// The first currency that a money cell names.
  var mark: (text: String, column: Int)?
}

/// Reads the measures of records by the layout.
struct AmountColumns {
  private let columns: [(measure: Measure, column: Int, shift: Int)]
  private let grammar: AmountGrammar

  init(layout: Layout, grammar: AmountGrammar) {
    self.grammar = grammar
    columns = Measure.allCases.flatMap { measure in
      layout.measures[measure.rawValue].map { (measure, $0, layout.shifts[measure.rawValue]) }
    }
  }

  func read(_ record: Record) -> AmountReading {
    var reading = AmountReading()
    for (measure, column, shift) in columns where column < record.count {
      var currency: String?
      switch grammar.read(record.cell(column), shift: shift, currency: &currency) {
      case .missing: break
      case .value(let micros, let isExact):
        let (sum, overflows) = reading.amounts[measure].addingReportingOverflow(micros)
        if overflows {
          reading.bad = reading.bad ?? (column, "the columns of \(measure.id) are too large to add")
          continue
        }
        reading.amounts[measure] = sum
        reading.mask.insert(PresenceMask(measure))
        if !isExact { reading.cellsRounded += 1 }
        if let currency, measure.isMoney, reading.mark == nil { reading.mark = (currency, column) }
      case .invalid:
        if reading.bad == nil {
          let text = Printable.bytes(record.cell(column), limit: 40)
          reading.bad = (column, "«\(text)» is no amount")
        }
      }
    }
    return reading
  }
}
