import Marks

/// A bridge of upright bars, names below in at most two lines.
struct BridgeColumns {
  let bars: [Bridge.Bar]
  let base: Double
  let width, height: Double
  let style: ChartStyle
  let text: TextFit

  private var slot: Double { width / Double(bars.count) }
  private var bar: Double { min(slot * 0.62, 60 * style.markScale) }
  private var line: Double { style.tickSize * 1.3 }
  private var hasNames: Bool { slot >= 6 * style.labelSize }
  private var foot: Double { height - (hasNames ? 2 : 1) * line - 4 }

  private func middle(_ index: Int) -> Double { (Double(index) + 0.5) * slot }

  func marks() -> [Mark] {
    let ends = bars.flatMap { [$0.from, $0.to] } + [base]
    let room = style.labelSize + 5
    let span = ends.span ?? 0...1
    let domain = span.length > 0 ? span : 0...1
    let hasLosses = domain.lowerBound < base
    let y = LinearScale(
      domain, from: max(room + 1, hasLosses ? foot - room : foot), to: room)
    var marks: [Mark] = []
    let rects = bars.enumerated().map { index, bar in
      let top = min(y(bar.from), y(bar.to))
      return bar.mark(
        x: middle(index) - self.bar / 2, y: top, width: self.bar,
        height: max(0.6, abs(y(bar.from) - y(bar.to))))
    }
    marks += rects.map { .rect($0) }
    for (index, pair) in zip(rects, rects.dropFirst()).enumerated() {
      let level = y(bars[index].to)
      marks.append(
        .path(.line(pair.0.x + bar, level, pair.1.x, level, Stroke(.axis, 0.5))))
    }
    marks.append(.path(.line(0, y(base), width, y(base), style.axisStroke)))
    if base != 0, let first = rects.first, let last = rects.last {
      marks +=
        breakMark(across: first, hangs: bars[0].to < base)
        + breakMark(across: last, hangs: bars[bars.count - 1].to < base)
    }
    return marks + values(rects) + names()
  }

  /// The white band with two edges that says the axis is cut, near where the bar begins.
  private func breakMark(across rect: RectMark, hangs: Bool) -> [Mark] {
    let over = 2 * style.markScale
    let inset = min(9 * style.markScale, rect.height * 0.45)
    let middle = hangs ? rect.y + inset : rect.y + rect.height - inset
    let rise = min(3 * style.markScale, rect.height * 0.15)
    let half = min(2 * style.markScale, rect.height * 0.12)
    let left = rect.x - over
    let right = rect.x + rect.width + over
    let stroke = Stroke(.axis, 0.6)
    return [
      .path(
        PathMark(
          [
            .move(left, middle + rise - half), .line(right, middle - rise - half),
            .line(right, middle - rise + half), .line(left, middle + rise + half), .close,
          ], fill: .solid(.paper))),
      .path(.line(left, middle + rise - half, right, middle - rise - half, stroke)),
      .path(.line(left, middle + rise + half, right, middle - rise + half, stroke)),
    ]
  }

  /// Totals first, then the steps by size, six where the bars are too thin for names; what would
  /// lie on something else is left out.
  private func values(_ rects: [RectMark]) -> [Mark] {
    var taken = Obstacles(boxes: rects.map(\.inkBox))
    var marks: [Mark] = []
    let frame = InkBox(left: 0, top: 0, right: width, bottom: foot)
    let order = bars.indices.sorted {
      (bars[$0].isTotal ? 0 : 1, -abs(bars[$0].to - bars[$0].from), $0)
        < (bars[$1].isTotal ? 0 : 1, -abs(bars[$1].to - bars[$1].from), $1)
    }
    let labelled = hasNames ? order : order.filter { !bars[$0].isTotal }.prefix(6).map { $0 }
    for index in labelled {
      let rect = rects[index]
      let wide = text.width(bars[index].display, style.labelStrong)
      guard wide <= width else { continue }
      let x = LabelPlacement.centred(on: middle(index), width: wide, between: 0, and: width)
      let above = rect.y - 4
      let below = rect.y + rect.height + 4 + style.labelStrong.capHeight
      let isFall = bars[index].isTotal && bars[index].to < base
      let candidates = (isFall ? [below, above] : [above, below]).map {
        TextMark(bars[index].display, x: x, y: $0, style.labelStrong, bars[index].textInk)
      }
      guard let mark = taken.firstFree(candidates, in: frame, text.measurer) else { continue }
      var clear = mark
      clear.halo = true
      taken.boxes.append(mark.inkBox(text.measurer).grown(1))
      marks.append(.text(clear))
    }
    return marks
  }

  private func names() -> [Mark] {
    let room = slot - 2
    var marks: [Mark] = []
    var free = 0.0
    for (index, bar) in bars.enumerated() where hasNames || bar.isTotal {
      let textStyle = bar.isTotal ? style.tickStrong : style.tick
      let ink: Ink = bar.isTotal ? .ink : .ink2
      if !hasNames {
        // Thin bars: only the totals are named, at the ends, with their values.
        let both = "\(bar.name) \(bar.display)"
        let name = text.width(both, textStyle) <= width * 0.48 ? both : bar.display
        let wide = text.width(name, textStyle)
        let x = LabelPlacement.centred(on: middle(index), width: wide, between: 0, and: width)
        guard x >= free, x + wide <= width else { continue }
        free = x + wide + style.labelSize
        marks.append(
          .text(TextMark(name, x: x, y: foot + 3 + line * 0.8, textStyle, ink)))
        continue
      }
      for (row, words) in lines(bar.name, room, textStyle).enumerated() {
        marks.append(
          .text(
            TextMark(
              words, x: middle(index), y: foot + 3 + line * (Double(row) + 0.8), textStyle, ink,
              anchor: .middle, isName: true)))
      }
    }
    return marks
  }

  /// Two lines, else the part before " – ", else cut in the second.
  private func lines(_ name: String, _ room: Double, _ textStyle: TextStyle) -> [String] {
    let lines = text.wrapped(name, to: room, textStyle, lines: 2)
    if let lines, !lines.dropFirst().contains(where: { $0.hasPrefix("–") }) { return lines }
    if let dash = name.firstRange(of: " – "),
      let lines = text.wrapped(
        String(name[..<dash.lowerBound]), to: room, textStyle, lines: 2)
    {
      return lines
    }
    // As many words as fit the first line; what is left is cut.
    let words = name.split(separator: " ")
    let first = words.indices.reversed().lazy
      .map { words[..<$0].joined(separator: " ") }
      .first { !$0.isEmpty && text.width($0, textStyle) <= room }
    guard let first else { return [text.cut(name, to: room, textStyle)] }
    return [first, text.cut(String(name.dropFirst(first.count + 1)), to: room, textStyle)]
  }
}
