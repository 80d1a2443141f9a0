import Testing

@testable import Analysis

/// References: `from scipy import special`, SciPy 1.17.1.
@Suite struct SpecialFunctionsTests {
  @Test(
    arguments: [
      (0.5, 0.5, 0.3, 0.36901011956554536),  // special.betainc(0.5, 0.5, 0.3)
      (2, 3, 0.4, 0.5247999999999999),  // special.betainc(2, 3, 0.4)
      (10, 1.5, 0.95, 0.7889426152729866),  // special.betainc(10, 1.5, 0.95)
      (150, 80, 0.7, 0.9388403319490186),  // special.betainc(150, 80, 0.7)
      (1000, 5, 0.999, 0.9963016858864597),  // special.betainc(1000, 5, 0.999)
      (20000.0, 30000.0, 0.41, 0.999997353083899),  // special.betainc(20000.0, 30000.0, 0.41)
    ] as [(Double, Double, Double, Double)])
  func incompleteBeta(a: Double, b: Double, x: Double, reference: Double) {
    let tails = SpecialFunctions.incompleteBeta(a: a, b: b, x: x)
    #expect(StatisticsReference.agrees(tails?.lower, reference, within: 1e-11))
  }

  @Test(
    arguments: [
      (0.5, 0.1, 0.6547208460185768),  // special.gammaincc(0.5, 0.1)
      (1, 3, 0.04978706836786395),  // special.gammaincc(1, 3)
      (7.5, 4, 0.9237827033154676),  // special.gammaincc(7.5, 4)
      (7.5, 20, 0.00045349813510223386),  // special.gammaincc(7.5, 20)
      (3000, 3100, 0.035000013699046345),  // special.gammaincc(3000, 3100)
    ] as [(Double, Double, Double)])
  func incompleteGamma(a: Double, x: Double, reference: Double) {
    let tails = SpecialFunctions.incompleteGamma(a: a, x: x)
    #expect(StatisticsReference.agrees(tails?.upper, reference, within: 1e-11))
  }

  @Test func invalidIsNil() {
    #expect(SpecialFunctions.incompleteBeta(a: 0, b: 1, x: 0.5) == nil)
    #expect(SpecialFunctions.incompleteBeta(a: 1, b: 1, x: 1.5) == nil)
    #expect(SpecialFunctions.incompleteBeta(a: 1, b: .nan, x: 0.5) == nil)
    #expect(SpecialFunctions.incompleteBeta(a: 1, b: 1, x: .nan) == nil)
    #expect(SpecialFunctions.incompleteGamma(a: 1, x: -1) == nil)
    #expect(SpecialFunctions.incompleteGamma(a: .nan, x: 1) == nil)
  }
}
