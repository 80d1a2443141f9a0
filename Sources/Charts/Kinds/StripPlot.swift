import Marks

/// The inside of a return strip: lines, ticks, swarms of dots or bars that count them, and the few names
/// that fit.
struct StripPlot {
  private struct Dot {
    let row: Int
    let point: ReturnStrip.Point
    let x, y, radius: Double
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
    guard chart.isCounted else {
      let dots = dots
      return names + ground + heads + dots.map(mark) + labels(dots, besides: [])
    }
    let bars = bars
    let dots = named(over: bars)
    return names + ground + heads + bars.map { .rect($0) } + edges + dots.map(mark)
      + labels(dots, besides: bars)
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
    let size = size(most)
    return rows.indices.flatMap { swarm($0, largest: most, size: size).dots }
  }

  /// How large the dots of all rows are, so that the most crowded row has a place for each.
  private func size(_ most: Double) -> Double {
    let sizes = [5.5, 4.8, 4.2, 3.6, 3.1]
    return sizes.first { size in
      rows.indices.allSatisfy { swarm($0, largest: most, size: size).isFree }
    } ?? sizes[sizes.count - 1]
  }

  /// - Parameter size: radius of the largest.
  private func swarm(
    _ row: Int, largest most: Double, size: Double
  ) -> (dots: [Dot], isFree: Bool) {
    let points = rows[row].points.filter(ReturnStrip.hasPlace)
      .sorted { ($1.spend.usable ?? 0, $0.name) < ($0.spend.usable ?? 0, $1.name) }
    var placed: [Dot] = []
    var isFree = true
    for point in points {
      let share = most > 0 ? max(0, point.spend.usable ?? 0) / most : 0
      let radius = min(max(2, size * share.squareRoot()) * style.markScale, rowHeight * 0.4)
      let place = x.clamped(max(point.ratio, domain.lowerBound))
      let reach = max(0, rowHeight / 2 - radius - 1)
      /// To the edge of the nearest dot; below zero where it is covered.
      func gap(_ offset: Double) -> Double {
        placed.map { other in
          let (dx, dy) = (other.x - place, other.y - middle(row) - offset)
          return (dx * dx + dy * dy).squareRoot() - other.radius - radius
        }.min() ?? 0
      }
      let offsets = offsets(upTo: reach)
      let free = offsets.first { gap($0) >= 0 }
      isFree = isFree && free != nil
      // Where none is free, the one that is covered least.
      let offset = free ?? offsets.max { gap($0) < gap($1) } ?? 0
      placed.append(
        Dot(row: row, point: point, x: place, y: middle(row) + offset, radius: radius))
    }
    return (placed, isFree)
  }

  private func offsets(upTo reach: Double) -> [Double] {
    let step = 1.5 * style.markScale
    return [0] + stride(from: step, through: reach, by: step).flatMap { [-$0, $0] }
  }

  private func ink(_ point: ReturnStrip.Point, _ row: Int) -> Ink {
    point.isLoss ? .bad : rows[row].channel.ink
  }

  /// A dot, or beyond the axis an arrow at its edge.
  private func mark(_ dot: Dot) -> Mark {
    let ink = ink(dot.point, dot.row)
    guard domain.contains(dot.point.ratio) else {
      return arrow(
        dot.point.ratio < domain.lowerBound ? -1 : 1, x: dot.x, y: dot.y,
        max(dot.radius, 3 * style.markScale), ink)
    }
    return .path(
      PathMark(
        [.circle(dot.x, dot.y, radius: dot.radius)], fill: .solid(ink), stroke: Stroke(.paper, 0.8))
    )
  }

  private func arrow(_ side: Double, x: Double, y: Double, _ size: Double, _ ink: Ink) -> Mark {
    .path(
      PathMark(
        [
          .move(x + side * size, y), .line(x - side * size, y - size),
          .line(x - side * size, y + size), .close,
        ], fill: .solid(ink), stroke: Stroke(.paper, 0.5)))
  }

  // MARK: Counts

  private var foot: Double { rowHeight / 2 - 2 }

  /// How wide the bars are: a whole part of a doubling.
  private var step: Double {
    let doubling = x(2) - x(1)
    return [8, 4, 2].map { doubling / $0 }.first { $0 >= 3.5 * style.markScale } ?? doubling
  }

  /// The bar that a ratio is counted in. Bars begin at break-even, so that none lies on both sides of it.
  private func bin(_ point: ReturnStrip.Point) -> Int {
    Int(((x.clamped(max(point.ratio, domain.lowerBound)) - origin) / step).rounded(.down))
  }

  private var origin: Double {
    x.clamped(chart.breakEven.usable.map { max($0, domain.lowerBound) } ?? 1)
  }

  /// Row by row how many campaigns lie where, on one scale.
  private var bars: [RectMark] {
    let counts = rows.map { row in
      row.points.filter(ReturnStrip.hasPlace)
        .reduce(into: [Int: Int]()) { $0[bin($1), default: 0] += 1 }
    }
    let most = Double(counts.flatMap(\.values).max() ?? 1)
    return counts.enumerated().flatMap { row, counts in
      counts.sorted { $0.key < $1.key }.map { bin, count in
        let tall = max(1, Double(count) / most * (rowHeight - 8 * style.markScale))
        return RectMark(
          x: origin + Double(bin) * step + 0.3, y: middle(row) + foot - tall, width: step - 0.6,
          height: tall, fill: .solid(bin < 0 ? .bad : rows[row].channel.ink))
      }
    }
  }

  /// Arrows where some of a row lie beyond the axis: they are counted in the bar at its edge.
  private var edges: [Mark] {
    let size = 2 * style.markScale
    return rows.enumerated().flatMap { row, entry -> [Mark] in
      let beyond = entry.points.filter {
        ReturnStrip.hasPlace($0) && !domain.contains($0.ratio)
      }
      let low = beyond.first { $0.ratio < domain.lowerBound }
      let high = beyond.first { $0.ratio > domain.upperBound }
      let y = middle(row) + foot - size
      return [
        low.map { arrow(-1, x: frame.left - 2 * size, y: y, size, ink($0, row)) },
        high.map { arrow(1, x: frame.right + 2 * size, y: y, size, ink($0, row)) },
      ].compactMap { $0 }
    }
  }

  /// Those that are named stand over the bars that count them.
  private func named(over bars: [RectMark]) -> [Dot] {
    let radius = 2 * style.markScale
    return rows.enumerated().flatMap { row, entry in
      entry.points.filter { $0.isNamed && ReturnStrip.hasPlace($0) && domain.contains($0.ratio) }
        .map { point in
          let place = x(point.ratio)
          let low = middle(row) + foot
          let top = bars.filter {
            abs($0.y + $0.height - low) < 0.01 && $0.x < place + radius
              && $0.x + $0.width > place - radius
          }.map(\.y).min()
          return Dot(
            row: row, point: point, x: place, y: (top ?? low) - radius - 1, radius: radius)
        }
    }
  }

  // MARK: Names

  private func labels(_ dots: [Dot], besides bars: [RectMark]) -> [Mark] {
    let room = InkBox(left: frame.left - 4, top: frame.top, right: width, bottom: frame.bottom)
    var labels = DotLabels(
      dots: dots.map { (x: $0.x, y: $0.y, radius: $0.radius) }, bars: bars.map(\.inkBox),
      lines: lines.map { [($0.x, frame.top), ($0.x, frame.bottom)] }, room: room, style: style,
      text: text)
    return dots.indices.filter { dots[$0].point.isNamed }.flatMap { index -> [Mark] in
      let point = dots[index].point
      let short = point.name.components(before: " – ")
      let name = text.cut(short, to: min(90 * style.textScale, width * 0.35), style.tick)
      let ink: Ink = point.isLoss ? .bad : .ink2
      return name.isEmpty ? [] : labels.place(name, ink, at: index)
    }
  }
}

extension String {
  /// "Brand" of "Brand – Exact match".
  fileprivate func components(before mark: String) -> String {
    firstRange(of: mark).map { String(self[..<$0.lowerBound]) } ?? self
  }
}
