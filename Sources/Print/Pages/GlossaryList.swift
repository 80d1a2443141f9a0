import Marks
import Pack

/// Terms with the side that is better, and what they mean.
struct GlossaryList: PanelBlock {
  let entries: [GlossaryEntry]
  let flow: TextFlow

  static let term = TextStyle(8.5, .semibold)
  static let words = TextStyle(8)
  static let leading = 10.4
  /// Height of an entry with one line of meaning.
  static let entryHeight = 27.0

  func extent(width: Double, wish: Double) -> Extent { list(width).extent }

  func marks(width: Double, height: Double) -> [Mark] {
    list(width).marks(height: height, role: .section)
  }

  private func list(_ width: Double) -> EntryList {
    EntryList(
      entries: entries.enumerated().map { entry($1, isFirst: $0 == 0, width) }, flow: flow,
      stretch: 2, shrink: 2.6)
  }

  private func entry(
    _ entry: GlossaryEntry, isFirst: Bool, _ width: Double
  ) -> EntryList.Entry {
    let side = flow.fit.cut(entry.side, to: width / 2, Self.words)
    let room = width - flow.width(side, Self.words) - 8
    let term = flow.fit.cut(entry.term, to: room, Self.term)
    var marks = isFirst ? [] : Self.rule(width)
    marks.append(
      .group(
        GroupMark(
          .paragraph,
          [
            flow.spaced(TextMark(term, x: 0, y: 10.6, Self.term, isName: term != entry.term)),
            .text(
              TextMark(
                side, x: width, y: 10.6, Self.words, .ink2, anchor: .end,
                isName: side != entry.side)),
          ])))
    let lines = flow.lines(
      [TextFlow.Piece(text: entry.definition, style: Self.words, ink: .ink2)], width: width)
    marks.append(
      .group(GroupMark(.paragraph, flow.marks(lines, x: 0, y: 21.2, leading: Self.leading))))
    return EntryList.Entry(
      height: Self.entryHeight + Double(max(0, lines.count - 1)) * Self.leading, marks: marks)
  }

  /// The rule between entries; over the first lies that of the title.
  static func rule(_ width: Double) -> [Mark] {
    [.group(GroupMark(.artifact, [.path(.line(0, 0, width, 0, Stroke(.grid, 0.5)))]))]
  }
}
