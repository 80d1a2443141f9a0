import Charts
import Pack
import Sheets

extension Edition {
  /// Every chart with the panel it stands in.
  var charts: [(panel: Page.Panel, chart: ChartBlock)] {
    pages.flatMap(\.panels).flatMap { panel in panel.charts.map { (panel, $0) } }
  }

  /// The values behind every chart and table, in the order of the pages.
  /// - Parameter currency: of amounts in charts.
  func data(currency: String) -> [DataSheet] {
    pages.flatMap { page in
      page.panels.flatMap { panel -> [DataSheet] in
        if case .table(let table) = panel.block {
          return [DataFiles.sheet(table, title: panel.title.text, page: page.name)]
        }
        return panel.charts.map { chart in
          DataFiles.sheet(
            chart.chart.data, name: chart.id, title: panel.title(of: chart), page: page.name,
            currency: currency)
        }
      }
    }
  }
}

extension Page.Panel {
  fileprivate var charts: [ChartBlock] {
    switch block {
    case .chart(let chart): [chart]
    case .charts(let charts): charts
    case .kpis, .table, .statements, .causes, .stages, .lineage, .glossary, .notation,
      .paragraphs, .empty:
      []
    }
  }

  /// Several charts of one panel are told apart by what they measure.
  fileprivate func title(of chart: ChartBlock) -> String {
    let own = chart.title.isEmpty ? chart.chart.data.head.dropFirst().first : chart.title.text
    guard case .charts = block, let own else { return title.text }
    return "\(title.text): \(own)"
  }
}
