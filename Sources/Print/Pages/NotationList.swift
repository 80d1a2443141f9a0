import Charts
import Marks
import Pack

/// How to read the charts: a drawn sample, its name and its meaning.
struct NotationList: PanelBlock {
  let entries: [NotationEntry]
  let flow: TextFlow

  private static let indent = 80.0

  func extent(width: Double, wish: Double) -> Extent { list(width).extent }

  func marks(width: Double, height: Double) -> [Mark] { list(width).marks(height: height) }

  private func list(_ width: Double) -> EntryList {
    let indent = min(Self.indent, width * 0.4)
    return EntryList(
      entries: entries.enumerated().map { entry($1, isFirst: $0 == 0, width, indent) }, flow: flow,
      stretch: 2, shrink: 2.6)
  }

  private func entry(
    _ entry: NotationEntry, isFirst: Bool, _ width: Double, _ indent: Double
  ) -> EntryList.Entry {
    let room = width - indent
    let term = flow.fit.cut(entry.term, to: room, GlossaryList.term)
    let lines = flow.lines(
      [TextFlow.Piece(text: entry.meaning, style: GlossaryList.words, ink: .ink2)], width: room)
    let height =
      GlossaryList.entryHeight + Double(max(0, lines.count - 1)) * GlossaryList.leading
    var marks = isFirst ? [] : GlossaryList.rule(width)
    let sample = NotationSample(entry: entry, flow: flow)
    marks.append(.group(GroupMark(.artifact, dx: 2, dy: 13.6, sample.marks)))
    marks.append(
      flow.spaced(TextMark(term, x: indent, y: 10.6, GlossaryList.term, isName: term != entry.term))
    )
    marks += flow.marks(lines, x: indent, y: 21.2, leading: GlossaryList.leading)
    return EntryList.Entry(height: height, marks: marks)
  }
}
