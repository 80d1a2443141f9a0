import Testing

@testable import Ingest
@testable import Metrics

/// Cells of a day column that name more than a day.
@Suite struct DateSpanTests {
  /// First and last day of each row that was read.
  static func spans(_ reading: Reading) -> [String] {
    reading.rows.map {
      "\($0.day.map(\.description) ?? "") \($0.periodEnd.map(\.description) ?? "")"
    }
  }

  static func reading(_ cells: [String], header: String = "Date") throws -> Reading {
    try Reading(
      "\(header),Campaign,Spend,Impressions,Clicks\n"
        + cells.enumerated().map { "\"\($1)\",C\($0),1\($0),100,1\n" }.joined())
  }

  @Test(arguments: [
    ("13.05.2024 - 19.05.2024", "2024-05-13 2024-05-19"),
    ("13.05.2024-19.05.2024", "2024-05-13 2024-05-19"),
    ("2024-01-29 - 2024-02-04", "2024-01-29 2024-02-04"),
    ("2024-01-29 to 2024-02-04", "2024-01-29 2024-02-04"),
    ("2024-01-29 00:00:00 - 2024-02-04 23:59:59", "2024-01-29 2024-02-04"),
    ("20240129-20240204", "2024-01-29 2024-02-04"),
    ("Jan 29, 2024 - Feb 4, 2024", "2024-01-29 2024-02-04"),
    ("Jan 29, 2024 – Feb 4, 2024", "2024-01-29 2024-02-04"),
    ("29. Januar 2024 bis 4. Februar 2024", "2024-01-29 2024-02-04"),
    ("2024-01-29 - 2024-01-29", "2024-01-29 "),
    ("Mon 29/01/2024", "2024-01-29 "),
    ("lun 29/01/2024", "2024-01-29 "),
    ("January 29th, 2024", "2024-01-29 "),
    ("29 gen 2024", "2024-01-29 "),
    ("ma 30 jan. 2024", "2024-01-30 "),
    ("Jan 29 - Feb 4, 2024", "2024-01-29 2024-02-04"),
    ("Jan 29 – Feb 4, 2024", "2024-01-29 2024-02-04"),
    ("29 Jan - 14 Feb 2024", "2024-01-29 2024-02-14"),
    ("May 13 - 19, 2024", "2024-05-13 2024-05-19"),
    ("13 - 19 May 2024", "2024-05-13 2024-05-19"),
    ("13-19 May 2024", "2024-05-13 2024-05-19"),
    ("13. bis 19. Mai 2024", "2024-05-13 2024-05-19"),
    ("13 a 19 de mayo de 2024", "2024-05-13 2024-05-19"),
  ])
  func aRangeIsAPeriod(cell: String, days: String) throws {
    let reading = try Self.reading([cell])
    #expect(reading.quarantined.isEmpty)
    #expect(Self.spans(reading) == [days])
    #expect(reading.summary.warnings.allSatisfy { $0.code != .dateSuspicious })
  }

  @Test(arguments: ["45614", "45614.0", "45614.5"])
  func numbersOfASpreadsheetsDays(cell: String) throws {
    let reading = try Self.reading([cell, "45615"])
    #expect(Self.spans(reading) == ["2024-11-18 ", "2024-11-19 "])
    let warning = try #require(reading.summary.warnings.first { $0.code == .dateSuspicious })
    #expect(warning.message.contains("\(cell) is 2024-11-18"))
  }

  /// Which of them a spreadsheet has turned is not known.
  @Test func numbersOfDaysBesideWrittenDatesAreSetAside() throws {
    let reading = try Self.reading(["13/11/2024", "45614", "14/11/2024"])
    #expect(Self.spans(reading) == ["2024-11-13 ", "2024-11-14 "])
    #expect(reading.quarantined.map(\.line) == [3])
    #expect(
      reading.quarantined.allSatisfy { $0.reason.contains("a spreadsheet's number of a day") })
  }

  @Test func otherNumbersAreNoDays() throws {
    let reading = try Self.reading(["35000", "456140", "4561"])
    #expect(reading.rows.isEmpty)
  }

  @Test func weeksByTheNumberOfTheirFirstDay() throws {
    let reading = try Self.reading(["45614", "45621"], header: "Week")
    #expect(Self.spans(reading) == ["2024-11-18 2024-11-24", "2024-11-25 2024-12-01"])
  }

  @Test func aRangeInTheDayColumnOfAPlatform() throws {
    let text = """
      Day,Campaign name,Amount spent (EUR),Impressions,Link clicks
      2024-01-29 - 2024-02-04,Brand,10,100,1

      """
    #expect(Self.spans(try Reading(text)) == ["2024-01-29 2024-02-04"])
  }

  @Test func bothEndsProveTheOrderOfDayAndMonth() throws {
    #expect(
      Self.spans(try Self.reading(["01/05/2024 - 13/05/2024"])) == ["2024-05-01 2024-05-13"])
  }

  @Test(arguments: [
    "2024-02-04 - 2024-01-29", "2024-01-29 - 30", "13.05.2024 - 19", "2024-01-29 - ",
    "Dec 30 - Jan 5, 2024", "Jan 29 - Feb 4", "13 - 19", "13 - 19.05.2024", "May 19 - 13, 2024",
    "2024-01-29 - 2024-02-04 - 2024-02-11", "2024-01-29 - soon", "2024-01-29 -02:00",
  ])
  func whatIsNoRangeIsSetAside(cell: String) throws {
    let reading = try Self.reading(["2024-01-28", cell])
    #expect(reading.quarantined.map(\.rule) == ["date"])
    #expect(reading.quarantined.map(\.column) == [1])
  }

  @Test(arguments: ["May 2024", "2024-05", "05/2024", "Mai 2024", "2024年5月"])
  func aColumnOfMonthsAloneCoversThem(cell: String) throws {
    let reading = try Self.reading([cell, "soon"])
    #expect(Self.spans(reading) == ["2024-05-01 2024-05-31"])
    #expect(reading.quarantined.map(\.line) == [3])
  }

  @Test(arguments: ["May-24", "May 24", "Mai '24", "202405"])
  func aShortMonthIsOneWhereTheColumnIsCalledSo(cell: String) throws {
    #expect(
      Self.spans(try Self.reading([cell], header: "Month")) == ["2024-05-01 2024-05-31"])
    let reading = try Self.reading([cell])
    #expect(reading.quarantined.count == 1)
    #expect(reading.quarantined.first?.reason.contains("may be a day or a month") == true)
  }

  @Test(arguments: [
    ("May 2024", "is a month among days"), ("Dec 30 - Jan 5, 2024", "ends before it begins"),
    ("soon", "is no date of the file's form (yyyy-mm-dd)"),
  ])
  func whatIsSetAsideSaysWhatIsRead(cell: String, reason: String) throws {
    let reading = try Self.reading(["2024-05-13", cell])
    #expect(reading.rows.count == 1)
    #expect(reading.quarantined.first?.reason.contains("«\(cell)» \(reason)") == true)
  }

  /// A report by month whose ends were taken out costs a month in a row, not a day.
  @Test func monthsWrittenAsRangesStandAboveAStartAlone() throws {
    let text = """
      Month,Campaign name,Reporting starts,Amount spent (EUR),Impressions,Link clicks
      2024-01-01 - 2024-01-31,Brand,2024-01-01,10,100,1
      2024-02-01 - 2024-02-29,Brand,2024-02-01,10,100,1

      """
    #expect(
      Self.spans(try Reading(text)) == ["2024-01-01 2024-01-31", "2024-02-01 2024-02-29"])
    let days = text.replacing("2024-01-01 - 2024-01-31", with: "January").replacing(
      "2024-02-01 - 2024-02-29", with: "February")
    #expect(Self.spans(try Reading(days)) == ["2024-01-01 ", "2024-02-01 "])
  }

  @Test func startAndEndAreDays() throws {
    let text = """
      Reporting starts,Reporting ends,Campaign name,Amount spent (EUR),Impressions,Link clicks
      2024-01-29 - 2024-01-30,2024-02-04,Brand,10,100,1
      2024-01-29,2024-02-04,Brand,10,100,1

      """
    let reading = try Reading(text)
    #expect(Self.spans(reading) == ["2024-01-29 2024-02-04"])
    #expect(reading.quarantined.map(\.column) == [1])
    #expect(reading.quarantined.first?.reason.contains("one day is expected") == true)
  }
}

@Suite struct TimeOfDayTests {
  private func time(_ text: String) -> TimeOfDay? {
    DateParts(Array("2024-05-13\(text)".utf8)[...])?.time
  }

  @Test(arguments: [
    ("T00:00:00Z", 0, true), (" 23:30:00+02:00", 23, true), (" 07:30:00 -0500", 7, true),
    (" 00:00:00 UTC", 0, true), (" 00:00:00 GMT+2", 0, true), ("T073000Z", 7, true),
    (" 07:30", 7, false), (" 07:30:00.000", 7, false), (" 7:30 PM", 7, false),
    (" 7:30:00 a. m.", 7, false), (" 07", 7, false), ("T07", 7, false),
  ])
  func follows(text: String, hour: Int, hasOffset: Bool) {
    #expect(
      time(text)
        == TimeOfDay(hour: hour, hasOffset: hasOffset, isMidnight: text.contains("00:00:00")))
  }

  @Test(arguments: [
    (" 00:00:00.000", true), (" 12:00 AM", true), ("T000000Z", true), ("T00:00:00.000-08:00", true),
    (" 12:00 PM", false), (" 00:00:01", false), (" 00:00:00.5", false), (" 1:00 AM", false),
    (" 24:00", false),
  ])
  func isMidnight(text: String, isOne: Bool) {
    #expect(time(text)?.isMidnight == isOne)
  }

  @Test(arguments: [" - 19", "+02:00", " 7", " 99:00", " 07:99", "Z", " 07:30 X", " 2024"])
  func isNone(text: String) {
    #expect(DateParts(Array("2024-05-13\(text)".utf8)[...]) == nil)
  }
}
