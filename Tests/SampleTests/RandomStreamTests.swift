import Testing

@testable import Sample

/// The samplers, against the moments that textbooks give.
struct RandomStreamTests {
  @Test func elementaryFunctionsReachTheLastDigits() {
    // From Python's math module.
    let logarithms = [
      (1e-9, -20.72326583694641), (0.5, -0.6931471805599453), (1.0, 0.0),
      (2.718281828459045, 1.0), (12345.678, 9.421061321291832),
    ]
    for (value, expected) in logarithms {
      #expect(abs(Elementary.logarithm(value) - expected) <= 1e-14 * max(1, abs(expected)))
    }
    #expect(abs(Elementary.exponential(-30) / 9.357622968840175e-14 - 1) < 1e-14)
    #expect(abs(Elementary.exponential(1.5) / 4.4816890703380645 - 1) < 1e-14)
    #expect(abs(Elementary.power(1.3, 0.65) / 1.1859412604500639 - 1) < 1e-12)
  }

  @Test func splitMixMatchesItsReference() {
    // The first value of SplitMix64 for the state 0, in the paper's reference code.
    #expect(RandomStream.mix(0x9E37_79B9_7F4A_7C15) == 0xE220_A839_7B1D_CDAF)
  }

  @Test func gammaHasItsMoments() {
    var stream = RandomStream(key: 1, .volume)
    let values = (0..<20_000).map { _ in stream.gamma(variation: 0.3) }
    let (mean, variance) = moments(values)
    #expect(abs(mean - 1) < 0.01)
    #expect(abs(variance - 0.09) < 0.006)
  }

  @Test(arguments: [0.4, 6.0, 29.0, 31.0, 400.0])
  func poissonHasItsMoments(expected: Double) {
    var stream = RandomStream(key: 2, .volume)
    let values = (0..<20_000).map { _ in Double(stream.poisson(expected)) }
    let (mean, variance) = moments(values)
    #expect(abs(mean / expected - 1) < 0.02)
    #expect(abs(variance / expected - 1) < 0.05)
  }

  private func moments(_ values: [Double]) -> (mean: Double, variance: Double) {
    let mean = values.reduce(0, +) / Double(values.count)
    let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count)
    return (mean, variance)
  }
}
