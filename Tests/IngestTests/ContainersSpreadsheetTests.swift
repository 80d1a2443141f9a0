import Diagnostics
import Foundation
import Testing

@testable import Ingest
@testable import Metrics

@Suite struct ContainersSpreadsheetTests {
  private func refusal(_ book: Book) throws -> Diagnostic {
    do {
      _ = try Containers.raw(book.bytes(), name: "book.xlsx")
    } catch let error as Diagnostic {
      #expect(error.exitStatus == .badInput)
      return error
    }
    Issue.record("was read")
    return Diagnostic(.fault, "was read")
  }

  @Test func everyKindOfCell() throws {
    var book = Book(
      """
      <row r="1"><c r="A1" t="s"><v>1</v></c><c r="B1" t="inlineStr"><is><r><t>in</t></r>\
      <r><rPr><b/></rPr><t xml:space="preserve"> line</t></r><rPh><t>x</t></rPh></is></c>\
      <c r="C1" t="b"><v>1</v></c><c r="D1" t="b"><v>0</v></c><c r="E1" t="e"><v>#N/A</v></c>\
      <c r="F1" t="str"><f>A1&amp;"x"</f><v>cached</v></c><c r="G1"><f>1+1</f><v>2</v></c>\
      <c r="H1" t="d"><v>2024-11-18T00:00:00</v></c><c r="I1" s="1"><v>45610</v></c>\
      <c r="J1" s="2"><v>231.88000000000001</v></c><c r="K1" s="2"><v>-5</v></c>\
      <c r="L1" s="3"><v>45610</v></c><c r="M1"><v>1.5E3</v></c></row>
      """)
    book.strings =
      "<si><t>no</t></si><si><r><t>Grö</t></r><r><t>ße &lt;1&gt;</t></r><rPh><t>no</t></rPh></si>"
    book.formats = ["mmm\\ dd\\,\\ yyyy", "[$€-407] #,##0.00", "14"]
    #expect(
      try book.read() == [
        [
          "Größe <1>", "in line", "TRUE", "FALSE", "#N/A", "cached", "2", "2024-11-18",
          "2024-11-14", "€231.88", "-€5", "2024-11-14", "1500",
        ]
      ])
  }

  /// What comes of a formula without a value is unknown, which a blank is not; a text that is empty is one.
  @Test func formulasWithoutAValueAreShown() throws {
    var book = Book(
      """
      <row r="1"><c r="A1"><f>C2*D2</f><v/></c><c r="B1"><f>SUM(A1:A9)</f></c>\
      <c r="C1" t="str"><f>""</f><v></v></c><c r="D1"><f t="shared" si="0"/><v>7</v></c>\
      <c r="E1" s="1"><v>46204</v></c><c r="F1" s="1"><v>46205</v></c></row>
      """)
    book.formats = ["mmm\\-yy"]
    #expect(
      try book.read() == [["=C2*D2", "=SUM(A1:A9)", "", "7", "2026-07", "2026-07-02"]])
  }

  /// Names and days hold for all rows that they are merged over; an amount is the sum of what those cost, a
  /// title stands in its one row, and what has a value of its own keeps it.
  @Test func mergedNamesAndDaysHoldForTheirRows() throws {
    var book = Book(
      """
      <row r="1"><c r="A1" t="str"><v>Title</v></c></row>\
      <row r="2"><c r="A2" s="1"><v>45610</v></c><c r="B2" t="str"><v>Brand</v></c><c r="C2"><v>5</v></c>\
      <c r="D2" t="str"><v>x</v></c></row>\
      <row r="3"><c r="A3" s="1"/><c r="B3"/><c r="C3"/><c r="D3" t="str"><v>y</v></c></row>\
      <row r="4"><c r="D4" t="str"><v>z</v></c></row><row r="5"><c r="B5" t="str"><v>own</v></c></row>\
      <row r="6"><c r="D6" t="str"><v>w</v></c></row>
      """)
    book.formats = ["14"]
    book.merges = ["A1:D1", "A2:A4", "B2:B5", "C2:C3", "Z2:Z3", "bad", "A9"]
    #expect(
      try book.read() == [
        ["Title"], ["2024-11-14", "Brand", "5", "x"], ["2024-11-14", "Brand", "", "y"],
        ["2024-11-14", "Brand", "", "z"], ["", "own", "", ""], ["", "", "", "w"],
      ])
  }

  @Test func cellsStandWhereTheirReferencesSay() throws {
    var book = Book(
      """
      <row r="2"><c r="A2"><v>1</v></c><c r="D2"><v>4</v></c><c r="H2" s="1"/></row><row r="3"/>\
      <row r="5"><c r="B5"><v>2</v></c><c><v>3</v></c></row><row><c r="AA6"><v>27</v></c></row>
      """)
    book.dimension = "<dimension ref=\"A1\"/>"
    let fixture = try Fixture(book.bytes(), name: "book.xlsx")
    var reader = try SpreadsheetReader(
      path: fixture.path, packing: .none,
      sheet: SheetChoice(index: 0, name: "Report", isHidden: false), decimal: 0x2E)
    var record = Record()
    var rows: [[String]] = []
    var lines: [Int] = []
    while try reader.next(&record) {
      rows.append((0..<record.count).map(record.text))
      lines.append(record.line)
    }
    #expect(lines == [2, 5, 6])
    #expect(rows[0] == ["1", "", "", "4"])
    // A sheet leaves out the empty cells at a row's end.
    #expect(rows[1] == ["", "2", "3", ""])
    #expect(rows[2].count == 27)
    #expect(rows[2].last == "27")
  }

  private static let header = """
    <row r="1">\(Flat.header.split(separator: ",").map { "<c t=\"str\"><v>\($0)</v></c>" }.joined())</row>
    """

  private static func row(_ line: Int) -> String {
    """
    <row r="\(line)"><c t="str"><v>A\(line)</v></c><c t="str"><v>Brand</v></c><c><v>10</v></c>\
    <c><v>100</v></c><c s="1"><v>1.204</v></c><c><v>3</v></c><c><v>1</v></c><c><v>0.1</v></c>\
    <c s="1"><v>40</v></c><c s="2"><v>45612</v></c></row>
    """
  }

  @Test func theSheetWithAPlatformsHeaderIsRead() throws {
    var book = Book("")
    let rows = Self.header + Self.row(2) + Self.row(3)
    book.formats = ["[$£-809]#,##0.000", "dd/mm/yyyy"]
    book.sheets = [
      ("Cover", "visible", "<row><c t=\"str\"><v>Report</v></c></row>"),
      ("Old", "hidden", rows + Self.row(4)), ("Empty", "visible", ""),
      ("Data", "visible", rows),
    ]
    let fixture = try Fixture(book.bytes(), name: "book.xlsx")
    let reading = try Reading(path: fixture.path)
    #expect(reading.summary.sheet == "Data")
    #expect(reading.rows.count == 2)
    // A cell's number is exact: 1.204 is never one thousand two hundred and four.
    #expect(reading.summary.measures[.cost]?.accepted == 2_408_000)
    #expect(
      reading.summary.warnings.map(\.message) == [
        "the hidden sheet «Old» is a report too, and is not read"
      ])
    #expect(try Reading(path: fixture.path, options: ReadingOptions(sheet: "Old")).rows.count == 3)
    #expect(reading.summary.currency == "GBP")
    #expect(reading.summary.firstDay?.description == "2024-11-16")
    #expect(reading.summary.encoding.rawValue == "xlsx")
    #expect(reading.summary.delimiterText == "")
    #expect(reading.summary.sha256 == (try FileHash.sha256(fixture.path, name: "book.xlsx")))
    book.sheets.removeLast()
    #expect(try Containers.raw(book.bytes(), name: "book.xlsx").sheet == "Old")
    book.sheets.remove(at: 1)
    #expect(try Containers.raw(book.bytes(), name: "book.xlsx").sheet == "Cover")
    book.sheets.removeFirst()
    #expect(try refusal(book).code == .fileEmpty)
  }

  @Test func ofSeveralReportsOneMustBeNamed() throws {
    var book = Book("")
    let rows = Self.header + Self.row(2)
    book.formats = ["[$£-809]#,##0.000", "dd/mm/yyyy"]
    book.sheets = [
      ("May", "visible", rows), ("June", "visible", rows + Self.row(3)), ("Base", "hidden", rows),
    ]
    let refused = try refusal(book)
    #expect(refused.code == .sheetAmbiguous && refused.message.contains("May, June"))
    let fixture = try Fixture(book.bytes(), name: "book.xlsx")
    let june = try Reading(path: fixture.path, options: ReadingOptions(sheet: "June"))
    #expect(june.summary.sheet == "June" && june.rows.count == 2)
    #expect(refused.hint?.contains("`sheet: \"*\"`") == true)
    do {
      _ = try Reading(path: fixture.path, options: ReadingOptions(sheet: "July"))
      Issue.record("was read")
    } catch let error as Diagnostic {
      #expect(error.code == .sheetAmbiguous && error.hint == "there are: May, June, Base")
    }
  }

  /// With a hash of their own, since sheets may hold the same; a hidden one is named once, by the first.
  @Test func everyVisibleReportIsAnExportWhereSoSaid() throws {
    var book = Book("")
    let rows = Self.header + Self.row(2)
    book.formats = ["[$£-809]#,##0.000", "dd/mm/yyyy"]
    book.sheets = [
      ("Notes", "visible", "<row><c t=\"str\"><v>By month</v></c></row>"),
      (
        "April", "visible",
        rows.replacingOccurrences(of: "Cost", with: "Media net").replacingOccurrences(
          of: "Ad_Date", with: "When")
      ), ("July", "visible", Self.header),
      ("May", "visible", rows), ("June", "visible", rows + Self.row(3)), ("Base", "hidden", rows),
    ]
    let fixture = try Fixture(book.bytes(), name: "book.xlsx")
    let catalog = try PlatformCatalog()
    let every = ReadingOptions(sheet: "*")
    #expect(ArchiveMembers.paths(of: fixture.path, catalog) == [fixture.path])
    let paths = ArchiveMembers.paths(of: fixture.path, catalog, every)
    #expect(paths == ["May", "June"].map { "\(fixture.path)/\($0)" })
    let readings = try paths.map { try Reading(path: $0, options: every) }
    #expect(readings.map(\.rows.count) == [1, 2])
    #expect(readings.map(\.summary.sheet) == ["May", "June"])
    #expect(
      readings.map { $0.summary.warnings.filter { $0.code == .sheetAmbiguous }.map(\.message) } == [
        [
          "the hidden sheet «Base» is a report too, and is not read",
          "the sheet «April» is a table, and no report that is known: it is not read",
        ], [],
      ])
    let hashes = try paths.map { try FileHash.sha256($0, name: "x") }
    #expect(hashes == readings.map(\.summary.sha256) && hashes[0] != hashes[1])
    #expect(try FileHash.length(paths[0], name: "x") == nil)
    let notes = try #require(throws: Diagnostic.self) {
      try Reading(path: "\(fixture.path)/Notes", options: every)
    }
    #expect(notes.code == .platformUnknown)
    let none = try #require(throws: Diagnostic.self) {
      try Reading(path: "\(fixture.path)/August", options: every)
    }
    #expect(none.code == .sheetAmbiguous)
  }

  @Test func daysMayCountFrom1904() throws {
    var book = Book("<row><c s=\"1\"><v>44148</v></c></row>")
    book.formats = ["14"]
    book.startsIn1904 = true
    #expect(try book.read() == [["2024-11-14"]])
  }

  @Test(arguments: [
    "<row r=\"2\"><c><v>1</v></c></row><row r=\"1\"><c><v>1</v></c></row>",
    "<row><c r=\"B1\"><v>1</v></c><c r=\"A1\"><v>1</v></c></row>",
    "<row><c r=\"XFE1\"><v>1</v></c></row>", "<row><c t=\"s\"><v>7</v></c></row>",
    "<row><c><v>1</v></row>", "<row r=\"1048577\"><c><v>1</v></c></row>",
    "<row><c t=\"inlineStr\"><is><t>&bomb;</t></is></c></row>",
  ])
  func whatDoesNotHangTogetherIsRefused(rows: String) throws {
    #expect(try refusal(Book(rows)).code == .fileDamaged)
  }

  @Test func documentTypesAreRefused() throws {
    var book = Book("<row><c t=\"inlineStr\"><is><t>&a;</t></is></c></row>")
    book.prolog = "<!DOCTYPE worksheet [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>"
    #expect(try refusal(book).code == .fileUnsupported)
  }

  @Test func memoryIsBounded() throws {
    // One long text in every cell.
    var book = Book(
      String(
        repeating: "<row>\(String(repeating: "<c t=\"s\"><v>0</v></c>", count: 20))</row>",
        count: 2000))
    book.strings = "<si><t>\(String(repeating: "long ", count: 6000))</t></si>"
    #expect(try refusal(book).code == .fileExpands)
    // One wide row, and every row filled to its width.
    book = Book(
      "<row><c r=\"XFD1\"><v>1</v></c></row>"
        + String(repeating: "<row><c><v>1</v></c></row>", count: 5000))
    #expect(try refusal(book).code == .fileExpands)
    // Names that the parser would keep.
    book = Book((0..<400_000).map { "<n\($0)/>" }.joined())
    #expect(try refusal(book).code == .fileExpands)
    book = Book(String(repeating: "<d>", count: 300_000))
    #expect(try refusal(book).code == .fileExpands)
    book = Book("<row><c t=\"str\"><v>\(String(repeating: "x", count: 2 << 20))</v></c></row>")
    #expect(try refusal(book).code == .recordTooLong)
  }

  @Test func aWorkbookThatChangesWhileItIsReadIsRefused() throws {
    let fixture = try Fixture(
      try Book("<row><c><v>1</v></c></row>").bytes(), name: "book.xlsx")
    var reader = try SpreadsheetReader(
      path: fixture.path, packing: .none,
      sheet: SheetChoice(index: 0, name: "Report", isHidden: false), decimal: 0x2E)
    var record = Record()
    #expect(try reader.next(&record))
    let handle = try #require(FileHandle(forWritingAtPath: fixture.path))
    try handle.seekToEnd()
    try handle.write(contentsOf: Data([0]))
    try handle.close()
    do {
      _ = try reader.finish()
      Issue.record("was read")
    } catch {
      #expect(error.code == .fileChanged)
    }
  }

  @Test func aCutWorkbookIsRefused() throws {
    let bytes = try Book(Self.header + Self.row(2)).bytes()
    for count in stride(from: 5, to: bytes.count, by: 97) {
      do {
        _ = try Containers.raw(Array(bytes.prefix(count)), name: "book.xlsx")
        Issue.record("\(count) bytes were read")
      } catch let error as Diagnostic {
        #expect(error.code == .fileDamaged)
      }
    }
  }
}
