import Charts
import Marks
import Pack

/// A block typeset for print: says how tall it would be, then draws itself into what it gets.
protocol PanelBlock {
  /// - Parameter wish: the height the page's author gave.
  func extent(width: Double, wish: Double) -> Extent
  /// Marks inside (0, 0, width, height), with their roles for the document structure.
  func marks(width: Double, height: Double) -> [Mark]
}

/// Heights between which a panel may be set.
struct Extent: Hashable {
  /// Below this nothing sensible is left; lists and tables are cut.
  var floor: Double
  /// All of it, as tight as can be read.
  var least: Double
  var natural: Double
  /// More would only be white.
  var most: Double

  static let zero = Extent(floor: 0, least: 0, natural: 0, most: 0)

  static func fixed(_ height: Double) -> Extent {
    Extent(floor: height, least: height, natural: height, most: height)
  }

  static func + (extent: Extent, more: Double) -> Extent {
    Extent(
      floor: extent.floor + more, least: extent.least + more, natural: extent.natural + more,
      most: extent.most + more)
  }

  func union(_ other: Extent) -> Extent {
    Extent(
      floor: max(floor, other.floor), least: max(least, other.least),
      natural: max(natural, other.natural), most: max(most, other.most))
  }
}

extension Block {
  /// How the block is typeset. A list of nothing says so in the panel's place (VS-9).
  func layout(_ flow: TextFlow, _ destinations: Destinations) -> any PanelBlock {
    if isEmpty { return EmptyPanel(reason: "Nothing to show here", detail: "", flow: flow) }
    return switch self {
    case .kpis(let tiles): KPITiles(tiles: tiles, flow: flow, destinations: destinations)
    case .chart(let chart): ChartStack(charts: [chart], flow: flow)
    case .charts(let charts): ChartStack(charts: charts, flow: flow)
    case .table(let table): TableBlock(table: table, flow: flow)
    case .statements(let statements): StatementList(statements: statements, flow: flow)
    case .causes(let causes): CauseList(causes: causes, flow: flow)
    case .stages(let stages): StageStrip(stages: stages, flow: flow)
    case .lineage(let steps): LineageStrip(steps: steps, flow: flow)
    case .glossary(let entries): GlossaryList(entries: entries, flow: flow)
    case .notation(let entries): NotationList(entries: entries, flow: flow)
    case .paragraphs(let paragraphs): ParagraphList(paragraphs: paragraphs, flow: flow)
    case .empty(let reason, let detail):
      EmptyPanel(reason: reason.text, detail: detail.text, flow: flow)
    }
  }

  private var isEmpty: Bool {
    switch self {
    case .kpis(let tiles): tiles.isEmpty
    case .chart, .empty: false
    case .charts(let charts): charts.isEmpty
    case .table(let table): table.rows.isEmpty || table.columns.isEmpty
    case .statements(let statements): statements.isEmpty
    case .causes(let causes): causes.isEmpty
    case .stages(let stages): stages.isEmpty
    case .lineage(let steps): steps.isEmpty
    case .glossary(let entries): entries.isEmpty
    case .notation(let entries): entries.isEmpty
    case .paragraphs(let paragraphs): paragraphs.isEmpty
    }
  }

  /// Words that run to the panel's edge need more air beside the next panel than a plot does.
  var needsAir: Bool {
    switch self {
    case .table, .statements, .causes, .glossary, .notation, .paragraphs, .empty: true
    case .kpis, .chart, .charts, .stages, .lineage: false
    }
  }

  /// Reference lists stand under a rule.
  var hasTitleRule: Bool {
    switch self {
    case .glossary, .notation, .paragraphs: true
    case .kpis, .chart, .charts, .table, .statements, .causes, .stages, .lineage, .empty: false
    }
  }

  /// From the last baseline of the title block to the block.
  var titleGap: Double {
    switch self {
    case .table: 4
    case .chart, .charts, .kpis, .stages, .lineage, .empty: 8
    case .causes, .statements, .glossary, .notation, .paragraphs: 6
    }
  }
}
