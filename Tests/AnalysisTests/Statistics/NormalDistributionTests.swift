import Testing

@testable import Analysis

/// References: `from scipy import stats`, SciPy 1.17.1.
@Suite struct NormalDistributionTests {
  @Test(
    arguments: [
      (-8.0, 6.22096057427174e-16),  // stats.norm.cdf(-8.0)
      (-5.0, 2.866515718791933e-07),  // stats.norm.cdf(-5.0)
      (-2.575, 0.005012004331761333),  // stats.norm.cdf(-2.575)
      (-1.0, 0.15865525393145707),  // stats.norm.cdf(-1.0)
      (-0.1, 0.460172162722971),  // stats.norm.cdf(-0.1)
      (0.0, 0.5),  // stats.norm.cdf(0.0)
      (0.7, 0.758036347776927),  // stats.norm.cdf(0.7)
      (1.96, 0.9750021048517795),  // stats.norm.cdf(1.96)
      (4.0, 0.9999683287581669),  // stats.norm.cdf(4.0)
    ])
  func cumulative(z: Double, reference: Double) {
    #expect(
      StatisticsReference.agrees(
        NormalDistribution.cumulative(z), reference, within: 1e-13))
    #expect(NormalDistribution.survival(-z) == NormalDistribution.cumulative(z))
  }

  @Test(
    arguments: [
      (1e-15, -7.941345326170998),  // stats.norm.ppf(1e-15)
      (1e-9, -5.9978070150076865),  // stats.norm.ppf(1e-9)
      (0.001, -3.090232306167813),  // stats.norm.ppf(0.001)
      (0.025, -1.9599639845400545),  // stats.norm.ppf(0.025)
      (0.2, -0.8416212335729142),  // stats.norm.ppf(0.2)
      (0.5, 0.0),  // stats.norm.ppf(0.5)
      (0.6, 0.2533471031357997),  // stats.norm.ppf(0.6)
      (0.975, 1.959963984540054),  // stats.norm.ppf(0.975)
      (0.999999, 4.753424308817087),  // stats.norm.ppf(0.999999)
    ])
  func quantile(probability: Double, reference: Double) {
    #expect(
      StatisticsReference.agrees(
        NormalDistribution.quantile(probability), reference, within: 1e-13))
  }

  @Test func twoSidedAndCritical() {
    // 2 * stats.norm.sf(1.7)
    let reference = 0.08913092551708608
    #expect(StatisticsReference.agrees(NormalDistribution.twoSided(-1.7), reference))
    // stats.norm.ppf(0.9)
    #expect(
      StatisticsReference.agrees(NormalDistribution.critical(level: 0.8), 1.2815515655446004))
  }

  @Test func quantileTurnsBack() {
    var generator = StatisticsGenerator(seed: 1)
    for _ in 0..<500 {
      let z = generator.uniform(-8...2)
      let back = NormalDistribution.cumulative(z).flatMap(NormalDistribution.quantile)
      #expect(abs((back ?? 99) - z) < 1e-12)
    }
  }

  @Test func invalidIsNil() {
    #expect(NormalDistribution.cumulative(.nan) == nil)
    #expect(NormalDistribution.twoSided(.nan) == nil)
    #expect(NormalDistribution.cumulative(-.infinity) == 0)
    #expect(NormalDistribution.cumulative(.infinity) == 1)
    for probability in [0, 1, -0.1, 1.1, .nan, .infinity] {
      #expect(NormalDistribution.quantile(probability) == nil)
      #expect(NormalDistribution.critical(level: probability) == nil)
    }
  }
}
