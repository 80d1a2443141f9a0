import Diagnostics
import Metrics

/// The amounts of one record.
struct AmountReading {
  var amounts = Amounts()
  var mask = PresenceMask()
  /// The first column with a cell that cannot be read.
  var bad: Bad?
  var cellsRounded = 0
  /// The first currency that a money cell names.
  var mark: (currency: Currency.ID, column: Int)?

  struct Bad {
    enum Kind {
      /// No number of an amount's form.
      case invalid
      /// A number, and larger than is read.
      case tooLarge
      /// The columns of the measure add up to more than is read.
      case sum
    }

    let column: Int
    let measure: Measure
    let kind: Kind
  }
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
      var currency: Currency.ID?
      switch grammar.read(record.cell(column), shift: shift, currency: &currency) {
      case .missing: break
      case .value(let micros, let isExact):
        let (sum, overflows) = reading.amounts[measure].addingReportingOverflow(micros)
        if overflows {
          reading.bad = reading.bad ?? .init(column: column, measure: measure, kind: .sum)
          continue
        }
        reading.amounts[measure] = sum
        reading.mask.insert(PresenceMask(measure))
        if !isExact { reading.cellsRounded += 1 }
        if let currency, measure.isMoney, reading.mark == nil { reading.mark = (currency, column) }
      case .invalid:
        reading.bad = reading.bad ?? .init(column: column, measure: measure, kind: .invalid)
      case .tooLarge:
        reading.bad = reading.bad ?? .init(column: column, measure: measure, kind: .tooLarge)
      }
    }
    return reading
  }
}
