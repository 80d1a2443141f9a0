import Metrics
import Testing

@testable import Analysis
@testable import Warehouse

/// Reference values are the sums of the later statements over those of the earlier, done by hand.
@Suite struct MaturityTests {
  private let day = CalendarDay(number: 20_000)

  private func amounts(_ conversions: Int64, clicks: Int64 = 1000) -> Amounts {
    var amounts = Amounts()
    amounts[.conversions] = conversions * 1_000_000
    amounts[.clicks] = clicks * 1_000_000
    return amounts
  }

  private func restated(
    _ source: Int64, _ age: Int, _ laterAge: Int, _ from: Int64, _ to: Int64
  ) -> LateReports.Restatement {
    LateReports.Restatement(
      source: source, age: age, laterAge: laterAge, sums: amounts(from), laterSums: amounts(to))
  }

  /// Three days of each pair of ages, so that they count.
  private func thrice(_ one: LateReports.Restatement) -> [LateReports.Restatement] {
    [one, one, one]
  }

  private func maturity(
    _ restatements: [LateReports.Restatement], reach: Int = 0, source: Int64 = 1
  ) -> Maturity {
    Maturity(
      LateReports(
        restatements: restatements, reach: [source: day + reach],
        days: [LateReports.Day(source: source, day: day, sums: amounts(50))]))
  }

  @Test func stepsFromAgeToAgeMultiply() {
    let ladder =
      thrice(restated(1, 0, 7, 100, 140)) + thrice(restated(1, 7, 14, 200, 210))
      + thrice(restated(1, 3, 10, 100, 110))
    #expect(abs(maturity(ladder).growth(.conversions, on: day) - 1.4 * 1.05) < 1e-12)
    #expect(maturity(ladder).growth(.clicks, on: day) == 1)
    // An export that reaches three days further has that age; a week more and nothing is to come.
    #expect(abs(maturity(ladder, reach: 3).growth(.conversions, on: day) - 1.1) < 1e-12)
    #expect(maturity(ladder, reach: 14).growth(.conversions, on: day) == 1)
    #expect(maturity(ladder).growth(.conversions, on: day + 1) == 1)
  }

  @Test func sumsAreOverSumsAndNoMeanOfRatios() {
    let pairs = [restated(1, 0, 7, 100, 200), restated(1, 0, 7, 300, 330), restated(1, 0, 7, 0, 0)]
    #expect(abs(maturity(pairs).growth(.conversions, on: day) - 530.0 / 400) < 1e-12)
  }

  @Test func fewDaysAreTakenTogetherWithThoseOfOthers() {
    let other = thrice(restated(2, 0, 7, 100, 120))
    let own = [restated(1, 0, 7, 100, 180)]
    #expect(abs(maturity(other + own).growth(.conversions, on: day) - 540.0 / 400) < 1e-12)
    #expect(maturity(own).growth(.conversions, on: day) == 1)
    let enough = thrice(restated(1, 0, 7, 100, 180))
    #expect(abs(maturity(other + enough).growth(.conversions, on: day) - 1.8) < 1e-12)
  }

  /// A file that was wrong, or one in place of another with the same days, is no late report.
  @Test func correctionsAreNoLateReports() {
    #expect(maturity(thrice(restated(1, 0, 0, 100, 150))).growth(.conversions, on: day) == 1)
    #expect(maturity(thrice(restated(1, 0, 7, 1, 1000))).growth(.conversions, on: day) == 1)
  }
}
