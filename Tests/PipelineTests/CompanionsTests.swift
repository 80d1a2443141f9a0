import Diagnostics
import Testing

@testable import Pipeline

/// What `data/rates.csv` and `data/targets.csv` say of one day twice.
@Suite struct CompanionsTests {
  private static let rates = "date,from,to,rate\n2024-01-01,EUR,USD,2\n"
  private static let targets = "metric,from,to,value\nroas,2024-01-01,2024-01-31,3\n"

  @Test(arguments: [
    ("data/rates.csv", rates + "2024-01-02,EUR,USD,2\n2024-01-01,EUR,USD,2.5\n", 4, "another rate"),
    ("data/targets.csv", targets + "roas,2024-01-31,2024-02-29,4\n", 3, "another target"),
  ])
  func twoOfOneDayAreRefused(path: String, text: String, line: Int, words: String) throws {
    let project = try Project()
    try project.write(path, text)
    let error = #expect(throws: Diagnostic.self) {
      _ = try Companions(try project.session().folder)
    }
    #expect(error?.place?.file == path && error?.place?.line == line)
    #expect(error?.message.contains(words) == true)
  }

  @Test(arguments: [
    ("data/rates.csv", rates + "2024-01-01,EUR,USD,2.00\n2024-01-01,USD,EUR,0.5\n"),
    (
      "data/targets.csv", targets + "roas,2024-01-01,2024-01-31,3.0\nroas,2024-02-01,2024-02-29,4\n"
    ),
  ])
  func whatSaysTheSameOrIsOfAnotherStands(path: String, text: String) throws {
    let project = try Project()
    try project.write(path, text)
    _ = try Companions(try project.session().folder)
  }
}
