import Testing

@testable import Analysis

@Suite struct LargestRemainderTests {
  /// By hand: remainders .5, .9, .6; one of two missing units to each of the larger.
  @Test func byHand() {
    #expect(LargestRemainder.rounded([1.5, 2.9, 3.6], to: 8) == [1, 3, 4])
    #expect(LargestRemainder.rounded([0.5, 0.5, 0.5, 0.5], to: 2) == [1, 1, 0, 0])
    #expect(LargestRemainder.rounded([-1.25, 4.5, -0.25], to: 3) == [-1, 4, 0])
    #expect(LargestRemainder.rounded([0, 3, 0], to: 3) == [0, 3, 0])
    #expect(
      LargestRemainder.rounded([15_000, 25_000, -5_000], dividedBy: 10_000, to: 4) == [2, 3, -1])
  }

  @Test func sumsExactly() throws {
    var generator = StatisticsGenerator(seed: 9)
    for _ in 0..<2000 {
      let count = 1 + Int(generator.next() % 12)
      let parts = (0..<count).map { _ in generator.uniform(-1e12...1e12) }
      let total = Int64(parts.reduce(0, +).rounded())
      let whole = try #require(LargestRemainder.rounded(parts, to: total))
      #expect(whole.reduce(0, +) == total)
      for (one, two) in zip(whole, parts) { #expect(abs(Double(one) - two) <= 1.001) }

      let coarse = Int64((Double(total) / 10_000).rounded())
      let cents = try #require(LargestRemainder.rounded(whole, dividedBy: 10_000, to: coarse))
      #expect(cents.reduce(0, +) == coarse)
      for (one, two) in zip(cents, whole) { #expect(abs(one * 10_000 - two) <= 10_000) }
    }
  }

  /// A split's parts in micros sum to the printed change.
  @Test func roundsASplit() throws {
    var generator = StatisticsGenerator(seed: 10)
    for _ in 0..<500 {
      let before = [generator.uniform(1e10...1e12), generator.uniform(0.01...1), 0.3]
      let after = before.map { $0 * generator.uniform(0.5...2) }
      let split = try #require(LogMeanSplit(before: before, after: after))
      let total = Int64(split.change.rounded())
      let parts = try #require(LargestRemainder.rounded(split.parts, to: total))
      #expect(parts.reduce(0, +) == total)
    }
  }

  @Test func rangeOfInt64() {
    let huge = Int64.max
    #expect(LargestRemainder.rounded([huge], dividedBy: 1, to: huge) == [huge])
    #expect(LargestRemainder.rounded([huge, huge], dividedBy: 2, to: huge)?.reduce(0, +) == huge)
    #expect(LargestRemainder.rounded([Int64.min], dividedBy: 1, to: .min) == [.min])
  }

  @Test func invalidIsNil() {
    #expect(LargestRemainder.rounded([1.2, 3.4], to: 9) == nil)
    #expect(LargestRemainder.rounded([1.2, .nan], to: 1) == nil)
    #expect(LargestRemainder.rounded([1e300], to: 1) == nil)
    #expect(LargestRemainder.rounded([Double](), to: 1) == nil)
    #expect(LargestRemainder.rounded([Double](), to: 0) == [])
    #expect(LargestRemainder.rounded([Int64(1)], dividedBy: 0, to: 1) == nil)
    #expect(LargestRemainder.rounded([Int64(1)], dividedBy: -1, to: -1) == nil)
    #expect(LargestRemainder.rounded([Int64(90)], dividedBy: 10, to: 3) == nil)
  }
}
