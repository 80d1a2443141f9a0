import Marks
import Metrics

/// Upright bars over days or weeks, from zero: rows a day, spend a week. Those of partial periods are
/// hatched: they are no whole to compare.
public struct Columns: Sendable, Hashable {
  public var series: TimeSeries
  public var grain: TimeGrain
  public var report: ReportPeriod
  public var ticks: TickStyle
  public var empty: EmptyState

  public init(
    series: TimeSeries, grain: TimeGrain, report: ReportPeriod, ticks: TickStyle = TickStyle(),
    empty: EmptyState = .noValues
  ) {
    self.series = series
    self.grain = grain
    self.report = report
    self.ticks = ticks
    self.empty = empty
  }

  /// The tallest bar is cut because it is more than three times the second (the subtitle must say
  /// so).
  public var isCut: Bool { cut(series.points.compactMap { $0.value?.usable }) != nil }

  /// Where the outlier ends: 1.25 × the second value.
  private func cut(_ values: [Double]) -> Double? {
    let ranked = values.sorted(by: >)
    guard ranked.count > 1, ranked[1] > 0, ranked[0] > 3 * ranked[1] else { return nil }
    return 1.25 * ranked[1]
  }
}

extension Columns: Chart {
  public var data: ChartData {
    ChartData(
      head: [grain.head, series.name],
      cells: series.points.map { [grain.cell($0.day, series.dates), series.cell($0)] })
  }

  public func preferredHeight(_ style: ChartStyle) -> Double { 120 * style.textScale }

  public func scene(
    width: Double, height: Double, style: ChartStyle, measurer: any TextMeasurer
  ) -> Scene {
    let runs = SeriesRuns(series.points, grain: grain)
    let points = runs.points
    guard let days = runs.days, !points.isEmpty else {
      return empty.scene(width: width, height: height, style: style, measurer: measurer)
    }
    let text = TextFit(measurer)
    let cut = cut(points.map(\.value))
    let domain = ValueAxis.domain(
      of: points.map { min($0.value, cut ?? $0.value) }, unit: ticks.divisor)
    let valueAxis = ValueAxis(domain, ticks, style: style, text: text)
    let foot = height - TimeAxis.height(grain, style, hasGaps: !runs.gaps.isEmpty)
    let room = style.labelSize + 4
    let top = room
    let axis = TimeAxis(
      grain: grain, report: report, days: days, dates: series.dates, fit: .slots,
      left: valueAxis.width,
      right: max(valueAxis.width + 1, width - 0.5), style: style, text: text)
    let y = LinearScale(
      domain, from: max(top + 1, domain.lowerBound < 0 ? foot - room : foot), to: top)
    let bar = min(axis.slot * 0.82, 28 * style.markScale)

    var marks = axis.gapShades(runs.gaps, top: top, bottom: foot)
    marks += valueAxis.marks(y, left: axis.left, right: axis.right)
    var bars: [RectMark] = []
    for point in points {
      let end = y(min(point.value, cut ?? point.value))
      let ink: Ink = point.value < 0 ? .bad : .actual
      // The outline of a hatched bar lies inside the place of a solid one.
      let edge = point.isPartial ? min(0.8 * style.markScale, bar / 4) : 0
      bars.append(
        RectMark(
          x: axis.x(point.day) - bar / 2 + edge / 2, y: min(end, y(0)) + edge / 2,
          width: bar - edge, height: max(0, abs(y(0) - end) - edge),
          fill: point.isPartial ? .hatch(ink) : .solid(ink),
          stroke: point.isPartial ? Stroke(ink, edge) : nil))
    }
    marks += bars.map { .rect($0) }
    if let cut {
      for (point, bar) in zip(points, bars) where point.value > cut {
        marks.append(slash(across: bar, style))
      }
    }
    marks.append(.path(.line(axis.left, y(0), axis.right, y(0), style.axisStroke)))
    if domain.lowerBound < 0 {
      marks.append(.path(.line(axis.left, foot, axis.right, foot, style.gridStroke)))
    }
    marks += axis.marks(y: foot, limit: width, gaps: runs.gaps)
    marks += extremes(points, bars, axis, style, text, over: marks)
    if days.lowerBound == days.upperBound, let bar = bars.first {
      marks += firstWords(besides: bar, axis, style)
    }
    return Scene(width: width, height: height, marks: marks)
  }

  /// The white stroke across a bar that is cut.
  private func slash(across bar: RectMark, _ style: ChartStyle) -> Mark {
    let middle = bar.y + min(bar.height * 0.3, 9 * style.markScale)
    let rise = min(bar.width * 0.35, 3 * style.markScale)
    let half = 1.3 * style.markScale
    return .path(
      PathMark(
        [
          .move(bar.x - 0.5, middle + rise - half),
          .line(bar.x + bar.width + 0.5, middle - rise - half),
          .line(bar.x + bar.width + 0.5, middle - rise + half),
          .line(bar.x - 0.5, middle + rise + half), .close,
        ], fill: .solid(.paper)))
  }

  /// The greatest and the least value, of complete periods where there are any; the least only
  /// where it lies on no other bar.
  private func extremes(
    _ points: [SeriesRuns.Point], _ bars: [RectMark], _ axis: TimeAxis, _ style: ChartStyle,
    _ text: TextFit, over ground: [Mark]
  ) -> [Mark] {
    let whole = points.indices.filter { !points[$0].isPartial }
    let candidates = whole.isEmpty ? Array(points.indices) : whole
    guard let most = candidates.max(by: { points[$0].value < points[$1].value }) else { return [] }
    let least = candidates.min { points[$0].value < points[$1].value }
    var marks: [TextMark] = []
    for index in [most, least].compactMap({ $0 }) {
      let bar = bars[index]
      let display = points[index].display
      let isLoss = points[index].value < 0
      let width = text.width(display, style.labelStrong)
      guard width <= axis.right else { continue }
      var mark = TextMark(
        display,
        x: LabelPlacement.centred(
          on: bar.x + bar.width / 2, width: width, between: 0, and: axis.right),
        y: isLoss ? bar.y + bar.height + 3 + style.labelStrong.capHeight : bar.y - 3,
        style.labelStrong, isLoss ? .bad : .ink, halo: true)
      let box = mark.inkBox(text.measurer)
      mark.background = ground.ink(under: box)
      let isFree =
        !bars.contains { $0.inkBox.overlaps(box, by: 0) }
        && !marks.contains { $0.inkBox(text.measurer).overlaps(box.grown(1)) }
        && box.left >= axis.left - 2
      if isFree { marks.append(mark) }
    }
    return marks.map { .text($0) }
  }

  private func firstWords(
    besides bar: RectMark, _ axis: TimeAxis, _ style: ChartStyle
  ) -> [Mark] {
    let end = bar.x - 6 * style.markScale
    let words = grain.firstWords
    guard end - axis.text.width(words, style.label) >= axis.left, bar.height > style.labelSize * 1.5
    else { return [] }
    return [
      .text(
        TextMark(
          words, x: end, y: style.label.baseline(centredOn: bar.y + bar.height / 2),
          style.label, .ink2, anchor: .end, halo: true))
    ]
  }
}
