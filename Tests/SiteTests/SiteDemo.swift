import Charts
import Marks
import Metrics
import Pack

@testable import Site

/// What tests ask of the invented edition, and small editions of their own.
enum SiteDemo {
  static func page(
    _ edition: Edition = Demo.edition, templates: TemplateSet? = nil
  ) throws -> String {
    let site = SiteBuilder(
      templates: try templates ?? TemplateSet(), measurer: FixedMeasurer())
    let bytes = try site.edition(
      edition, downloads: [SiteLink(label: "PDF", href: "pack.pdf", detail: "1 KB")],
      earlier: [SiteLink(label: "Week 47", href: "../2024-W47/index.html")])
    return String(decoding: bytes, as: UTF8.self)
  }

  static var panels: [Page.Panel] {
    Demo.edition.pages.flatMap { $0.rows.flatMap(\.panels) }
  }

  static var charts: [ChartBlock] {
    panels.flatMap { panel -> [ChartBlock] in
      switch panel.block {
      case .chart(let chart): [chart]
      case .charts(let charts): charts
      default: []
      }
    }
  }

  /// One page with a stranger's name everywhere a name can stand.
  static func edition(named name: String) -> Edition {
    let figure = Figure(
      id: "a", metric: "a", period: "p", scenario: .actual, value: Rational(1), display: "one",
      unit: "", trust: "full")
    let table = Table(
      id: "t", columns: [.init("Name", .name, width: 10), .init("N", .number, .right, width: 10)],
      rows: [Table.Row([.name(name), .figure(figure, valence: .worse)])],
      summary: Phrase(said: name))
    let bridge = Bridge(
      startName: name, start: 1, startDisplay: "one",
      steps: [.init(name: name, value: 1, display: "one", valence: .better)], endName: name,
      end: 2, endDisplay: "two")
    let cause = Cause(
      figure: figure, name: Phrase(said: name), detail: "\(name: name)", valence: .none)
    func panel(_ block: Block) -> Page.Panel {
      Page.Panel(
        id: "p", span: 6, title: "\(name: name) leads", subtitle: "\(name: name)", block: block)
    }
    let chart = ChartBlock(
      id: name, chart: bridge, alternative: Phrase(said: name), title: "\(name: name)")
    return Edition(
      id: "2024-W48", title: name, organisation: name, period: "Week", source: name, packID: "id",
      pages: [
        Page(
          id: name, number: 1, name: Phrase(said: name), headline: "\(name: name)",
          lede: "\(name: name)",
          rows: [
            Page.Row(height: 1, [panel(.table(table)), panel(.chart(chart))]),
            Page.Row(height: 1, [panel(.causes([cause]))]),
          ])
      ], figures: [])
  }

  /// The elements of a page with the names of their attributes, in order, and the kinds of
  /// elements inside its charts.
  static func skeleton(_ page: String) -> (frame: [String], chartElements: Set<String>) {
    var frame: [String] = []
    var chartElements: Set<String> = []
    var isInChart = false
    for piece in Array(page.utf8).split(separator: UInt8(ascii: "<")) {
      let tag = Array(piece.prefix { $0 != UInt8(ascii: ">") })
      let parts = tag.split(separator: UInt8(ascii: "\""), omittingEmptySubsequences: false)
      let names = stride(from: 0, to: parts.count, by: 2).map {
        String(decoding: parts[$0], as: UTF8.self)
      }
      if names[0] == "/svg" { isInChart = false }
      if isInChart {
        chartElements.insert(String(names[0].prefix { $0 != " " }))
      } else {
        frame.append(names.joined(separator: "\""))
      }
      if names.contains(" role=") && names[0].hasPrefix("svg") { isInChart = true }
    }
    return (frame, chartElements)
  }
}
