import Testing

@testable import Analysis

/// References: NumPy and SciPy 1.17.1 (`import numpy as np; from scipy import stats, integrate`):
///
///     h = np.array([41.2, 39.8, 44.1, 40.5, 42.3, 38.9, 43.7, 41.0, 40.2, 42.8])
///     mr = np.abs(np.diff(h)).mean()
///     # E|X - Y| given Y, whose square integrates to E|X - Y||Y - Z|
///     e = lambda y: y * (2 * stats.norm.cdf(y) - 1) + 2 * stats.norm.pdf(y)
///     cov = integrate.quad(lambda y: e(y)**2 * stats.norm.pdf(y), -12, 12)[0] - 4 / np.pi
///     var = 2 - 4 / np.pi
///     def pv(h, x, m, j, mr):  # m ranges, j pairs of them that share a week
///       c2 = (m * var + 2 * j * cov) / (4 / np.pi * m * m); nu = 1 / (2 * c2) + .25
///       t = (x - h.mean()) / (mr * np.pi**.5 / 2 * (1 + 1 / len(h))**.5) * (1 + c2)**.5
///       return nu, 2 * stats.t.sf(abs(t), nu)
@Suite struct ControlChartTests {
  private let history: [Double?] = [41.2, 39.8, 44.1, 40.5, 42.3, 38.9, 43.7, 41.0, 40.2, 42.8]

  @Test func agreesWithReference() throws {
    let chart = try ControlChart.reading(history: history, tested: 47.9).get()
    #expect(chart.weeks == 10)
    // h.mean(), mr, h.mean() - 2.66 * mr, h.mean() + 2.66 * mr
    #expect(StatisticsReference.agrees(chart.mean, 41.45))
    #expect(StatisticsReference.agrees(chart.meanMovingRange, 2.822222222222223))
    #expect(StatisticsReference.agrees(chart.lower, 33.94288888888889))
    #expect(StatisticsReference.agrees(chart.upper, 48.95711111111112))
    // pv(h, 47.9, 9, 8, mr)
    #expect(StatisticsReference.agrees(chart.degreesOfFreedom, 5.88881226556057))
    #expect(StatisticsReference.agrees(chart.pValue, 0.04330837185601534))
    #expect(chart.signals.isEmpty)
    #expect(!chart.isOutside)
  }

  @Test func noRangeSpansAGap() throws {
    var gapped = history
    gapped.insert(nil, at: 4)
    let chart = try ControlChart.reading(history: gapped, tested: 47.9).get()
    // mr = np.r_[np.abs(np.diff(h[:4])), np.abs(np.diff(h[4:]))].mean(); pv(h, 47.9, 8, 6, mr)
    #expect(StatisticsReference.agrees(chart.meanMovingRange, 2.950000000000001))
    #expect(StatisticsReference.agrees(chart.degreesOfFreedom, 5.495671076309931))
    #expect(StatisticsReference.agrees(chart.pValue, 0.05268740431683849))
  }

  @Test func pointOutside() throws {
    let high = try ControlChart.reading(history: history, tested: 49).get()
    #expect(high.signals == [.outside(above: true)])
    #expect(high.isOutside)
    let low = try ControlChart.reading(history: history, tested: 33.9).get()
    #expect(low.signals == [.outside(above: false)])
    // On the limit is not beyond it.
    let edge = try ControlChart.reading(history: history, tested: high.upper).get()
    #expect(edge.signals.isEmpty)
  }

  @Test func eightInARow() throws {
    let low: [Double?] = [30, 31, 30, 32, 30, 31, 30, 31]
    let high: [Double?] = [34, 35, 34, 35, 34, 35, 34]
    let chart = try ControlChart.reading(history: low + high, tested: 35).get()
    #expect(chart.signals == [.run(above: true)])
    let seven = try ControlChart.reading(history: low + high.dropLast(), tested: 35).get()
    #expect(seven.signals.isEmpty)
    let broken = try ControlChart.reading(
      history: low + [34, 35, 34, nil, 34, 35, 34, 35], tested: 35
    ).get()
    #expect(broken.signals.isEmpty)
    let down = try ControlChart.reading(history: high + [34] + low.dropLast(), tested: 30).get()
    #expect(down.signals == [.run(above: false)])
  }

  @Test func onlyTheLastWeeksCount() throws {
    let long =
      Array(repeating: Optional(9e9), count: 5) + Array(repeating: nil, count: 16) + history
    let chart = try ControlChart.reading(history: long, tested: 47.9).get()
    #expect(chart == (try ControlChart.reading(history: history, tested: 47.9).get()))
  }

  @Test func nothingTestedStillHasARange() throws {
    let chart = try ControlChart.reading(history: history, tested: nil).get()
    #expect(chart.pValue == nil)
    #expect(chart.signals.isEmpty)
    #expect(StatisticsReference.agrees(chart.upper, 48.95711111111112))
  }

  @Test func flatHistoryHasNoNoise() throws {
    let flat = Array(repeating: Optional(0.1), count: 10)
    let same = try ControlChart.reading(history: flat, tested: 0.1).get()
    #expect(same.pValue == 1)
    #expect(same.signals.isEmpty)
    let other = try ControlChart.reading(history: flat, tested: 0.2).get()
    #expect(other.pValue == nil)
    #expect(other.signals == [.outside(above: true)])
    let zeros = try ControlChart.reading(history: Array(repeating: 0, count: 8), tested: 0).get()
    #expect(zeros.pValue == 1)
  }

  @Test func refusals() {
    #expect(refusal([], 1) == .tooFewWeeks(0))
    #expect(refusal(Array(history.prefix(7)), 1) == .tooFewWeeks(7))
    #expect(refusal(Array(history.prefix(7)) + [nil, nil], 1) == .tooFewWeeks(7))
    let scattered = history.flatMap { [$0, nil] }
    #expect(refusal(scattered, 1) == .tooFewRanges(0))
    #expect(refusal(history + [.nan], 1) == .notFinite)
    #expect(refusal(history, .infinity) == .notFinite)
    #expect(refusal(Array(repeating: 1e308, count: 9), 1) == .notFinite)
  }

  /// On independent normal weeks the p-value keeps its promise: at most 5 of 100 under 5 %.
  @Test(arguments: [8, 12, 26])
  func falseAlarms(weeks: Int) throws {
    var generator = StatisticsGenerator(seed: 12)
    var alarms = 0
    for _ in 0..<4000 {
      let noise = (0..<weeks).map { _ in Optional(100 + generator.normal()) }
      let chart = try ControlChart.reading(history: noise, tested: 100 + generator.normal()).get()
      if let pValue = chart.pValue, pValue <= 0.05 { alarms += 1 }
    }
    #expect((150...240).contains(alarms))
  }

  private func refusal(_ history: [Double?], _ tested: Double?) -> ControlChart.Refusal? {
    switch ControlChart.reading(history: history, tested: tested) {
    case .success: nil
    case .failure(let refusal): refusal
    }
  }
}
