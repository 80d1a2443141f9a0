import Diagnostics

/// Tells whether rows of plans stand beside what was spent: a column that says "Budget" of some and
/// "Actual" of others.
struct PlannedRows {
  private static let plans: Set = [
    "budget", "budgeted", "plan", "planned", "forecast", "target", "geplant", "soll", "prognose",
    "presupuesto", "previsto", "prévu", "previsão", "orçado", "计划", "预算",
  ]
  private static let facts: Set = [
    "actual", "actuals", "spent", "ist", "real", "réel", "realizado", "gasto", "实际",
  ]

  /// The column, and its word for plans.
  private let found: (column: Int, word: String)?
  private let layout: Layout

  /// - Parameter first: the first records of the file.
  init(layout: Layout, first: [[[UInt8]]]) {
    self.layout = layout
    let read = Set(layout.measures.joined() + layout.dates)
    found =
      layout.header.indices.lazy.filter { !read.contains($0) }.compactMap { column in
        let cells = Set(
          first.compactMap { column < $0.count ? Blanks.trim($0[column][...]) : nil }
            .filter { $0.count < 24 }
        ).map { String(decoding: $0, as: UTF8.self) }
        guard let plan = cells.first(where: { Self.plans.contains($0.lowercased()) }),
          cells.contains(where: { Self.facts.contains($0.lowercased()) })
        else { return nil }
        return (column, plan)
      }.first
  }

  /// - Throws: `ingest.report-unsuitable`.
  func check(path: String) throws(Diagnostic) {
    guard let found else { return }
    throw Diagnostic(
      .reportUnsuitable,
      "«\(Printable.text(layout.header[found.column]))» says that some rows are plans («\(Printable.text(found.word))») and others are not",
      at: Place(file: path, line: layout.headerLine, column: found.column + 1),
      hint: "remove the rows that are plans; what is planned stands in data/targets.csv")
  }
}
