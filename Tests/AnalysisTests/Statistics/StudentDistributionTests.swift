import Testing

@testable import Analysis

/// References: `from scipy import stats`, SciPy 1.17.1.
@Suite struct StudentDistributionTests {
  @Test(
    arguments: [
      (1, 0.001, 0.49968169021990794),  // stats.t.sf(0.001, 1)
      (1, 12.7, 0.025012163844672083),  // stats.t.sf(12.7, 1)
      (1.25, 2, 0.12708980492202743),  // stats.t.sf(2, 1.25)
      (2, 4.3, 0.025028577058545796),  // stats.t.sf(4.3, 2)
      (3.7, 3.1, 0.020115539392947863),  // stats.t.sf(3.1, 3.7)
      (6, 0.5, 0.31744),  // stats.t.sf(0.5, 6)
      (6, 2.4469, 0.025000402396657285),  // stats.t.sf(2.4469, 6)
      (10.3, -1.2, 0.8714936244291346),  // stats.t.sf(-1.2, 10.3)
      (29, 5, 1.2683157867711645e-05),  // stats.t.sf(5, 29)
      (200, 1.7, 0.04534273974574084),  // stats.t.sf(1.7, 200)
      (1234.5, 8, 1.4223614976249195e-15),  // stats.t.sf(8, 1234.5)
      (10000.0, 3, 0.001353224094998833),  // stats.t.sf(3, 10000.0)
      (1000000.0, 1.96, 0.024998033792634926),  // stats.t.sf(1.96, 1000000.0)
      (1000000.0, 6.5, 4.01787716765172e-11),  // stats.t.sf(6.5, 1000000.0)
    ] as [(Double, Double, Double)])
  func survival(freedom: Double, t: Double, reference: Double) throws {
    let student = try #require(StudentDistribution(degreesOfFreedom: freedom))
    #expect(StatisticsReference.agrees(student.survival(t), reference, within: 1e-11))
    #expect(
      StatisticsReference.agrees(
        student.twoSided(t), 2 * min(reference, 1 - reference), within: 1e-11))
    #expect(student.cumulative(-t) == student.survival(t))
  }

  @Test(
    arguments: [
      (1, 0.975, 12.706204736174694),  // stats.t.ppf(0.975, 1)
      (1.5, 1e-06, -5219.4693247069445),  // stats.t.ppf(1e-06, 1.5)
      (2, 0.1, -1.8856180831641267),  // stats.t.ppf(0.1, 2)
      (4.43, 0.995, 4.312769983508148),  // stats.t.ppf(0.995, 4.43)
      (6, 0.975, 2.4469118511449786),  // stats.t.ppf(0.975, 6)
      (6, 0.4999, -0.0002612789093650651),  // stats.t.ppf(0.4999, 6)
      (15.31, 1e-10, -14.667543993578205),  // stats.t.ppf(1e-10, 15.31)
      (27, 0.025, -2.0518305164802846),  // stats.t.ppf(0.025, 27)
      (90, 0.75, 0.6772254999125014),  // stats.t.ppf(0.75, 90)
      (10000.0, 0.0005, -3.291499965941605),  // stats.t.ppf(0.0005, 10000.0)
      (1000000.0, 0.975, 1.959966356814107),  // stats.t.ppf(0.975, 1000000.0)
    ] as [(Double, Double, Double)])
  func quantile(freedom: Double, probability: Double, reference: Double) throws {
    let student = try #require(StudentDistribution(degreesOfFreedom: freedom))
    #expect(StatisticsReference.agrees(student.quantile(probability), reference, within: 1e-10))
  }

  @Test(
    arguments: [
      (1, 0.0, 0.31830988618379075),  // stats.t.pdf(0.0, 1)
      (2.5, 1.5, 0.11766850421719717),  // stats.t.pdf(1.5, 2.5)
      (6, -3.0, 0.015491933384829664),  // stats.t.pdf(-3.0, 6)
      (1000000.0, 2.0, 0.053991060997102214),  // stats.t.pdf(2.0, 1000000.0)
    ] as [(Double, Double, Double)])
  func density(freedom: Double, t: Double, reference: Double) throws {
    let student = try #require(StudentDistribution(degreesOfFreedom: freedom))
    #expect(StatisticsReference.agrees(student.density(t), reference, within: 1e-11))
  }

  @Test func quantileTurnsBack() throws {
    var generator = StatisticsGenerator(seed: 2)
    for _ in 0..<300 {
      let freedom = 1 + generator.uniform() * generator.uniform() * 200
      let student = try #require(StudentDistribution(degreesOfFreedom: freedom))
      let probability = generator.uniform(1e-6...0.999)
      let back = student.quantile(probability).flatMap(student.cumulative)
      #expect(StatisticsReference.agrees(back, probability, within: 1e-11))
    }
  }

  @Test func critical() throws {
    let student = try #require(StudentDistribution(degreesOfFreedom: 6))
    // stats.t.ppf(0.975, 6)
    #expect(StatisticsReference.agrees(student.critical(level: 0.95), 2.4469118511449786))
  }

  @Test func oneDegreeIsCauchy() throws {
    let student = try #require(StudentDistribution(degreesOfFreedom: 1))
    // stats.cauchy.isf(1e-100)
    #expect(StatisticsReference.agrees(student.quantile(1e-100), -3.183098861837907e99))
  }

  @Test func invalidIsNil() throws {
    for freedom in [0.99, 0, -1, .nan, .infinity] {
      #expect(StudentDistribution(degreesOfFreedom: freedom) == nil)
    }
    let student = try #require(StudentDistribution(degreesOfFreedom: 4))
    #expect(student.cumulative(.nan) == nil)
    #expect(student.density(.nan) == nil)
    #expect(student.cumulative(.infinity) == 1)
    #expect(student.cumulative(-.infinity) == 0)
    #expect(student.twoSided(0) == 1)
    #expect(student.quantile(0.5) == 0)
    for probability in [0, 1, 1e-200, -1, 2, .nan] {
      #expect(student.quantile(probability) == nil)
    }
    #expect(student.critical(level: 1) == nil)
  }
}
