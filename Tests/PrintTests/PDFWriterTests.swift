import Diagnostics
import Marks
import Testing

@testable import Print

@Suite struct PDFWriterTests {
  private func pdf(_ document: PDFDocument = Samples.document()) throws -> [UInt8] {
    try PDFWriter(fonts: try FontSet()).pdf(document)
  }

  private func says(
    _ tool: String, _ arguments: [String], _ document: PDFDocument = Samples.document()
  ) throws -> String {
    try Tool.run(tool, arguments, on: try pdf(document)).output
  }

  @Test func sameDocumentSameBytes() throws {
    let one = try pdf()
    #expect(one == (try pdf()))
    #expect(one.starts(with: "%PDF-1.".utf8))
    let undated = try pdf(Samples.document(date: nil))
    #expect(undated == (try pdf(Samples.document(date: nil))))
    #expect(undated != one)
  }

  @Test(.enabled(if: Tool.exists("qpdf"))) func qpdfFindsNoFault() throws {
    let (output, status) = try Tool.run("qpdf", ["--check", "@"], on: try pdf())
    #expect(status == 0, "\(output)")
  }

  @Test(.enabled(if: Tool.exists("pdftotext"))) func textComesOutInOrder() throws {
    let text = try says("pdftotext", ["-raw", "@", "-"])
    var rest = text[...]
    for expected in [
      "Running head", "Profit fell 9% on page 1", "Office affinity rose − by 12% to $608k.",
      "Revenue & spend", "target", "Campaign", "Brand-1", "₹9,120", "दिवाली ऑफ़र", "3.1×", "Read on:",
      "overview", "Page 1 of 2", "Profit fell 9% on page 2", "Page 2 of 2",
    ] {
      let range = try #require(rest.range(of: expected), "\(expected) in \(text)")
      rest = rest[range.upperBound...]
    }
  }

  @Test(.enabled(if: Tool.exists("pdffonts"))) func fontsAreEmbeddedSubsetAndReadable() throws {
    let lines = try says("pdffonts", ["@"]).split(separator: "\n").dropFirst(2)
    #expect(!lines.isEmpty)
    for line in lines {
      #expect(line.contains("+Inter") || line.contains("+Noto"), "\(line)")
      #expect(line.split(separator: " ").suffix(5).prefix(3) == ["yes", "yes", "yes"], "\(line)")
    }
  }

  @Test(.enabled(if: Tool.exists("pdfinfo"))) func readersLearnWhatItIs() throws {
    let text = try says("pdfinfo", ["-isodates", "-f", "1", "-l", "2", "@"])
    for expected in [
      "Pack <week 48> & “more”", "Märketing", "ads, pack", "broadsheet test", "2024-12-02T06:00:00",
      "Tagged:          yes", "Pages:           2", "841.89 x 595.28", "792 x 612",
    ] {
      #expect(text.contains(expected), "\(expected) in \(text)")
    }
    #expect(
      try says("pdfinfo", ["-isodates", "@"], Samples.document(date: nil))
        .contains("1970-01-01T00:00:00"))
  }

  @Test(.enabled(if: Tool.exists("pdfinfo"))) func structureIsInReadingOrder() throws {
    let text = try says("pdfinfo", ["-struct-text", "@"])
    #expect(!text.contains("Warning"), "\(text)")
    let words = text.split(separator: "\n").map { $0.split(separator: " ").first ?? "" }
    let tags = ["Document", "Sect", "H1", "P", "H2", "Figure:", "Table", "TR", "TH:", "TD", "Link"]
    var index = 0
    for word in words where index < tags.count && word == tags[index] { index += 1 }
    #expect(index == tags.count, "\(text)")
    // Words beside a link keep their place in the structure; decoration has none.
    #expect(text.contains("\"Read on:\""))
    #expect(!text.contains("Running head"))
  }

  @Test(.enabled(if: Tool.exists("pdfinfo"))) func areaOverTheSheetKeepsTheStructure() throws {
    let marks: [Mark] = [
      Samples.group(.heading(level: 1), [Samples.text("Words")]),
      .rect(RectMark(x: -10, y: -10, width: 400, height: 400, fill: .solid(.wash))),
      Samples.group(.paragraph, [Samples.text("More", y: 50)]),
    ]
    let text = try says("pdfinfo", ["-struct-text", "@"], Samples.document(of: marks))
    for expected in ["Document", "H1", "Words", "More"] { #expect(text.contains(expected)) }
  }

  @Test(.enabled(if: Tool.exists("qpdf"))) func catalogHoldsWhatCairoCannotWrite() throws {
    let text = try says("qpdf", ["--qdf", "--object-streams=disable", "@", "-"])
    for expected in [
      "/Lang (en-GB)", "/DisplayDocTitle true", "<pdfuaid:part>1</pdfuaid:part>",
      "Pack &lt;week 48&gt; &amp; “more”", "/Scope /Column", "/Scope /Row", "/Alt (Small line)",
      "/Contents (overview)", "/Tabs /S", "/CIDToGIDMap /Identity", "/Artifact BMC", "/Marked true",
      "/Outlines", "/PageLabels", "/P (i)", "/P (A-2)",
    ] {
      #expect(text.contains(expected), "\(expected)")
    }
    for forbidden in ["/JavaScript", "/OpenAction", "/EmbeddedFile", "/Launch", "/URI"] {
      #expect(!text.contains(forbidden), "\(forbidden)")
    }
  }

  /// Readers show what is printed: from 1 on, and from another number where pages are left out.
  @Test(.enabled(if: Tool.exists("qpdf")), arguments: [(["", ""], [1]), (["1", "3"], [1, 3])])
  func pagesCarryTheirNumbers(_ labels: [String], _ starts: [Int]) throws {
    var document = Samples.document()
    for (index, label) in labels.enumerated() { document.pages[index].label = label }
    let text = try says("qpdf", ["--qdf", "--object-streams=disable", "@", "-"], document)
    #expect(text.ranges(of: "/S /D\n").count == starts.count)
    for start in starts { #expect(text.contains("/St \(start)\n"), "\(start)") }
  }

  @Test(.enabled(if: Tool.validator != nil)) func validatorFindsNoBrokenRule() throws {
    let script =
      "import page, sys; r = page.validate_pdf(sys.argv[1], profile='ua1'); "
      + "print(r.rules, [str(f) for f in r.failures]); sys.exit(0 if r.is_compliant else 1)"
    let (output, status) = try Tool.run(
      Tool.validator ?? "", ["-c", script, "@"], on: try pdf())
    #expect(status == 0, "\(output)")
  }

  @Test(arguments: [
    [Mark](), [Samples.group(.figure(alternative: "None"), [])],
    [Samples.group(.link(page: 1), [])], [Samples.group(.table, [])],
    [Samples.group(.heading(level: 1), [Samples.text("")])],
    [Samples.group(.table, [Samples.group(.row, [Samples.group(.cell, [])])])],
    [Samples.group(.figure(alternative: ""), [Samples.group(.paragraph, [Samples.text("x")])])],
    [Samples.group(.cell, [Samples.text("no table")])],
    [Samples.group(.heading(level: 99), [Samples.text("deep")])],
    [Samples.group(.table, [Samples.group(.artifact, [Samples.text("aside")])])],
    [Samples.group(.link(page: 1), [.path(.circle(20, 20, 5, fill: .accent))])],
  ])
  func oddStructureIsStillADocument(_ marks: [Mark]) throws {
    #expect(try pdf(Samples.document(of: marks)).starts(with: "%PDF-1.".utf8))
  }

  @Test func strangeTextIsStillADocument() throws {
    for text in Samples.strange {
      let figure = Samples.group(.figure(alternative: text), [Samples.text(text, halo: true)])
      var document = Samples.document(of: [figure, Samples.group(.paragraph, [Samples.text(text)])])
      document.title = text
      document.pages[0].outline = text
      document.pages[0].label = text
      #expect(try pdf(document).starts(with: "%PDF-1.".utf8))
    }
  }

  @Test func faultsAreThrown() throws {
    let stray = Samples.group(.table, [Samples.text("stray")])
    var wide = Samples.document(of: [])
    wide.pages[0].width = .nan
    for document in [
      PDFDocument(title: "No page", pages: []),
      Samples.document(of: [Samples.group(.link(page: 2), [Samples.text("beyond")])]),
      Samples.document(of: [Samples.group(.section, [Samples.group(.link(page: 0), [])])]),
      Samples.document(of: [stray]), wide, Samples.document(date: "yesterday"),
      Samples.document(date: "2024-12-02T06:00:00+01:00"),
    ] {
      let caught = #expect(throws: Diagnostic.self) { try pdf(document) }
      #expect(caught?.code == .renderFailed)
    }
  }

  @Test func bytesThatAreNoPDFAreThrown() {
    for bytes in [[], Array("%PDF-1.5 nothing".utf8), Array(repeating: 0, count: 100)] {
      let caught = #expect(throws: Diagnostic.self) {
        try PDFPolish(Samples.document(), figures: [], links: []).polish(bytes)
      }
      #expect(caught?.code == .renderFailed)
    }
  }
}
