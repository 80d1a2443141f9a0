import Marks

/// Direct labels in a column at the right of the last points: name and value, pushed apart
/// (VS-6.5). On one line where there is room, else on two; names that still do not fit are cut.
struct EndLabels {
  struct Label {
    var name: String
    var value: String
    var ink: Ink = .ink
    /// A value that only recalls a level, such as a target, is not bold.
    var isStrong = true
    /// Left out first when heights do not suffice.
    var isOptional = false
  }

  let labels: [Label]
  let style: ChartStyle
  let text: TextFit
  let width: Double
  private let isStacked: Bool

  init(_ labels: [Label], room: Double, style: ChartStyle, text: TextFit) {
    self.labels = labels
    self.style = style
    self.text = text
    func names() -> Double { text.widest(labels.map(\.name), style.label) }
    func values() -> Double {
      labels.reduce(0) { max($0, text.width($1.value, Self.valueStyle($1, style))) }
    }
    let oneLine = labels.reduce(0) { max($0, Self.oneLine($1, style, text)) }
    isStacked = oneLine > room && labels.contains { !$0.name.isEmpty && !$0.value.isEmpty }
    width = isStacked ? max(values(), min(names(), room)) : min(oneLine, max(room, values()))
  }

  private static func valueStyle(_ label: Label, _ style: ChartStyle) -> TextStyle {
    label.isStrong ? style.labelStrong : style.label
  }

  private static func oneLine(_ label: Label, _ style: ChartStyle, _ text: TextFit) -> Double {
    let gap = label.name.isEmpty || label.value.isEmpty ? 0 : style.labelSize * 0.6
    return text.width(label.name, style.label) + gap
      + text.width(label.value, valueStyle(label, style))
  }

  private var line: Double { style.labelSize * 1.4 }
  private var pitch: Double { isStacked ? line * 2 : line }

  /// - Parameter heights: where each label's middle would like to be.
  func marks(x: Double, heights: [Double], within bounds: ClosedRange<Double>) -> [Mark] {
    let half = (isStacked ? line / 2 : 0) + style.labelSize * 0.49
    let inset = min(half, bounds.length / 2)
    let inner = (bounds.lowerBound + inset)...(bounds.upperBound - inset)
    var chosen = Array(labels.indices)
    var places = LabelPlacement.spread(heights, gap: pitch, within: inner)
    if places == nil {
      chosen = chosen.filter { !labels[$0].isOptional }
      places = LabelPlacement.spread(
        chosen.map { heights[$0] }, gap: pitch, within: inner)
    }
    while places == nil, chosen.count > 1 {
      chosen.removeLast()
      places = LabelPlacement.spread(
        chosen.map { heights[$0] }, gap: pitch, within: inner)
    }
    return zip(chosen, places ?? []).flatMap { marks(labels[$0], x: x, middle: $1) }
  }

  private func marks(_ label: Label, x: Double, middle: Double) -> [Mark] {
    var marks: [Mark] = []
    let isBoth = !label.name.isEmpty && !label.value.isEmpty
    let nameInk: Ink = .ink2
    let valueInk = label.isStrong ? label.ink : .ink2
    var valueX = x
    let first = isStacked && isBoth ? middle - line / 2 : middle
    if !label.name.isEmpty {
      let name = text.cut(label.name, to: width, style.label)
      marks.append(
        .text(
          TextMark(
            name, x: x, y: style.label.baseline(centredOn: first), style.label, nameInk,
            isName: name != label.name)))
      if !isStacked { valueX += text.width(name, style.label) + style.labelSize * 0.6 }
    }
    if !label.value.isEmpty {
      let valueStyle = Self.valueStyle(label, style)
      let y = isStacked && isBoth ? middle + line / 2 : middle
      marks.append(
        .text(
          TextMark(
            label.value, x: valueX, y: valueStyle.baseline(centredOn: y), valueStyle, valueInk)))
    }
    return marks
  }
}

extension ClosedRange<Double> {
  var length: Double { upperBound - lowerBound }
}
