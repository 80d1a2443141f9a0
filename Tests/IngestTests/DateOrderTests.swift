import Diagnostics
import Testing

@testable import Ingest
@testable import Metrics

/// The order of day, month and year: by the evidence of the file, or asked.
@Suite struct DateOrderTests {
  private func days(_ cells: [String], _ order: ReadingOptions.DateOrder? = nil) throws -> [String]
  {
    let text =
      "Date,Campaign,Spend,Impressions,Clicks\n"
      + cells.enumerated().map { "\($1),C\($0),1\($0),100,1\n" }.joined()
    return try Reading(text, options: ReadingOptions(dateOrder: order)).rows.map {
      $0.day?.description ?? ""
    }
  }

  private func fault(_ cells: [String]) throws -> Diagnostic? {
    do {
      _ = try days(cells)
      return nil
    } catch let error as Diagnostic {
      return error
    }
  }

  @Test func aYearOfTwoDigitsMayStandFirst() throws {
    let fault = try #require(try fault(["24/05/13", "24/05/14"]))
    #expect(fault.code == .dateAmbiguous)
    #expect(fault.place?.line == 2)
    #expect(fault.message.contains("24/05/13 day-month or year-month-day"))
    #expect(fault.hint?.contains("`date_format: yy/mm/dd`") == true)
    #expect(try days(["24/05/13"], .shortYearFirst) == ["2024-05-13"])
    #expect(try days(["24/05/13"], .dayFirst) == ["2013-05-24"])
    #expect(try days(["2024/05/13", "24/05/14"], .shortYearFirst) == ["2024-05-13", "2024-05-14"])
    #expect(try days(["2024/05/13", "24/05/14"], .yearFirst) == ["2024-05-13"])
  }

  /// A file whose dates all begin with the year has none with a word for its month.
  @Test func aNamedMonthIsNoDateThatBeginsWithTheYear() throws {
    #expect(
      try days(["2024-05-13", "\"Jan 5, 2024\"", "5 Jan 2024"], .yearFirst) == ["2024-05-13"])
    #expect(try days(["2024-05-13", "\"Jan 5, 2024\""]) == ["2024-05-13", "2024-01-05"])
    #expect(
      try days(["13/05/2024", "\"Jan 5, 2024\""], .dayFirst) == ["2024-05-13", "2024-01-05"])
  }

  @Test func aDateThatIsNoneInOtherOrdersProvesOne() throws {
    #expect(try days(["32/05/13"]) == ["2032-05-13"])
    #expect(try days(["24/05/32"]) == ["2032-05-24"])
    #expect(try days(["3/14/24"]) == ["2024-03-14"])
    #expect(try days(["24/05/13", "4/05/13"]) == ["2013-05-24", "2013-05-04"])
    #expect(try fault(["24/05/13", "31/06/24"])?.code == .dateAmbiguous)
  }

  @Test func datesThatLieCloseTogetherInOneOrderOnlyProveIt() throws {
    #expect(
      try days((13...31).map { "24/05/\($0)" }) == (13...31).map { "2024-05-\($0)" })
    #expect(
      try days((13...31).map { "\($0)/05/24" }) == (13...31).map { "2024-05-\($0)" })
    #expect(try fault(["01/05/24", "02/05/24", "03/05/24"])?.code == .dateAmbiguous)
  }

  private func report(_ dates: [String], before: String = "") throws -> [String] {
    try Reading(
      before + "Start Date (in UTC),Account Name,Currency,Campaign Name,Total Spent,Impressions\n"
        + dates.map { "\($0),Acme,GBP,C,10.00,100\n" }.joined()
    ).rows.map { $0.day?.description ?? "" }
  }

  @Test func aDocumentedOrderThatScattersDaysOfARowIsAsked() throws {
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let error = #expect(throws: Diagnostic.self) {
      try report((1...12).map { "\(two($0))/03/2024" })
    }
    #expect(error?.code == .dateAmbiguous && error?.place?.line == 2)
    #expect(error?.hint?.contains("`date_format: dd/mm/yyyy`") == true)
    #expect(
      try report((1...12).map { "03/\(two($0))/2024" })
        == (1...12).map { "2024-03-\(two($0))" })
    // Days that follow each other in no order are as documented.
    #expect(try report(["01/03/2024", "07/03/2024"]) == ["2024-01-03", "2024-07-03"])
  }

  @Test func theRangeBeforeAHeaderTellsTheOrder() throws {
    func days(_ range: String, _ dates: [String]) throws -> [String] {
      try Reading(
        "Campaign report,,,,\n\"\(range)\",,,,\nDay,Campaign,Impr.,Clicks,Cost\n"
          + dates.map { "\($0),C,100,5,10\n" }.joined()
      ).rows.map { $0.day?.description ?? "" }
    }
    let march = ["2024-03-01", "2024-03-02", "2024-03-03"]
    #expect(
      try days("March 1, 2024 - March 3, 2024", ["3/1/2024", "3/2/2024", "3/3/2024"]) == march)
    #expect(try days("2024-03-01 - 2024-03-03", ["1/3/2024", "2/3/2024", "3/3/2024"]) == march)
    // It lets both orders stand, or is itself in question.
    for range in ["January 1, 2024 - December 31, 2024", "3/1/2024 - 3/3/2024", "All time"] {
      let error = #expect(throws: Diagnostic.self) {
        try days(range, ["3/1/2024", "3/2/2024", "3/3/2024"])
      }
      #expect(error?.code == .dateAmbiguous)
    }
    #expect(
      try report(["01/03/2024", "02/03/2024"], before: "\"1 March 2024 - 2 March 2024\"\n")
        == ["2024-03-01", "2024-03-02"])
  }

  @Test func contradictionsAreNamedWithTheirLines() throws {
    let fault = try #require(try fault(["13/05/2024", "05/14/2024"]))
    #expect(fault.code == .dateConflict)
    #expect(fault.place?.line == 3)
    #expect(
      fault.message.contains(
        "05/14/2024 (line 3) cannot be dd/mm/yyyy, 13/05/2024 (line 2) cannot be mm/dd/yyyy"))
  }

  @Test func anOrderThatDoesNotMatterIsNotAsked() throws {
    #expect(try days(["03/03/2024", "05/05/2024"]) == ["2024-03-03", "2024-05-05"])
    #expect(try days(["05/05/05"]) == ["2005-05-05"])
    #expect(try fault(["03/03/2024", "05/06/2024"])?.code == .dateAmbiguous)
  }

  @Test(arguments: [
    ("2024-05-13", "yyyy-mm-dd"), ("13.05.2024", "dd.mm.yyyy"), ("5/13/24", "mm/dd/yy"),
    ("20240513", "yyyymmdd"), ("13 May 2024", "d mmm yyyy"), ("May 13, 2024", "mmm d, yyyy"),
    ("2024年5月13日", "yyyy年m月d日"),
  ])
  func thePatternLooksLikeTheDate(cell: String, pattern: String) throws {
    let reading = try DateSpanTests.reading([cell])
    #expect(reading.summary.dateFormat == pattern)
    #expect(reading.summary.dateEvidence.first?.hasPrefix("\(pattern): 1 dates") == true)
    #expect(reading.rows.first?.day?.description == "2024-05-13")
  }

  @Test(arguments: [
    ("dd-mm-yyyy", ReadingOptions.DateOrder.dayFirst), ("dd.mm.yy", .dayFirst),
    ("d/m/yyyy", .dayFirst), ("MM/DD/YYYY", .monthFirst), ("yyyy-mm-dd", .yearFirst),
    ("yyyymmdd", .yearFirst), ("yy/mm/dd", .shortYearFirst),
  ])
  func patternsAreRead(pattern: String, order: ReadingOptions.DateOrder) {
    #expect(ReadingOptions.DateOrder(pattern: pattern) == order)
  }

  @Test(arguments: [
    "d.m.y", "soon", "dd/mm-yyyy", "yyyy-dd-mm", "dd-mm", "ddmmyyyy", "", "%d/%m/%Y",
  ])
  func otherPatternsAreNot(pattern: String) {
    #expect(ReadingOptions.DateOrder(pattern: pattern) == nil)
  }
}
