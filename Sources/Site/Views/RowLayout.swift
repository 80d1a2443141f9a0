import Pack

/// Panels of a printed row in columns of a screen, where words are larger: tables get the room they
/// need, and of three panels the charts share a main column beside the words.
struct RowLayout {
  struct Column {
    /// Of twelve.
    var span: Int
    var panels: [Page.Panel]
    /// Two stand beside each other on a tablet.
    var isHalf = false
    /// Its chart begins where those beside it do, however many lines their titles have.
    var isEven = false
  }

  private(set) var columns: [Column]

  init(columns: [Column]) {
    let isNarrow = columns.count > 1 && columns.allSatisfy { $0.span <= 4 }
    let isEven =
      columns.count > 1
      && columns.allSatisfy {
        $0.panels.count == 1 && $0.panels.allSatisfy { Self.isPicture($0.block) }
      }
    self.columns = columns.map {
      Column(span: $0.span, panels: $0.panels, isHalf: isNarrow, isEven: isEven)
    }
  }

  /// A point of a printed table in px of the screen's.
  private static let tableScale = 1.42

  static func rows(_ row: Page.Row) -> [RowLayout] {
    let panels = row.panels
    let needs = panels.map { need($0.block) }
    let spans = panels.map { min(12, max(1, $0.span)) }
    if zip(needs, spans).allSatisfy({ $0 <= width($1) }) {
      if panels.count == 3, spans.contains(where: { $0 < 4 }) { return [mainAndAside(panels)] }
      return [RowLayout(columns: zip(spans, panels).map { Column(span: $0, panels: [$1]) })]
    }
    if panels.count == 2, let wide = needs.indices.max(by: { needs[$0] < needs[$1] }),
      needs[wide] <= width(8), needs[1 - wide] <= width(4)
    {
      return [
        RowLayout(
          columns: panels.enumerated().map { Column(span: $0 == wide ? 8 : 4, panels: [$1]) })
      ]
    }
    return panels.map { RowLayout(columns: [Column(span: 12, panels: [$0])]) }
  }

  private static func mainAndAside(_ panels: [Page.Panel]) -> RowLayout {
    let main = panels.filter { isPicture($0.block) }
    let aside = panels.filter { !isPicture($0.block) }
    guard !main.isEmpty, !aside.isEmpty else {
      return RowLayout(columns: panels.map { Column(span: 4, panels: [$0]) })
    }
    return RowLayout(columns: [Column(span: 7, panels: main), Column(span: 5, panels: aside)])
  }

  private static func width(_ span: Int) -> Double { ScreenWidth.wide.column(span, isHalf: false) }

  /// Room without which a table would scroll.
  private static func need(_ block: Block) -> Double {
    guard case .table(let table) = block else { return 0 }
    return min(width(12), table.columns.reduce(0) { $0 + $1.width } * tableScale)
  }

  private static func isPicture(_ block: Block) -> Bool {
    switch block {
    case .chart, .charts: true
    case .kpis, .table, .statements, .causes, .stages, .lineage, .glossary, .notation, .paragraphs,
      .empty:
      false
    }
  }
}
