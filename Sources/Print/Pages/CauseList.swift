import Charts
import Marks
import Pack

/// A signed list that sums to its total: what caused the change.
struct CauseList: PanelBlock {
  let causes: [Cause]
  let flow: TextFlow

  private static let value = TextStyle(8.5, .semibold)
  private static let name = TextStyle(8.5, .medium)
  private static let detail = TextStyle(8)
  private static let rowHeight = 14.0

  func extent(width: Double, wish: Double) -> Extent { list(width).extent }

  func marks(width: Double, height: Double) -> [Mark] { list(width).marks(height: height) }

  private func list(_ width: Double) -> EntryList {
    let values = flow.fit.widest(causes.map(\.figure.display), Self.value)
    let right = min(max(44, values + 9), width * 0.6)
    return EntryList(
      entries: causes.map { entry($0, width, right) }, flow: flow, stretch: 2, shrink: 1)
  }

  private func entry(_ cause: Cause, _ width: Double, _ right: Double) -> EntryList.Entry {
    let middle = Self.rowHeight / 2
    let baseline = Self.value.baseline(middle: middle)
    var marks: [Mark] = []
    if cause.isTotal {
      marks.append(
        .group(GroupMark(.artifact, [.path(.line(0, 0, width, 0, Stroke(.rule, 0.7)))])))
    }
    if cause.valence != .none, !cause.isTotal {
      let x = right - flow.width(cause.figure.display, Self.value) - 5.5
      marks.append(ValenceMarks.head(cause.valence, x: x, y: middle, scale: 0.8))
    }
    let ink: Ink =
      cause.isTotal || cause.valence == .none ? .ink : cause.valence.ink
    marks.append(
      flow.spaced(
        TextMark(cause.figure.display, x: right, y: baseline, Self.value, ink, anchor: .end)))
    let x = right + 10
    let nameStyle = cause.isTotal ? Self.value : Self.name
    let name = flow.fit.cut(cause.name, to: width - x, nameStyle)
    marks.append(flow.spaced(TextMark(name, x: x, y: baseline, nameStyle, isName: true)))
    let pieces = flow.pieces(cause.detail, Self.detail, .ink2)
    let beside = x + flow.width(name, nameStyle) + 6
    let lines = flow.lines(pieces, width: width - beside, limit: 1)
    if lines.count == 1 {
      marks += flow.marks(lines, x: beside, y: baseline, leading: 10.5)
      return EntryList.Entry(height: Self.rowHeight, marks: marks)
    }
    // Under the name where there is no room beside it.
    let below = flow.lines(pieces, width: width - x, limit: 2)
    marks += flow.marks(below, x: x, y: baseline + 10.5, leading: 10.5)
    return EntryList.Entry(
      height: Self.rowHeight + Double(below.count) * 10.5, marks: marks)
  }
}
