import Marks
import Testing

@testable import Print

@Suite struct SourceLineTests {
  private let demonstration =
    "Demonstration data: Search, Social. Data to Sun 1 Dec 2024, built Mon 2 Dec 06:00 UTC. 99.6% of expected rows loaded."

  /// 4.2 points a scalar.
  private func words(_ text: String, scalars: Int) -> String {
    SourceLine(text: text, flow: TextFlow(FixedMeasurer())).fitting(Double(scalars) * 4.2 + 0.1)
  }

  @Test func whatFitsIsNotTouched() {
    #expect(words(demonstration, scalars: 200) == demonstration)
    #expect(words("", scalars: 10) == "")
  }

  @Test func itIsShortenedByRule() {
    #expect(
      words(demonstration, scalars: 110)
        == "Demonstration data. Data to Sun 1 Dec 2024, built Mon 2 Dec 06:00 UTC. 99.6% of expected rows loaded."
    )
    #expect(
      words(demonstration, scalars: 80)
        == "Demonstration data. Data to Sun 1 Dec 2024, built Mon 2 Dec 06:00 UTC.")
    #expect(
      words(demonstration, scalars: 50) == "Demonstration data. Data to Sun 1 Dec 2024.")
    #expect(words(demonstration, scalars: 25) == "Demonstration data.")
  }

  @Test func systemsGoBeforeTheDate() {
    let text = "Sources: Google Ads, Meta. Data to Sat 30 Nov 2024."
    #expect(words(text, scalars: 45) == "Data to Sat 30 Nov 2024.")
  }
}
