import Testing

@testable import Analysis

/// References: statsmodels 0.15.0 (`from statsmodels.stats.multitest import multipletests`).
@Suite struct FalseDiscoveryTests {
  @Test func agreesWithStatsmodels() throws {
    // multipletests([.01, .04, .03, .005], .05, method='fdr_bh')
    try check([0.01, 0.04, 0.03, 0.005], [0.02, 0.04, 0.04, 0.02], [true, true, true, true])
    // multipletests([.2, .01, .01, .04, .9, 1., .0, .049], .05, method='fdr_bh')
    try check(
      [0.2, 0.01, 0.01, 0.04, 0.9, 1, 0, 0.049],
      [
        0.26666666666666666, 0.02666666666666667, 0.02666666666666667, 0.0784, 1, 1, 0, 0.0784,
      ],
      [false, true, true, false, false, false, true, false])
    // multipletests([.04, .04, .04], .05, method='fdr_bh')
    try check([0.04, 0.04, 0.04], [0.04, 0.04, 0.04], [true, true, true])
  }

  /// 200 random vectors; the generator is the same in Python:
  ///
  ///     for v in range(200):
  ///       p = [g.u()**3 for _ in range(1 + v % 40)]
  ///       r = multipletests(p, .05, method='fdr_bh')
  ///       tot += sum(a * (i + 1) for i, a in enumerate(r[1])); npass += r[0].sum()
  @Test func agreesWithStatsmodelsOnRandomVectors() throws {
    var generator = StatisticsGenerator(seed: 2024)
    var total = 0.0
    var passes = 0
    for vector in 0..<200 {
      let pValues = (0..<(1 + vector % 40)).map { _ in
        let value = generator.uniform()
        return value * value * value
      }
      let family = try #require(FalseDiscovery(pValues))
      for (index, adjusted) in family.adjusted.enumerated() {
        total += Double(index + 1) * (try #require(adjusted))
      }
      passes += family.passes.count { $0 }
    }
    #expect(StatisticsReference.agrees(total, 18806.606863578298, within: 1e-12))
    #expect(passes == 966)
  }

  @Test func keepsTheOrderOfPValues() throws {
    var generator = StatisticsGenerator(seed: 7)
    for _ in 0..<200 {
      let pValues = (0..<30).map { _ in (generator.uniform() * 20).rounded() / 20 }
      let adjusted = try #require(FalseDiscovery(pValues)).adjusted.map { $0 ?? -1 }
      for one in pValues.indices {
        #expect(adjusted[one] >= pValues[one] && adjusted[one] <= 1)
        for two in pValues.indices where pValues[one] <= pValues[two] {
          #expect(adjusted[one] <= adjusted[two])
        }
      }
      let turned = try #require(FalseDiscovery(pValues.reversed())).adjusted
      #expect(turned.reversed().map { $0 ?? -1 } == adjusted)
    }
  }

  @Test func missingIsNoMember() throws {
    let family = try #require(FalseDiscovery([nil, 0.01, .nan, 0.04, 1.5, 0.03, -1, 0.005]))
    #expect(family.count == 4)
    #expect(family.adjusted == [nil, 0.02, nil, 0.04, nil, 0.04, nil, 0.02])
    #expect(family.passes == [false, true, false, true, false, true, false, true])
  }

  @Test func emptyAndInvalid() throws {
    #expect(try #require(FalseDiscovery([])).passes.isEmpty)
    #expect(try #require(FalseDiscovery([nil])).passes == [false])
    for rate in [0, 1, -1, .nan] { #expect(FalseDiscovery([0.1], rate: rate) == nil) }
  }

  private func check(_ pValues: [Double], _ adjusted: [Double], _ passes: [Bool]) throws {
    let family = try #require(FalseDiscovery(pValues))
    for (one, two) in zip(family.adjusted, adjusted) {
      #expect(StatisticsReference.agrees(one, two, within: 1e-14))
    }
    #expect(family.passes == passes)
  }
}
