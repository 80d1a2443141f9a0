import Marks

/// The y axis of a chart from zero: tick labels at the left, gridlines, the zero line darker.
struct ValueAxis {
  let ticks: Ticks
  let labels: [String]
  let width: Double
  private let style: ChartStyle

  init(_ domain: ClosedRange<Double>, _ tickStyle: TickStyle, style: ChartStyle, text: TextFit) {
    ticks = Ticks(in: domain)
    labels = ticks.labels(tickStyle)
    width = text.widest(labels, style.tick) + 6 * style.textScale
    self.style = style
  }

  /// From zero to the greatest value, or from the least when it is a loss. The zero line is part
  /// of the axis, so a series of zeros still has a length.
  static func domain(of values: [Double], unit: Double) -> ClosedRange<Double> {
    let span = (values + [0]).span ?? 0...0
    return span.length > 0 ? span : 0...(unit == 0 ? 4 : 4 * unit.magnitude)
  }

  func marks(_ y: LinearScale, left: Double, right: Double) -> [Mark] {
    var marks: [Mark] = []
    var free = Double.infinity
    for (value, label) in zip(ticks.values, labels) {
      let height = y(value)
      if value != 0 {
        marks.append(.path(.line(left, height, right, height, style.gridStroke)))
      }
      // Low charts keep only the ticks that are a line apart.
      guard height <= free else { continue }
      free = height - style.tickSize * 1.15
      marks.append(
        .text(
          TextMark(
            label, x: left - 6 * style.textScale, y: style.tick.baseline(centredOn: height),
            style.tick, .ink2, anchor: .end)))
    }
    return marks
  }
}
