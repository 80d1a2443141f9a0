import Testing

@testable import Analysis

/// References: statsmodels 0.15.0 (`import statsmodels.api as sm`). A ratio of sums is the slope of a
/// regression through the origin with weights 1/x, its linearised variance the HC1 of that slope.
@Suite struct RatioEstimateTests {
  static let first = zip(
    [812.5, 640, 1203.75, 455, 990.1, 1500, 720.25], [120, 95.5, 160, 80, 131.25, 210, 99]
  ).map { DayTotals(numerator: $0, denominator: $1) }
  static let second = zip([402, 771.5, 388, 512.25, 630], [90, 133, 71.5, 88, 120])
    .map { DayTotals(numerator: $0, denominator: $1) }

  @Test func agreesWithStatsmodels() throws {
    // y = np.array([812.5, 640, 1203.75, 455, 990.1, 1500, 720.25])
    // x = np.array([120, 95.5, 160, 80, 131.25, 210, 99])
    // f = sm.WLS(y, x, weights=1 / x).fit(cov_type='HC1', use_t=True)
    let estimate = try #require(RatioEstimate(days: Self.first))
    // f.params[0]
    #expect(StatisticsReference.agrees(estimate.ratio, 7.057326262908178))
    // f.bse[0]
    #expect(StatisticsReference.agrees(estimate.standardError, 0.1897757799895441))
    // f.conf_int(0.05)
    let interval = try #require(estimate.interval())
    #expect(StatisticsReference.agrees(interval.lowerBound, 6.59296165779148))
    #expect(StatisticsReference.agrees(interval.upperBound, 7.5216908680248755))
    // f.conf_int(0.2)
    let narrow = try #require(estimate.interval(level: 0.8))
    #expect(StatisticsReference.agrees(narrow.lowerBound, 6.784095492976506))
    #expect(StatisticsReference.agrees(narrow.upperBound, 7.33055703283985))
    #expect(estimate.degreesOfFreedom == 6)
  }

  @Test func againstAKnownNumberAgreesWithSciPy() throws {
    let estimate = try #require(RatioEstimate(days: Self.first))
    // 2 * scipy.stats.t.sf(abs(f.params[0] - 6.5) / f.bse[0], 6)
    #expect(
      StatisticsReference.agrees(estimate.pValue(against: 6.5) ?? .nan, 0.026057040139039808))
    // 2 * scipy.stats.t.sf(abs(f.params[0] - 8) / f.bse[0], 6)
    #expect(
      StatisticsReference.agrees(estimate.pValue(against: 8) ?? .nan, 0.00253367222615822))
    #expect(estimate.pValue(against: estimate.ratio) == 1)
  }

  @Test func unitsScale() throws {
    let micros = Self.first.map {
      DayTotals(numerator: $0.numerator * 1e6, denominator: $0.denominator * 1e6)
    }
    let one = try #require(RatioEstimate(days: Self.first))
    let two = try #require(RatioEstimate(days: micros))
    #expect(StatisticsReference.agrees(two.ratio, one.ratio, within: 1e-14))
    #expect(StatisticsReference.agrees(two.standardError, one.standardError, within: 1e-13))
  }

  @Test func emptyDaysAreNotCounted() {
    let empty = DayTotals(numerator: 0, denominator: 0)
    #expect(RatioEstimate(days: Self.first + [empty]) == RatioEstimate(days: Self.first))
  }

  @Test func constantRatioHasNoError() throws {
    let days = [0.1, 0.7, 1.3, 2.9].map { DayTotals(numerator: 3 * $0, denominator: $0) }
    let estimate = try #require(RatioEstimate(days: days))
    #expect(estimate.standardError == 0)
    #expect(estimate.interval() == estimate.ratio...estimate.ratio)
  }

  /// ROAS of four weeks with noisy days: about 95 of 100 intervals hold the truth.
  @Test func coverage() throws {
    var generator = StatisticsGenerator(seed: 5)
    var held = 0
    for _ in 0..<2000 {
      let days = (0..<28).map { _ in
        let spend = generator.uniform(50...150)
        return DayTotals(
          numerator: spend * 5 * (1 + 0.3 * generator.normal()), denominator: spend)
      }
      let interval = try #require(RatioEstimate(days: days)?.interval())
      if interval.contains(5) { held += 1 }
    }
    #expect((1870...1930).contains(held))
  }

  @Test func invalidIsNil() throws {
    #expect(RatioEstimate(days: []) == nil)
    #expect(RatioEstimate(days: [DayTotals(numerator: 1, denominator: 2)]) == nil)
    #expect(RatioEstimate(days: Self.first + [DayTotals(numerator: .nan, denominator: 1)]) == nil)
    let none = Array(repeating: DayTotals(numerator: 3, denominator: 0), count: 3)
    #expect(RatioEstimate(days: none) == nil)
    #expect(try #require(RatioEstimate(days: Self.first)).interval(level: 0) == nil)
  }
}
