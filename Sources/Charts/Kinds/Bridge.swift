import Marks
import Metrics

/// From one total to another by steps: what moved profit.
public struct Bridge: Sendable, Hashable {
  public struct Step: Sendable, Hashable {
    public var name: String
    public var value: Double
    /// In full, for the table beside the chart: "−$8.95k".
    public var display: String
    /// At its bar, in the unit that the subtitle names: "−8.95".
    public var label: String
    public var valence: Valence

    /// - Parameter label: nil for `display`.
    public init(
      name: String, value: Double, display: String, label: String? = nil, valence: Valence
    ) {
      self.name = name
      self.value = value
      self.display = display
      self.label = label ?? display
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
  public var empty: EmptyState

  public init(
    startName: String, start: Double, startDisplay: String, steps: [Step], endName: String,
    end: Double, endDisplay: String, empty: EmptyState = .noValues
  ) {
    self.startName = startName
    self.start = start
    self.startDisplay = startDisplay
    self.steps = steps
    self.endName = endName
    self.end = end
    self.endDisplay = endDisplay
    self.empty = empty
  }

  /// The axis does not start at zero because the steps would be too small to see; the subtitle
  /// must say so (VS-6.1).
  public var axisIsCut: Bool { base != 0 }
}

extension Bridge: Chart {
  /// One bar: the totals stand on the base, the steps between two levels.
  struct Bar {
    var name: String
    var display: String
    var from, to: Double
    var ink: Ink
    var textInk: Ink
    var isTotal: Bool

    func mark(x: Double, y: Double, width: Double, height: Double) -> RectMark {
      RectMark(x: x, y: y, width: width, height: height, fill: .solid(ink))
    }
  }

  public var data: ChartData {
    ChartData(
      head: ["Step", "Value"].map { (head: Phrase) in head.text },
      cells: [[.text(startName), .value(start, .money, startDisplay)]]
        + steps.map { [.text($0.name), .value($0.value, .money, $0.display)] }
        + [[.text(endName), .value(end, .money, endDisplay)]])
  }

  public func preferredHeight(_ style: ChartStyle) -> Double { 115 * style.textScale }

  /// Upright bars where names fit below them, rows where they do not.
  public func scene(
    width: Double, height: Double, style: ChartStyle, measurer: any TextMeasurer
  ) -> Scene {
    guard start.usable != nil, end.usable != nil else {
      return empty.scene(width: width, height: height, style: style, measurer: measurer)
    }
    let text = TextFit(measurer)
    let bars = bars
    let count = Double(bars.count)
    let hasNames = width / count >= 6 * style.labelSize
    let hasRows = height / count >= style.labelSize * 1.3
    let marks: [Mark] =
      if !hasNames && hasRows {
        BridgeRows(bars: bars, base: base, width: width, height: height, style: style, text: text)
          .marks()
      } else {
        BridgeColumns(
          bars: bars, base: base, width: width, height: height, style: style, text: text
        ).marks()
      }
    return Scene(width: width, height: height, marks: marks)
  }

  /// The heights between the steps, the totals included.
  private var levels: [Double] {
    var level = start
    return [start]
      + steps.map { step in
        level += step.value.usable ?? 0
        return level
      } + [end]
  }

  /// Zero, or where the cut axis begins: below profits, above losses.
  var base: Double {
    guard let span = levels.compactMap(\.usable).span else { return 0 }
    let side: Double = span.lowerBound > 0 ? 1 : -1
    let nearest = side > 0 ? span.lowerBound : span.upperBound
    guard nearest * side > 0, span.length < 0.4 * abs(nearest) else { return 0 }
    return span.length > 0 ? nearest - side * 0.6 * span.length : nearest * 0.8
  }

  var bars: [Bar] {
    let base = base
    let levels = levels
    let inner = zip(steps, zip(levels, levels.dropFirst())).map { step, ends in
      let isJudged = step.valence != .none && step.value.usable != nil
      return Bar(
        name: step.name, display: step.label, from: ends.0, to: ends.1,
        ink: isJudged ? step.valence.ink : .prior,
        textInk: isJudged ? step.valence.ink : .ink2, isTotal: false)
    }
    let first = Bar(
      name: startName, display: startDisplay, from: base, to: start, ink: .priorFill,
      textInk: .ink, isTotal: true)
    let last = Bar(
      name: endName, display: endDisplay, from: base, to: end, ink: .actual, textInk: .ink,
      isTotal: true)
    return [first] + inner + [last]
  }
}
