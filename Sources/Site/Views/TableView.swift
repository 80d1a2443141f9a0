import Charts
import Marks
import Metrics
import Pack

/// A table as its template sees it: real heads and cells, pictures in the cells; for small screens
/// folded, or a list of figures instead when it is short and wide.
struct TableView {
  let table: Table
  let label: String
  let measurer: any TextMeasurer

  func record(_ writer: inout SVGWriter) -> [String: View] {
    let head = head
    let folded = TableFold(table.columns, head: head)
    let statColumns = statColumns(folded)
    let fold = statColumns != nil || folded.isTooWide ? nil : folded
    let columnClasses = table.columns.indices.map {
      HTMLText(classes($0, fold?.lines[$0] ?? .both))
    }
    var rows: [View] = []
    for row in table.rows {
      let cells = columnClasses.indices.map { index in
        let cell = index < row.cells.count ? row.cells[index] : .blank
        return View.record([
          "classes": .text(columnClasses[index]),
          "content": .markup(content(cell, index, row.style, &writer)),
        ])
      }
      // Three lists instead of a flag at each cell: cells are by far most of what pages are made of.
      let named = head < row.cells.count && row.cells[head] != .blank ? head : nil
      rows.append(
        .record([
          "classes": .text(classes(row)),
          "before": .list(Array(cells.prefix(named ?? 0))),
          "name": named.map { cells[$0] } ?? .absent,
          "cells": .list(named.map { Array(cells.dropFirst($0 + 1)) } ?? cells),
        ]))
    }
    return [
      "label": .text(label), "caption": .text(table.summary),
      "classes": .text(
        "tw" + (table.columns.count > 9 ? " dense" : "")
          + (statColumns == nil ? "" : " has-stats") + (fold.map { " \($0.classes)" } ?? "")),
      "heads": .list(
        table.columns.indices.map {
          .record([
            "classes": .text(columnClasses[$0]), "content": .markup(headContent($0, &writer)),
          ])
        }),
      "rows": .list(rows),
      "notes": .list(table.notes.map { .record(["words": .markup(Phrases.markup($0))]) }),
      "csv": .text(ChartTable.address(table.id, "data", "csv")),
      "stats": .optional(
        statColumns.map { TableStats(table: table, head: head, columns: $0).record }),
    ]
  }

  // MARK: Columns

  /// The column whose cells name their rows.
  private var head: Int {
    table.columns.firstIndex { $0.kind == .name } ?? table.columns.firstIndex { $0.kind == .text }
      ?? 0
  }

  /// The columns of the list of figures; nil when the table stays a table on small screens.
  private func statColumns(_ fold: TableFold) -> [Int]? {
    let columns = table.columns.indices.filter { $0 != head && !table.columns[$0].isPlot }
    return fold.isWide && columns.count >= 5 && table.rows.count <= 8 ? columns : nil
  }

  private func classes(_ index: Int, _ line: TableFold.Line) -> String {
    let column = table.columns[index]
    var classes: [String] = []
    if column.alignment == .right { classes.append("r") }
    if column.isPlot { classes.append("plot") }
    // A picture after a change begins another measure.
    if column.isPlot, index > 0, table.columns[index - 1].isVariance { classes.append("apart") }
    if column.isOptional { classes.append("opt") }
    if index == head { classes.append("row-name") }
    if line != .both { classes.append(line.rawValue) }
    switch column.kind {
    case .number, .bar, .dot: classes.append("tight")
    case .badge, .channel: classes.append("tight")
    case .text, .group, .name: break
    }
    return classes.joined(separator: " ")
  }

  private func classes(_ row: Table.Row) -> String {
    var classes: [String] = []
    switch row.style {
    case .plain: break
    case .summed: classes.append("summed")
    case .total: classes.append("total")
    }
    if row.startsGroup { classes.append("group") }
    return classes.joined(separator: " ")
  }

  /// A head that print leaves out is still read aloud.
  private func headContent(_ index: Int, _ writer: inout SVGWriter) -> HTMLMarkup {
    let column = table.columns[index]
    if !column.head.isEmpty { return HTMLMarkup(HTMLText(column.head)) }
    let before = table.columns[..<index].last { !$0.head.isEmpty }?.head ?? ""
    let words: Phrase =
      switch column.kind {
      case .bar, .dot: before.isEmpty ? "Picture" : "\(before), drawn"
      case .badge: "Result"
      case .channel: "Channel"
      case .number: index < head ? "Rank" : before.isEmpty ? "Value" : "\(before), value"
      case .group: "Group"
      case .text: index < head ? "Group" : "Detail"
      case .name: "Name"
      }
    let hidden: HTMLMarkup = "<span class=\"vh\">\(HTMLText(words.text))</span>"
    guard case .dot(let axis) = column.kind,
      let ticks = CellPlots.ticks(axis, width: width(column), measurer)
    else { return hidden }
    return hidden + writer.decoration(ticks)
  }

  // MARK: Cells

  private func content(
    _ cell: Table.Cell, _ index: Int, _ style: Table.RowStyle, _ writer: inout SVGWriter
  ) -> HTMLMarkup {
    let column = table.columns[index]
    let background: Ink = style == .summed ? .panel : .paper
    switch (cell, column.kind) {
    case (.blank, .dot(let axis)) where style != .total:
      return writer.decoration(
        CellPlots.dot(
          nil, interval: nil, valence: .none, axis: axis, width: width(column)))
    case (.bar(let value, let target, let valence), .bar(let domain)):
      let scene = CellPlots.bar(
        value, target: target, valence: valence, domain: domain, width: width(column),
        on: background)
      return scene.map { writer.decoration($0) } ?? ""
    case (.dot(let value, let interval, let valence), .dot(let axis)):
      return writer.decoration(
        CellPlots.dot(
          value, interval: interval, valence: valence, axis: axis, width: width(column)))
    default: return Self.words(cell)
    }
  }

  private func width(_ column: Table.Column) -> Double {
    min(120, max(56, (column.width * (table.columns.count > 9 ? 1.15 : 1.3)).rounded()))
  }

  static func words(_ cell: Table.Cell) -> HTMLMarkup {
    switch cell {
    case .blank, .bar, .dot: ""
    case .text(let prose): Phrases.markup(prose)
    case .name(let name): Phrases.name(name)
    case .figure(let figure, let valence): Phrases.figure(figure, valence)
    case .badge(let badge):
      """
      <span class="badge \(Signs.name(badge))">\(Phrases.cue(Signs.name(badge)))\
      \(HTMLText(badge.word))</span>
      """
    case .channel(let role, let name):
      "<span class=\"channel\">\(Phrases.cue(Signs.name(role)))\(Phrases.name(name))</span>"
    }
  }
}

extension Table.Column {
  var isPlot: Bool {
    switch kind {
    case .bar, .dot: true
    case .text, .group, .name, .number, .badge, .channel: false
    }
  }
}
