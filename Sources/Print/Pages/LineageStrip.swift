import Marks
import Pack

/// From source file to printed figure, station by station.
struct LineageStrip: PanelBlock {
  let steps: [LineageStep]
  let flow: TextFlow

  private static let label = TextStyle(8.5, .semibold)
  private static let value = TextStyle(14, .semibold, face: .display)
  private static let words = TextStyle(8)
  private static let gap = 16.0
  private static let leading = 10.5
  private static let firstLine = 42.0

  private func tileWidth(_ width: Double) -> Double {
    let count = Double(max(3, steps.count))
    return (width - Self.gap * (count - 1)) / count
  }

  func extent(width: Double, wish: Double) -> Extent {
    let tile = tileWidth(width)
    let rows = steps.map { lines($0, tile).reduce(0) { $0 + $1.count } }.max() ?? 0
    let full = rows == 0 ? 36 : Self.firstLine + Double(rows - 1) * Self.leading + 4
    return Extent(floor: min(full, 56), least: full, natural: full, most: full)
  }

  func marks(width: Double, height: Double) -> [Mark] {
    let tile = tileWidth(width)
    var marks: [Mark] = []
    for (index, step) in steps.enumerated() {
      let x = Double(index) * (tile + Self.gap)
      marks.append(
        .group(GroupMark(.section, dx: x, self.marks(step, width: tile, height: height))))
      if index + 1 < steps.count {
        marks.append(Chevron.mark(x: x + tile + Self.gap / 2, y: 25.5))
      }
    }
    return marks
  }

  private func lines(_ step: LineageStep, _ width: Double) -> [[TextFlow.Line]] {
    step.lines.map { flow.lines(flow.pieces($0, Self.words, .ink2), width: width, limit: 3) }
  }

  private func marks(_ step: LineageStep, width: Double, height: Double) -> [Mark] {
    let stroke = step.isEnd ? Stroke(.ink, 1.2) : Stroke(.rule, 1.2)
    var marks: [Mark] = [
      .group(GroupMark(.artifact, [.path(.line(0, 0.6, width, 0.6, stroke))]))
    ]
    let label = flow.fit.cut(step.label, to: width, Self.label)
    marks.append(
      .group(
        GroupMark(
          .paragraph,
          [.text(TextMark(label, x: 0, y: 13, Self.label, isName: label != step.label))])))
    marks.append(.group(GroupMark(.paragraph, value(step, width))))
    var y = Self.firstLine
    for lines in lines(step, width) {
      let shown = lines.prefix(max(0, Int((height - y - 2) / Self.leading) + 1))
      marks.append(
        .group(
          GroupMark(.paragraph, flow.marks(Array(shown), x: 0, y: y, leading: Self.leading))))
      y += Double(lines.count) * Self.leading
    }
    return marks
  }

  private func value(_ step: LineageStep, _ width: Double) -> [Mark] {
    for style in [Self.value, TextStyle(10.5, .semibold), TextStyle(8.5, .semibold)] {
      let lines = flow.lines(flow.pieces(step.value, style, .ink), width: width, limit: 1)
      if lines.count <= 1 { return flow.marks(lines, x: 0, y: 29, leading: 10) }
    }
    let cut = flow.fit.cut(step.value.text, to: width, Self.label)
    return [.text(TextMark(cut, x: 0, y: 29, Self.label, isName: true))]
  }
}
