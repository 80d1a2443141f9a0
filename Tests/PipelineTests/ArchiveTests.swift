import CZip
import Diagnostics
import Foundation
import Testing
import Warehouse

@testable import Pipeline

/// A ZIP archive of several exports is a folder of them.
@Suite struct ArchiveTests {
  private func archive(_ files: KeyValuePairs<String, String>, at path: String) throws {
    let archive = try #require(zip_open(path, ZIP_CREATE | ZIP_TRUNCATE, nil))
    for (name, text) in files {
      // libzip frees the copy when it has written it.
      let copy = try #require(strdup(text))
      let source = try #require(zip_source_buffer(archive, copy, UInt64(text.utf8.count), 1))
      #expect(zip_file_add(archive, name, source, UInt32(ZIP_FL_ENC_UTF_8)) >= 0)
    }
    #expect(zip_close(archive) == 0)
  }

  private static func report(_ campaign: String, _ cost: Int) -> String {
    "Day,Campaign,Currency code,Impr.,Clicks,Cost\n2024-11-04,\(campaign),USD,900,20,\(cost).00\n"
  }

  @Test func eachFileIsLoadedUnderItsName() throws {
    let project = try Project()
    let path = "\(project.path)/data/raw/reports.zip"
    try archive(
      ["a.csv": Self.report("A", 10), "more/b.csv": Self.report("B", 20), "README.txt": "Hello."],
      at: path)
    func run() throws -> [String] {
      try IngestStep(project.session()).run([]).map { "\($0.path) \($0.state)" }
    }
    #expect(
      try run() == ["data/raw/reports.zip/a.csv loaded", "data/raw/reports.zip/more/b.csv loaded"])
    let one = try IngestStep(project.session()).run(["\(path)/a.csv"])
    #expect(one.map(\.path) == ["data/raw/reports.zip/a.csv"])
    // What lies unpacked beside it is the same export.
    try project.write("data/raw/c.csv", Self.report("A", 10))
    #expect(
      try run() == [
        "data/raw/c.csv duplicate", "data/raw/reports.zip/a.csv unchanged",
        "data/raw/reports.zip/more/b.csv unchanged",
      ])
    #expect(
      try RetractStep(project.session()).run("data/raw/reports.zip/more/b.csv")
        == "data/raw/reports.zip/more/b.csv")
    let loads = try project.session().warehouse.reading { try Ledger.loads($0) }
    #expect(loads.filter { !$0.isRetracted }.map(\.path) == ["data/raw/reports.zip/a.csv"])
  }

  /// A row that was corrected away counts no more, also where the archive had one file before.
  @Test func aSecondFileLeavesTheFirstOnItsPath() throws {
    let project = try Project()
    let path = "\(project.path)/data/raw/r.zip"
    let both = Self.report("A", 10) + "2024-11-04,B,USD,900,20,5.00\n"
    try archive(["march.csv": both], at: path)
    _ = try IngestStep(project.session()).run([])
    try archive(["march.csv": Self.report("A", 10), "more.csv": Self.report("C", 7)], at: path)
    _ = try IngestStep(project.session()).run([])
    let loads = try project.session().warehouse.reading { try Ledger.loads($0) }
    let spend = loads.map { $0.trails.first { $0.measure == .cost }?.loaded ?? 0 }
    #expect(spend == [0, 10_000_000, 7_000_000])
  }

  /// What is said of an archive is said of its files, and of one of them alone too.
  @Test func sourcesMatchArchivesAndTheirFiles() throws {
    let project = try Project(
      configuration: """
        version: 1
        sources:
          - match: "data/raw/old.zip"
            ignore: true
          - match: "data/raw/new.zip/b.csv"
            account: B
        """)
    for name in ["old", "new"] {
      try archive(
        ["a.csv": Self.report("\(name) A", 10), "b.csv": Self.report("\(name) B", 20)],
        at: "\(project.path)/data/raw/\(name).zip")
    }
    let states = try IngestStep(project.session()).run([]).map { "\($0.path) \($0.state)" }
    #expect(
      states == [
        "data/raw/new.zip/a.csv loaded", "data/raw/new.zip/b.csv loaded",
        "data/raw/old.zip/a.csv ignored", "data/raw/old.zip/b.csv ignored",
      ])
    let loads = try project.session().warehouse.reading { try Ledger.loads($0) }
    #expect(loads.map(\.account) == ["", "B"])
  }

  /// A workbook whose sheets hold a row each: name, day and cost.
  private func workbook(_ sheets: [(name: String, day: String, cost: Int)], at path: String) throws
  {
    let header = "Day,Campaign,Currency code,Impr.,Clicks,Cost".split(separator: ",").map(
      String.init)
    func row(_ cells: [String]) -> String {
      "<row>\(cells.map { "<c t=\"str\"><v>\($0)</v></c>" }.joined())</row>"
    }
    let names = sheets.map { "<sheet name=\"\($0.name)\"/>" }.joined()
    let parts = sheets.map { sheet in
      let rows =
        row(header)
        + (sheet.day.isEmpty ? "" : row([sheet.day, "A", "USD", "900", "20", "\(sheet.cost).00"]))
      return "<worksheet><sheetData>\(rows)</sheetData></worksheet>"
    }
    let list = "<workbook><sheets>\(names)</sheets></workbook>"
    if parts.count == 1 {
      return try archive(
        [
          "[Content_Types].xml": "<Types/>", "xl/workbook.xml": list,
          "xl/worksheets/sheet1.xml": parts[0],
        ], at: path)
    }
    try archive(
      [
        "[Content_Types].xml": "<Types/>", "xl/workbook.xml": list,
        "xl/worksheets/sheet1.xml": parts[0], "xl/worksheets/sheet2.xml": parts[1],
      ], at: path)
  }

  /// One sheet a month: each is an export, and a sheet that is added or corrected takes its own place only.
  @Test func everySheetOfAWorkbookIsLoadedWhereSoSaid() throws {
    let project = try Project(configuration: Self.everySheet)
    let path = "\(project.path)/data/raw/year.xlsx"
    func spend(_ sheets: [(name: String, day: String, cost: Int)]) throws -> [String: Int64] {
      try workbook(sheets, at: path)
      _ = try IngestStep(project.session()).run([])
      let loads = try project.session().warehouse.reading { try Ledger.loads($0) }
      return Dictionary(grouping: loads.filter { !$0.isRetracted }, by: \.path).mapValues { loads in
        loads.reduce(0) { $0 + ($1.trails.first { $0.measure == .cost }?.loaded ?? 0) / 1_000_000 }
      }
    }
    let (october, november) = ("data/raw/year.xlsx/October", "data/raw/year.xlsx/November")
    #expect(try spend([("October", "2024-10-04", 10)]) == [october: 10])
    #expect(
      try spend([("October", "2024-10-04", 10), ("November", "2024-11-04", 20)])
        == [october: 10, november: 20])
    #expect(
      try spend([("October", "2024-10-04", 11), ("November", "2024-11-04", 20)])
        == [october: 11, november: 20])
    let again = try IngestStep(project.session()).run([]).map(\.state)
    #expect(again == [.unchanged, .unchanged])
    let report = try InspectRun(project: project.path).run([path], allRecords: false)
    #expect(report.files.map(\.path) == [october, november])
  }

  /// What reaches less far than the content before it replaces it all the same, where the path changed shape: two
  /// that replace each other would both be lost.
  @Test func aFileThatBecomesAFolderOfFilesLosesNothing() throws {
    let project = try Project()
    let path = "\(project.path)/data/raw/r.zip"
    func january(_ days: ClosedRange<Int>) -> String {
      "Day,Campaign,Currency code,Impr.,Clicks,Cost\n"
        + days.map { "2024-01-0\($0),A,USD,900,20,1\($0).00\n" }.joined()
    }
    func spend() throws -> Int64 {
      _ = try IngestStep(project.session()).run([])
      return try project.session().warehouse.reading { try Ledger.loads($0) }.reduce(0) {
        $0 + ($1.trails.first { $0.measure == .cost }?.loaded ?? 0) / 1_000_000
      }
    }
    try archive(["jan.csv": january(1...3)], at: path)
    #expect(try spend() == 36)
    // The third day is no day of the new content: it stays as it was said.
    try archive(["jan.csv": january(1...2), "feb.csv": Self.report("A", 20)], at: path)
    #expect(try spend() == 56)
    try archive(["jan.csv": january(1...1)], at: path)
    #expect(try spend() == 56)
  }

  /// `ignore` of a workbook takes out its sheets; one that it has no more counts, and is named; a table that is no
  /// report is named; a sheet prepared for a month to come is none yet.
  @Test func whatIsSaidOfAWorkbookHoldsForItsSheets() throws {
    let project = try Project(configuration: Self.everySheet)
    let path = "\(project.path)/data/raw/year.xlsx"
    try workbook([("October", "2024-10-04", 10), ("November", "2024-11-04", 20)], at: path)
    _ = try IngestStep(project.session()).run([])
    try workbook([("October", "2024-10-04", 10), ("Nov", "", 0)], at: path)
    // A session holds the project as long as it lives.
    func said() throws -> [Diagnostic] {
      let session = try project.session()
      _ = try IngestStep(session).run([])
      return session.warnings
    }
    #expect(
      try said().contains {
        $0.place?.file == "data/raw/year.xlsx/November" && $0.message.contains("still counts")
      })
    _ = try RetractStep(project.session()).run("data/raw/year.xlsx/October")
    try workbook([("October", "2024-10-04", 10), ("Nov", "2024-11-04", 1)], at: path)
    #expect(
      try said().contains {
        $0.code == .loadRetracted && $0.place?.file == "data/raw/year.xlsx/October"
      })
    try project.write(
      "broadsheet.yml",
      "version: 1\nsources:\n  - match: \"data/raw/*.xlsx\"\n    ignore: true\n")
    _ = try said()
    let loads = try project.session().warehouse.reading { try Ledger.loads($0) }
    #expect(loads.allSatisfy { $0.isRetracted })
  }

  private static let everySheet = """
    version: 1
    sources:
      - match: "data/raw/*.xlsx"
        sheet: "*"
    """

  @Test func anEditionOfPackedExportsIsMadeAgain() throws {
    let project = try Project()
    try archive(
      ["a.csv": Project.month(campaign: "A"), "b.csv": Project.month(campaign: "B")],
      at: "\(project.path)/data/raw/reports.zip")
    let edition = try project.run().outcome.edition
    let report = try VerifyStep(project.session()).verify(edition)
    #expect(report.isEqual && report.changes.isEmpty)
  }

  /// One file that cannot be read keeps all of the archive out, and is named by its place in it.
  @Test func aFileThatIsNoReportIsNamed() throws {
    let project = try Project()
    let path = "\(project.path)/data/raw/reports.zip"
    try archive(["a.csv": Self.report("A", 10), "notes.csv": "x,y\n1,2\n"], at: path)
    let refusal = try #require(throws: Diagnostic.self) {
      _ = try IngestStep(project.session()).run([])
    }
    #expect(refusal.place?.file == "data/raw/reports.zip/notes.csv")
    let report = try InspectRun(project: project.path).run([path], allRecords: false)
    #expect(
      report.files.map(\.path) == ["a.csv", "notes.csv"].map { "data/raw/reports.zip/\($0)" })
  }
}
