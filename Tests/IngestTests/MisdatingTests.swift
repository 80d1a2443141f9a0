import Diagnostics
import Testing

@testable import Ingest
@testable import Metrics

/// Dates that a spreadsheet has taken for others.
@Suite struct MisdatingTests {
  private func suspicion(_ cells: [String]) throws -> Diagnostic? {
    try DateSpanTests.reading(cells).summary.warnings.first { $0.code == .dateSuspicious }
  }

  private func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

  @Test func theFirstOfEachFormIsNamed() throws {
    let cells =
      (1...12).map { "2024-\(two($0))-05" } + (13...31).map { "\($0)/05/2024" }
    let warning = try #require(try suspicion(cells))
    #expect(warning.place == Place(file: "export.csv", line: 2, column: 1))
    #expect(warning.message.contains("2024-01-05 (line 2, column 1)"))
    #expect(warning.message.contains("13/05/2024 (line 14, column 1)"))
    #expect(warning.hint?.contains("fresh export") == true)
  }

  @Test func monthFirstDatesAreSwappedToo() throws {
    #expect(try suspicion(["05/13/2024", "05/31/2024", "2024-01-05", "2024-12-05"]) != nil)
    #expect(try suspicion(["13/05/24", "14/05/24", "32/01/05", "2024-01-05"]) == nil)
  }

  @Test func typedCellsOfAWorkbook() throws {
    let rows =
      "<row r=\"1\">"
      + ["Date", "Campaign", "Spend", "Impressions", "Clicks"].map(inline).joined() + "</row>"
      + (1...12).map { row($0 + 1, "<c s=\"1\"><v>\(45_412 + $0)</v></c>") }.joined()
      + (13...31).map { row($0 + 1, inline("\($0)/05/2024")) }.joined()
    var book = Book(rows)
    book.formats = ["14"]
    let fixture = try Fixture(try book.bytes(), name: "export.xlsx")
    let reading = try Reading(path: fixture.path)
    #expect(reading.rows.count == 31)
    #expect(reading.summary.warnings.contains { $0.code == .dateSuspicious })
  }

  private func inline(_ text: String) -> String {
    "<c t=\"inlineStr\"><is><t>\(text)</t></is></c>"
  }

  private func row(_ number: Int, _ date: String) -> String {
    "<row r=\"\(number)\">\(date)\(inline("C\(number)"))<c><v>10</v></c><c><v>100</v></c><c><v>1</v></c></row>"
  }

  @Test(arguments: [
    ["2024-05-09", "2024-05-10", "2024-05-13", "14/05/2024", "15/05/2024"],
    ["2024-05-09", "2024-05-10", "11/05/2024", "13/05/2024"],
    ["2024-05-01", "2024-05-02", "2024-05-03"],
    ["13/05/2024", "14/05/2024"],
    ["2024-05-09", "13 May 2024"],
  ])
  func otherDaysAreNot(cells: [String]) throws {
    #expect(try suspicion(cells) == nil)
  }
}
