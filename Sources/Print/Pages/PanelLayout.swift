import Marks
import Metrics
import Pack

/// A panel: its title block, and under it its block. No frame and no fill.
struct PanelLayout {
  let panel: Page.Panel
  let width: Double
  private let flow: TextFlow
  private let destinations: Destinations
  private let block: any PanelBlock
  private let titleLines: [TextFlow.Line]
  private let subtitleLines: [TextFlow.Line]
  /// Height of the title block, gap included.
  let titleHeight: Double

  static let title = TextStyle(10.5, .semibold)
  static let subtitle = TextStyle(8)
  static let reference = TextStyle(8, .medium)

  init(
    _ panel: Page.Panel, width: Double, flow: TextFlow,
    _ destinations: Destinations = Destinations()
  ) {
    self.panel = panel
    self.width = width
    self.flow = flow
    self.destinations = destinations
    block = panel.block.layout(flow, destinations)
    titleLines = Self.titleLines(panel, width, flow, destinations)
    subtitleLines = flow.lines(
      flow.pieces(panel.subtitle, Self.subtitle, .ink2), width: width, limit: 2)
    var height = 0.0
    if !titleLines.isEmpty { height += 9 + Double(titleLines.count - 1) * 13 }
    if !subtitleLines.isEmpty {
      height += (titleLines.isEmpty ? 8 : 11.5) + Double(subtitleLines.count - 1) * 10.5
    }
    if height > 0 { height += panel.block.hasTitleRule ? 7.7 : panel.block.titleGap }
    titleHeight = height
  }

  /// The title and, where it takes no line more, the page that says more of it.
  private static func titleLines(
    _ panel: Page.Panel, _ width: Double, _ flow: TextFlow, _ destinations: Destinations
  ) -> [TextFlow.Line] {
    let pieces = flow.pieces(panel.title, title, .ink)
    let plain = flow.balanced(pieces, width: width, limit: 2)
    guard !pieces.isEmpty, let page = destinations.page(panel.more) else { return plain }
    // No-break spaces: the reference is one word.
    let words = Phrase("→ page \(page)").text.split(separator: " ").joined(separator: "\u{A0}")
    let reference = TextFlow.Piece(text: " \(words)", style: reference, ink: .accent)
    let lines = flow.balanced(pieces + [reference], width: width, limit: 2)
    return lines.count <= plain.count ? lines : plain
  }

  func extent(wish: Double) -> Extent {
    block.extent(width: width, wish: max(0, wish - titleHeight)) + titleHeight
  }

  func mark(x: Double, y: Double, height: Double) -> Mark {
    var marks = titleMarks
    let room = height - titleHeight
    if room > 1 {
      marks.append(
        .group(GroupMark(dy: titleHeight, block.marks(width: width, height: room))))
    }
    return .group(GroupMark(.section, id: panel.id, dx: x, dy: y, marks))
  }

  var titleMarks: [Mark] {
    var marks: [Mark] = []
    var baseline = 9.0
    if !titleLines.isEmpty {
      marks.append(
        .group(
          GroupMark(
            .heading(level: 2),
            destinations.link(
              to: panel.more, flow.marks(titleLines, x: 0, y: baseline, leading: 13)))))
      baseline += Double(titleLines.count - 1) * 13 + 11.5
    } else {
      baseline = 8
    }
    if !subtitleLines.isEmpty {
      marks.append(
        .group(
          GroupMark(.paragraph, flow.marks(subtitleLines, x: 0, y: baseline, leading: 10.5))))
    }
    if panel.block.hasTitleRule, titleHeight > 0 {
      marks.append(
        .group(
          GroupMark(
            .artifact, [.path(.line(0, titleHeight, width, titleHeight, Stroke(.ink, 0.7)))])))
    }
    return marks
  }
}
