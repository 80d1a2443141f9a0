import Marks
import Metrics
import Pack

/// A chart by itself, to be pasted elsewhere: title block, plot, and a line that says where it is
/// from.
struct ChartPicture {
  let panel: Page.Panel
  let chart: ChartBlock
  let edition: Edition
  let flow: TextFlow

  private static let margin = 12.0
  private static let footer = 22.0

  /// - Parameter plotHeight: as on the page.
  func scene(plotHeight: Double) -> Scene {
    let width = panel.span <= 6 ? 366.0 : 744
    let inner = width - 2 * Self.margin
    var alone = panel
    alone.block = .chart(chart)
    if !chart.title.isEmpty { alone.subtitle = chart.title }
    if let words = chart.alone { (alone.title, alone.subtitle) = words }
    let layout = PanelLayout(alone, width: inner, flow: flow)
    let tall = max(plotHeight, 60) + layout.titleHeight
    let height = Self.margin + tall + Self.footer + Self.margin / 2
    return Scene(
      width: width, height: height,
      marks: [
        layout.mark(x: Self.margin, y: Self.margin, height: tall),
        .group(
          GroupMark(
            .artifact, dx: Self.margin, dy: Self.margin + tall + Self.footer - 5,
            footer(width: inner))),
      ])
  }

  private func footer(width: Double) -> [Mark] {
    let slashed = TextStyle(7.5, slashedZero: true)
    let pack = flow.fit.cut(Phrase("Pack \(edition.packID)").text, to: width * 0.5, slashed)
    let source = SourceLine(text: edition.source, flow: flow)
      .marks(room: width - flow.width(pack, slashed) - 12, y: 0)
    return [.path(.line(0, -11, width, -11, Stroke(.rule, 0.5)))] + source + [
      .text(TextMark(pack, x: width, y: 0, slashed, .ink3, anchor: .end, isName: true))
    ]
  }
}
