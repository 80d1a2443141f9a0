import Diagnostics
import Metrics

/// Rows in which the column that is read for conversions or revenue is blank, and another one that the platform
/// has for them is not: two reports in one table, each with columns of its own.
struct BlankBeside {
  private struct Other {
    let measure: Measure
    let column: Int
    var rows = 0
    var sum: Int64 = 0
    var line = 0
  }

  private let layout: Layout
  private let grammars: AmountGrammars
  private var others: [Other]

  init(layout: Layout, grammars: AmountGrammars) {
    self.layout = layout
    self.grammars = grammars
    others = layout.others.map { Other(measure: $0.measure, column: $0.column) }
  }

  var isEmpty: Bool { others.isEmpty }

  mutating func take(_ record: Record, _ reading: AmountReading) {
    var known = reading.mask
    for index in others.indices where !known.has(others[index].measure) {
      let column = others[index].column
      var mark: Currency.ID?
      guard column < record.count,
        case .value(let micros, _) = grammars[column].read(record.cell(column), currency: &mark),
        micros != 0
      else { continue }
      if others[index].rows == 0 { others[index].line = record.line }
      others[index].rows += 1
      others[index].sum &+= micros
      // Columns after it say the same of the row, or less.
      known.insert(PresenceMask(others[index].measure))
    }
  }

  func warnings(path: String) -> [Diagnostic] {
    others.filter { $0.rows > 0 }.map { other in
      let read = layout.measures[other.measure.rawValue].first.map { layout.header[$0] } ?? ""
      let header = Printable.text(layout.header[other.column], limit: 60)
      return .warning(
        .columnAmbiguous,
        "«\(header)» holds \(Rational(micros: other.sum).decimal(2)) in \(other.rows == 1 ? "1 row" : "\(other.rows) rows") where «\(Printable.text(read, limit: 60))», which is read as \(other.measure.id), is blank: that is in no sum",
        at: Place(file: path, line: other.line, column: other.column + 1),
        hint:
          "load reports of two kinds as files of their own, or name the column that counts: `columns: {\(other.measure.id): \(header)}` of the source"
      )
    }
  }
}
