import Marks
import Metrics
import Pack

/// Typesets the pages of an edition: one live area of 744 × 523 pt each, the same on every paper.
///
/// Panels stand on twelve columns in rows. The row heights of a page are wishes: charts grow and
/// shrink, tables and lists take what their words need, and what does not fill the body is left
/// white at its foot. Nothing overlaps: rows of a table that find no room are counted instead.
public struct PageComposer: Sendable {
  private let flow: TextFlow

  public init(measurer: any TextMeasurer) {
    flow = TextFlow(measurer)
  }

  public func scene(_ page: Page, of edition: Edition) -> Scene {
    let frame = PageFrame(flow: flow, page: page, edition: edition)
    let headline = frame.headline
    let panels = placed(page, top: headline.foot, Destinations(edition))
    var content = headline.marks
    content += panels.map { $0.layout.mark(x: $0.x, y: $0.y, height: $0.height) }
    let missing = page.rows.reduce(0) { $0 + $1.panels.count } - panels.count
    if missing > 0 { content.append(note(missing)) }
    return Scene(
      width: PageGrid.width, height: PageGrid.height,
      marks: [
        frame.head, .group(GroupMark(.section, id: page.id, content)),
        frame.footer,
      ])
  }

  /// Height of each panel's plot as set on its page, by the panel's id.
  func plotHeights(_ page: Page, of edition: Edition) -> [String: Double] {
    let frame = PageFrame(flow: flow, page: page, edition: edition)
    return Dictionary(
      placed(page, top: frame.headline.foot, Destinations(edition)).map {
        ($0.layout.panel.id, $0.height - $0.layout.titleHeight)
      }, uniquingKeysWith: { first, _ in first })
  }

  private static let noteHeight = 14.0

  /// What a page that was given too much does not show.
  private func note(_ count: Int) -> Mark {
    let words: Phrase =
      count == 1
      ? "1 more panel in the web edition" : "\(count) more panels in the web edition"
    return .group(
      GroupMark(
        .paragraph,
        [
          .text(
            TextMark(
              words.text, x: 0, y: PageGrid.bodyFoot - 3, TextStyle(8), .ink2))
        ]))
  }

  // MARK: Columns

  private struct PlacedPanel {
    var x: Double
    var y = 0.0
    var height = 0.0
    var layout: PanelLayout
  }

  private func placed(
    _ page: Page, top: Double, _ destinations: Destinations
  ) -> [PlacedPanel] {
    let rows = page.rows.map { panels($0, destinations) }
    var extents = zip(page.rows, rows).map { row, panels in
      panels.reduce(Extent.zero) { $0.union($1.layout.extent(wish: row.height)) }
    }
    var room = PageGrid.bodyFoot - top
    while extents.count > 1, RowHeights.floor(extents) > room {
      if extents.count == rows.count { room -= Self.noteHeight }
      extents.removeLast()
    }
    let heights = RowHeights(extents, into: room)
    var y = top
    var result: [PlacedPanel] = []
    for (panels, height) in zip(rows, heights.heights) {
      for var panel in panels {
        (panel.y, panel.height) = (y, height)
        result.append(panel)
      }
      y += height + heights.gap
    }
    return result
  }

  /// Panels keep their left edges on the grid; air beside words comes off their right.
  private func panels(_ row: Page.Row, _ destinations: Destinations) -> [PlacedPanel] {
    let spans = row.panels.map { min(12, max(1, $0.span)) }
    let total = spans.reduce(0, +)
    let scale = total > 12 ? 12 / Double(total) : 1
    var column = 0
    return zip(row.panels, spans).map { panel, span in
      let x = PageGrid.x(column) * scale
      var width = PageGrid.width(span)
      if total > 12 { width = (PageGrid.width(span) + PageGrid.gutter) * scale - PageGrid.gutter }
      column += span
      if column < total, panel.block.needsAir { width -= PageGrid.gutter }
      return PlacedPanel(
        x: x, layout: PanelLayout(panel, width: max(1, width), flow: flow, destinations))
    }
  }
}
