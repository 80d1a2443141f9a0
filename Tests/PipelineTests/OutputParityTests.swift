import Foundation
import Testing

@testable import Ingest
@testable import Pipeline

/// One edition, six forms: whatever `figures.json` says stands with the same words in HTML and PDF, with
/// the same value in the workbook, and what tables and the mail repeat of it agrees.
@Suite struct OutputParityTests {
  private struct Figure {
    let id, display, unit: String
    let value: String?
  }

  private struct Published {
    let project: Project
    let folder: String
    let figures: [Figure]

    init(_ export: String) throws {
      project = try Project()
      try project.write("broadsheet.yml", "version: 1\nappendix: [campaigns, keywords]\n")
      try project.write("data/raw/a.csv", export)
      try project.run()
      folder = "\(project.path)/output/site/editions/2024-W48"
      let json = try JSONSerialization.jsonObject(
        with: Data(contentsOf: URL(filePath: "\(folder)/figures.json")))
      let entries = try #require((json as? [String: Any])?["figures"] as? [[String: Any]])
      figures = try entries.map { entry in
        Figure(
          id: try #require(entry["id"] as? String),
          display: try #require(entry["display"] as? String),
          unit: try #require(entry["unit"] as? String), value: entry["value"] as? String)
      }
    }

    func text(_ path: String) throws -> String {
      try String(contentsOf: URL(filePath: "\(folder)/\(path)"), encoding: .utf8)
    }

    /// Names of the CSV files and their rows, head first.
    func tables() throws -> [(name: String, rows: [[String]])] {
      try FileManager.default.contentsOfDirectory(atPath: "\(folder)/data").sorted().map { name in
        (name, try Records.csv("\(folder)/data/\(name)"))
      }
    }
  }

  /// What a reader sees of markup, every blank alike.
  private static func visible(_ markup: String) -> String {
    var text = markup.replacing(#/<style>[\s\S]*?</style>|<[^>]*>/#, with: "")
    for (entity, letter) in [
      ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&"),
    ] {
      text = text.replacing(entity, with: letter)
    }
    return plain(text)
  }

  private static func plain(_ text: String) -> String {
    text.replacing(#/[\s\u{A0}\u{202F}]+/#, with: " ")
  }

  @Test func everyFigureSaysTheSameEverywhere() throws {
    let published = try Published(OptimisationTests.export())
    #expect(published.figures.count > 150)
    let html = Self.visible(try published.text("index.html"))
    for figure in published.figures {
      #expect(html.contains(Self.plain(figure.display)), "\(figure.id) is not in the HTML")
    }
    if let pdf = Tool.output("pdftotext", ["-raw", "\(published.folder)/pack.pdf", "-"]) {
      let words = Self.plain(pdf)
      for figure in published.figures {
        #expect(words.contains(Self.plain(figure.display)), "\(figure.id) is not in the PDF")
      }
    }
    let workbook = try sheet("Figures", "\(published.folder)/pack.xlsx")
    let rows = Dictionary(uniqueKeysWithValues: workbook.map { ($0[0], $0) })
    for figure in published.figures {
      let row = try #require(rows[figure.id], "\(figure.id) is not in the workbook")
      #expect(row[7] == figure.display && row[5] == figure.unit)
      if let value = figure.value.flatMap(Double.init) {
        let cell = try #require(Double(row[4].replacing("$", with: "")), "\(figure.id): \(row[4])")
        #expect(abs(cell - value) <= 1e-14 * max(1, abs(value)), "\(figure.id)")
      }
    }
  }

  /// Each number of a table's file is the value of a figure, or of none that the pack prints otherwise.
  @Test func tablesHoldTheValuesOfFigures() throws {
    let published = try Published(OptimisationTests.export())
    let values = published.figures.compactMap { $0.value.flatMap(Double.init) }.sorted()
    func isKnown(_ number: Double) -> Bool {
      var low = 0
      var high = values.count
      while low < high {
        let middle = (low + high) / 2
        if values[middle] < number - 1e-9 * max(1, abs(number)) {
          low = middle + 1
        } else {
          high = middle
        }
      }
      return low < values.count && abs(values[low] - number) <= 1e-9 * max(1, abs(number))
    }
    let wanted = [
      "all-campaigns.csv", "all-keywords.csv", "campaigns.csv", "verdicts.csv", "roas-segments.csv",
    ]
    for table in try published.tables() where wanted.contains(table.name) {
      // The ends of an interval are drawn, not printed.
      let heads = try #require(table.rows.first)
      for row in table.rows.dropFirst() {
        for (head, cell) in zip(heads, row) where !head.hasPrefix("interval") {
          guard let number = Double(cell) else { continue }
          #expect(isKnown(number), "\(table.name), \(head): \(cell)")
        }
      }
    }
  }

  @Test func theMailSaysWhatThePackSays() throws {
    let published = try Published(OptimisationTests.export())
    let mail = try #require(
      try FileSystem.read("\(published.project.path)/output/mail/2024-W48.eml"))
    let parts = String(decoding: mail, as: UTF8.self)
    let tiles = ["spend", "revenue", "profit", "roas", "cac"].compactMap { metric in
      published.figures.first { $0.id == "\(metric).2024-W48.AC" }?.display
    }
    #expect(tiles.count == 5)
    // The plain text is quoted-printable: what is ASCII stands as it is.
    for display in tiles where display.utf8.allSatisfy({ $0 < 0x80 && $0 != 0x3D }) {
      #expect(parts.contains(display), "\(display) is not in the mail")
    }
  }

  private func sheet(_ name: String, _ path: String) throws -> [[String]] {
    let sheet = try #require(try Records.sheets(path).first { $0.name == name })
    return sheet.rows.filter { $0.count > 7 }
  }
}
