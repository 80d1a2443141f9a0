import Diagnostics
import Metrics

/// The answer of `broadsheet metrics` as text, CSV or JSON.
public struct MetricsReport: Sendable {
  public enum Format: String, Sendable, CaseIterable {
    case text, csv, json
  }

  let query: MetricsQuery
  let rows: [MetricsQuery.Row]
  let style: NumberStyle

  public init(query: MetricsQuery, rows: [MetricsQuery.Row], style: NumberStyle) {
    self.query = query
    self.rows = rows
    self.style = style
  }

  public func text(_ format: Format) throws(Diagnostic) -> String {
    switch format {
    case .csv:
      var text = CSVText.line(query.columns)
      for row in rows {
        let cells = query.cells(row)
        // Names are a stranger's text; figures are numbers and stay so.
        let names = cells.prefix(query.dimensions.count).map(CSVText.text)
        text += CSVText.line(names + cells.dropFirst(query.dimensions.count))
      }
      return text
    case .json:
      let answer = Answer(
        rows: rows.map { row in
          Answer.Row(
            dimensions: Dictionary(
              zip(query.dimensions.map(\.rawValue), row.members),
              uniquingKeysWith: { first, _ in first }),
            period: query.grain == nil ? nil : row.period,
            metrics: Dictionary(
              zip(query.metrics, row.values).map { metric, value in
                let number = MetricsQuery.number(metric, value)
                return (
                  metric.id,
                  Answer.Value(
                    value: number.isEmpty ? nil : number, rows: value.rowsUsed,
                    missing: value.rowsMissing, reason: value.absence?.reason)
                )
              }, uniquingKeysWith: { first, _ in first }))
        })
      return String(decoding: try JSONText.encode(answer), as: UTF8.self)
    case .text:
      let heads = query.dimensions.map(\.label) + (query.grain == nil ? [] : ["Period"])
      let table =
        [heads + query.metrics.map(\.label)]
        + rows.map { row in
          row.members.map { Printable.text($0, limit: 60) }
            + (query.grain == nil ? [] : [row.period ?? "total"])
            + zip(query.metrics, row.values).map { metric, value in
              value.value.map { style.text($0, metric.unit) }
                ?? "n/a: \(value.absence?.reason ?? "no value")"
            }
        }
      return Self.aligned(table, left: heads.count)
    }
  }

  /// Columns side by side: names left, numbers right.
  static func aligned(_ table: [[String]], left: Int) -> String {
    guard let first = table.first else { return "" }
    let widths = first.indices.map { column in
      table.map { $0[column].unicodeScalars.count }.max() ?? 0
    }
    return table.map { row in
      var line = row.indices.map { column in
        let padding = String(
          repeating: " ", count: widths[column] - row[column].unicodeScalars.count)
        return column < left ? row[column] + padding : padding + row[column]
      }.joined(separator: "  ")
      while line.hasSuffix(" ") { line.removeLast() }
      return line + "\n"
    }.joined()
  }

  private struct Answer: Encodable {
    struct Value: Encodable {
      let value: String?
      let rows, missing: Int64
      let reason: String?
    }
    struct Row: Encodable {
      let dimensions: [String: String]
      let period: String?
      let metrics: [String: Value]
    }
    let schema = "broadsheet.metrics/1"
    let rows: [Row]
  }
}
