import ArgumentParser
import Metrics
import Pipeline

extension PeriodChoice: ExpressibleByArgument {
  public init?(argument: String) { self.init(argument) }
}

/// Which week, or which other days, a pack reports.
struct PeriodOptions: ParsableArguments {
  @Option(help: "The week, such as 2024-W47.") var week: ISOWeek?

  @Option(
    help: ArgumentHelp(
      """
      Other days than a week: 2024-11, 2024-Q4, FY2025-Q2, 2024, 2024-11-01..2024-11-15, or the last \
      complete month, quarter or year.
      """, valueName: "days"))
  var period: PeriodChoice?

  func validate() throws {
    if week != nil, period != nil {
      throw ValidationError("--week and --period contradict each other")
    }
  }

  /// Nil when nothing is asked for.
  var choice: PeriodChoice? { period ?? week.map { PeriodChoice($0) } }
}
