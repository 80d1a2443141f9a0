import Marks
import Pack

/// Body text: a bold lead-in and a paragraph.
struct ParagraphList: PanelBlock {
  let paragraphs: [Paragraph]
  let flow: TextFlow

  private static let lead = TextStyle(8.5, .semibold)
  private static let words = TextStyle(8.5)
  private static let leading = 11.7
  private static let air = 5.8

  func extent(width: Double, wish: Double) -> Extent { list(width).extent }

  func marks(width: Double, height: Double) -> [Mark] { list(width).marks(height: height) }

  private func list(_ width: Double) -> EntryList {
    EntryList(
      entries: paragraphs.map { paragraph in
        var pieces: [TextFlow.Piece] = []
        if !paragraph.lead.isEmpty {
          pieces.append(TextFlow.Piece(text: paragraph.lead + " ", style: Self.lead, ink: .ink))
        }
        let lines = flow.lines(
          pieces + flow.pieces(paragraph.prose, Self.words, .ink2), width: width)
        return EntryList.Entry(
          height: Double(lines.count) * Self.leading + Self.air,
          marks: flow.marks(lines, x: 0, y: 12.4, leading: Self.leading))
      }, flow: flow, stretch: 2, shrink: 2)
  }
}
