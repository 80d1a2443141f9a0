import Marks
import Metrics

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
  /// "campaigns" in "9 campaigns, 81%", at the point where the curve passes 80 %.
  public var noun: String
  /// The noun for one; the plural where it is not given.
  public var singular: String
  /// Legend lines: channel, text.
  public var legend: [(channel: ChannelRole, text: String)]
  public var empty: EmptyState

  public init(
    items: [Item], noun: String, legend: [(channel: ChannelRole, text: String)],
    singular: String = "", empty: EmptyState = .noValues
  ) {
    self.items = items
    self.noun = noun
    self.singular = singular
    self.legend = legend
    self.empty = empty
  }

  public static func == (left: Pareto, right: Pareto) -> Bool {
    left.items == right.items && left.noun == right.noun && left.singular == right.singular
      && left.legend.map(\.text) == right.legend.map(\.text)
      && left.legend.map(\.channel) == right.legend.map(\.channel) && left.empty == right.empty
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(items)
    hasher.combine(noun)
  }

  /// Above this many items there is only the curve (VS-9).
  public static let mostBars = 60
  /// The part of the whole that campaigns are counted up to: what is printed as 80%.
  public static let most = 0.795
}

extension Pareto: Chart {
  public var data: ChartData {
    ChartData(
      head: ["Rank", "Name", "Share"].map { (head: Phrase) in head.text },
      cells: items.enumerated().map { index, item in
        [.rank(index), .text(item.name), .value(item.share, .rate, item.display)]
      })
  }

  public func preferredHeight(_ style: ChartStyle) -> Double { 200 * style.textScale }

  public func scene(
    width: Double, height: Double, style: ChartStyle, measurer: any TextMeasurer
  ) -> Scene {
    let shares = items.map { $0.share.usable ?? 0 }
    guard shares.contains(where: { $0 != 0 }) else {
      return empty.scene(width: width, height: height, style: style, measurer: measurer)
    }
    let text = TextFit(measurer)
    var sum = 0.0
    let curve = shares.map { share in
      sum += share
      return sum
    }
    let domain = (shares + curve + [0, 1]).span ?? 0...1
    let ticks = Ticks(in: domain.lowerBound > -0.25 ? 0...domain.upperBound : domain, wanted: 5)
    var labels = ticks.labels(TickStyle(divisor: 0.01))
    if let last = labels.popLast() { labels.append(last + Language.current.numbers.percent) }
    let left = text.widest(labels, style.tick) + 6 * style.textScale
    let foot = max(style.labelSize, height - 4 - style.tickSize * 1.3)
    let hasBars = items.count <= Self.mostBars
    var plot = ParetoPlot(
      frame: InkBox(
        left: left, top: style.labelSize * 0.8, right: max(left + 1, width - 3 * style.markScale),
        bottom: foot),
      domain: domain, shares: shares, curve: curve, style: style, text: text)
    var words = ParetoPlot.Words(
      noun: noun, singular: singular.isEmpty ? noun : singular, legend: hasBars ? legend : [])
    var notes = plot.notes(words, hasBars: hasBars)

    var marks: [Mark] = []
    if hasBars, !notes.hasLegend, let above = plot.legendAbove(words, width: width) {
      // No room inside: the legend stands above, and the plot makes way.
      plot.frame.top += above.height
      words.legend = []
      notes = plot.notes(words, hasBars: true)
      marks += above.marks
    }
    var free = Double.infinity
    for (value, label) in zip(ticks.values, labels) {
      let y = plot.y(value)
      let stroke = value == 0 ? style.axisStroke : style.gridStroke
      marks.append(.path(.line(left, y, plot.frame.right, y, stroke)))
      guard y <= free else { continue }
      free = y - style.tickSize * 1.15
      marks.append(
        .text(
          TextMark(
            label, x: left - 6 * style.textScale, y: style.tick.baseline(centredOn: y),
            style.tick, .ink2, anchor: .end)))
    }
    if hasBars { marks += plot.bars(items.map(\.channel.ink)) }
    marks += plot.curveMarks()
    marks += plot.rankMarks(width: width)
    return Scene(width: width, height: height, marks: marks + notes.marks)
  }
}
