import Diagnostics
import Metrics

/// The amounts of one record.
struct AmountReading {
  var amounts = Amounts()
  var mask = PresenceMask()
  /// The first column with a cell that cannot be read.
  private(set) var bad: Bad?
  /// The measures with such a cell: what it holds is in no sum.
  private(set) var unreadable = PresenceMask()
  var cellsRounded = 0
  /// The first currency that a money cell names.
  private(set) var mark: (currency: Currency.ID, column: Int)?
  /// Another one that is not the same.
  private(set) var otherMark: (currency: Currency.ID, column: Int)?

  @inline(__always)
  mutating func add(_ currency: Currency.ID, _ column: Int) {
    guard let mark else {
      self.mark = (currency, column)
      return
    }
    if mark.currency != currency { compare(currency, column, with: mark) }
  }

  /// `$10` beside `US$30` is one currency, `$10` beside `€30` is two.
  private mutating func compare(
    _ currency: Currency.ID, _ column: Int, with first: (currency: Currency.ID, column: Int)
  ) {
    switch Currency.common(first.currency.code, currency.code) {
    case nil: otherMark = otherMark ?? (currency, column)
    case currency.code: mark = (currency, column)
    default: break
    }
  }

  mutating func refuse(_ column: Int, _ measure: Measure, _ kind: Bad.Kind) {
    bad = bad ?? Bad(column: column, measure: measure, kind: kind)
    unreadable.insert(PresenceMask(measure))
  }

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
  private let columns: [(measure: Measure, column: Int, shift: Int, grammar: AmountGrammar)]

  init(layout: Layout, grammars: AmountGrammars) {
    columns = Measure.allCases.flatMap { measure in
      layout.measures[measure.rawValue].map {
        (measure, $0, layout.shifts[measure.rawValue], grammars[$0])
      }
    }
  }

  func read(_ record: Record) -> AmountReading {
    var reading = AmountReading()
    for (measure, column, shift, grammar) in columns where column < record.count {
      var currency: Currency.ID?
      switch grammar.read(record.cell(column), shift: shift, currency: &currency) {
      case .missing: break
      case .value(let micros, let isExact):
        let (sum, overflows) = reading.amounts[measure].addingReportingOverflow(micros)
        if overflows {
          reading.refuse(column, measure, .sum)
          continue
        }
        reading.amounts[measure] = sum
        reading.mask.insert(PresenceMask(measure))
        if !isExact { reading.cellsRounded += 1 }
        if let currency, measure.isMoney { reading.add(currency, column) }
      case .invalid:
        reading.refuse(column, measure, .invalid)
      case .tooLarge:
        reading.refuse(column, measure, .tooLarge)
      }
    }
    return reading
  }
}

/// How the amounts of each column are written.
struct AmountGrammars {
  /// That of the file.
  let usual: AmountGrammar
  private let others: [Int: AmountGrammar]

  init(probe: Probe) {
    usual = AmountGrammar(decimal: probe.decimal)
    var others: [Int: AmountGrammar] = [:]
    for (measure, decimal) in probe.otherDecimals {
      for column in probe.layout.measures[measure.rawValue] {
        others[column] = AmountGrammar(decimal: decimal)
      }
    }
    self.others = others
  }

  subscript(column: Int) -> AmountGrammar { others.isEmpty ? usual : others[column] ?? usual }
}
