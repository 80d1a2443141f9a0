import Charts
import Metrics
import Pack
import Sheets

/// The numbers behind charts and tables: one table of values each, as CSV and in the workbook.
/// Figures are plain decimals, text is guarded.
enum DataFiles {
  static func csv(_ sheet: DataSheet) -> [UInt8] {
    var text = CSVText.line(sheet.head.map(CSVText.text))
    for row in sheet.rows {
      text += CSVText.line(
        row.map { cell in
          switch cell {
          case .blank: ""
          case .text(let text): CSVText.text(text)
          case .number(let decimal, _): decimal
          case .day(let day): day.description
          }
        })
    }
    return Array(text.utf8)
  }

  /// - Parameter currency: of amounts of money.
  static func sheet(
    _ data: ChartData, name: String, title: String, page: String = "", currency: String = ""
  ) -> DataSheet {
    DataSheet(
      name: name, title: title, page: page, head: data.head,
      rows: data.rows.map { $0.map { cell($0, currency) } })
  }

  /// What is missing is blank: the words that say why are the page's.
  private static func cell(_ cell: ChartData.Cell, _ currency: String) -> DataSheet.Cell {
    switch cell {
    case .text(let text): .text(text)
    case .number(let value, let unit, _):
      value.flatMap(PlainDecimal.text).map { .number($0, format(unit, currency)) } ?? .blank
    case .day(let day, _): .day(day)
    }
  }

  static func sheet(_ table: Table, title: String = "", page: String = "") -> DataSheet {
    var heads: [String] = []
    for (index, column) in table.columns.enumerated() {
      switch column.kind {
      // A bar or dot draws the number beside it; its own numbers are the dot's interval.
      case .bar: continue
      case .dot: heads += ["interval_low", "interval_high"]
      case .text, .group, .name, .number, .badge, .channel:
        heads.append(column.head.isEmpty ? "column_\(index + 1)" : column.head)
      }
    }
    let rows = table.rows.map { row in
      zip(row.cells, table.columns).flatMap { cells($0, $1.kind) }
    }
    return DataSheet(name: table.id, title: title, page: page, head: heads, rows: rows)
  }

  private static func cells(_ cell: Table.Cell, _ kind: Table.Kind) -> [DataSheet.Cell] {
    switch (cell, kind) {
    case (_, .bar): return []
    case (.dot(_, let interval, _), _):
      return [interval?.lowerBound, interval?.upperBound].map { end in
        end.flatMap { Rational(estimate: $0) }.map { .number($0.decimal(6), .plain) } ?? .blank
      }
    case (_, .dot): return [.blank, .blank]
    case (.blank, _), (.bar, _): return [.blank]
    case (.text(let prose), _): return [.text(prose.text)]
    case (.name(let name), _), (.channel(_, let name), _): return [.text(name)]
    case (.figure(let figure, _), _):
      return [
        figure.value.map {
          .number(decimal($0, figure.unit), format(figure.unit, figure.currency))
        } ?? .blank
      ]
    case (.badge(let badge), _): return [.text(badge.word)]
    }
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

  /// Of a figure's unit.
  static func format(_ unit: String, _ currency: String) -> CellFormat {
    switch unit {
    case "money": .money(mark: NumberStyle(currency: currency).currencyMark)
    case "count": .count
    case "share": .share
    case "pp": .points
    case "multiple": .multiple
    default: .plain
    }
  }

  private static func format(_ unit: Metric.Unit?, _ currency: String) -> CellFormat {
    switch unit {
    case .money, .unitMoney: .money(mark: NumberStyle(currency: currency).currencyMark)
    case .multiple: .multiple
    case .rate: .share
    case .count: .count
    case nil: .plain
    }
  }
}
