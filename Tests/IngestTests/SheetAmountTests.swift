import Testing

@testable import Ingest
@testable import Metrics

/// Amounts that stand in a workbook as texts, as tools that mean a CSV write them.
@Suite struct SheetAmountTests {
  /// Cells that begin with an apostrophe are texts, others numbers.
  private func reading(_ rows: [[String]], options: ReadingOptions = ReadingOptions()) throws
    -> Reading
  {
    var xml = ""
    for (row, cells) in ([["Date", "Campaign", "Impressions", "Clicks", "Cost", "Revenue"]] + rows)
      .enumerated()
    {
      let written = zip("ABCDEF", cells).map { letter, cell in
        let place = "\(letter)\(row + 1)"
        if row > 0, cell.first != "'" { return "<c r=\"\(place)\"><v>\(cell)</v></c>" }
        let text = cell.first == "'" ? cell.dropFirst() : cell[...]
        return "<c r=\"\(place)\" t=\"inlineStr\"><is><t>\(text)</t></is></c>"
      }
      xml += "<row r=\"\(row + 1)\">\(written.joined())</row>"
    }
    let fixture = try Fixture(Book(xml).bytes(), name: "export.xlsx")
    return try Reading(path: fixture.path, options: options)
  }

  @Test(arguments: [
    (["'1.000", "50", "'1.234,56", "'2.120,00"], "1000.00", "1234.56", "2120.00"),
    (["1000", "50", "234.56", "'120,00"], "1000.00", "234.56", "120.00"),
    (["1000", "50", "'234,56", "120.5"], "1000.00", "234.56", "120.50"),
    (["1000", "50", "'1,234.56", "1.5"], "1000.00", "1234.56", "1.50"),
    (["'1,000", "50", "1234.5", "1.25"], "1000.00", "1234.50", "1.25"),
  ])
  func textsTellTheirDecimalMark(
    cells: [String], impressions: String, cost: String, revenue: String
  ) throws {
    let reading = try reading([["'2024-11-04", "'A"] + cells])
    #expect(reading.quarantined.isEmpty && reading.summary.warnings.isEmpty)
    #expect(reading.total(.impressions) == impressions && reading.total(.clicks) == "50.00")
    #expect(reading.total(.cost) == cost && reading.total(.saleAmount) == revenue)
  }

  /// Numbers have a point in the workbook, whatever texts are written with.
  @Test func numbersProveNothingOfTexts() throws {
    let reading = try reading([["'2024-11-04", "'A", "1000", "50", "1.5", "'1.234"]])
    #expect(reading.summary.warnings.map(\.code) == [.numberAmbiguous])
    var options = ReadingOptions()
    options.decimal = 0x2C
    let said = try self.reading(
      [["'2024-11-04", "'A", "1000", "50", "1.5", "'1.234"]], options: options)
    #expect(said.total(.cost) == "1.50" && said.total(.saleAmount) == "1234.00")
    #expect(said.summary.warnings.isEmpty)
  }

  /// An amount that is merged over rows is what all of them cost.
  @Test func amountsAsTextsAreNotFilledDown() throws {
    var book = Book(
      """
      <row r="1"><c r="A1" t="str"><v>Date</v></c><c r="B1" t="str"><v>Campaign</v></c>\
      <c r="C1" t="str"><v>Impressions</v></c><c r="D1" t="str"><v>Clicks</v></c><c r="E1" t="str"><v>Cost</v></c></row>
      <row r="2"><c r="A2" t="str"><v>2024-11-04</v></c><c r="B2" t="str"><v>A</v></c>\
      <c r="C2"><v>100</v></c><c r="D2"><v>1</v></c><c r="E2" t="str"><v>1.234,56</v></c></row>
      <row r="3"><c r="A3" t="str"><v>2024-11-04</v></c><c r="B3" t="str"><v>B</v></c>\
      <c r="C3"><v>100</v></c><c r="D3"><v>1</v></c><c r="E3"/></row>
      """)
    book.merges = ["E2:E3"]
    let fixture = try Fixture(book.bytes(), name: "export.xlsx")
    #expect(try Reading(path: fixture.path).total(.cost) == "1234.56")
  }

  private func table(_ cells: String) -> Book {
    Book(
      """
      <row r="1"><c r="A1" t="str"><v>Day</v></c><c r="B1" t="str"><v>Campaign name</v></c>\
      <c r="C1" t="str"><v>Campaign ID</v></c><c r="D1" t="str"><v>Amount spent (EUR)</v></c>\
      <c r="E1" t="str"><v>Impressions</v></c></row>
      <row r="2"><c r="A2" t="str"><v>2024-11-04</v></c><c r="B2" t="str"><v>A</v></c>\(cells)\
      <c r="E2"><v>100</v></c></row>
      """)
  }

  /// A spreadsheet keeps fifteen digits of a number; another program may keep all of them.
  @Test(arguments: [("1.2020987654321E+017", 1), ("120209876543210123", 0), ("12020987654", 0)])
  func idsThatASpreadsheetHasRoundedAreSetAside(id: String, aside: Int) throws {
    let book = table("<c r=\"C2\"><v>\(id)</v></c><c r=\"D2\"><v>5</v></c>")
    let fixture = try Fixture(book.bytes(), name: "export.xlsx")
    #expect(try Reading(path: fixture.path).quarantined.count == aside)
  }

  /// A library writes noughts and asks whoever opens the file to calculate.
  @Test func formulasThatNobodyHasCalculatedAreNoNoughts() throws {
    var book = table(
      "<c r=\"C2\"><v>7</v></c><c r=\"D2\"><f>F2/1000000</f><v>0</v></c>")
    let calculated = try Fixture(book.bytes(), name: "export.xlsx")
    #expect(try Reading(path: calculated.path).total(.cost) == "0.00")
    book.leavesFormulas = true
    let left = try Fixture(book.bytes(), name: "export.xlsx")
    let reading = try Reading(path: left.path)
    #expect(reading.rows.isEmpty && reading.quarantined.first?.reason.contains("formula") == true)
  }
}
