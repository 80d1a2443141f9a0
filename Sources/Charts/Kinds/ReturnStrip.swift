import Marks
import Metrics

/// ROAS of every campaign on one log axis, a row a channel: how far each is from break-even and from
/// target. Area is spend.
public struct ReturnStrip: Sendable, Hashable {
  public struct Point: Sendable, Hashable {
    /// From the data.
    public var name: String
    public var ratio: Double
    public var spend: Double
    /// "4.19×", "$16.1k".
    public var ratioWords: String
    public var spendWords: String
    /// Named where there is room.
    public var isNamed: Bool
    /// Under break-even beyond noise.
    public var isLoss: Bool

    public init(
      name: String, ratio: Double, spend: Double, ratioWords: String, spendWords: String,
      isNamed: Bool = false, isLoss: Bool = false
    ) {
      self.isLoss = isLoss
      self.name = name
      self.ratio = ratio
      self.spend = spend
      self.ratioWords = ratioWords
      self.spendWords = spendWords
      self.isNamed = isNamed
    }
  }

  public struct Row: Sendable, Hashable {
    public var name: String
    public var channel: ChannelRole
    public var points: [Point]

    public init(name: String, channel: ChannelRole, points: [Point]) {
      self.name = name
      self.channel = channel
      self.points = points
    }
  }

  public var rows: [Row]
  public var breakEven: Double
  /// "Break-even".
  public var breakEvenWords: String
  public var target: Double?
  /// "Target 4.00×".
  public var targetWords: String
  public var empty: EmptyState

  public init(
    rows: [Row], breakEven: Double, breakEvenWords: String, target: Double?, targetWords: String,
    empty: EmptyState = .noValues
  ) {
    self.rows = rows
    self.breakEven = breakEven
    self.breakEvenWords = breakEvenWords
    self.target = target
    self.targetWords = targetWords
    self.empty = empty
  }

  /// More than these would lie on each other: they are counted in bars instead (VS-9).
  static let mostDots = 60
  public var isCounted: Bool { placed.count > Self.mostDots }

  /// Points that a log scale has a place for; of others the subtitle must speak.
  public var placed: [Point] { rows.flatMap(\.points).filter(Self.hasPlace) }
  public var leftOut: Int { rows.reduce(0) { $0 + $1.points.count } - placed.count }

  /// What returned nothing lies beyond the axis; a ratio of amounts below zero says nothing.
  static func hasPlace(_ point: Point) -> Bool {
    (point.ratio.usable ?? -1) >= 0 && (point.spend.usable ?? 0) >= 0
  }
}

extension ReturnStrip: Chart {
  public var data: ChartData {
    ChartData(
      head: ["Campaign", "Channel", "Spend", "ROAS"].map { (head: Phrase) in head.text },
      cells: rows.flatMap { row in
        row.points.map { point in
          [
            .text(point.name), .text(row.name), .value(point.spend, .money, point.spendWords),
            .value(point.ratio, .multiple, point.ratioWords),
          ]
        }
      })
  }

  public func preferredHeight(_ style: ChartStyle) -> Double {
    guard !rows.isEmpty else { return 60 * style.textScale }
    return (Double(rows.count) * 32 + 26) * style.textScale
  }

  public func scene(
    width: Double, height: Double, style: ChartStyle, measurer: any TextMeasurer
  ) -> Scene {
    guard !placed.isEmpty else {
      return empty.scene(width: width, height: height, style: style, measurer: measurer)
    }
    let plot = StripPlot(self, width: width, height: height, style: style, text: TextFit(measurer))
    return Scene(width: width, height: height, marks: plot.marks)
  }
}
