import Testing

@testable import Analysis

/// References: SciPy 1.17.1 and statsmodels 0.15.0 (`from scipy import stats`,
/// `import statsmodels.api as sm`).
@Suite struct RatioDifferenceTests {
  private let first = RatioEstimateTests.first
  private let second = RatioEstimateTests.second
  private let segment = zip([210, 150, 410.5, 96, 260, 505, 180], [22, 19.5, 41, 15, 27, 60, 21])
    .map { DayTotals(numerator: $0, denominator: $1) }

  @Test func independentAgreesWithWelch() throws {
    let one = try #require(RatioEstimate(days: first))
    let two = try #require(RatioEstimate(days: second))
    // f, g = sm.WLS(y, x, weights=1 / x).fit(cov_type='HC1', use_t=True) of the two series
    // R1, s1, R2, s2 = f.params[0], f.bse[0], g.params[0], g.bse[0]
    #expect(StatisticsReference.agrees(two.ratio, 5.380597014925375))
    #expect(StatisticsReference.agrees(two.standardError, 0.2401173069436843))
    let difference = try #require(RatioDifference(one, minus: two))
    #expect(StatisticsReference.agrees(difference.difference, 1.676729247982803))
    #expect(StatisticsReference.agrees(difference.standardError, 0.3060574582729971))
    #expect(StatisticsReference.agrees(difference.degreesOfFreedom, 8.378479602888367))
    // stats.ttest_ind_from_stats(R1, s1 * 7**.5, 7, R2, s2 * 5**.5, 5, equal_var=False).pvalue
    #expect(StatisticsReference.agrees(difference.pValue, 0.0005016219030641418))
    // d ± stats.t.ppf(0.975, 8.378479602888367) * 0.3060574582729971
    let interval = try #require(difference.interval())
    #expect(StatisticsReference.agrees(interval.lowerBound, 0.9764705863516221))
    #expect(StatisticsReference.agrees(interval.upperBound, 2.376987909613984))
  }

  /// With every denominator 1 the ratio is a mean and the test is Welch's own.
  @Test func independentMeans() throws {
    // t = stats.ttest_ind([5.1, 4.8, 6.0, 5.5, 5.2], [4.1, 3.9, 5.0, 4.4], equal_var=False)
    let one = try #require(RatioEstimate(days: means([5.1, 4.8, 6.0, 5.5, 5.2])))
    let two = try #require(RatioEstimate(days: means([4.1, 3.9, 5.0, 4.4])))
    let difference = try #require(RatioDifference(one, minus: two))
    // t.pvalue, t.df, t.confidence_interval()
    #expect(StatisticsReference.agrees(difference.pValue, 0.019866840506083033))
    #expect(StatisticsReference.agrees(difference.degreesOfFreedom, 6.3905529953917055))
    let interval = try #require(difference.interval())
    #expect(StatisticsReference.agrees(interval.lowerBound, 0.21174336203848965))
    #expect(StatisticsReference.agrees(interval.upperBound, 1.7282566379615099))
  }

  /// The cluster-robust variance of two weighted regressions stacked, days as clusters:
  ///
  ///     Y = np.r_[y1, y2]; X = np.zeros((14, 2)); X[:7, 0] = x1; X[7:, 1] = x2
  ///     h = sm.WLS(Y, X, weights=1 / np.r_[x1, x2]).fit(cov_type='cluster', cov_kwds=dict(
  ///       groups=np.r_[0:7, 0:7], use_correction=False))
  ///     c = np.array([1, -1]); se = (c @ h.cov_params() @ c * 7 / 6)**.5
  ///     d = h.params[0] - h.params[1]; p = 2 * stats.t.sf(abs(d / se), 6)
  @Test func pairedAgreesWithClusteredRegression() throws {
    let rest = try #require(RatioDifference(segment: segment, restOf: first))
    #expect(StatisticsReference.agrees(rest.difference, 2.281075741272911))
    #expect(StatisticsReference.agrees(rest.standardError, 0.3508084083248165))
    #expect(StatisticsReference.agrees(rest.pValue, 0.0006300116005581105))
    #expect(rest.degreesOfFreedom == 6)
    let whole = try #require(RatioDifference(segment: segment, reference: first))
    #expect(StatisticsReference.agrees(whole.difference, 1.7577588952426773))
    #expect(StatisticsReference.agrees(whole.standardError, 0.28101871731266076))
    #expect(StatisticsReference.agrees(whole.pValue, 0.0007744818991810436))
  }

  @Test func pairedMeans() throws {
    // stats.ttest_rel([3, 5.5, 4, 6, 7, 5.], [2.5, 5, 4.2, 5.1, 6, 5.3]).pvalue
    let difference = try #require(
      RatioDifference(
        segment: means([3, 5.5, 4, 6, 7, 5]), reference: means([2.5, 5, 4.2, 5.1, 6, 5.3])))
    #expect(StatisticsReference.agrees(difference.pValue, 0.13160489548936236))
  }

  @Test func daysThatSaySomethingSetTheFreedom() throws {
    let empty = DayTotals(numerator: 0, denominator: 0)
    let rare = Array(segment.prefix(3)) + Array(repeating: empty, count: 4)
    let difference = try #require(RatioDifference(segment: rare, restOf: first))
    #expect(difference.degreesOfFreedom == 2)
  }

  @Test func segmentOfEverythingHasNoRest() {
    #expect(RatioDifference(segment: first, restOf: first) == nil)
  }

  @Test func withoutVariationThereIsNoJudgement() throws {
    let three = [1.0, 2, 4].map { DayTotals(numerator: 3 * $0, denominator: $0) }
    let five = [1.0, 2, 4].map { DayTotals(numerator: 5 * $0, denominator: $0) }
    #expect(try #require(RatioDifference(segment: three, reference: five)).pValue == nil)
    #expect(try #require(RatioDifference(segment: three, reference: three)).pValue == 1)
    let one = try #require(RatioEstimate(days: three))
    let two = try #require(RatioEstimate(days: five))
    #expect(try #require(RatioDifference(one, minus: two)).pValue == nil)
    #expect(try #require(RatioDifference(one, minus: one)).pValue == 1)
  }

  @Test func turnsItsSign() throws {
    let one = try #require(RatioEstimate(days: first))
    let two = try #require(RatioEstimate(days: second))
    let there = try #require(RatioDifference(one, minus: two))
    let back = try #require(RatioDifference(two, minus: one))
    #expect(there.difference == -back.difference)
    #expect(StatisticsReference.agrees(there.pValue, back.pValue ?? -1, within: 1e-14))
  }

  /// A segment no different from the rest passes 5 % in about 5 of 100.
  @Test func falseAlarms() throws {
    var generator = StatisticsGenerator(seed: 6)
    var alarms = 0
    for _ in 0..<2000 {
      var part: [DayTotals] = []
      var whole: [DayTotals] = []
      for _ in 0..<14 {
        let day = 1 + 0.4 * generator.normal()
        let pair = [0.3, 0.7].map { share in
          let spend = share * generator.uniform(80...120)
          return DayTotals(
            numerator: spend * (5 * day + generator.normal()), denominator: spend)
        }
        part.append(pair[0])
        whole.append(pair[0] + pair[1])
      }
      let difference = try #require(RatioDifference(segment: part, restOf: whole))
      if let pValue = difference.pValue, pValue <= 0.05 { alarms += 1 }
    }
    #expect((70...135).contains(alarms))
  }

  @Test func invalidIsNil() {
    #expect(RatioDifference(segment: segment, reference: second) == nil)
    #expect(RatioDifference(segment: segment, restOf: second) == nil)
    #expect(RatioDifference(segment: [], reference: []) == nil)
    let bad = [DayTotals(numerator: .infinity, denominator: 1)]
    #expect(RatioDifference(segment: bad + segment, reference: bad + segment) == nil)
  }

  private func means(_ values: [Double]) -> [DayTotals] {
    values.map { DayTotals(numerator: $0, denominator: 1) }
  }
}
