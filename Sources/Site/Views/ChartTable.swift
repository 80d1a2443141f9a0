import Charts

/// The numbers behind a chart as a table, and its files.
enum ChartTable {
  static func record(_ data: ChartData, label: String, file: String) -> [String: View] {
    [
      "label": .text(label),
      "head": .list(data.head.map { .record(["content": .text($0)]) }),
      "rows": .list(
        data.rows.map { row in
          .record([
            "name": .markup(Phrases.name(row.first?.words ?? "")),
            "cells": .list(row.dropFirst().map { .record(["content": .text($0.words)]) }),
          ])
        }),
      "csv": .text(address(file, "data", "csv")), "svg": .text(address(file, "charts", "svg")),
      "png": .text(address(file, "charts", "png")),
    ]
  }

  static func address(_ file: String, _ folder: String, _ kind: String) -> HTMLText {
    .address("\(folder)/\(file).\(kind)")
  }
}
