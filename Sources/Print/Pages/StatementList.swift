import Marks
import Pack

/// What the data can and cannot say: a tag and a sentence or two.
struct StatementList: PanelBlock {
  let statements: [Statement]
  let flow: TextFlow

  private static let tag = TextStyle(8.5, .semibold)
  private static let words = TextStyle(8.5)
  private static let leading = 11.7

  func extent(width: Double, wish: Double) -> Extent { list(width).extent }

  func marks(width: Double, height: Double) -> [Mark] { list(width).marks(height: height) }

  private func list(_ width: Double) -> EntryList {
    let tags = flow.fit.widest(statements.map(\.tag), Self.tag)
    let indent = min(max(44, tags + 8), width / 2)
    return EntryList(
      entries: statements.map { entry($0, width, indent) }, flow: flow, stretch: 3, shrink: 1.5)
  }

  private func entry(_ statement: Statement, _ width: Double, _ indent: Double) -> EntryList.Entry {
    let lines = flow.lines(
      flow.pieces(statement.prose, Self.words, .ink2), width: width - indent, limit: 5)
    let tag = flow.fit.cut(statement.tag, to: indent - 6, Self.tag)
    let marks: [Mark] = [
      flow.spaced(
        TextMark(
          tag, x: 0, y: 9, Self.tag, statement.isCaution ? .warn : .ink,
          isName: tag != statement.tag))
    ]
    return EntryList.Entry(
      height: Double(max(1, lines.count)) * Self.leading + 4.3,
      marks: marks + flow.marks(lines, x: indent, y: 9, leading: Self.leading))
  }
}
