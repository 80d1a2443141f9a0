import Testing

@testable import Analysis

/// References: SciPy 1.17.1 and mpmath 1.4.1. LMDI-I is the integral of V d(ln x) along the path on
/// which every factor grows at a constant rate; SciPy integrates it without a logarithmic mean.
@Suite struct LogMeanSplitTests {
  @Test func agreesWithPathIntegral() throws {
    // b = np.array([100000, .03, .2, .1, 80]); a = np.array([120000, .028, .25, .09, 85])
    let split = try #require(
      LogMeanSplit(before: [100_000, 0.03, 0.2, 0.1, 80], after: [120_000, 0.028, 0.25, 0.09, 85]))
    // integrate.quad(lambda s: np.prod(b**(1 - s) * a**s) * np.log(a[k] / b[k]), 0, 1,
    //   epsabs=0, epsrel=1e-13)[0] for k in range(5)
    let reference = [
      1016.1738798882175, -384.5335413779731, 1243.6963148973878, -587.2295403007813,
      337.89288689314856,
    ]
    for (part, value) in zip(split.parts, reference) {
      #expect(StatisticsReference.agrees(part, value))
    }
    // np.prod(a) - np.prod(b)
    #expect(StatisticsReference.agrees(split.change, 1625.999999999999))
    #expect(abs(split.residual) < 1e-9)
  }

  @Test(
    arguments: [
      // mp.dps = 50; (mpf(x) - mpf(y)) / mpmath.log(mpf(x) / mpf(y))
      (1, 2, 1.4426950408889634),
      (3, 3.0000000001, 3.00000000005),
      (1e-200, 1e200, 1.0857362047581295e197),
      (5, 4.9, 4.9498316452509155),
      (7, 1.5, 3.570396770934653),
    ] as [(Double, Double, Double)])
  func logarithmicMean(a: Double, b: Double, reference: Double) {
    #expect(
      StatisticsReference.agrees(LogMeanSplit.logarithmicMean(a, b), reference, within: 1e-14))
    #expect(
      StatisticsReference.agrees(LogMeanSplit.logarithmicMean(b, a), reference, within: 1e-14))
  }

  @Test func limitsOfTheMean() {
    #expect(LogMeanSplit.logarithmicMean(4, 4) == 4)
    #expect(LogMeanSplit.logarithmicMean(0, 4) == 0)
    #expect(LogMeanSplit.logarithmicMean(0, 0) == 0)
    #expect(LogMeanSplit.logarithmicMean(-1, 4) == nil)
    #expect(LogMeanSplit.logarithmicMean(.nan, 4) == nil)
    #expect(LogMeanSplit.logarithmicMean(4, .infinity) == nil)
  }

  @Test func partsSumToTheChange() throws {
    var generator = StatisticsGenerator(seed: 8)
    for _ in 0..<2000 {
      let count = 2 + Int(generator.next() % 5)
      let before = (0..<count).map { _ in generator.uniform(0.001...50) }
      // Nearly equal periods too, where a careless mean divides nothing by nothing.
      let close = generator.uniform() < 0.3
      let after = before.map {
        close ? $0 * (1 + 1e-9 * generator.normal()) : $0 * generator.uniform(0.2...5)
      }
      let there = try #require(LogMeanSplit(before: before, after: after))
      let scale = max(there.before, there.after)
      #expect(abs(there.residual) <= 1e-13 * scale)
      let back = try #require(LogMeanSplit(before: after, after: before))
      for (one, two) in zip(there.parts, back.parts) {
        #expect(abs(one + two) <= 1e-13 * scale)
      }
    }
  }

  @Test func factorsThatCancel() throws {
    let split = try #require(LogMeanSplit(before: [2, 8], after: [8, 2]))
    #expect(split.change == 0)
    // 16 ln 4
    #expect(StatisticsReference.agrees(split.parts[0], 22.18070977791825, within: 1e-14))
    #expect(split.parts[0] == -split.parts[1])
  }

  @Test func zeroOwesTheWholeChange() throws {
    // No clicks before: the rates that follow have no value.
    let rise = try #require(
      LogMeanSplit(before: [1000, 0, nil, nil, nil], after: [2000, 0.1, 0.5, 0.2, 50]))
    #expect(rise.parts == [0, 1000, 0, 0, 0])
    let fall = try #require(
      LogMeanSplit(before: [2000, 0.1, 0.5, 0.2, 50], after: [1000, 0, nil, nil, nil]))
    #expect(fall.parts == [0, -1000, 0, 0, 0])
  }

  @Test func severalZerosShareEqually() throws {
    // mp.dps = 50; zeros as mpf(10)**-10**14: (V1 - V0) / log(V1 / V0) * log(x1 / x0)
    // gives 7.9e-14, 45.000000000000014, 44.99999999999984, 7.9e-14
    let split = try #require(LogMeanSplit(before: [100, 0, 0, 4], after: [150, 0.5, 0.2, 6]))
    #expect(split.parts == [0, 45, 45, 0])
  }

  @Test func zeroInBothPeriodsIsNoChange() throws {
    let split = try #require(LogMeanSplit(before: [0, 5, nil], after: [3, 0, 9]))
    #expect(split.parts == [0, 0, 0])
    #expect(split.change == 0)
  }

  @Test func sumsOverSegments() throws {
    // Volume, share of volume, rate; the second segment is new.
    let one = try #require(LogMeanSplit(before: [100, 1, 2], after: [150, 0.6, 2.5]))
    let two = try #require(LogMeanSplit(before: [100, 0, nil], after: [150, 0.4, 3]))
    let both = try #require(LogMeanSplit(sum: [one, two]))
    #expect(both.before == 200)
    #expect(StatisticsReference.agrees(both.after, 405))
    #expect(abs(both.residual) < 1e-12)
    #expect(two.parts[0] == 0 && two.parts[2] == 0)
    #expect(StatisticsReference.agrees(two.parts[1], 180))
    #expect(LogMeanSplit(sum: []) == nil)
    let other = try #require(LogMeanSplit(before: [1, 2], after: [2, 2]))
    #expect(LogMeanSplit(sum: [one, other]) == nil)
  }

  @Test func invalidIsNil() {
    #expect(LogMeanSplit(before: [], after: []) == nil)
    #expect(LogMeanSplit(before: [1], after: [1, 2]) == nil)
    #expect(LogMeanSplit(before: [-1, 2], after: [1, 2]) == nil)
    #expect(LogMeanSplit(before: [0, -2], after: [1, 2]) == nil)
    #expect(LogMeanSplit(before: [.nan, 2], after: [1, 2]) == nil)
    #expect(LogMeanSplit(before: [1, 2], after: [.infinity, 2]) == nil)
    #expect(LogMeanSplit(before: [nil, 2], after: [1, 2]) == nil)
    #expect(LogMeanSplit(before: [1e300, 1e300], after: [1, 2]) == nil)
    #expect(LogMeanSplit(before: [1e-300, 1e-300], after: [1, 2]) == nil)
  }
}
