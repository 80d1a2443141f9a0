import Charts
import Metrics
import Pack

/// The numbers behind charts and tables as CSV: figures as plain decimals, text guarded.
enum DataFiles {
  static func csv(_ data: ChartData) -> [UInt8] {
    var text = CSVText.line(data.head.map(CSVText.text))
    for row in data.rows { text += CSVText.line(row.map(cell)) }
    return Array(text.utf8)
  }

  /// What is missing is empty: the words that say why are the page's.
  private static func cell(_ cell: ChartData.Cell) -> String {
    switch cell {
    case .text(let text): CSVText.text(text)
    case .number(let value, _, _): value.flatMap(PlainDecimal.text) ?? ""
    case .day(let day, _): day.description
    }
  }

  static func csv(_ table: Table) -> [UInt8] {
    var heads: [String] = []
    for (index, column) in table.columns.enumerated() {
      switch column.kind {
      // A bar or dot draws the number beside it; its own numbers are the dot's interval.
      case .bar: continue
      case .dot: heads += ["interval_low", "interval_high"]
      case .text, .name, .number, .badge, .channel:
        heads.append(column.head.isEmpty ? "column_\(index + 1)" : column.head)
      }
    }
    var text = CSVText.line(heads.map(CSVText.text))
    for row in table.rows {
      var cells: [String] = []
      for (cell, column) in zip(row.cells, table.columns) {
        switch (cell, column.kind) {
        case (_, .bar): continue
        case (.dot(_, let interval, _), _):
          cells += [
            interval.map { plain($0.lowerBound) } ?? "",
            interval.map { plain($0.upperBound) } ?? "",
          ]
        case (_, .dot): cells += ["", ""]
        case (.blank, _), (.bar, _): cells.append("")
        case (.text(let prose), _): cells.append(CSVText.text(prose.text))
        case (.name(let name), _): cells.append(CSVText.text(name))
        case (.figure(let figure, _), _):
          cells.append(figure.value.map { decimal($0, figure.unit) } ?? "")
        case (.badge(let badge), _): cells.append(badge.rawValue)
        case (.channel(_, let name), _): cells.append(CSVText.text(name))
        }
      }
      text += CSVText.line(cells)
    }
    return Array(text.utf8)
  }

  private static func plain(_ value: Double) -> String {
    Rational(estimate: value)?.decimal(6) ?? ""
  }

  /// Exact money and counts; ratios, such as money for one thing, to ten places.
  static func decimal(_ value: Rational, _ unit: String) -> String {
    switch unit {
    case "money":
      if case let micros = value.scaled(decimals: 6), Rational(micros, 1_000_000) == value {
        value.decimal(micros % 10_000 == 0 ? 2 : 6)
      } else {
        value.decimal(10)
      }
    case "count": value.decimal(value.scaled(decimals: 6) % 1_000_000 == 0 ? 0 : 6)
    default: value.decimal(10)
    }
  }
}
