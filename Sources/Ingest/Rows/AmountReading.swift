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
    let codes = (first.currency.code, currency.code)
    switch Currency.areTwoDollars(codes.0, codes.1) ? nil : Currency.common(codes.0, codes.1) {
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
  private struct Column {
    let measure: Measure
    let index: Int
    let shift: Int
    let grammar: AmountGrammar
  }

  private let columns: [Column]

  init(layout: Layout, grammars: AmountGrammars) {
    columns = Measure.allCases.flatMap { measure in
      layout.measures[measure.rawValue].map {
        Column(
          measure: measure, index: $0, shift: layout.shifts[measure.rawValue],
          grammar: grammars[$0])
      }
    }
  }

  func read(_ record: Record) -> AmountReading {
    var reading = AmountReading()
    for column in columns where column.index < record.count {
      let cell = record.cell(column.index)
      if cell.isEmpty { continue }
      let grammar = column.grammar
      // The way of nearly all amounts, as short as can be.
      if let plain = PlainAmount.read(cell, decimal: grammar.decimal, shift: column.shift) {
        add(plain.micros, plain.hasDollar ? grammar.dollar : nil, column, &reading)
        continue
      }
      var currency: Currency.ID?
      switch grammar.readAny(cell, shift: column.shift, currency: &currency) {
      case .missing: break
      case .value(let micros, let isExact):
        add(micros, currency, column, &reading)
        if !isExact { reading.cellsRounded += 1 }
      case .invalid:
        reading.refuse(column.index, column.measure, .invalid)
      case .tooLarge:
        reading.refuse(column.index, column.measure, .tooLarge)
      }
    }
    return reading
  }

  @inline(__always)
  private func add(
    _ micros: Int64, _ currency: Currency.ID?, _ column: Column, _ reading: inout AmountReading
  ) {
    let (sum, overflows) = reading.amounts[column.measure].addingReportingOverflow(micros)
    if overflows { return reading.refuse(column.index, column.measure, .sum) }
    reading.amounts[column.measure] = sum
    reading.mask.insert(PresenceMask(column.measure))
    if let currency, column.measure.isMoney { reading.add(currency, column.index) }
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
