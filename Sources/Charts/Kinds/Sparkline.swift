import Marks
import Metrics

/// A line without axes, with its last point and its target: a KPI tile's history.
public struct Sparkline: Sendable, Hashable {
  public var values: [Double?]
  public var target: Double?
  /// The values as printed, for the data table; may be left out where the table stands elsewhere.
  public var displays: [String]

  public init(values: [Double?], target: Double? = nil, displays: [String] = []) {
    self.values = values
    self.target = target
    self.displays = displays
  }
}

extension Sparkline: Chart {
  public var data: ChartData {
    ChartData(
      head: displays.isEmpty ? [] : ["Period", "Value"].map { (head: Phrase) in head.text },
      cells: displays.enumerated().map { index, display in
        [.rank(index), .value(index < values.count ? values[index] : nil, nil, display)]
      })
  }

  public func preferredHeight(_ style: ChartStyle) -> Double { 20 * style.markScale }

  public func scene(
    width: Double, height: Double, style: ChartStyle, measurer: any TextMeasurer
  ) -> Scene {
    let known = values.map { $0?.usable }
    let target = target?.usable
    guard let domain = RateLine.domain(of: known.compactMap { $0 } + [target].compactMap { $0 })
    else { return Scene(width: width, height: height, marks: []) }
    let radius = 2.3 * style.markScale
    let y = LinearScale(domain, from: height - radius, to: radius)
    let x = LinearScale(0...Double(max(1, values.count - 1)), from: 0.6, to: width - radius)
    var marks: [Mark] = []
    if let target {
      marks.append(
        .path(
          .line(0, y(target), width - radius, y(target), style.stroke(.plan, 0.8, dash: [2.5, 2]))))
    }
    let line = style.stroke(.prior, 1.1)
    var run: [(x: Double, y: Double)] = []
    func flush() {
      if run.count > 1 { marks.append(.path(.polyline(run, line))) }
      if run.count == 1 { marks.append(.path(.circle(run[0].x, run[0].y, 0.8, fill: .prior))) }
      run = []
    }
    for (index, value) in known.enumerated() {
      if let value {
        run.append((known.count == 1 ? x.end : x(Double(index)), y(value)))
      } else {
        flush()
      }
    }
    let last = run.last
    flush()
    if let last { marks.append(.path(.circle(last.x, last.y, radius, fill: .actual))) }
    return Scene(width: width, height: height, marks: marks)
  }
}
