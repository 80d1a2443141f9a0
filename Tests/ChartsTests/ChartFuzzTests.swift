import Charts
import Marks
import Metrics
import Testing

/// Random data: no crash, no coordinate that is no number, and everything stays readable (VS-14,
/// row 23).
@Suite struct ChartFuzzTests {
  private static let names = [
    "Search", Samples.longName, Samples.rightToLeft, Samples.indic, "🛍️🎉", "", " ", "a b c d e f",
    String(repeating: "x", count: 300),
  ]

  private struct Dice {
    var generator: SplitMix

    mutating func value() -> Double {
      switch Int.random(in: 0..<14, using: &generator) {
      case 0: .nan
      case 1: .infinity
      case 2: -.infinity
      case 3: 0
      case 4: 1e12
      case 5: -Double.random(in: 0...1e5, using: &generator)
      case 6: 1e300
      default: Double.random(in: 0...1e5, using: &generator)
      }
    }
    mutating func optional() -> Double? { chance(8) ? nil : value() }
    mutating func chance(_ sides: Int) -> Bool { Int.random(in: 0..<sides, using: &generator) == 0 }
    mutating func count() -> Int { [0, 1, 2, 3, 8, 26, 60, 61, 200][pick(9)] }
    mutating func pick(_ sides: Int) -> Int { Int.random(in: 0..<sides, using: &generator) }
    mutating func name() -> String { ChartFuzzTests.names[pick(ChartFuzzTests.names.count)] }
    mutating func valence() -> Valence { Valence.allCases[pick(4)] }
    mutating func range() -> ClosedRange<Double>? {
      let ends = [value(), value()].filter { !$0.isNaN }
      guard let low = ends.min(), let high = ends.max() else { return nil }
      return low...high
    }

    mutating func series(_ step: Int) -> TimeSeries {
      var day = Samples.firstOfNovember
      let points = (0..<count()).map { _ in
        day = day + (chance(10) ? step * pick(6) : step)
        let value = optional()
        return TimePoint(
          day: day, value: value, display: Samples.times(value), isPartial: chance(7))
      }
      return TimeSeries(name: name(), points: points)
    }

    mutating func chart() -> any Chart {
      let grain: TimeGrain = chance(2) ? .day : .week
      let step = grain == .day ? 1 : 7
      switch pick(11) {
      case 0:
        return SurplusLine(
          upper: series(step), lower: series(step), gapName: name(), gapDisplay: "$1k",
          grain: grain, report: ReportPeriod(Samples.week48), ticks: TickStyle(divisor: 1000),
          peakName: chance(2) ? name() : nil, labelsCarryValues: chance(2))
      case 1:
        return RateLine(
          series: series(step), grain: grain, report: ReportPeriod(Samples.week48),
          target: chance(2) ? RateLine.Level(value: value(), display: "4.00×") : nil,
          band: chance(2) ? range() : nil, signals: [pick(9): valence()], lastValence: valence(),
          labelledExtreme: chance(2) ? pick(26) : nil, namesSeries: chance(2))
      case 2:
        return Columns(series: series(step), grain: grain, report: ReportPeriod(Samples.week48))
      case 3:
        return Sparkline(values: (0..<count()).map { _ in optional() }, target: optional())
      case 4: return VariancePin(change: value(), valence: valence())
      case 5:
        let rows = (0..<count()).map { _ in
          DotIntervals.Row(
            name: name(), share: chance(4) ? "" : "\(pick(101))%", estimate: optional(),
            interval: range(), display: "6.98×", valence: valence())
        }
        return DotIntervals(
          head: name(), rows: rows, whole: optional(), wholeInterval: range(),
          domain: range() ?? 0...1, ticks: TickStyle(suffix: "×"), shareHead: "Share",
          valueHead: "ROAS")
      case 6:
        let steps = (0..<count()).map { _ in
          Bridge.Step(name: name(), value: value(), display: "+1.2", valence: valence())
        }
        return Bridge(
          startName: "W47", start: value(), startDisplay: "$456k", steps: steps, endName: "W48",
          end: value(), endDisplay: "$454k")
      case 7:
        let total = HeatMap.Cell(4.07, display: "4.07×", distance: nil)
        let columns = (0..<max(1, count() % 12)).map { _ in name() }
        let rows = (0..<count()).map { _ in
          HeatMap.Row(
            name: name(),
            cells: columns.map { _ in
              HeatMap.Cell(
                optional(), display: chance(9) ? "" : "6.98×",
                distance: optional().map { $0 / 1e5 },
                isStrong: chance(9))
            }, total: total)
        }
        return HeatMap(
          rowHead: name(), columns: columns, rows: rows, totalName: name(),
          totals: columns.map { _ in total }, whole: total, legend: "vs target",
          withheld: "n < 50", unit: .multiple)
      case 8:
        let points = (0..<count()).map { _ in
          ReturnScatter.Point(
            name: name(), cost: value(), revenue: value(), spend: value(),
            standing: ReturnScatter.Standing.allCases[pick(4)], cells: [.text("$1.20")])
        }
        return ReturnScatter(
          points: points, named: pick(20), breakEven: .init(ratio: 1, label: "1×"),
          levels: [
            .init(ratio: value(), label: "4.20× target", isTarget: true),
            .init(ratio: 2, label: "2×"),
          ], ticks: TickStyle(prefix: "$"), heads: ["Keyword", "Cost per click"])
      case 9:
        let rows = (0..<max(1, count() % 7)).map { _ in
          ReturnStrip.Row(
            name: name(), channel: ChannelRole.allCases[pick(4)],
            points: (0..<count()).map { _ in
              ReturnStrip.Point(
                name: name(), ratio: value() / 1e4, spend: value(), ratioWords: "4.19×",
                spendWords: "$16.1k", isNamed: chance(5))
            })
        }
        return ReturnStrip(
          rows: rows, breakEven: chance(3) ? value() : 1, breakEvenWords: "Break-even",
          target: chance(3) ? nil : value() / 1e4, targetWords: "Target 4.00×")
      default:
        let items = (0..<count()).map { _ in
          Pareto.Item(
            name: name(), share: value() / 1e5, display: "1%",
            channel: ChannelRole.allCases[pick(4)])
        }
        return Pareto(
          items: items, noun: "campaigns", legend: [(.first, "Search: 9 campaigns")])
      }
    }
  }

  @Test(arguments: 0..<1000)
  func randomChartIsReadable(_ seed: Int) {
    var dice = Dice(generator: SplitMix(seed: UInt64(seed)))
    let chart = dice.chart()
    let style: ChartStyle = dice.chance(2) ? .print : .screen
    let width = [132.0, 234, 350, 366, 636, 744][dice.pick(6)] * (style == .screen ? 1.6 : 1)
    let height = dice.chance(3) ? [56.0, 90, 240][dice.pick(3)] : chart.preferredHeight(style)
    let scene = chart.scene(
      width: width, height: height * (style == .screen ? 1.6 : 1), style: style,
      measurer: FixedMeasurer())
    let audit = SceneAudit(measurer: FixedMeasurer(), minimumSize: style.tickSize)
    #expect(audit.findings(in: scene) == [])
    #expect(scene.isFinite)
  }
}
