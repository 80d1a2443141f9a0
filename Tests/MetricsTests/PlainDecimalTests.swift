import Testing

@testable import Metrics

@Suite struct PlainDecimalTests {
  static let samples: [(Double, String)] = [
    (4.1851, "4.1851"), (0.1 + 0.2, "0.3"), (-0.25, "-0.25"), (0, "0"), (-0.0, "0"), (7, "7"),
    (154_123.45, "154123.45"), (1e21, "1000000000000000000000"), (2.5e-7, "0.00000025"),
    (1.0 / 3, "0.3333333333333333"), (0.9999999999999999, "1"), (1e15, "1000000000000000"),
    (123_456_789_012_345, "123456789012345"), (99.99999999999999, "100"),
    (454_000.12, "454000.12"),
  ]

  @Test(arguments: samples)
  func plainDigits(value: Double, text: String) {
    #expect(PlainDecimal.text(value) == text)
  }

  @Test func noDigitsOfWhatIsNoNumber() {
    #expect([Double.nan, .infinity, -.infinity].allSatisfy { PlainDecimal.text($0) == nil })
  }

  /// Whatever the size: no exponent, and the value comes back to fifteen digits.
  @Test func readsBackOverAllSizes() throws {
    var value = 1.234567e-20
    while value < 1e20 {
      for sample in [value, -value / 3, value * 7 / 11] {
        let text = try #require(PlainDecimal.text(sample))
        #expect(text.utf8.allSatisfy { "-.0123456789".utf8.contains($0) })
        let back = try #require(Double(text))
        #expect(abs(back - sample) <= 1e-15 * abs(sample))
      }
      value *= 3.7
    }
  }
}
