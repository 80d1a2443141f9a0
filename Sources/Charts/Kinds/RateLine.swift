import Marks
import Metrics

/// One ratio over time, with its target dashed and its normal range as a band.
public struct RateLine: Sendable, Hashable {
  public struct Level: Sendable, Hashable {
    public var value: Double
    public var display: String
    public init(value: Double, display: String) {
      self.value = value
      self.display = display
    }
  }

  public var series: TimeSeries
  public var grain: TimeGrain
  public var report: ReportPeriod
  public var target: Level?
  public var band: ClosedRange<Double>?
  /// What the last point will come to once late reports are in: a ring above or below it.
  public var expected: Level?
  /// Points (by index) drawn with a marker of the valence.
  public var signals: [Int: Valence]
  /// The last marker's valence.
  public var lastValence: Valence
  /// The extreme point labelled: the maximum, the minimum, or none.
  public var labelledExtreme: Int?
  /// Prints the series name before the last value ("ROAS 3.95×").
  public var namesSeries: Bool
  /// Stands before the target's value: "Target 4.00×", "PL 10.6%".
  public var targetName: String
  /// False for the upper ones of lines stacked over one axis.
  public var showsTimeAxis: Bool
  /// Kept at least for the words after the line: lines beside each other end, and tick, alike.
  public var leastReach = 0.0
  public var empty: EmptyState

  public init(
    series: TimeSeries, grain: TimeGrain, report: ReportPeriod, target: Level? = nil,
    band: ClosedRange<Double>? = nil, expected: Level? = nil, signals: [Int: Valence] = [:],
    lastValence: Valence = .none, labelledExtreme: Int? = nil, namesSeries: Bool = false,
    targetName: String = Phrase("Target").text,
    showsTimeAxis: Bool = true, empty: EmptyState = .noValues
  ) {
    self.series = series
    self.grain = grain
    self.report = report
    self.target = target
    self.band = band
    self.expected = expected
    self.signals = signals
    self.lastValence = lastValence
    self.labelledExtreme = labelledExtreme
    self.namesSeries = namesSeries
    self.targetName = targetName
    self.showsTimeAxis = showsTimeAxis
    self.empty = empty
  }
}

extension RateLine: Chart {
  public var data: ChartData {
    let goal = target.map { ChartData.Cell.value($0.value, series.unit, $0.display) }
    let last = series.points.last?.day
    return ChartData(
      head: [grain.head, series.name] + (goal == nil ? [] : [targetName])
        + (expected == nil ? [] : [Phrase("Expected").text]),
      cells: series.points.map { point in
        [grain.cell(point.day, series.dates), series.cell(point)] + (goal.map { [$0] } ?? [])
          + (expected.map {
            [point.day == last ? .value($0.value, series.unit, $0.display) : .text("")]
          } ?? [])
      })
  }

  public func preferredHeight(_ style: ChartStyle) -> Double {
    (showsTimeAxis ? 96 : 56) * style.textScale
  }

  public func scene(
    width: Double, height: Double, style: ChartStyle, measurer: any TextMeasurer
  ) -> Scene {
    let runs = SeriesRuns(series.points, grain: grain)
    guard let days = runs.days, let last = lastPoint(runs), let domain = domain(runs) else {
      return empty.scene(width: width, height: height, style: style, measurer: measurer)
    }
    let text = TextFit(measurer)
    let labels = endLabels(last, width, style, text)
    let reach = max(leastReach, reach(labels, style))
    let extreme = labelledExtreme.flatMap { index in runs.points.first { $0.index == index } }
    let isHigh = extreme.map { $0.value >= domain.lowerBound + domain.length / 2 } ?? false
    let room = style.labelSize + 6
    let top = extreme != nil && isHigh ? room : 3 * style.markScale
    let foot =
      showsTimeAxis
      ? height - TimeAxis.height(grain, style, hasGaps: !runs.gaps.isEmpty) : height
    let bottom = foot - (extreme != nil && !isHigh ? room : 3 * style.markScale)
    let axis = TimeAxis(
      grain: grain, report: report, days: days, dates: series.dates, fit: .edges, left: 0.6,
      right: max(1, width - reach), style: style, text: text)
    let y = LinearScale(domain, from: max(top + 1, bottom), to: top)

    var marks: [Mark] = []
    if let band = band.flatMap(usable), runs.points.count > 1 {
      marks.append(
        .rect(
          RectMark(
            x: axis.left, y: y.clamped(band.upperBound), width: axis.right - axis.left,
            height: y.clamped(band.lowerBound) - y.clamped(band.upperBound), fill: .solid(.wash))))
    }
    marks += axis.gapShades(runs.gaps, top: 0, bottom: foot)
    if showsTimeAxis {
      marks.append(.path(.line(axis.left, foot, axis.right, foot, style.axisStroke)))
      marks += axis.marks(y: foot, limit: width, gaps: runs.gaps)
    }
    if let target, target.value.usable != nil {
      marks.append(
        .path(.line(axis.left, y(target.value), axis.right, y(target.value), style.targetStroke)))
    }
    for run in runs.runs { marks += SeriesInk(axis: axis, y: y, style: style).line(run, .actual) }
    for point in runs.points {
      guard let valence = signals[point.index], point.index != last.index else { continue }
      marks.append(
        ValenceMarks.point(
          valence, x: axis.x(point.day), y: y(point.value), scale: style.markScale))
    }
    if let expected = expected?.value.usable {
      marks.append(
        .path(
          .circle(
            axis.x(last.day), y(expected), 2.4 * style.markScale, fill: .paper,
            stroke: Stroke(.actual, 1.1 * style.markScale))))
    }
    marks.append(
      ValenceMarks.point(
        lastValence, x: axis.x(last.day), y: y(last.value), scale: style.markScale))
    if let extreme, extreme.index != last.index {
      marks += extremeMarks(
        extreme, isHigh: isHigh, axis, y, style, text, over: marks, within: foot)
    }
    if days.lowerBound == days.upperBound {
      marks += SeriesInk(axis: axis, y: y, style: style).firstWords(
        grain, besides: y(last.value), foot: foot, levels: knownTarget.map { [y($0.value)] } ?? [])
    }
    let heights = [y(last.value)] + (knownTarget.map { [y($0.value)] } ?? [])
    marks += labels.marks(
      x: axis.right + 9 * style.textScale, heights: heights,
      within: 0...max(1, showsTimeAxis ? foot - 2 : height))
    return Scene(width: width, height: height, marks: marks)
  }

  /// How much of the width its words after the line take.
  public func reach(width: Double, style: ChartStyle, measurer: any TextMeasurer) -> Double {
    guard let last = lastPoint(SeriesRuns(series.points, grain: grain)) else { return 0 }
    return reach(endLabels(last, width, style, TextFit(measurer)), style)
  }

  private func reach(_ labels: EndLabels, _ style: ChartStyle) -> Double {
    max(labels.width + 9 * style.textScale, 3 * style.markScale)
  }

  private func endLabels(
    _ last: SeriesRuns.Point, _ width: Double, _ style: ChartStyle, _ text: TextFit
  ) -> EndLabels {
    EndLabels(endLabels(last), room: width * 0.36, style: style, text: text)
  }

  private var knownTarget: Level? { target.flatMap { $0.value.usable == nil ? nil : $0 } }

  private func usable(_ band: ClosedRange<Double>) -> ClosedRange<Double>? {
    band.lowerBound.usable != nil && band.upperBound.usable != nil ? band : nil
  }

  /// The last complete point, or the last.
  private func lastPoint(_ runs: SeriesRuns) -> SeriesRuns.Point? {
    let points = runs.points
    return points.last { !$0.isPartial } ?? points.last
  }

  private func endLabels(_ last: SeriesRuns.Point) -> [EndLabels.Label] {
    let ink: Ink = lastValence == .none ? .ink : lastValence.ink
    var labels = [
      EndLabels.Label(
        name: grain.endName(namesSeries ? series.name : "", last.day, in: report, series.dates),
        value: last.display, ink: ink)
    ]
    if let target = knownTarget {
      labels.append(
        EndLabels.Label(
          name: targetName, value: target.display, isStrong: false, isOptional: true))
    }
    return labels
  }

  private func domain(_ runs: SeriesRuns) -> ClosedRange<Double>? {
    var values = runs.points.map(\.value)
    if values.isEmpty { return nil }
    if let target = knownTarget { values.append(target.value) }
    if let expected = expected?.value.usable { values.append(expected) }
    if let band = band.flatMap(usable) { values += [band.lowerBound, band.upperBound] }
    return Self.domain(of: values)
  }

  /// From the least to the greatest, at least 15 % of the mean wide so that noise stays small
  /// (VS-6.2).
  static func domain(of values: [Double]) -> ClosedRange<Double>? {
    guard let span = values.span else { return nil }
    let middle = (span.lowerBound + span.upperBound) / 2
    let least = max(middle.magnitude * 0.15, 1e-9)
    return span.length >= least ? span : (middle - least / 2)...(middle + least / 2)
  }

  private func extremeMarks(
    _ point: SeriesRuns.Point, isHigh: Bool, _ axis: TimeAxis, _ y: LinearScale,
    _ style: ChartStyle, _ text: TextFit, over ground: [Mark], within foot: Double
  ) -> [Mark] {
    let x = axis.x(point.day)
    let height = y(point.value)
    let width = text.width(point.display, style.label)
    guard width <= axis.right else { return [] }
    let left = LabelPlacement.centred(on: x, width: width, between: 0, and: axis.right)
    let away = 4.5 * style.markScale
    let capHeight = style.label.capHeight
    var baseline = isHigh ? height - away : height + away + capHeight
    // On the dashed line it would read as the target's value: it stands beyond it.
    if let level = knownTarget.map({ y($0.value) }),
      (baseline - capHeight - 1.5...baseline + 1.5).contains(level)
    {
      baseline = isHigh ? level - 2.5 : level + 2.5 + capHeight
    }
    guard baseline - capHeight >= 0, baseline <= foot else { return [] }
    var mark = TextMark(
      point.display, x: left, y: baseline, style.label, .ink2, halo: true)
    mark.background = ground.ink(under: mark.inkBox(text.measurer))
    return [
      .path(.circle(x, height, 1.7 * style.markScale, fill: .actual)), .text(mark),
    ]
  }
}
