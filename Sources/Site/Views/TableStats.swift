import Metrics
import Pack

/// The rows of a short, wide table as lists of figures, for screens too narrow for the table.
struct TableStats {
  let table: Table
  let head: Int
  let columns: [Int]

  private struct Value {
    var label: String
    var value: HTMLMarkup
    var changes: [View] = []
  }

  var record: [String: View] {
    [
      "items": .list(
        table.rows.map { row in
          let name = head < row.cells.count ? TableView.words(row.cells[head]) : ""
          return .record([
            "name": .markup(name),
            "values": .list(
              values(row).map { value in
                .record([
                  "label": .text(value.label), "value": .markup(value.value),
                  "changes": .list(value.changes),
                ])
              }),
          ])
        })
    ]
  }

  /// A change stands beside the figure it belongs to.
  private func values(_ row: Table.Row) -> [Value] {
    var values: [Value] = []
    for index in columns where index < row.cells.count && row.cells[index] != .blank {
      let label = table.columns[index].head
      let words = TableView.words(row.cells[index])
      if table.columns[index].isVariance, !values.isEmpty {
        let short = label.hasPrefix("vs ") ? String(label.dropFirst(3)) : label
        values[values.count - 1].changes.append(
          .record(["label": .text(short), "value": .markup(words)]))
      } else {
        values.append(Value(label: label.isEmpty ? Phrase("Result").text : label, value: words))
      }
    }
    return values
  }
}
