import Marks

/// A bridge lying down, for narrow panels: a row a step, the name at the left, the value right.
struct BridgeRows {
  let bars: [Bridge.Bar]
  let base: Double
  let width, height: Double
  let style: ChartStyle
  let text: TextFit

  func marks() -> [Mark] {
    let gap = min(10 * style.textScale, width * 0.04)
    let values = text.widest(bars.map(\.display), style.labelStrong)
    let names = min(
      text.widest(bars.map(\.name), style.labelStrong),
      max(0, min(width * 0.42, width - values - 2 * gap - width * 0.25)))
    let left = names + gap
    let right = max(left + 1, width - values - gap)
    let row = min(height / Double(bars.count), 17 * style.textScale)
    let tall = row * 0.62
    let span = (bars.flatMap { [$0.from, $0.to] } + [base]).span ?? 0...1
    let x = LinearScale(span.length > 0 ? span : 0...1, from: left, to: right)
    func middle(_ index: Int) -> Double { (Double(index) + 0.5) * row }

    var marks: [Mark] = []
    for (index, bar) in bars.enumerated() {
      let start = min(x(bar.from), x(bar.to))
      let rect = bar.mark(
        x: start, y: middle(index) - tall / 2, width: abs(x(bar.to) - x(bar.from)), height: tall)
      marks.append(.rect(rect))
      if index + 1 < bars.count {
        marks.append(
          .path(
            .line(
              x(bar.to), middle(index) + tall / 2, x(bar.to), middle(index + 1) - tall / 2,
              Stroke(.axis, 0.5))))
      }
      if bar.isTotal, base != 0 { marks += breakMark(across: rect, isLeft: bar.to < base) }
    }
    let foot = row * Double(bars.count)
    marks.append(.path(.line(x(base), 0, x(base), foot, style.axisStroke)))
    for (index, bar) in bars.enumerated() {
      let nameStyle = bar.isTotal ? style.labelStrong : style.label
      let baseline = nameStyle.baseline(centredOn: middle(index))
      marks.append(
        .text(
          TextMark(
            text.cut(bar.name, to: names, nameStyle), x: 0, y: baseline, nameStyle,
            bar.isTotal ? .ink : .ink2, isName: true)))
      marks.append(
        .text(
          TextMark(
            bar.display, x: width, y: baseline, style.labelStrong, bar.textInk, anchor: .end)))
    }
    return marks
  }

  private func breakMark(across rect: RectMark, isLeft: Bool) -> [Mark] {
    let over = 1.5 * style.markScale
    let inset = min(9 * style.markScale, rect.width * 0.45)
    let middle = isLeft ? rect.x + rect.width - inset : rect.x + inset
    let lean = min(1.5 * style.markScale, rect.width * 0.1)
    let half = min(1.8 * style.markScale, rect.width * 0.12)
    let top = rect.y - over
    let bottom = rect.y + rect.height + over
    let stroke = Stroke(.axis, 0.6)
    return [
      .path(
        PathMark(
          [
            .move(middle + lean - half, top), .line(middle + lean + half, top),
            .line(middle - lean + half, bottom), .line(middle - lean - half, bottom), .close,
          ], fill: .solid(.paper))),
      .path(.line(middle + lean - half, top, middle - lean - half, bottom, stroke)),
      .path(.line(middle + lean + half, top, middle - lean + half, bottom, stroke)),
    ]
  }
}
