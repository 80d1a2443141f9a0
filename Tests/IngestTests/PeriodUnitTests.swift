import Diagnostics
import Testing

@testable import Ingest
@testable import Metrics

/// Reports by week, month, quarter or year: every row covers its own days.
@Suite struct PeriodUnitTests {
  private func spans(_ text: String, _ options: ReadingOptions = ReadingOptions()) throws
    -> [String]
  {
    let reading = try Reading(text, options: options)
    #expect(reading.quarantined.isEmpty)
    return reading.rows.map {
      "\($0.day.map(\.description) ?? "") \($0.periodEnd.map(\.description) ?? "")"
    }
  }

  private func export(_ unit: String, _ cells: [String]) -> String {
    "\(unit),Campaign,Impr.,Clicks,Cost\n"
      + cells.enumerated().map { "\"\($1)\",Brand,10\($0),1\($0),\($0).50\n" }.joined()
  }

  @Test(arguments: [
    ("Week", "2024-01-29", "2024-01-29 2024-02-04"),
    ("Week", "Jan 28, 2024", "2024-01-28 2024-02-03"),
    ("Week", "2024-W05", "2024-01-29 2024-02-04"),
    ("Week", "KW 5 2024", "2024-01-29 2024-02-04"),
    ("Week", "KW05/2024", "2024-01-29 2024-02-04"),
    ("Week", "Week 5, 2024", "2024-01-29 2024-02-04"),
    ("Week", "Semana 5 de 2024", "2024-01-29 2024-02-04"),
    ("Week", "2024-5", "2024-01-29 2024-02-04"),
    ("Week", "202405", "2024-01-29 2024-02-04"),
    ("Week", "w/c 29 Jan 2024", "2024-01-29 2024-02-04"),
    ("Week", "Week of Jan 28, 2024", "2024-01-28 2024-02-03"),
    ("Week", "2024W05", "2024-01-29 2024-02-04"),
    ("Week", "2024年第5周", "2024-01-29 2024-02-04"),
    ("Week", "Jan 29, 2024 - Feb 4, 2024", "2024-01-29 2024-02-04"),
    ("Week", "Jan 29 - Feb 4, 2024", "2024-01-29 2024-02-04"),
    ("Week", "29 Jan - 4 Feb 2024", "2024-01-29 2024-02-04"),
    ("Week", "2024-01-29 - 2024-02-04", "2024-01-29 2024-02-04"),
    ("Month", "Feb-24", "2024-02-01 2024-02-29"),
    ("Month", "2024-02-01", "2024-02-01 2024-02-29"),
    ("Month", "2024-02", "2024-02-01 2024-02-29"),
    ("Month", "202402", "2024-02-01 2024-02-29"),
    ("Month", "02/2024", "2024-02-01 2024-02-29"),
    ("Month", "Feb 2024", "2024-02-01 2024-02-29"),
    ("Month", "February 2024", "2024-02-01 2024-02-29"),
    ("Quarter", "2024-04-01", "2024-04-01 2024-06-30"),
    ("Quarter", "Q2 2024", "2024-04-01 2024-06-30"),
    ("Year", "2024", "2024-01-01 2024-12-31"),
  ])
  func aRowCoversItsOwnDays(unit: String, cell: String, days: String) throws {
    #expect(try spans(export(unit, [cell])) == [days])
  }

  @Test(arguments: [
    ("Month", "2024,February", "2024-02-01 2024-02-29"),
    ("Month", "2024,2", "2024-02-01 2024-02-29"),
    ("Quarter", "2024,Q2", "2024-04-01 2024-06-30"),
    ("Quarter", "2024,2", "2024-04-01 2024-06-30"),
    ("Week", "2024,5", "2024-01-29 2024-02-04"),
    ("Week", "2024,W05", "2024-01-29 2024-02-04"),
    // A week belongs to the year that it is numbered in.
    ("Week", "2025,1", "2024-12-30 2025-01-05"),
  ])
  func aColumnOfYearsTellsTheYear(unit: String, cells: String, days: String) throws {
    #expect(try spans("Year,\(unit),Campaign,Impr.,Clicks,Cost\n\(cells),Brand,10,1,5\n") == [days])
  }

  @Test func aNumberOfNoWeekOfTheYearIsSetAside() throws {
    let text = """
      Year,Week,Campaign,Impr.,Clicks,Cost
      2020,53,Brand,10,1,5.00
      2024,53,Brand,10,1,5.00
      2024,54,Brand,10,1,5.00

      """
    let reading = try Reading(text)
    #expect(reading.rows.map { $0.day?.description } == ["2020-12-28"])
    #expect(reading.quarantined.map(\.rule) == ["date", "date"])
  }

  @Test func wordsOfOtherLanguages() throws {
    let text = "Monat;Kampagne;Impr.;Klicks;Kosten\nMärz 2024;Marke;100;10;5,00\n"
    #expect(try spans(text) == ["2024-03-01 2024-03-31"])
  }

  @Test func aWeekThatTwoMonthsShareIsCutAtTheirBorder() throws {
    let text = """
      Month,Week,Campaign,Impr.,Clicks,Cost
      2024-01-01,2024-01-29,Brand,100,10,5.00
      2024-02-01,2024-01-29,Brand,110,11,6.00

      """
    #expect(try spans(text) == ["2024-01-29 2024-01-31", "2024-02-01 2024-02-04"])
  }

  @Test func whatIsNoPeriodIsSetAside() throws {
    let reading = try Reading(export("Month", ["2024-02-01", "2024-02-11", "2024-13", "soon"]))
    #expect(reading.rows.count == 1)
    #expect(reading.quarantined.map(\.rule) == ["date", "date", "date"])
    #expect(reading.quarantined.map(\.column) == [1, 1, 1])
  }

  @Test(arguments: ["W05", "KW 54 2024", "202460", "Week 5, 24", "Day 5, 2024", "5"])
  func whatNamesNoWeekIsSetAside(cell: String) throws {
    #expect(try Reading(export("Week", ["2024-01-29", cell])).quarantined.map(\.rule) == ["date"])
  }

  @Test func theOrderOfDayAndMonthIsProvenAsEverywhere() throws {
    #expect(throws: Diagnostic.self) { try spans(export("Week", ["01/02/2024"])) }
    #expect(
      try spans(export("Week", ["01/29/2024", "02/05/2024"])) == [
        "2024-01-29 2024-02-04", "2024-02-05 2024-02-11",
      ])
    #expect(
      try spans(export("Week", ["1/29/2024 - 2/4/2024"])) == ["2024-01-29 2024-02-04"])
  }

  @Test func aDayOfItsOwnWins() throws {
    let text = "Day,Month,Campaign,Impr.,Clicks,Cost\n2024-02-03,2024-02-01,Brand,100,10,5.00\n"
    #expect(try spans(text) == ["2024-02-03 "])
  }
}
