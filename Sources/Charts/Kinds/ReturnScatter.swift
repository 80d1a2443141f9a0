import Marks

/// Revenue per click against cost per click, both on log scales: lines of equal ROAS are diagonals.
/// Which keyword pays?
public struct ReturnScatter: Sendable, Hashable {
  public enum Standing: String, Sendable, Hashable, CaseIterable {
    /// At or over the target.
    case above
    /// Pays back, but not to the target; or within noise of break-even.
    case between
    /// Pays back less than it costs, beyond noise.
    case below
    /// Too little to judge by.
    case unknown
  }

  public struct Point: Sendable, Hashable {
    /// From the data.
    public var name: String
    /// A click's, in units of money.
    public var cost: Double
    public var revenue: Double
    /// The dot's area.
    public var spend: Double
    public var standing: Standing
    /// The cells beside the name, in the order of `heads`.
    public var cells: [ChartData.Cell]

    public var hasPlace: Bool { (cost.usable ?? 0) > 1e-9 && (revenue.usable ?? -1) >= 0 }

    public init(
      name: String, cost: Double, revenue: Double, spend: Double, standing: Standing,
      cells: [ChartData.Cell]
    ) {
      self.name = name
      self.cost = cost
      self.revenue = revenue
      self.spend = spend
      self.standing = standing
      self.cells = cells
    }
  }

  /// A diagonal: "4× target".
  public struct Level: Sendable, Hashable {
    public var ratio: Double
    public var label: String
    public var isTarget: Bool

    public init(ratio: Double, label: String, isTarget: Bool = false) {
      self.ratio = ratio
      self.label = label
      self.isTarget = isTarget
    }
  }

  /// Those that should be named come first.
  public var points: [Point]
  /// How many of them, at most ten (VS-6.6).
  public var named: Int
  /// ROAS of break-even: the loss zone is under it.
  public var breakEven: Level
  public var levels: [Level]
  /// "$".
  /// How money is written on both axes.
  public var ticks: TickStyle
  public var heads: [String]
  public var empty: EmptyState

  public init(
    points: [Point], named: Int, breakEven: Level, levels: [Level], ticks: TickStyle,
    heads: [String], empty: EmptyState = .noValues
  ) {
    self.points = points
    self.named = min(named, 10)
    self.breakEven = breakEven
    self.levels = levels
    self.ticks = ticks
    self.heads = heads
    self.empty = empty
  }

  /// Points with a place: a click that costs nothing has none. Of others the subtitle must speak.
  public var placed: [Point] { points.filter(\.hasPlace) }
}

extension ReturnScatter: Chart {
  public var data: ChartData {
    ChartData(head: heads, cells: points.map { [.text($0.name)] + $0.cells })
  }

  public func preferredHeight(_ style: ChartStyle) -> Double { 215 * style.textScale }

  public func scene(
    width: Double, height: Double, style: ChartStyle, measurer: any TextMeasurer
  ) -> Scene {
    guard !placed.isEmpty else {
      return empty.scene(width: width, height: height, style: style, measurer: measurer)
    }
    let plot = ReturnPlot(
      self, width: width, height: height, style: style, text: TextFit(measurer))
    return Scene(width: width, height: height, marks: plot.marks)
  }
}
