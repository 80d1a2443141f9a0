import Testing

@testable import Analysis

/// References: statsmodels 0.15.0 and SciPy 1.17.1, with
/// `from statsmodels.stats.proportion import proportion_confint; from scipy import stats`.
@Suite struct WilsonIntervalTests {
  @Test(
    arguments: [
      (0, 20, 0.95, 0.0, 0.1611251580528194),  // proportion_confint(0, 20, 0.05, method='wilson')
      // proportion_confint(20, 20, 0.05, method='wilson')
      (20, 20, 0.95, 0.8388748419471804, 0.9999999999999999),
      // proportion_confint(3, 20, 0.05, method='wilson')
      (3, 20, 0.95, 0.052368745896216595, 0.36041886474075696),
      // proportion_confint(12.5, 400, 0.05, method='wilson')
      (12.5, 400, 0.95, 0.018163189637906172, 0.053254586300496815),
      // proportion_confint(7, 1000000.0, 0.05, method='wilson')
      (7, 1000000.0, 0.95, 3.390867834900855e-06, 1.4450522448827194e-05),
      // proportion_confint(480, 1000, 0.2, method='wilson')
      (480, 1000, 0.80, 0.45980248063282586, 0.5002631066249459),
    ] as [(Double, Double, Double, Double, Double)])
  func interval(
    successes: Double, trials: Double, level: Double, lower: Double, upper: Double
  ) throws {
    let interval = try #require(
      WilsonInterval(successes: successes, trials: trials, level: level))
    #expect(StatisticsReference.agrees(interval.lower, lower))
    #expect(StatisticsReference.agrees(interval.upper, upper))
    #expect(interval.overdispersion == 1)
  }

  // y = np.array([12, 30, 9, 41, 22, 18, 55]); m = np.array([410, 520, 388, 602, 471, 390, 640])
  private let days = zip([12.0, 30, 9, 41, 22, 18, 55], [410.0, 520, 388, 602, 471, 390, 640])
    .map { DayTotals(numerator: $0, denominator: $1) }

  @Test func overdispersion() throws {
    // phi = sm.GLM(np.c_[y, m - y], np.ones(7), family=sm.families.Binomial()).fit().pearson_chi2 / 6
    let factor = try #require(WilsonInterval.overdispersion(days: days))
    #expect(StatisticsReference.agrees(factor, 4.664392034013615))
    // proportion_confint(y.sum() / phi, m.sum() / phi, 0.05, method='wilson')
    let normal = try #require(
      WilsonInterval(successes: 187, trials: 3421, overdispersion: factor))
    #expect(StatisticsReference.agrees(normal.lower, 0.040410870779192566))
    #expect(StatisticsReference.agrees(normal.upper, 0.07355464452344429))
    // The same with alpha = 2 * stats.norm.sf(stats.t.ppf(0.975, 6))
    let student = try #require(WilsonInterval(days: days))
    #expect(StatisticsReference.agrees(student.lower, 0.03749747917451308))
    #expect(StatisticsReference.agrees(student.upper, 0.07903946721372113))
    #expect(student.proportion == 187.0 / 3421)
  }

  @Test func lessThanBinomialVariationCountsAsOne() {
    // stats.chi2_contingency([y, m - y], correction=False).statistic / 4 is 0.0426
    let calm = zip([20.0, 24, 19, 25, 21], [1000.0, 1100, 980, 1210, 1030])
      .map { DayTotals(numerator: $0, denominator: $1) }
    #expect(WilsonInterval.overdispersion(days: calm) == 1)
  }

  @Test func daysWithoutTrialsSayNothing() {
    let empty = DayTotals(numerator: 0, denominator: 0)
    #expect(WilsonInterval(days: [empty] + days + [empty]) == WilsonInterval(days: days))
  }

  @Test func noSuccessStillHasAnUpperBound() throws {
    let none = Array(repeating: DayTotals(numerator: 0, denominator: 50), count: 7)
    let interval = try #require(WilsonInterval(days: none))
    #expect(interval.lower == 0)
    #expect(interval.upper > 0)
  }

  @Test func staysWithinZeroAndOne() throws {
    var generator = StatisticsGenerator(seed: 3)
    for _ in 0..<2000 {
      let trials = generator.uniform(0.1...2000)
      let successes = (generator.uniform(-0.2...1.2) * trials).clamped(to: 0...trials)
      let interval = try #require(
        WilsonInterval(
          successes: successes, trials: trials, overdispersion: generator.uniform(1...40),
          level: generator.uniform(0.01...0.999)))
      #expect(interval.lower >= 0 && interval.upper <= 1)
      #expect(interval.lower <= interval.proportion && interval.proportion <= interval.upper)
    }
  }

  /// Click-through of a week whose rate moves from day to day: about 95 of 100 intervals hold it.
  @Test func coverage() throws {
    var generator = StatisticsGenerator(seed: 4)
    var held = 0
    for _ in 0..<1000 {
      let week = (0..<7).map { _ in
        let rate = 0.1 * (1 + 0.25 * generator.normal())
        return DayTotals(numerator: generator.binomial(200, rate), denominator: 200)
      }
      let interval = try #require(WilsonInterval(days: week))
      if interval.lower <= 0.1, 0.1 <= interval.upper { held += 1 }
    }
    #expect((930...990).contains(held))
  }

  @Test func invalidIsNil() {
    #expect(WilsonInterval(successes: 3, trials: 2) == nil)
    #expect(WilsonInterval(successes: -1, trials: 2) == nil)
    #expect(WilsonInterval(successes: 0, trials: 0) == nil)
    #expect(WilsonInterval(successes: .nan, trials: 2) == nil)
    #expect(WilsonInterval(successes: 1, trials: .infinity) == nil)
    #expect(WilsonInterval(successes: 1, trials: 2, overdispersion: 0.9) == nil)
    #expect(WilsonInterval(successes: 1, trials: 2, level: 1) == nil)
    #expect(WilsonInterval(days: []) == nil)
    #expect(WilsonInterval(days: [DayTotals(numerator: 1, denominator: 9)]) == nil)
    #expect(WilsonInterval(days: days + [DayTotals(numerator: 1, denominator: 0)]) == nil)
    #expect(WilsonInterval(days: days + [DayTotals(numerator: 9999, denominator: 9)]) == nil)
    #expect(WilsonInterval(days: days + [DayTotals(numerator: .nan, denominator: 9)]) == nil)
  }
}

extension Double {
  fileprivate func clamped(to range: ClosedRange<Double>) -> Double {
    Swift.min(Swift.max(self, range.lowerBound), range.upperBound)
  }
}
