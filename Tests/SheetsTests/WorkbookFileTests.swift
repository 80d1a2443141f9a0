import Foundation
import Metrics
import Testing

@testable import Sheets

@Suite struct WorkbookFileTests {
  private let day = CalendarDay(number: 20_052)

  private func sheet(_ name: String, _ rows: [[DataSheet.Cell]]) -> DataSheet {
    DataSheet(
      name: name, title: "Title of \(name)", page: "Campaigns", head: ["Name", "Value"], rows: rows)
  }

  @Test func valuesComeBackTyped() throws {
    let books = try Books()
    try books.write([
      sheet(
        "values",
        [
          [.text("ROAS"), .number("4.1851", .multiple)],
          [.text("Spend"), .number("-538371.83", .money(mark: "$"))],
          [.text("Share"), .number("0.284", .share)],
          [.text("Rate"), .number("0.0114", .share)],
          [.text("Rows"), .number("2600", .count)],
          [.text("Day"), .day(day)],
          [.text("Missing"), .blank],
          [.text("Id"), .number("123456789012345678", .count)],
          [.text("Early"), .day(try #require(CalendarDay(iso: "1899-12-31")))],
        ])
    ])
    let read = try books.read()
    #expect(read.map(\.name) == ["Contents", "values"])
    #expect(
      read[1].rows == [
        ["Name", "Value"], ["ROAS", "4.1851"], ["Spend", "-$538371.83"], ["Share", "0.284"],
        ["Rate", "0.0114"],
        ["Rows", "2600"], ["Day", day.description], ["Missing", ""],
        ["Id", "123456789012345678"], ["Early", "1899-12-31"],
      ])
    let xml = try books.part("xl/worksheets/sheet2.xml")
    #expect(
      xml.contains(
        "<pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/>"))
    #expect(xml.contains("<autoFilter ref=\"A1:B10\"/>"))
    #expect(xml.contains("<v>4.1851</v>") && xml.contains("<v>-538371.83</v>"))
    let styles = try books.part("xl/styles.xml")
    for code in ["0.00&quot;×&quot;", "&quot;$&quot;#,##0.00", "0.0%", "0.00%", "yyyy-mm-dd"] {
      #expect(styles.contains("formatCode=\"\(code)\""))
    }
  }

  @Test func theFirstSheetNamesAndLinksTheOthers() throws {
    let books = try Books()
    try books.write(
      [sheet("roas", []), sheet("Contents", []), sheet("ROAS", [])], title: "Acme <&>")
    let read = try books.read()
    #expect(read.map(\.name) == ["Contents", "roas", "Contents 2", "ROAS 2"])
    #expect(
      read[0].rows.map { $0.filter { !$0.isEmpty } } == [
        ["Acme <&>"], ["Edition", "2024-W47"], ["Sheet", "Title", "Page"],
        ["roas", "Title of roas", "Campaigns"],
        ["Contents 2", "Title of Contents", "Campaigns"],
        ["ROAS 2", "Title of ROAS", "Campaigns"],
      ])
    let xml = try books.part("xl/worksheets/sheet1.xml")
    #expect(xml.contains("<hyperlink ref=\"A5\" location=\"'roas'!A1\""))
    #expect(!xml.contains("r:id"))
  }

  /// Whatever a campaign is called: it comes back as it is, and is text; only zero has no place in one.
  @Test func hostileNamesStayText() throws {
    let books = try Books()
    let names = [
      "=1+1", "+cmd", "-2+3", "@SUM(A1)", "=cmd|'/c calc'!A1", "{=1+1}", "\t=1", "\r\n=1", "'=1",
      "http://example.com", "mailto:a@example.com", "internal:'Contents'!A1", "external:c:\\x.xlsx",
      String(repeating: "long name ", count: 30), "🛍️🎉 👩‍👩‍👧‍👦", "a\u{FFFD}b\u{1}\u{8}\u{B}\u{1F}c",
      "\u{FFFE}\u{FFFF}", "_x0041_", "_x005F_x0041_", "_x0041_x0042_", "<b>&amp;\"</b>]]>",
      "  two  spaces  ", "\u{202E}sdrawkcab", "007", "1e5", "2024-11-18", "TRUE", "#N/A",
      "line\nfeed",
    ]
    try books.write([
      sheet(
        "names",
        names.map { [.text($0.replacing("\u{FFFD}", with: "\u{0}")), .number("1", .count)] })
    ])
    let read = try books.read()
    #expect(read[1].rows.dropFirst().map { $0[0] } == names)
    for index in 1...2 {
      let xml = try books.part("xl/worksheets/sheet\(index).xml")
      #expect(!xml.contains("<f>") && !xml.contains("<f "))
    }
    let cells = try books.part("xl/worksheets/sheet2.xml")
    #expect(cells.split(separator: "t=\"s\"").count - 1 == names.count + 2)
    #expect(!cells.contains("<hyperlink"))
    #expect(try books.part("[Content_Types].xml").contains("externalLink") == false)
  }

  @Test func textIsCutWhereASpreadsheetWouldRefuseTheFile() {
    let long = CellText.escaped(String(repeating: "a", count: 40_000))
    #expect(long.utf16.count == 32_767)
    let emoji = CellText.escaped(String(repeating: "🎉", count: 20_000))
    #expect(emoji.utf16.count == 32_766)
    let codes = CellText.escaped(String(repeating: "\u{1}", count: 5_000))
    #expect(codes.utf16.count == 32_767 && codes.hasSuffix("_x0001_"))
  }

  /// No clock, no chance, no name of a temporary file.
  @Test func theSameContentGivesTheSameBytes() throws {
    let sheets = [sheet("a", [[.text("x"), .number("0.1", .plain)]]), sheet("b", [])]
    let first = try Books()
    let bytes = try first.write(sheets)
    // The clock of a ZIP has two seconds.
    Thread.sleep(forTimeInterval: 2.1)
    let second = try Books()
    #expect(try second.write(sheets) == bytes)
    #expect(try first.write(sheets) == bytes)
    #expect(first.left.isEmpty)
    #expect(try first.part("docProps/core.xml").contains("2024-11-24T00:00:00Z"))
  }

  @Test func anEmptySheetIsASheet() throws {
    let books = try Books()
    try books.write([DataSheet(name: "empty", title: "", head: [], rows: [])])
    #expect(try books.read().map(\.name) == ["Contents", "empty"])
  }

  @Test(arguments: [
    ("roas-device", "roas-device"), ("a[b]:c*d?e/f\\g'h", "a-b--c-d-e-f-g-h"), ("", "Sheet"),
    ("History", "History 2"),
    (String(repeating: "x", count: 40), String(repeating: "x", count: 31)),
    (String(repeating: "🎉", count: 20), String(repeating: "🎉", count: 15)), ("a\u{0}b", "a-b"),
  ])
  func namesAreLegal(wanted: String, name: String) {
    var names = SheetNames()
    #expect(names.name(wanted) == name)
    let second = names.name(wanted)
    #expect(second.lowercased() != name.lowercased() && second.utf16.count <= 31)
  }

  @Test func aFolderThatIsNotThereIsTold() throws {
    let books = try Books()
    let file = WorkbookFile(title: "", facts: [], sheets: [], created: day)
    #expect(throws: (any Error).self) {
      try file.write(to: "\(books.folder.path)/none/pack.xlsx", scratch: books.folder.path)
    }
  }
}
