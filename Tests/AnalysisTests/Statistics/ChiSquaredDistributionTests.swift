import Testing

@testable import Analysis

/// References: `from scipy import stats`, SciPy 1.17.1.
@Suite struct ChiSquaredDistributionTests {
  @Test(
    arguments: [
      (1, 3.841458820694124, 0.04999999999999989),  // stats.chi2.sf(3.841458820694124, 1)
      (2, 1, 0.6065306597126334),  // stats.chi2.sf(1, 2)
      (6, 12.6, 0.04984649317244968),  // stats.chi2.sf(12.6, 6)
      (6, 0.2, 0.9998453469297354),  // stats.chi2.sf(0.2, 6)
      (10.5, 60, 5.834901245904472e-09),  // stats.chi2.sf(60, 10.5)
      (100, 140, 0.0051405024585059085),  // stats.chi2.sf(140, 100)
      (1000, 900, 0.9892827619087102),  // stats.chi2.sf(900, 1000)
      (100000.0, 101500, 0.0004204549712696566),  // stats.chi2.sf(101500, 100000.0)
      (1000000.0, 1000000.0, 0.4998119368033945),  // stats.chi2.sf(1000000.0, 1000000.0)
    ] as [(Double, Double, Double)])
  func survival(freedom: Double, value: Double, reference: Double) throws {
    let distribution = try #require(ChiSquaredDistribution(degreesOfFreedom: freedom))
    #expect(StatisticsReference.agrees(distribution.survival(value), reference, within: 1e-11))
    let sum = (distribution.survival(value) ?? 9) + (distribution.cumulative(value) ?? 9)
    #expect(abs(sum - 1) < 1e-15)
  }

  @Test func invalidIsNil() throws {
    for freedom in [0, -1, .nan, .infinity] {
      #expect(ChiSquaredDistribution(degreesOfFreedom: freedom) == nil)
    }
    let distribution = try #require(ChiSquaredDistribution(degreesOfFreedom: 3))
    #expect(distribution.survival(.infinity) == nil)
    #expect(distribution.survival(.nan) == nil)
    #expect(distribution.survival(-1) == 1)
  }
}
