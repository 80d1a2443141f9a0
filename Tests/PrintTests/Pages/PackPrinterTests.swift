import Charts
import Marks
import Pack
import Testing

@testable import Print

@Suite struct PackPrinterTests {
  private func pdf(_ edition: Edition = Demo.edition, _ paper: Paper = .a4) throws -> [UInt8] {
    let printer = PackPrinter(fonts: try FontSet())
    return try printer.pdf(
      try printer.sheets(edition), paper: paper, creationDate: "2024-12-02T06:00:00Z")
  }

  /// A picture of one of several charts says what it shows, not what the panel says of all.
  @Test func aPictureOfOneChartHasItsOwnWords() throws {
    let chart = ChartBlock(
      id: "cac", chart: EmptyState(reason: "Nothing"), alternative: "",
      alone: ("CAC by week", "Spend ÷ conversions"))
    let panel = Page.Panel(
      id: "ratios", span: 3, title: "Both ratios miss target", subtitle: "Dashed = target",
      block: .charts([chart, chart]))
    let picture = ChartPicture(
      panel: panel, chart: chart, edition: Demo.edition, flow: TextFlow(FixedMeasurer()))
    let words = Flat.texts(picture.scene(plotHeight: 90).marks).map(\.text)
    #expect(words.contains("CAC by week") && words.contains("Spend ÷ conversions"), "\(words)")
    #expect(!words.contains("Both ratios miss target"))
  }

  @Test func sameEditionSameBytes() throws {
    #expect(try pdf() == pdf())
  }

  @Test(.enabled(if: Tool.exists("pdftotext"))) func pagesReadInOrder() throws {
    let text = try Tool.run("pdftotext", ["-raw", "@", "-"], on: try pdf()).output
    var rest = text[...]
    for expected in [
      "1 Executive overview", "Profit held at $454k", "$154k", "Both ratios now miss target",
      "All channels", "Page 1 of 6", "MWP-2024-W48-3f9a1c7", "2 Funnel and conversion",
      "Lead-to-conversion", "Ahmedabad", "Page 2 of 6", "Video pre-roll", "Page 3 of 6",
      "What the data can and cannot say", "Page 4 of 6", "Thirteen expected columns", "Caution",
      "Page 5 of 6", "Marginal ROAS", "Normal range", "Page 6 of 6",
    ] {
      let range = try #require(rest.range(of: expected), "\(expected)")
      rest = rest[range.upperBound...]
    }
  }

  @Test(.enabled(if: Tool.exists("pdfinfo")), arguments: Paper.allCases)
  func sheetsAreAsOrdered(_ paper: Paper) throws {
    let bytes = try pdf(Demo.edition, paper)
    let text = try Tool.run("pdfinfo", ["@"], on: bytes).output
    let size = paper == .a4 ? "841.89 x 595.28" : "792 x 612"
    for expected in [size, "Pages:           6", "Tagged:          yes", Demo.edition.title] {
      #expect(text.contains(expected), "\(expected) in \(text)")
    }
    #expect(bytes.count < 1_000_000)
  }

  /// One drawing on two papers: Letter has its size, its words at the same distance from the middle, and
  /// is sound.
  @Test(.enabled(if: Tool.exists("pdftotext") && Tool.exists("qpdf")))
  func letterIsTheSameDrawing() throws {
    let printer = PackPrinter(fonts: try FontSet())
    let pdfs = try printer.pdfs(try printer.sheets(Demo.edition))
    #expect(try Tool.run("qpdf", ["--check", "@"], on: pdfs.letter).status == 0)
    #expect(try Tool.run("pdfinfo", ["@"], on: pdfs.letter).output.contains("792 x 612"))
    let (a4, letter) = (try places(pdfs.a4, on: .a4), try places(pdfs.letter, on: .letter))
    #expect(a4.count > 500 && a4.map(\.word) == letter.map(\.word))
    for (one, other) in zip(a4, letter) {
      #expect(abs(one.x - other.x) < 0.02 && abs(one.y - other.y) < 0.02, "\(one) \(other)")
    }
  }

  /// Every word and its distance from the middle of the sheet, in an order that no sheet changes.
  private func places(
    _ pdf: [UInt8], on paper: Paper
  ) throws -> [(word: Substring, y: Double, x: Double)] {
    try Tool.run("pdftotext", ["-bbox", "@", "-"], on: pdf).output.split(separator: "\n")
      .compactMap { line -> (word: Substring, y: Double, x: Double)? in
        let parts = line.split(separator: "\"")
        guard parts.count > 8, let x = Double(parts[1]), let y = Double(parts[3]) else {
          return nil
        }
        return (parts[8], y - paper.height / 2, x - paper.width / 2)
      }
      .sorted { $0 < $1 }
  }

  /// A panel leads to the page that says more of it, a metric to where it is defined; a page that the
  /// pack lacks is no link. On paper the title names the page.
  @Test(.enabled(if: Tool.exists("qpdf") && Tool.exists("pdftotext")))
  func panelsLeadToOtherPages() throws {
    let bytes = try pdf(linked)
    let text = try Tool.run("qpdf", ["--qdf", "--object-streams=disable", "@", "-"], on: bytes)
      .output
    let tiles = linked.pages[0].tiles.count
    #expect(text.ranges(of: "/Subtype /Link").count == tiles + 1)
    #expect(text.ranges(of: "/S /Link").count == tiles + 1)
    #expect(text.contains("/Contents (\(linked.pages[0].tiles[0].label))"))
    let words = try Tool.run("pdftotext", ["-raw", "@", "-"], on: bytes).output
    #expect(words.ranges(of: "→ page").count == 1)
    #expect(words.ranges(of: "→ page 2").count == 1)
  }

  /// The demonstration, its first page leading to others.
  private var linked: Edition {
    var edition = Demo.edition
    edition.pages[0].rows[1].panels[0].more = edition.pages[1].id
    edition.pages[0].rows[1].panels[1].more = "no-such-page"
    for row in edition.pages[0].rows.indices {
      for panel in edition.pages[0].rows[row].panels.indices {
        guard case .kpis(var tiles) = edition.pages[0].rows[row].panels[panel].block else {
          continue
        }
        for tile in tiles.indices { tiles[tile].definition = edition.pages[5].id }
        edition.pages[0].rows[row].panels[panel].block = .kpis(tiles)
      }
    }
    return edition
  }

  @Test(.enabled(if: Tool.exists("qpdf"))) func qpdfFindsNoFaultInExtremes() throws {
    let (output, status) = try Tool.run("qpdf", ["--check", "@"], on: try pdf(Extreme.edition))
    #expect(status == 0, "\(output)")
  }

  @Test(.enabled(if: Tool.validator != nil), arguments: [false, true])
  func validatorFindsNoBrokenRule(_ isExtreme: Bool) throws {
    let script =
      "import page, sys; r = page.validate_pdf(sys.argv[1], profile='ua1'); "
      + "print(r.rules, [str(f) for f in r.failures]); sys.exit(0 if r.is_compliant else 1)"
    let (output, status) = try Tool.run(
      Tool.validator ?? "", ["-c", script, "@"],
      on: try pdf(isExtreme ? Extreme.edition : linked))
    #expect(status == 0, "\(output)")
  }

  @Test func everyChartIsAPicture() throws {
    let charts = try PackPrinter(fonts: try FontSet()).charts(Demo.edition)
    #expect(
      charts.map(\.id).prefix(4) == ["surplus", "roas", "cac", "click-through"]
        && charts.count == 13)
    for chart in charts {
      #expect(chart.png.starts(with: [0x89, 0x50, 0x4E, 0x47]))
      let width = chart.png[18...19].reduce(0) { $0 * 256 + Int($1) }
      #expect(width == 732 || width == 1488, "\(chart.id)")
    }
  }

  @Test func picturesCanBeRead() throws {
    let measurer = PangoMeasurer(try FontSet())
    for edition in [Demo.edition, Extreme.edition] {
      for panel in edition.pages.flatMap(\.rows).flatMap(\.panels) {
        guard case .chart(let chart) = panel.block else { continue }
        let scene = ChartPicture(
          panel: panel, chart: chart, edition: edition, flow: TextFlow(measurer)
        ).scene(plotHeight: 100)
        #expect(SceneAudit(measurer: measurer).findings(in: scene) == [], "\(panel.id)")
      }
    }
  }
}
