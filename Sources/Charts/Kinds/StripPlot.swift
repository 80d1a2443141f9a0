import Marks

/// The inside of a return strip: lines, ticks, swarms of dots, and the few names that fit.
struct StripPlot {
  private struct Dot {
    let row: Int
    let point: ReturnStrip.Point
    let x, y, radius: Double

    var box: InkBox { InkBox(left: x, top: y, right: x, bottom: y).grown(radius) }
  }

  private let chart: ReturnStrip
  private let style: ChartStyle
  private let text: TextFit
  private let width: Double
  private let nameWidth: Double
  private let frame: InkBox
  private let domain: ClosedRange<Double>
  private let rows: [ReturnStrip.Row]
  private let rowHeight: Double
  private var x: LogScale { LogScale(domain, from: frame.left, to: frame.right) }

  init(_ chart: ReturnStrip, width: Double, height: Double, style: ChartStyle, text: TextFit) {
    self.chart = chart
    self.style = style
    self.text = text
    self.width = width
    nameWidth = min(text.widest(chart.rows.map(\.name), style.name), width * 0.3)
    let top = style.tickSize * 1.7
    let side = 5 * style.markScale
    frame = InkBox(
      left: nameWidth + 8 * style.textScale + side, top: top,
      right: max(nameWidth + 20, width - style.tickSize * 1.6),
      bottom: max(top + 4, height - style.tickSize * 1.9))
    // Rows that do not fit are in the table beside the chart.
    let fits = max(1, Int((frame.bottom - frame.top) / (style.nameSize * 1.35)))
    rows = Array(chart.rows.prefix(fits))
    rowHeight = (frame.bottom - frame.top) / Double(max(rows.count, 1))
    // Whole doublings around what there is; what is further off stands at the edge.
    let known =
      chart.rows.flatMap(\.points).compactMap { $0.ratio.usable }.filter { $0 > 0 }
      + [chart.breakEven, chart.target].compactMap { $0?.usable }.filter { $0 > 0 }
    var low = 0.5
    while low > 0.06, known.contains(where: { $0 < low }) { low /= 2 }
    var high = 4.0
    while high < 128, known.contains(where: { $0 > high }) { high *= 2 }
    domain = low...high
  }

  var marks: [Mark] {
    let dots = dots
    return names + ground + heads + dots.map(mark) + labels(dots)
  }

  private func middle(_ row: Int) -> Double { frame.top + (Double(row) + 0.5) * rowHeight }

  private var names: [Mark] {
    rows.enumerated().map { index, row in
      .text(
        TextMark(
          text.cut(row.name, to: nameWidth, style.name), x: 0,
          y: style.name.baseline(centredOn: middle(index)), style.name, isName: true))
    }
  }

  private var ground: [Mark] {
    var marks: [Mark] = []
    var free = -Double.infinity
    var value = domain.lowerBound
    while value <= domain.upperBound * 1.001 {
      let place = x(value)
      marks.append(
        .path(.line(place, frame.top, place, frame.bottom, style.gridStroke)))
      let words = Ticks.label(value, TickStyle(suffix: "×"), leastDecimals: 0)
      let wide = text.width(words, style.tick)
      let start = LabelPlacement.centred(on: place, width: wide, between: 0, and: width)
      if start > free {
        marks.append(
          .text(
            TextMark(words, x: start, y: frame.bottom + style.tickSize * 1.6, style.tick, .ink2)))
        free = start + wide + 5 * style.textScale
      }
      value *= 2
    }
    return marks
      + lines.map { line in
        .path(
          .line(
            line.x, frame.top, line.x, frame.bottom,
            line.isTarget ? style.targetStroke : style.stroke(.axis, 0.9)))
      }
  }

  private var lines: [(x: Double, words: String, isTarget: Bool)] {
    [
      (chart.breakEven, chart.breakEvenWords, false),
      (chart.target ?? .nan, chart.targetWords, true),
    ]
    .filter { domain.contains($0.0) }.map { (x($0.0), $0.1, $0.2) }
  }

  /// Over their lines; where both do not fit side by side, away from each other.
  private var heads: [Mark] {
    let lines = lines.sorted { $0.x < $1.x }
    var free = 0.0
    return lines.enumerated().compactMap { index, line -> Mark? in
      let wide = text.width(line.words, style.tick)
      let isLast = index == lines.count - 1
      let room = isLast ? width : lines[index + 1].x - 2
      let start = min(max(line.x - wide / 2, free), (isLast ? width : max(room, wide)) - wide)
      guard start >= free - 0.01 else { return nil }
      free = start + wide + 5 * style.textScale
      return .text(TextMark(line.words, x: start, y: style.tickSize, style.tick, .ink2))
    }
  }

  // MARK: Dots

  /// Each as near the middle of its row as those before it leave room, the largest first.
  private var dots: [Dot] {
    let most = chart.rows.flatMap(\.points).reduce(0) { max($0, $1.spend.usable ?? 0) }
    return rows.enumerated().flatMap { row, entry -> [Dot] in
      var placed: [Dot] = []
      let points = entry.points.filter { ($0.ratio.usable ?? -1) >= 0 }
        .sorted { ($1.spend.usable ?? 0, $0.name) < ($0.spend.usable ?? 0, $1.name) }
      for point in points {
        let share = most > 0 ? max(0, point.spend.usable ?? 0) / most : 0
        let radius = min(max(2, 5.5 * share.squareRoot()) * style.markScale, rowHeight * 0.4)
        let place = x.clamped(max(point.ratio, domain.lowerBound))
        let reach = max(0, rowHeight / 2 - radius - 1)
        let free = offsets(upTo: reach).first { offset in
          !placed.contains { other in
            let (dx, dy) = (other.x - place, other.y - middle(row) - offset)
            let gap = other.radius + radius
            return dx * dx + dy * dy < gap * gap
          }
        }
        placed.append(
          Dot(row: row, point: point, x: place, y: middle(row) + (free ?? 0), radius: radius))
      }
      return placed
    }
  }

  private func offsets(upTo reach: Double) -> [Double] {
    let step = 1.5 * style.markScale
    return [0] + stride(from: step, through: reach, by: step).flatMap { [-$0, $0] }
  }

  private func mark(_ dot: Dot) -> Mark {
    let ink: Ink =
      dot.point.ratio < chart.breakEven ? .bad : rows[dot.row].channel.ink
    let isCrowded = chart.rows.reduce(0) { $0 + $1.points.count } > ReturnStrip.crowd
    return .path(
      PathMark(
        [.circle(dot.x, dot.y, radius: dot.radius)],
        fill: .solid(isCrowded ? .paper : ink),
        stroke: isCrowded ? style.stroke(ink, 0.8) : Stroke(.paper, 0.5)))
  }

  private func labels(_ dots: [Dot]) -> [Mark] {
    var boxes = dots.map { $0.box.grown(0.5) }
    let lines = lines.map { [($0.x, frame.top), ($0.x, frame.bottom)] }
    let room = InkBox(left: frame.left - 4, top: frame.top, right: width, bottom: frame.bottom)
    return dots.filter(\.point.isNamed).compactMap { dot -> Mark? in
      let short = dot.point.name.components(before: " – ")
      let name = text.cut(short, to: min(90 * style.textScale, width * 0.35), style.tick)
      guard !name.isEmpty else { return nil }
      let ink: Ink = dot.point.ratio < chart.breakEven ? .bad : .ink2
      let candidates = PointLabel(name, ink, x: dot.x, y: dot.y, radius: dot.radius)
        .candidates(style, distances: [3, 6, 10])
      // A line may run under a name, which has an edge of paper; a dot may not.
      let mark =
        Obstacles(boxes: boxes, lines: lines).firstFree(candidates, in: room, text.measurer)
        ?? Obstacles(boxes: boxes).firstFree(candidates, in: room, text.measurer)
      guard let mark else { return nil }
      boxes.append(mark.inkBox(text.measurer).grown(1.5))
      return .text(mark)
    }
  }
}

extension String {
  /// "Brand" of "Brand – Exact match".
  fileprivate func components(before mark: String) -> String {
    firstRange(of: mark).map { String(self[..<$0.lowerBound]) } ?? self
  }
}
