import Metrics

/// Two lines from zero and the area between them: how revenue, spend and profit move.
public struct SurplusLine: Sendable, Hashable {
  public var upper: TimeSeries
  public var lower: TimeSeries
  /// The gap's name and latest value, printed between the ends: "Profit", "$454k".
  public var gapName: String
  public var gapDisplay: String
  public var grain: TimeGrain
  /// The week whose tick is bold.
  public var reportWeek: ISOWeek
  public var ticks: TickStyle
  /// Events by day: named on the peak when they cover it.
  public var peakName: String?
  /// The direct labels at the line ends also carry values.
  public var labelsCarryValues: Bool

  public init(
    upper: TimeSeries, lower: TimeSeries, gapName: String, gapDisplay: String, grain: TimeGrain,
    reportWeek: ISOWeek, ticks: TickStyle, peakName: String? = nil, labelsCarryValues: Bool = true
  ) {
    self.upper = upper
    self.lower = lower
    self.gapName = gapName
    self.gapDisplay = gapDisplay
    self.grain = grain
    self.reportWeek = reportWeek
    self.ticks = ticks
    self.peakName = peakName
    self.labelsCarryValues = labelsCarryValues
  }
}

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
  public var reportWeek: ISOWeek
  public var target: Level?
  public var band: ClosedRange<Double>?
  /// Points (by index) drawn with a marker of the valence.
  public var signals: [Int: Valence]
  /// The last marker's valence.
  public var lastValence: Valence
  /// The extreme point labelled: the maximum, the minimum, or none.
  public var labelledExtreme: Int?
  /// Prints the series name before the last value ("ROAS 3.95×").
  public var namesSeries: Bool

  public init(
    series: TimeSeries, grain: TimeGrain, reportWeek: ISOWeek, target: Level? = nil,
    band: ClosedRange<Double>? = nil, signals: [Int: Valence] = [:], lastValence: Valence = .none,
    labelledExtreme: Int? = nil, namesSeries: Bool = false
  ) {
    self.series = series
    self.grain = grain
    self.reportWeek = reportWeek
    self.target = target
    self.band = band
    self.signals = signals
    self.lastValence = lastValence
    self.labelledExtreme = labelledExtreme
    self.namesSeries = namesSeries
  }
}

/// Upright bars over days or weeks, from zero: rows a day, spend a week.
public struct Columns: Sendable, Hashable {
  public var series: TimeSeries
  public var grain: TimeGrain
  public var reportWeek: ISOWeek
  public var ticks: TickStyle

  public init(
    series: TimeSeries, grain: TimeGrain, reportWeek: ISOWeek, ticks: TickStyle = TickStyle()
  ) {
    self.series = series
    self.grain = grain
    self.reportWeek = reportWeek
    self.ticks = ticks
  }
}

/// A line without axes, with its last point and its target: a KPI tile's history.
public struct Sparkline: Sendable, Hashable {
  public var values: [Double?]
  public var target: Double?

  public init(values: [Double?], target: Double? = nil) {
    self.values = values
    self.target = target
  }
}

/// A relative variance as a pin on a scale of ±10 %: stem, head, arrow when it is beyond.
public struct VariancePin: Sendable, Hashable {
  /// The relative change, 0.075 for +7.5 %.
  public var change: Double
  public var valence: Valence

  public init(change: Double, valence: Valence) {
    self.change = change
    self.valence = valence
  }
}

/// Rows of name, share, dot with interval on a common axis, and value; a line and band for the whole.
public struct DotIntervals: Sendable, Hashable {
  public struct Row: Sendable, Hashable {
    public var name: String
    /// E.g. share of spend: "34%".
    public var share: String
    /// Nil when withheld: then `display` says why ("n=37").
    public var estimate: Double?
    public var interval: ClosedRange<Double>?
    public var display: String
    public var valence: Valence

    public init(
      name: String, share: String, estimate: Double?, interval: ClosedRange<Double>?,
      display: String, valence: Valence = .none
    ) {
      self.name = name
      self.share = share
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

  public init(
    head: String, rows: [Row], whole: Double?, wholeInterval: ClosedRange<Double>?,
    domain: ClosedRange<Double>, ticks: TickStyle, shareHead: String, valueHead: String
  ) {
    self.head = head
    self.rows = rows
    self.whole = whole
    self.wholeInterval = wholeInterval
    self.domain = domain
    self.ticks = ticks
    self.shareHead = shareHead
    self.valueHead = valueHead
  }
}

/// From one total to another by steps: what moved profit.
public struct Bridge: Sendable, Hashable {
  public struct Step: Sendable, Hashable {
    public var name: String
    public var value: Double
    public var display: String
    public var valence: Valence

    public init(name: String, value: Double, display: String, valence: Valence) {
      self.name = name
      self.value = value
      self.display = display
      self.valence = valence
    }
  }

  public var startName: String
  public var start: Double
  public var startDisplay: String
  public var steps: [Step]
  public var endName: String
  public var end: Double
  public var endDisplay: String

  public init(
    startName: String, start: Double, startDisplay: String, steps: [Step], endName: String,
    end: Double, endDisplay: String
  ) {
    self.startName = startName
    self.start = start
    self.startDisplay = startDisplay
    self.steps = steps
    self.endName = endName
    self.end = end
    self.endDisplay = endDisplay
  }
}

/// Bars by rank and the cumulative curve on one 0–100 % axis: who makes the profit.
public struct Pareto: Sendable, Hashable {
  public struct Item: Sendable, Hashable {
    public var name: String
    /// Share of the whole, may be negative.
    public var share: Double
    public var display: String
    public var channel: ChannelRole

    public init(name: String, share: Double, display: String, channel: ChannelRole) {
      self.name = name
      self.share = share
      self.display = display
      self.channel = channel
    }
  }

  /// Ranked best to worst.
  public var items: [Item]
  /// "9 campaigns, 81%" at the point where the curve passes 80 %.
  public var noun: String
  /// Legend lines: channel, text.
  public var legend: [(channel: ChannelRole, text: String)]

  public init(items: [Item], noun: String, legend: [(channel: ChannelRole, text: String)]) {
    self.items = items
    self.noun = noun
    self.legend = legend
  }

  public static func == (left: Pareto, right: Pareto) -> Bool {
    left.items == right.items && left.noun == right.noun
      && left.legend.map(\.text) == right.legend.map(\.text)
      && left.legend.map(\.channel) == right.legend.map(\.channel)
  }

  public func hash(into hasher: inout Hasher) { hasher.combine(items) }
}

/// The hue and shape of a channel: the three largest by spend, and the rest.
public enum ChannelRole: Int, Sendable, Hashable, CaseIterable {
  /// ● ■ ▲ ◆
  case first, second, third, other
}
