import Pack

/// An edition as its templates see it.
struct EditionView {
  let edition: Edition

  /// All but `head`, `signs` and the links.
  func record(_ writer: inout PanelWriter) -> [String: View] {
    let ids = Self.ids(edition.pages)
    let marks = zip(edition.pages, ids).map { page, id in
      PanelWriter.PageMark(href: .address("#\(id)"), number: page.number, name: page.name)
    }
    writer.pages = Dictionary(
      zip(edition.pages.map(\.id), marks), uniquingKeysWith: { first, _ in first })
    var pages: [View] = []
    for (page, id) in zip(edition.pages, ids) {
      pages.append(self.page(page, id: id, isFirst: pages.isEmpty, &writer))
    }
    return [
      "language": .text(edition.language), "title": .text(edition.title),
      "organisation": .text(edition.organisation), "period": .text(edition.period),
      "source": .text(edition.source), "packID": .text(edition.packID),
      "nav": .list(
        marks.map { .record(["href": .text($0.href), "label": .text(Self.shortName($0.name))]) }),
      "pages": .list(pages),
      "also": .list(
        zip(edition.pages, marks).dropFirst().map { page, mark in
          .record(
            mark.fields.merging(["headline": .markup(Phrases.markup(page.headline))]) { $1 })
        }),
      "files": .list(files),
    ]
  }

  /// Of every chart and table, in the order of the pages.
  private var files: [View] {
    edition.pages.flatMap(\.panels).flatMap { panel -> [View] in
      switch panel.block {
      case .table(let table): [file(table.id, panel.title, hasPictures: false)]
      case .chart(let chart): [file(chart.id, panel.title, hasPictures: true)]
      case .charts(let charts):
        charts.map { file($0.id, Self.name(of: $0, in: panel), hasPictures: true) }
      case .kpis, .statements, .causes, .stages, .lineage, .glossary, .notation, .paragraphs,
        .empty:
        []
      }
    }
  }

  private func file(_ id: String, _ title: Prose, hasPictures: Bool) -> View {
    .record([
      "name": .markup(Phrases.markup(title)), "csv": .text(ChartTable.address(id, "data", "csv")),
      "pictures": hasPictures
        ? .record([
          "svg": .text(ChartTable.address(id, "charts", "svg")),
          "png": .text(ChartTable.address(id, "charts", "png")),
        ]) : .absent,
    ])
  }

  /// Several charts of one panel are told apart by what they measure.
  private static func name(of chart: ChartBlock, in panel: Page.Panel) -> Prose {
    guard chart.title.isEmpty else { return chart.title }
    return chart.chart.data.head.dropFirst().first.map { "\(panel.title): \(label: $0)" }
      ?? panel.title
  }

  private func page(
    _ page: Page, id: String, isFirst: Bool, _ writer: inout PanelWriter
  ) -> View {
    writer.headingLevel = isFirst ? 2 : 3
    var rows: [View] = []
    for row in page.rows.flatMap(RowLayout.rows) {
      var columns: [View] = []
      for column in row.columns {
        var panels: [View] = []
        for panel in column.panels {
          panels.append(writer.panel(panel, in: column, pageName: page.name))
        }
        columns.append(
          .record([
            "classes": .text(
              "column span-\(column.span)\(column.isHalf ? " half" : "")\(column.isEven ? " even" : "")"
            ),
            "panels": .list(panels),
          ]))
      }
      rows.append(.record(["columns": .list(columns)]))
    }
    return .record([
      "id": .text(id), "number": .text(String(page.number)), "name": .text(page.name),
      "isFirst": .flag(isFirst), "headline": .markup(Phrases.markup(page.headline)),
      "lede": .optional(Phrases.markup(page.lede)), "rows": .list(rows),
    ])
  }

  /// Anchors: letters, digits and hyphens, each once.
  private static func ids(_ pages: [Page]) -> [String] {
    var taken: Set<String> = ["main", "files"]
    return pages.map { page in
      let slug = String(
        page.id.unicodeScalars.filter {
          ("a"..."z").contains($0) || ("0"..."9").contains($0) || $0 == "-"
        })
      let id = !slug.isEmpty && taken.insert(slug).inserted ? slug : "page-\(page.number)"
      taken.insert(id)
      return id
    }
  }

  /// "Executive overview" → "Overview", "Funnel and conversion" → "Funnel".
  private static func shortName(_ name: String) -> String {
    let first = name.firstRange(of: " and ").map { String(name[..<$0.lowerBound]) } ?? name
    guard first.hasPrefix("Executive ") else { return first }
    let rest = first.dropFirst("Executive ".count)
    return rest.prefix(1).uppercased() + rest.dropFirst()
  }
}
