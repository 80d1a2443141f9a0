import Foundation
import Metrics
import Testing

@testable import Ingest
@testable import Pipeline

/// `pack.xlsx` of an edition, opened by the program's own reader of exports.
@Suite struct WorkbookTests {
  private static let hostile = "=cmd|'/c calc'!A1 🛍️ \u{1}"

  private struct Edition {
    let folder: String
    /// Name → rows that have content.
    let sheets: [(name: String, rows: [[String]])]

    init(_ project: Project) throws {
      folder = "\(project.path)/output/site/editions/2024-W47"
      let path = "\(folder)/pack.xlsx"
      sheets = try Records.sheets(path)
    }

    func text(_ name: String) throws -> String {
      String(decoding: try #require(try FileSystem.read("\(folder)/\(name)")), as: UTF8.self)
    }
  }

  private func edition(campaign: String = "Brand") throws -> (Project, Edition) {
    let project = try Project()
    try project.write("data/raw/a.csv", Project.month(campaign: campaign))
    try project.run()
    return (project, try Edition(project))
  }

  /// Rows of a CSV that have content.
  private func records(_ path: String) throws -> [[String]] {
    try Records.csv(path).filter { !$0.allSatisfy(\.isEmpty) }
  }

  /// Money is read with its mark, which is the file's format.
  private func number(_ text: String) -> Double? { Double(text.replacing("$", with: "")) }

  private func agree(_ cell: String, _ decimal: String) throws {
    let first = try #require(number(cell), "\(cell) is no number")
    let second = try #require(Double(decimal))
    #expect(abs(first - second) <= 1e-14 * max(1, abs(second)))
  }

  @Test func everyFigureIsInIt() throws {
    let (project, edition) = try edition()
    _ = project
    let json = try #require(try FileSystem.read("\(edition.folder)/figures.json"))
    let figures = try #require(FiguresFile.read(json)).figures
    let sheet = try #require(edition.sheets.last)
    #expect(sheet.name == "Figures" && sheet.rows.count == figures.count + 1)
    for (row, figure) in zip(sheet.rows.dropFirst(), figures) {
      #expect(row[0] == figure.id && row[1] == figure.metric && row[7] == figure.display)
      #expect(row[2] == figure.period && row[3] == figure.scenario && row[5] == figure.unit)
      if let value = figure.value { try agree(row[4], value) } else { #expect(row[4].isEmpty) }
      #expect(row[8] == String(figure.rowsUsed) && row[9] == String(figure.rowsMissing))
      try agree(row[10], figure.spendCoverage)
      #expect(row[11] == figure.trust)
    }
  }

  /// A sheet for every file of data, with its cells.
  @Test func sheetsHoldWhatTheFilesHold() throws {
    let (project, edition) = try edition(campaign: Self.hostile)
    _ = project
    let files = FileSystem.files(below: "\(edition.folder)/data")
    let sheets = edition.sheets.dropFirst().dropLast()
    #expect(
      Set(files.map { $0.split(separator: "/").last ?? "" }) == Set(sheets.map { "\($0.name).csv" })
    )
    #expect(sheets.first?.name == "surplus")
    for sheet in sheets {
      let rows = try records("\(edition.folder)/data/\(sheet.name).csv")
      #expect(rows.count == sheet.rows.count, "\(sheet.name)")
      for (cells, expected) in zip(sheet.rows, rows) {
        for (cell, text) in zip(cells, expected) where cell != text && "'\(cell)" != text {
          try agree(cell, text)
        }
      }
    }
    let campaigns = try #require(sheets.first { $0.name == "campaigns" })
    #expect(campaigns.rows.contains { $0.contains(Self.hostile) })
    let csv = try edition.text("data/campaigns.csv")
    #expect(csv.contains("'=cmd"))
  }

  @Test func theEditionListsIt() throws {
    let (project, edition) = try edition()
    let page = try edition.text("index.html")
    #expect(page.contains("href=\"pack.xlsx\"") && page.contains("Workbook (XLSX)"))
    #expect(try edition.text("SHA256SUMS").contains("  pack.xlsx\n"))
    #expect(try edition.text("manifest.json").contains("\"pack.xlsx\""))
    #expect(!FileSystem.exists("\(project.path)/output/.pack.xlsx"))
    let first = edition.sheets[0]
    #expect(first.name == "Contents")
    #expect(first.rows.contains { $0.prefix(2) == ["Edition", "2024-W47"] })
    #expect(first.rows.contains { $0.prefix(2) == ["Currency", "USD"] })
    let named = first.rows.drop { $0.first != "Sheet" }.dropFirst().map { $0[0] }
    #expect(named == edition.sheets.dropFirst().map(\.name))
  }

  @Test func noCellOfItIsAFormula() throws {
    let (project, edition) = try edition(campaign: Self.hostile)
    _ = project
    let archive = try ZipArchive(path: "\(edition.folder)/pack.xlsx")
    for index in edition.sheets.indices {
      let name = "xl/worksheets/sheet\(index + 1).xml"
      let member = try ZipMember(archive, try #require(archive.entry(name)))
      var bytes = [UInt8](repeating: 0, count: 1 << 20)
      let length = try bytes.withUnsafeMutableBytes { try member.read(into: $0) }
      let xml = String(decoding: bytes[..<length], as: UTF8.self)
      #expect(xml.contains("<sheetData>") && !xml.contains("<f>") && !xml.contains("<f "))
      #expect(index == 0 || !xml.contains("<hyperlink"))
    }
  }
}
