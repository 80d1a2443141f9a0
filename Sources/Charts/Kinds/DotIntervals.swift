import Marks
import Metrics

/// Rows of name, share, dot with interval on a common axis, and value; a line and band for the
/// whole.
public struct DotIntervals: Sendable, Hashable {
  public struct Row: Sendable, Hashable {
    public var name: String
    /// E.g. share of spend: "34%".
    public var share: String
    /// The share behind the words, 0.34.
    public var shareValue: Double?
    /// Nil when withheld: then `display` says why ("n=37").
    public var estimate: Double?
    public var interval: ClosedRange<Double>?
    public var display: String
    public var valence: Valence

    public init(
      name: String, share: String, shareValue: Double? = nil, estimate: Double?,
      interval: ClosedRange<Double>?, display: String, valence: Valence = .none
    ) {
      self.name = name
      self.share = share
      self.shareValue = shareValue
      self.estimate = estimate
      self.interval = interval
      self.display = display
      self.valence = valence
    }
  }

  /// Column head: "Device".
  public var head: String
  public var rows: [Row]
  public var whole: Double?
  public var wholeInterval: ClosedRange<Double>?
  /// The shared axis of several panels; ticks are chosen inside it.
  public var domain: ClosedRange<Double>
  public var ticks: TickStyle
  /// Heads of the share and value columns, for the data table.
  public var shareHead: String
  public var valueHead: String
  /// Of the estimates; nil for plain numbers.
  public var unit: Metric.Unit?
  public var empty: EmptyState

  public init(
    head: String, rows: [Row], whole: Double?, wholeInterval: ClosedRange<Double>?,
    domain: ClosedRange<Double>, ticks: TickStyle, shareHead: String, valueHead: String,
    unit: Metric.Unit? = nil, empty: EmptyState = .noValues
  ) {
    self.head = head
    self.rows = rows
    self.whole = whole
    self.wholeInterval = wholeInterval
    self.domain = domain
    self.ticks = ticks
    self.shareHead = shareHead
    self.valueHead = valueHead
    self.unit = unit
    self.empty = empty
  }

  /// A domain that holds what several panels show, with a little air (VS-6.4).
  public static func sharedDomain(
    of rows: [Row], wholeInterval: ClosedRange<Double>?
  ) -> ClosedRange<Double> {
    var values = rows.flatMap { row in
      [row.estimate, row.interval?.lowerBound, row.interval?.upperBound]
    }
    values += [wholeInterval?.lowerBound, wholeInterval?.upperBound]
    guard let span = RateLine.domain(of: values.compactMap { $0?.usable }) else { return 0...1 }
    return (span.lowerBound - span.length * 0.05)...(span.upperBound + span.length * 0.05)
  }
}

extension DotIntervals: Chart {
  public var data: ChartData {
    ChartData(
      head: [head, shareHead, valueHead],
      cells: rows.map { row in
        [
          .text(row.name), .value(row.shareValue, .rate, row.share),
          .value(row.estimate, unit, row.display),
        ]
      })
  }

  public func preferredHeight(_ style: ChartStyle) -> Double {
    guard !rows.isEmpty else { return 60 * style.textScale }
    return DotColumns.headHeight(style) + Double(rows.count) * 14.2 * style.textScale
      + DotColumns.axisHeight(style)
  }

  /// Rows of dots keep their pitch: panels beside each other have as many rows as they have.
  public func mostHeight(_ style: ChartStyle) -> Double { preferredHeight(style) }

  public func scene(
    width: Double, height: Double, style: ChartStyle, measurer: any TextMeasurer
  ) -> Scene {
    guard !rows.isEmpty else {
      return empty.scene(width: width, height: height, style: style, measurer: measurer)
    }
    let text = TextFit(measurer)
    let columns = DotColumns(self, width: width, height: height, style: style, text: text)
    let top = DotColumns.headHeight(style)
    let foot = top + Double(columns.lines) * columns.rowHeight
    let x = LinearScale(finiteDomain, from: columns.axisLeft, to: columns.axisRight)
    var marks: [Mark] = columns.headMarks(head)
    if let interval = wholeInterval, interval.lowerBound.usable != nil,
      interval.upperBound.usable != nil
    {
      let left = x.clamped(interval.lowerBound)
      marks.append(
        .rect(
          RectMark(
            x: left, y: top, width: x.clamped(interval.upperBound) - left, height: foot - top,
            fill: .solid(.wash))))
    }
    if let whole = whole?.usable, finiteDomain.contains(whole) {
      marks.append(
        .path(.line(x(whole), top, x(whole), foot, style.stroke(.axis, 0.8))))
    }
    for (index, row) in rows.prefix(columns.shown).enumerated() {
      let middle = top + (Double(index) + 0.5) * columns.rowHeight
      marks += columns.words(row, middle: middle)
      marks += dot(row, x, middle: middle, columns.rowHeight, style)
    }
    if columns.shown < rows.count {
      let middle = top + (Double(columns.shown) + 0.5) * columns.rowHeight
      marks += columns.rest(rows.count - columns.shown, middle: middle)
    }
    marks.append(.path(.line(0, foot, width, foot, Stroke(.rule, 0.5))))
    marks += columns.tickMarks(Ticks(in: finiteDomain, wanted: 3), ticks, x, foot: foot)
    return Scene(width: width, height: height, marks: marks)
  }

  private var finiteDomain: ClosedRange<Double> {
    domain.lowerBound.usable != nil && domain.upperBound.usable != nil && domain.length > 0
      ? domain : Self.sharedDomain(of: rows, wholeInterval: wholeInterval)
  }

  private func dot(
    _ row: Row, _ x: LinearScale, middle: Double, _ height: Double, _ style: ChartStyle
  ) -> [Mark] {
    guard let estimate = row.estimate?.usable else {
      let tall = min(height * 0.6, 8 * style.markScale)
      return [
        .rect(
          RectMark(
            x: min(x.start, x.end), y: middle - tall / 2, width: abs(x.end - x.start),
            height: tall, fill: .hatch(.rule)))
      ]
    }
    var marks: [Mark] = []
    if let interval = row.interval, interval.overlaps(x.domain) {
      let ink: Ink = row.valence == .none ? .prior : row.valence.ink
      marks.append(
        .path(
          .line(
            x.clamped(interval.lowerBound), middle, x.clamped(interval.upperBound), middle,
            style.stroke(ink, 1.4))))
    }
    let place = x.clamped(estimate)
    if !x.domain.contains(estimate) {
      // Beyond the axis: the number tells the rest.
      let side: Double = estimate < x.domain.lowerBound ? -1 : 1
      let tip = 3.5 * style.markScale
      let start = place - side * tip
      marks.append(
        .path(
          PathMark(
            [
              .move(place, middle), .line(start, middle - tip * 0.75),
              .line(start, middle + tip * 0.75), .close,
            ], fill: .solid(row.valence.ink))))
      return marks + [
        ValenceMarks.head(
          row.valence, x: start - side * 2.7 * style.markScale, y: middle, scale: style.markScale)
      ]
    }
    return marks + [
      ValenceMarks.head(row.valence, x: place, y: middle, scale: style.markScale)
    ]
  }
}
