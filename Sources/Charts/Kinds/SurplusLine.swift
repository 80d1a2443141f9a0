import Marks
import Metrics

/// Two lines from zero and the area between them: how revenue, spend and profit move.
public struct SurplusLine: Sendable, Hashable {
  public var upper: TimeSeries
  public var lower: TimeSeries
  /// The gap's name and latest value, printed between the ends: "Profit", "$454k".
  public var gapName: String
  public var gapDisplay: String
  public var grain: TimeGrain
  /// The period whose ticks are bold.
  public var report: ReportPeriod
  public var ticks: TickStyle
  /// Events by day: named on the peak when they cover it.
  public var peakName: String?
  /// The direct labels at the line ends also carry values.
  public var labelsCarryValues: Bool
  public var empty: EmptyState

  public init(
    upper: TimeSeries, lower: TimeSeries, gapName: String, gapDisplay: String, grain: TimeGrain,
    report: ReportPeriod, ticks: TickStyle, peakName: String? = nil,
    labelsCarryValues: Bool = true, empty: EmptyState = .noValues
  ) {
    self.upper = upper
    self.lower = lower
    self.gapName = gapName
    self.gapDisplay = gapDisplay
    self.grain = grain
    self.report = report
    self.ticks = ticks
    self.peakName = peakName
    self.labelsCarryValues = labelsCarryValues
    self.empty = empty
  }
}

extension SurplusLine: Chart {
  public var data: ChartData {
    let below = Dictionary(lower.points.map { ($0.day, lower.cell($0)) }) { first, _ in first }
    let above = Set(upper.points.map(\.day))
    func missing(_ series: TimeSeries) -> ChartData.Cell {
      .value(nil, series.unit, Phrase("n/a").text)
    }
    let rows =
      upper.points.map { ($0.day, [upper.cell($0), below[$0.day] ?? missing(lower)]) }
      + lower.points.filter { !above.contains($0.day) }
      .map { ($0.day, [missing(upper), lower.cell($0)]) }
    return ChartData(
      head: [grain.head, upper.name, lower.name],
      cells: rows.sorted { $0.0 < $1.0 }.map { [grain.cell($0.0, upper.dates)] + $0.1 })
  }

  public func preferredHeight(_ style: ChartStyle) -> Double { 150 * style.textScale }

  public func scene(
    width: Double, height: Double, style: ChartStyle, measurer: any TextMeasurer
  ) -> Scene {
    let above = SeriesRuns(upper.points, grain: grain)
    let below = SeriesRuns(lower.points, grain: grain)
    let values = (above.points + below.points).map(\.value)
    guard !values.isEmpty, let days = [above.days, below.days].compactMap({ $0 }).union else {
      return empty.scene(width: width, height: height, style: style, measurer: measurer)
    }
    let text = TextFit(measurer)
    let domain = ValueAxis.domain(of: values, unit: ticks.divisor)
    let isSingle = days.lowerBound == days.upperBound
    let valueAxis = ValueAxis(domain, ticks, style: style, text: text)
    let ends = [above.points.last, below.points.last]
    // A single point has nothing beside it to be paler than.
    let isOpen = !isSingle && ends.contains { $0?.isPartial == true }
    let hasValues = labelsCarryValues || isSingle
    let hasGap = hasValues && !isOpen && !gapName.isEmpty && ends.allSatisfy { $0 != nil }
    let labels = EndLabels(
      endLabels(ends, hasValues: hasValues, hasGap: hasGap), room: width * 0.34, style: style,
      text: text)
    let peak = isSingle ? nil : peak(above)
    let gaps = above.points.isEmpty ? below.gaps : above.gaps
    let top = peak == nil ? style.tick.capHeight / 2 + 1 : style.labelSize + 7
    let foot = height - TimeAxis.height(grain, style, hasGaps: !gaps.isEmpty)
    let axis = TimeAxis(
      grain: grain, report: report, days: days, dates: upper.dates, fit: .edges,
      left: isSingle ? 0.6 : valueAxis.width,
      right: max(valueAxis.width + 1, width - labels.width - 9 * style.textScale),
      style: style, text: text)
    let y = LinearScale(domain, from: max(top + 1, foot), to: top)
    let ink = SeriesInk(axis: axis, y: y, style: style)

    var marks = axis.gapShades(gaps, top: top, bottom: foot)
    marks += SurplusArea(ink: ink).marks(above, below)
    if !isSingle { marks += valueAxis.marks(y, left: axis.left, right: axis.right) }
    marks.append(.path(.line(axis.left, y(0), axis.right, y(0), style.axisStroke)))
    marks += axis.marks(y: foot, limit: width, gaps: gaps)
    if let first = ends[0], let second = ends[1], !isOpen {
      let x = axis.x(first.day)
      marks.append(
        .path(
          .line(x, y(first.value), x, y(second.value), Stroke(.axis, 0.7, dash: [2, 1.6]))))
    }
    for run in below.runs { marks += ink.line(run, .prior, width: 1.5) }
    for run in above.runs { marks += ink.line(run, .actual, width: 1.7) }
    if !isOpen {
      for (end, paint) in zip(ends, [Ink.actual, .prior]) {
        guard let end else { continue }
        marks.append(
          .path(.circle(axis.x(end.day), y(end.value), 2.9 * style.markScale, fill: paint)))
      }
    }
    if let peak { marks += peakMarks(peak, axis, y, style, text) }
    if isSingle, let end = ends[0] ?? ends[1] {
      marks += ink.firstWords(grain, besides: y(end.value), foot: foot, levels: [y(0)])
    }
    marks += labels.marks(
      x: axis.right + 9 * style.textScale, heights: labelHeights(ends, y, hasGap: hasGap),
      within: 0...max(1, foot - 2))
    return Scene(width: width, height: height, marks: marks)
  }

  // MARK: Labels

  private func endLabels(
    _ ends: [SeriesRuns.Point?], hasValues: Bool, hasGap: Bool
  ) -> [EndLabels.Label] {
    var labels: [EndLabels.Label] = []
    for (series, end) in zip([upper, lower], ends) {
      guard let end else { continue }
      labels.append(
        EndLabels.Label(
          name: hasValues ? name(series.name, end) : series.name,
          value: hasValues ? end.display : ""))
    }
    if hasGap, let end = ends[0] {
      labels.insert(
        EndLabels.Label(name: name(gapName, end), value: gapDisplay, isOptional: true), at: 1)
    }
    return labels
  }

  private func name(_ name: String, _ end: SeriesRuns.Point) -> String {
    grain.endName(name, end.day, in: report, upper.dates)
  }

  private func labelHeights(
    _ ends: [SeriesRuns.Point?], _ y: LinearScale, hasGap: Bool
  ) -> [Double] {
    var heights = ends.compactMap { $0.map { y($0.value) } }
    if hasGap {
      heights.insert((heights[0] + heights[1]) / 2, at: 1)
    }
    return heights
  }

  /// The greatest value of the upper line, unless it is the last.
  private func peak(_ above: SeriesRuns) -> SeriesRuns.Point? {
    let points = above.points
    guard let peak = points.max(by: { $0.value < $1.value }), let last = points.last,
      peak.index != last.index, peak.value > last.value
    else { return nil }
    return peak
  }

  /// "W43 festive peak $712k", "$166k on 14 Nov"; shorter where there is no room.
  private func peakWords(_ peak: SeriesRuns.Point) -> [String] {
    let period = grain.name(peak.day, upper.dates)
    var words: [String] = []
    if let peakName, !peakName.isEmpty {
      words.append(Phrase("\(period) \(peakName) peak \(peak.display)").text)
    }
    switch grain {
    case .day: words.append(Phrase("\(peak.display) on \(period)").text)
    case .week: words.append(Phrase("\(period) peak \(peak.display)").text)
    }
    return words + [peak.display]
  }

  private func peakMarks(
    _ peak: SeriesRuns.Point, _ axis: TimeAxis, _ y: LinearScale, _ style: ChartStyle,
    _ text: TextFit
  ) -> [Mark] {
    let labelStyle = TextStyle(style.tickSize, .medium)
    let room = axis.right
    guard let words = peakWords(peak).first(where: { text.width($0, labelStyle) <= room }) else {
      return []
    }
    let x = axis.x(peak.day)
    let left = LabelPlacement.centred(
      on: x, width: text.width(words, labelStyle), between: 0, and: room)
    let baseline = labelStyle.capHeight + 0.5
    return [
      .path(
        .line(
          x, baseline + labelStyle.size * 0.3, x, y(peak.value) - 1.5 * style.markScale,
          Stroke(.axis, 0.5))),
      .text(TextMark(words, x: left, y: baseline, labelStyle, .ink2)),
    ]
  }
}

extension [ClosedRange<CalendarDay>] {
  /// From the earliest to the latest; nil of none.
  var union: ClosedRange<CalendarDay>? {
    guard let first = map(\.lowerBound).min(), let last = map(\.upperBound).max() else {
      return nil
    }
    return first...last
  }
}
