import Marks
import Metrics

/// Where the cells of a heat map lie, and what is drawn in them.
struct HeatMapGrid {
  private let map: HeatMap
  private let style: ChartStyle
  private let text: TextFit
  private let width: Double
  private let nameWidth, left, cell, rowHeight: Double
  /// Columns and rows that fit; what does not is in the table beside the chart.
  private let columns: Int
  private let shown: Int
  private let hasRest: Bool
  /// Places that are not shown, those summed in a row among them.
  private let rest: Int
  private var gap: Double { 1.5 }

  static func leastRow(_ style: ChartStyle) -> Double { style.nameSize * 1.35 }
  static func mostRow(_ style: ChartStyle) -> Double { 24 * style.textScale }
  static func headHeight(_ style: ChartStyle) -> Double { style.tickSize * 1.6 }
  /// Before a value, for the mark of its side.
  private static func cueRoom(_ style: ChartStyle) -> Double { 7 * style.textScale }
  static func legendHeight(_ style: ChartStyle) -> Double { style.tickSize * 3.4 }

  init(_ map: HeatMap, width: Double, height: Double, style: ChartStyle, text: TextFit) {
    self.map = map
    self.style = style
    self.text = text
    self.width = width
    let room = max(1, height - Self.headHeight(style) - Self.legendHeight(style))
    // The total is a row too.
    let fits = max(1, Int((room / Self.leastRow(style) + 1e-9).rounded(.down)) - 1)
    hasRest = map.rows.count > fits
    shown = hasRest ? fits - 1 : map.rows.count
    rest = map.rows.dropFirst(shown).reduce(0) { $0 + $1.members }
    rowHeight = min(room / Double(min(map.rows.count, fits) + 1), Self.mostRow(style))

    let air = 8 * style.textScale
    let names = text.widest(
      map.rows.map(\.name) + [map.totalName]
        + (hasRest ? [Phrase("\(rest) others").text] : []),
      style.name)
    nameWidth = min(names, width * 0.3)
    let totals = text.widest(
      map.rows.map(\.total.display) + [map.whole.display, Phrase("All").text], style.valueStrong)
    left = nameWidth + air
    let values = text.widest(
      map.rows.flatMap { $0.cells.map(\.display) } + map.totals.map(\.display), style.valueStrong)
    let inside = max(1, width - left - totals - air)
    let least = values + 2 * Self.cueRoom(style)
    columns = max(1, min(map.columns.count, Int(inside / least)))
    cell = inside / Double(columns)
  }

  private func middle(_ column: Int) -> Double { left + (Double(column) + 0.5) * cell }

  var marks: [Mark] {
    var marks = head
    var y = Self.headHeight(style)
    for row in map.rows.prefix(shown) {
      marks += line(row, top: y)
      y += rowHeight
    }
    if hasRest {
      marks.append(
        name(Phrase("\(rest) others").text, centre: y + rowHeight / 2, .ink2))
      y += rowHeight
    }
    marks.append(.path(.line(0, y + 1, width, y + 1, Stroke(.rule, 0.5))))
    marks += totals(centre: y + 1 + rowHeight / 2)
    return marks + legend(top: y + 1 + rowHeight + style.tickSize * 0.5)
  }

  private var head: [Mark] {
    let y = Self.headHeight(style) - style.tickSize * 0.55
    let heads = map.columns.prefix(columns).enumerated().map { index, name in
      let words = text.cut(name, to: cell - gap, style.tickStrong)
      return Mark.text(
        TextMark(
          words, x: middle(index), y: y, style.tickStrong, .ink2, anchor: .middle, isName: true))
    }
    return heads + [
      .text(TextMark(Phrase("All").text, x: width, y: y, style.tickStrong, .ink2, anchor: .end))
    ]
  }

  private func line(_ row: HeatMap.Row, top: Double) -> [Mark] {
    let centre = top + rowHeight / 2
    var marks: [Mark] = [name(row.name, centre: centre, .ink)]
    for (index, value) in row.cells.prefix(columns).enumerated() where !value.display.isEmpty {
      marks += box(value, column: index, top: top)
    }
    marks.append(
      .text(
        TextMark(
          row.total.display, x: width, y: style.value.baseline(centredOn: centre), style.value,
          .ink2,
          anchor: .end)))
    return marks
  }

  private func name(_ words: String, centre: Double, _ ink: Ink) -> Mark {
    .text(
      TextMark(
        text.cut(words, to: nameWidth, style.name), x: 0,
        y: style.name.baseline(centredOn: centre), style.name, ink, isName: true))
  }

  private func box(_ value: HeatMap.Cell, column: Int, top: Double) -> [Mark] {
    var rect = RectMark(
      x: left + Double(column) * cell + gap / 2, y: top + gap / 2, width: cell - gap,
      height: rowHeight - gap)
    let centre = top + rowHeight / 2
    let textStyle = value.isStrong ? style.valueStrong : style.value
    guard let distance = value.distance, distance.isFinite else {
      rect.fill = .hatch(.rule)
      // The hatch stops at the words.
      let half = text.width(value.display, style.value) / 2 + 3
      return [
        .rect(rect),
        .rect(
          RectMark(
            x: middle(column) - half, y: rect.y, width: half * 2, height: rect.height,
            fill: .solid(.paper))),
        .text(
          TextMark(
            value.display, x: middle(column), y: style.value.baseline(centredOn: centre),
            style.value, .ink2, anchor: .middle)),
      ]
    }
    let ink = HeatMap.ink(distance)
    rect.fill = .solid(ink)
    return [.rect(rect)]
      + cue(value.evidence, on: ink, x: rect.x + Self.cueRoom(style) * 0.6, y: centre) + [
        .text(
          TextMark(
            value.display, x: middle(column), y: textStyle.baseline(centredOn: centre), textStyle,
            HeatMap.textInk(on: ink), anchor: .middle, background: ink))
      ]
  }

  private func cue(
    _ evidence: HeatMap.Evidence = .beyondNoise, on ink: Ink, x: Double, y: Double
  ) -> [Mark] {
    guard evidence != .untested else { return [] }
    return ValenceMarks.cue(
      HeatMap.valence(of: ink), x: x, y: y, ink: HeatMap.textInk(on: ink), scale: style.markScale,
      isHollow: evidence == .withinNoise
    ).map { [$0] } ?? []
  }

  private func totals(centre: Double) -> [Mark] {
    var marks = [name(map.totalName, centre: centre, .ink2)]
    for (index, total) in map.totals.prefix(columns).enumerated() {
      marks.append(
        .text(
          TextMark(
            total.display, x: middle(index), y: style.value.baseline(centredOn: centre),
            style.value,
            .ink2, anchor: .middle)))
    }
    marks.append(
      .text(
        TextMark(
          map.whole.display, x: width, y: style.valueStrong.baseline(centredOn: centre),
          style.valueStrong, anchor: .end)))
    return marks
  }

  /// The ramp with four of its breaks, and the hatch where there is one.
  private func legend(top: Double) -> [Mark] {
    let hasHatch = map.rows.contains { row in
      row.cells.contains { !$0.display.isEmpty && $0.distance == nil }
    }
    let note = hasHatch ? text.width(map.withheld, style.tick) + style.tickSize * 3 : 0
    let lead = text.width(map.legend, style.tick)
    let start = max(left, lead + 8 * style.textScale)
    let room = max(9, min(Double(columns) * cell, width - start - note))
    let step = room / 9
    let tall = style.tickSize * 0.9
    let percent = Language.current.numbers.percent
    let words = [(1, "−60"), (3, "−20"), (6, "+20"), (8, "+60")].map { ($0, $1 + percent) }
    var marks: [Mark] = [
      .text(
        TextMark(
          map.legend, x: 0, y: style.tick.baseline(centredOn: top + tall / 2), style.tick, .ink2))
    ]
    for (index, ink) in Ink.heat.enumerated() {
      marks.append(
        .rect(
          RectMark(
            x: start + Double(index) * step, y: top, width: step - 0.75, height: tall,
            fill: .solid(ink))))
      marks += cue(
        on: ink, x: start + (Double(index) + 0.5) * step - 0.375, y: top + tall / 2)
    }
    let widest = text.widest(words.map(\.1), style.tick)
    // Where four do not fit beside each other the outer two say enough.
    let labels = widest + 3 < 2 * step ? words : [words[0], words[3]]
    for (place, label) in labels {
      marks.append(
        .text(
          TextMark(
            label, x: start + Double(place) * step, y: top + tall + style.tickSize * 1.15,
            style.tick, .ink2, anchor: .middle)))
    }
    if hasHatch {
      let x = start + room + style.tickSize
      marks.append(
        .rect(
          RectMark(x: x, y: top, width: style.tickSize * 1.4, height: tall, fill: .hatch(.rule))))
      marks.append(
        .text(
          TextMark(
            map.withheld, x: x + style.tickSize * 1.9,
            y: style.tick.baseline(centredOn: top + tall / 2), style.tick, .ink2)))
    }
    return marks
  }
}
