import Marks
import Metrics

/// The inside of a return scatter: the loss zone, diagonals, dots, and labels where nothing lies.
struct ReturnPlot {
  private let chart: ReturnScatter
  private let points: [ReturnScatter.Point]
  private let style: ChartStyle
  private let text: TextFit
  private let width: Double
  private let frame: InkBox
  private let costs, revenues: ClosedRange<Double>
  private var x: LogScale { LogScale(costs, from: frame.left, to: frame.right) }
  private var y: LogScale { LogScale(revenues, from: frame.bottom, to: frame.top) }

  init(
    _ chart: ReturnScatter, width: Double, height: Double, style: ChartStyle, text: TextFit
  ) {
    self.chart = chart
    self.style = style
    self.text = text
    self.width = width
    points = chart.placed
    costs = Self.domain(points.map(\.cost))
    var span = Self.domain(points.map(\.revenue).filter { $0 > 0 })
    // The loss zone and the target are in sight unless all points are far from them.
    for level in chart.levels + [chart.breakEven] where level.ratio.usable ?? 0 > 0 {
      let end = level.ratio * costs.upperBound
      if end < span.lowerBound * 1.3, end * 12 > span.lowerBound {
        span = end / 1.6...span.upperBound
      }
      if end > span.upperBound, end < span.upperBound * 6 { span = span.lowerBound...end }
    }
    revenues = span
    let ticks = Self.words(LogScale.ticks(in: revenues), chart.ticks)
    let left = text.widest(ticks.map(\.words), style.tick) + 6 * style.textScale
    let ends = text.widest(
      (chart.levels + [chart.breakEven]).map(\.label), style.tickStrong)
    frame = InkBox(
      left: left, top: style.tickSize * 2,
      right: max(left + 1, width - ends - 5 * style.textScale),
      bottom: max(style.tickSize * 3, height - style.tickSize * 3.1))
  }

  /// Round the values with a little air; what is a thousand times the middle is clamped to the edge.
  private static func domain(_ values: [Double]) -> ClosedRange<Double> {
    guard !values.isEmpty else { return 0.1...10 }
    let sorted = values.sorted()
    let middle = sorted[sorted.count / 2]
    let low = max(sorted[0], middle / 1000)
    let high = min(sorted[sorted.count - 1], middle * 1000)
    return low / 1.35...max(high * 1.25, low * 2)
  }

  private static func words(_ ticks: [Double], _ style: TickStyle) -> [(
    value: Double, words: String
  )] {
    ticks.map { ($0, Ticks.label($0, style, leastDecimals: 2)) }
  }

  var marks: [Mark] {
    zone + grid + diagonals + dots + labels + titles
  }

  // MARK: Ground

  private var zone: [Mark] {
    guard let line = clipped(chart.breakEven.ratio) else {
      guard isAllLoss else { return [] }
      return [
        .rect(
          RectMark(
            x: frame.left, y: frame.top, width: frame.right - frame.left,
            height: frame.bottom - frame.top, fill: .solid(.badWash)))
      ]
    }
    // Under the line: its lower end goes to the foot, its upper end to the right edge.
    var corners = [line.from, line.to]
    if line.to.x < frame.right - 0.01 { corners.append((frame.right, frame.top)) }
    corners.append((frame.right, frame.bottom))
    if line.from.y < frame.bottom - 0.01 { corners.append((frame.left, frame.bottom)) }
    return [
      .path(
        PathMark(
          corners.enumerated().map { $0 == 0 ? .move($1.x, $1.y) : .line($1.x, $1.y) } + [.close],
          fill: .solid(.badWash)))
    ]
  }

  /// Break-even lies above everything shown.
  private var isAllLoss: Bool {
    (chart.breakEven.ratio.usable ?? 0) * costs.lowerBound >= revenues.upperBound
  }

  private var grid: [Mark] {
    var marks: [Mark] = []
    var free = Double.infinity
    for (value, words) in Self.words(LogScale.ticks(in: revenues), chart.ticks) {
      let height = y(value)
      marks.append(.path(.line(frame.left, height, frame.right, height, style.gridStroke)))
      guard height <= free else { continue }
      free = height - style.tickSize * 1.15
      marks.append(
        .text(
          TextMark(
            words, x: frame.left - 6 * style.textScale,
            y: style.tick.baseline(centredOn: height), style.tick, .ink2, anchor: .end)))
    }
    marks.append(
      .path(.line(frame.left, frame.bottom, frame.right, frame.bottom, style.axisStroke)))
    var taken = -Double.infinity
    for (value, words) in Self.words(LogScale.ticks(in: costs), chart.ticks) {
      let place = x(value)
      marks.append(.path(.line(place, frame.bottom, place, frame.bottom + 2.5, style.axisStroke)))
      let wide = text.width(words, style.tick)
      let start = LabelPlacement.centred(on: place, width: wide, between: 0, and: width)
      guard start > taken else { continue }
      taken = start + wide + 4 * style.textScale
      marks.append(
        .text(
          TextMark(
            words, x: start, y: frame.bottom + style.tickSize * 1.5, style.tick, .ink2)))
    }
    return marks
  }

  private var titles: [Mark] {
    [
      .text(
        TextMark(
          Phrase("Revenue per click").text, x: frame.left, y: style.tickSize, style.tickStrong,
          .ink2)),
      .text(
        TextMark(
          Phrase("Cost per click").text, x: frame.right, y: frame.bottom + style.tickSize * 2.8,
          style.tickStrong, .ink2, anchor: .end)),
    ]
  }

  // MARK: Diagonals

  /// The line of one ratio inside the frame, from left to right; nil where it is outside.
  private func clipped(
    _ ratio: Double
  ) -> (from: (x: Double, y: Double), to: (x: Double, y: Double))? {
    guard (ratio.usable ?? 0) > 0 else { return nil }
    let low = max(costs.lowerBound, revenues.lowerBound / ratio)
    let high = min(costs.upperBound, revenues.upperBound / ratio)
    guard low < high * (1 - 1e-9) else { return nil }
    return ((x.clamped(low), y.clamped(low * ratio)), (x.clamped(high), y.clamped(high * ratio)))
  }

  private var diagonals: [Mark] {
    let all = [chart.breakEven] + chart.levels
    let lines = all.compactMap { level in clipped(level.ratio).map { (level, $0) } }
    var marks = lines.map { level, line -> Mark in
      let stroke =
        level == chart.breakEven
        ? style.stroke(.bad, 1)
        : level.isTarget
          ? style.targetStroke : style.stroke(.prior, 0.9, dash: [1.5, 1.8])
      return .path(.line(line.from.x, line.from.y, line.to.x, line.to.y, stroke))
    }
    // A line that leaves by the top is named where it does; those on the right share its margin.
    let right = lines.filter { $0.1.to.x > frame.right - 0.01 }
    let heights =
      LabelPlacement.spread(
        right.map { $0.1.to.y }, gap: style.tickSize * 1.2, within: frame.top...frame.bottom) ?? []
    for (entry, height) in zip(right, heights) {
      marks.append(
        .text(
          TextMark(
            entry.0.label, x: frame.right + 4 * style.textScale,
            y: style.tickStrong.baseline(centredOn: height), style.tickStrong,
            entry.0 == chart.breakEven ? .bad : entry.0.isTarget ? .ink : .ink2)))
    }
    var taken = frame.left + text.width(Phrase("Revenue per click").text, style.tickStrong)
    for (level, line) in lines.filter({ $0.1.to.x <= frame.right - 0.01 }).sorted(by: {
      $0.1.to.x < $1.1.to.x
    }) {
      let wide = text.width(level.label, style.tickStrong)
      let start = LabelPlacement.centred(on: line.to.x, width: wide, between: 0, and: width)
      guard start > taken + 4 else { continue }
      taken = start + wide
      marks.append(
        .text(
          TextMark(
            level.label, x: start, y: style.tickSize, style.tickStrong,
            level == chart.breakEven ? .bad : level.isTarget ? .ink : .ink2)))
    }
    return marks
  }

  // MARK: Dots

  private func radius(_ point: ReturnScatter.Point) -> Double {
    let most = points.reduce(0) { max($0, $1.spend.usable ?? 0) }
    let share = most > 0 ? max(0, point.spend.usable ?? 0) / most : 1
    return max(2, 7 * share.squareRoot()) * style.markScale
  }

  private func place(_ point: ReturnScatter.Point) -> (x: Double, y: Double) {
    let radius = radius(point)
    return (
      min(max(x.clamped(point.cost), frame.left + radius), frame.right - radius),
      min(max(y.clamped(point.revenue), frame.top + radius), frame.bottom - radius - 1)
    )
  }

  /// Beyond an edge: no revenue at all, or far from all others.
  private func isBeyond(_ point: ReturnScatter.Point) -> Bool {
    point.revenue < revenues.lowerBound || point.revenue > revenues.upperBound
      || point.cost < costs.lowerBound || point.cost > costs.upperBound
  }

  private func ink(_ point: ReturnScatter.Point) -> Ink {
    switch point.standing {
    case .above: .actual
    case .between, .unknown: .prior
    case .below: .bad
    }
  }

  /// Large ones first, so that small ones are seen.
  private var dots: [Mark] {
    points.sorted { ($1.spend.usable ?? 0) < ($0.spend.usable ?? 0) }.map { point in
      let place = place(point)
      let radius = radius(point)
      guard !isBeyond(point) else {
        let side: Double = point.revenue < revenues.lowerBound ? 1 : -1
        return .path(
          PathMark(
            [
              .move(place.x - radius, place.y - side * radius),
              .line(place.x + radius, place.y - side * radius),
              .line(place.x, place.y + side * radius), .close,
            ], fill: .solid(ink(point)), stroke: Stroke(.paper, 0.6)))
      }
      return point.standing == .unknown
        ? .path(
          PathMark(
            [.circle(place.x, place.y, radius: radius)], fill: .solid(.paper),
            stroke: style.stroke(.prior, 1)))
        : .path(
          PathMark(
            [.circle(place.x, place.y, radius: radius)], fill: .solid(ink(point)),
            stroke: Stroke(.paper, 0.6)))
    }
  }

  private var labels: [Mark] {
    let edge = clipped(chart.breakEven.ratio).map { [$0.from, $0.to] }
    var labels = DotLabels(
      dots: points.map { point in
        let place = place(point)
        return (x: place.x, y: place.y, radius: radius(point))
      },
      lines: chart.levels.compactMap { clipped($0.ratio) }.map { [$0.from, $0.to] },
      walls: edge.map { [$0] } ?? [], room: frame.grown(-1), reach: [10, 16, 24, 34, 46],
      style: style, text: text)
    return points.indices.prefix(chart.named).flatMap { index -> [Mark] in
      let name = text.cut(
        points[index].name, to: min(130 * style.textScale, width * 0.45), style.tick)
      let ink: Ink = points[index].standing == .below ? .bad : .ink
      guard !name.isEmpty else { return [] }
      return labels.place(name, ink, at: index).map { mark in
        guard case .text(var text) = mark else { return mark }
        if isAllLoss || edge.map({ isUnder($0, text.inkBox(self.text.measurer)) }) ?? false {
          text.background = .badWash
        }
        return .text(text)
      }
    }
  }

  /// The whole box lies under the line of break-even, in the loss zone.
  private func isUnder(_ line: [(x: Double, y: Double)], _ box: InkBox) -> Bool {
    let (from, to) = (line[0], line[1])
    guard to.x > from.x, box.left >= from.x else { return false }
    let reach = min(box.left, to.x)
    let height = from.y + (to.y - from.y) * (reach - from.x) / (to.x - from.x)
    return box.top > height
  }
}
