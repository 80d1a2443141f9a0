import Charts
import Marks
import Metrics
import Pack

/// Writes panels of a page as templates see them. Keeps what all pages of one file share: the ids of
/// its pictures.
struct PanelWriter {
  var svg = SVGWriter(palette: .variables)
  let measurer: any TextMeasurer
  /// How the reported period is named.
  private let words: PeriodWords
  /// Of a panel's title.
  var headingLevel = 2
  private var labels: Set<String> = []
  /// Where pages stand, by their ids.
  var pages: [String: PageMark] = [:]

  /// A page that others lead to.
  struct PageMark {
    let href: HTMLText
    let number: Int
    let name: String

    var fields: [String: View] {
      ["href": .text(href), "number": .text(String(number)), "name": .text(name)]
    }
  }

  init(measurer: any TextMeasurer, words: PeriodWords = PeriodWords(.week)) {
    self.words = words
    self.measurer = measurer
  }

  mutating func panel(
    _ panel: Page.Panel, in column: RowLayout.Column, pageName: String
  ) -> View {
    var fields: [String: View] = [
      "heading": .optional(
        panel.title.isEmpty
          ? nil : heading(Phrases.markup(panel.title), level: headingLevel, "title")),
      "subtitle": .optional(subtitle(panel)),
    ]
    for name in Self.blocks { fields[name] = .absent }
    fields["more"] = .optional(pages[panel.more]?.fields)
    let title = panel.title.isEmpty ? pageName : panel.title.text
    switch panel.block {
    case .kpis(let tiles):
      var views: [View] = []
      for tile in tiles { views.append(self.tile(tile)) }
      fields["kpis"] = .record([
        "classes": .text(tiles.count == 6 ? "tiles six" : "tiles"),
        "tiles": .list(views),
        "key": .list(
          words.key(of: tiles).map {
            .record(["code": .text($0.code), "words": .text($0.words)])
          }),
      ])
    case .chart(let chart): fields["charts"] = charts([chart], title: title, column)
    case .charts(let charts): fields["charts"] = self.charts(charts, title: title, column)
    case .table(let table):
      let label = label(title)
      fields["table"] = .record(
        TableView(table: table, label: label, measurer: measurer).record(&svg))
    case .stages(let stages): fields["stages"] = self.stages(stages)
    case .notation(let entries): fields["notation"] = notation(entries)
    case .statements(let statements): fields["statements"] = PlainBlocks.statements(statements)
    case .causes(let causes): fields["causes"] = PlainBlocks.causes(causes)
    case .lineage(let steps): fields["lineage"] = PlainBlocks.lineage(steps)
    case .glossary(let entries): fields["glossary"] = PlainBlocks.glossary(entries)
    case .paragraphs(let paragraphs): fields["paragraphs"] = PlainBlocks.paragraphs(paragraphs)
    case .empty(let reason, let detail):
      fields["empty"] = .record([
        "reason": .markup(Phrases.markup(reason)), "detail": .optional(Phrases.markup(detail)),
      ])
    }
    return .record(fields)
  }

  private func subtitle(_ panel: Page.Panel) -> HTMLMarkup {
    let words = Phrases.markup(panel.subtitle)
    guard !panel.narrow.isEmpty else { return words }
    return """
      <span class="opt">\(words)</span><span class="narrow">\(Phrases.markup(panel.narrow))</span>
      """
  }

  private static let blocks = [
    "kpis", "charts", "table", "statements", "causes", "stages", "lineage", "glossary", "notation",
    "paragraphs", "empty",
  ]

  private func heading(_ content: HTMLMarkup, level: Int, _ classes: HTMLMarkup) -> HTMLMarkup {
    "<h\(level) class=\"\(classes)\">\(content)</h\(level)>"
  }

  /// Names of scrolling regions are told apart by number.
  private mutating func label(_ title: String) -> String {
    var label = title
    var count = 1
    while !labels.insert(label).inserted {
      count += 1
      label = "\(title) (\(count))"
    }
    return label
  }

  // MARK: Tiles and stages

  private mutating func tile(_ tile: KPITile) -> View {
    let missing = MissingDisplay(tile.figure)
    let history = tile.history.map {
      $0.scene(width: 68, height: 28, style: .screen, measurer: measurer)
    }
    return .record([
      "heading": .markup(
        heading(HTMLMarkup(HTMLText(tile.label)), level: headingLevel, "tile-label")),
      "caption": .optional(HTMLText(tile.caption)),
      "value": .markup(value(tile.figure, missing)),
      "reason": .optional(missing?.reason ?? HTMLText("")),
      "history": .optional(
        missing == nil ? history.map { svg.decoration($0, classes: "history") } : nil),
      "variances": variances(tile.variances, pins: true),
    ])
  }

  private func value(_ figure: Figure, _ missing: MissingDisplay?) -> HTMLMarkup {
    missing.map { "<span class=\"na\">\($0.word)</span>" } ?? Phrases.figure(figure, .none)
  }

  private mutating func variances(_ variances: [Variance], pins: Bool) -> View {
    var views: [View] = []
    for variance in variances {
      let pin = variance.change.flatMap { change in
        pins && variance.figure.value != nil
          ? VariancePin(change: change, valence: variance.valence).scene(
            width: 80, height: 14, style: .screen, measurer: measurer) : nil
      }
      views.append(
        .record([
          "label": .text(variance.label),
          "pin": .optional(pin.map { svg.decoration($0, classes: "pin") }),
          "value": .markup(Phrases.figure(variance.figure, variance.valence)),
        ]))
    }
    return .list(views)
  }

  private mutating func stages(_ stages: [Stage]) -> View {
    var views: [View] = []
    for stage in stages {
      var fields = self.stage(stage.label, stage.figure, stage.variances)
      if let rate = stage.rate {
        var view = self.stage(rate.label, rate.figure, rate.variances)
        view["track"] = .markup(
          svg.decoration(
            CellPlots.track(share: rate.share, target: rate.target), classes: "track"))
        fields["rate"] = .record(view)
      } else {
        fields["rate"] = .absent
      }
      views.append(.record(fields))
    }
    return .record(["items": .list(views)])
  }

  private mutating func stage(
    _ label: String, _ figure: Figure, _ variances: [Variance]
  ) -> [String: View] {
    let missing = MissingDisplay(figure)
    return [
      "label": .text(label), "value": .markup(value(figure, missing)),
      "reason": .optional(missing?.reason ?? HTMLText("")),
      "variances": self.variances(variances, pins: false),
    ]
  }

  private mutating func notation(_ entries: [NotationEntry]) -> View {
    var views: [View] = []
    for entry in entries {
      views.append(
        .record([
          "sample": .markup(svg.decoration(NotationScenes.scene(entry))),
          "term": .text(entry.term), "meaning": .text(entry.meaning),
        ]))
    }
    return .record(["items": .list(views)])
  }

  // MARK: Charts

  private mutating func charts(
    _ charts: [ChartBlock], title: String, _ column: RowLayout.Column
  ) -> View {
    var views: [View] = []
    for chart in charts {
      let name = chart.title.isEmpty ? title : chart.title.text
      let pictures = ChartPictures(
        chart: chart, title: name, family: charts, measurer: measurer)
      let data = chart.chart.data
      views.append(
        .record([
          "heading": .optional(
            chart.title.isEmpty
              ? nil
              : heading(Phrases.markup(chart.title), level: headingLevel + 1, "chart-title")),
          "pictures": .markup(pictures.markup(in: column, isSeveral: charts.count > 1, &svg)),
          "data": .optional(
            data.rows.isEmpty
              ? nil
              : ChartTable.record(
                data, label: label(Phrase("Data: \(name)").text), file: chart.id)),
        ]))
    }
    return .record([
      "classes": .text(charts.count > 1 ? "charts several" : "charts"), "items": .list(views),
    ])
  }
}
