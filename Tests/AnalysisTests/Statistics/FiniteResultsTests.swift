import Testing

@testable import Analysis

/// Whatever comes in, no result is anything but a finite number or nil.
@Suite struct FiniteResultsTests {
  private let nasty: [Double] = [
    0, -0.0, 1, -1, 0.5, 3, .leastNonzeroMagnitude, -1e-300, 1e-17, 1e17, 1e300, -1e308,
    .greatestFiniteMagnitude,
    .infinity, -.infinity, .nan,
  ]

  @Test func distributions() {
    for one in nasty {
      expectFinite([
        NormalDistribution.cumulative(one), NormalDistribution.survival(one),
        NormalDistribution.twoSided(one), NormalDistribution.quantile(one),
        NormalDistribution.critical(level: one),
      ])
      for two in nasty {
        let student = StudentDistribution(degreesOfFreedom: one)
        expectFinite([
          student?.cumulative(two), student?.twoSided(two), student?.density(two),
          student?.quantile(two), student?.critical(level: two),
        ])
        let squared = ChiSquaredDistribution(degreesOfFreedom: one)
        expectFinite([squared?.survival(two), squared?.cumulative(two)])
        expectFinite([LogMeanSplit.logarithmicMean(one, two)])
      }
    }
  }

  @Test func estimates() {
    var generator = StatisticsGenerator(seed: 13)
    func pick() -> Double { nasty[Int(generator.next() % UInt64(nasty.count))] }
    func some() -> Double { generator.uniform() < 0.7 ? generator.uniform(0...9) : pick() }
    for _ in 0..<3000 {
      let days = (0..<4).map { _ in DayTotals(numerator: some(), denominator: some()) }
      let others = (0..<4).map { _ in DayTotals(numerator: some(), denominator: some()) }
      let interval = WilsonInterval(days: days)
      expectFinite([interval?.lower, interval?.upper, interval?.overdispersion])
      let plain = WilsonInterval(successes: pick(), trials: pick(), overdispersion: pick())
      expectFinite([plain?.lower, plain?.upper, plain?.proportion])
      let one = RatioEstimate(days: days)
      let two = RatioEstimate(days: others)
      var differences = [
        RatioDifference(segment: days, reference: others),
        RatioDifference(segment: days, restOf: others),
      ]
      if let one, let two { differences.append(RatioDifference(one, minus: two)) }
      expectFinite([one?.ratio, one?.standardError, one?.interval()?.upperBound])
      for difference in differences {
        expectFinite([
          difference?.difference, difference?.standardError, difference?.pValue,
          difference?.degreesOfFreedom, difference?.interval()?.lowerBound,
        ])
      }
      let history = (0..<10).map { _ in Optional(some()) }
      if case .success(let chart) = ControlChart.reading(history: history, tested: pick()) {
        expectFinite([chart.mean, chart.lower, chart.upper, chart.sigma, chart.pValue])
      }
      let values = MedianDeviation((0..<5).map { _ in some() })
      expectFinite([values?.median, values?.spread, values?.score(pick())])
      let split = LogMeanSplit(
        before: [some(), some(), pick()], after: [some(), some(), pick()])
      expectFinite([split?.before, split?.after])
      expectFinite(split?.parts ?? [])
      expectFinite(FalseDiscovery([some(), pick(), 0.1])?.adjusted ?? [])
    }
  }

  private func expectFinite(
    _ values: [Double?], sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let finite = values.allSatisfy { $0?.isFinite ?? true }
    #expect(finite, "\(values)", sourceLocation: sourceLocation)
  }
}
