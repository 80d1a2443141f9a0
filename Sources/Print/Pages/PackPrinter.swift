import Diagnostics
import Marks
import Pack

/// Prints an edition: the PDF on either paper, and each chart as a picture.
public struct PackPrinter: Sendable {
  private let fonts: FontSet
  private let measurer: PangoMeasurer
  /// Named in the file as the program that made it.
  public var creator: String

  public init(fonts: FontSet, creator: String = "Broadsheet") {
    self.fonts = fonts
    self.creator = creator
    measurer = PangoMeasurer(fonts)
  }

  /// The sheets of an edition, laid out once for every paper.
  ///
  /// - Throws: `render.failed` when something on them cannot be read, with its place.
  public func sheets(_ edition: Edition) throws(Diagnostic) -> PrintedSheets {
    let edition = edition.sheets(flow: TextFlow(measurer))
    let composer = PageComposer(measurer: measurer)
    let sheets = PrintedSheets(
      edition: edition, scenes: edition.pages.map { composer.scene($0, of: edition) })
    if let fault = sheets.faults(measurer).first { throw fault }
    return sheets
  }

  /// The same bytes for the same edition, paper and date.
  ///
  /// - Parameter creationDate: `YYYY-MM-DDTHH:MM:SSZ`; nil stands for the beginning of 1970.
  /// - Throws: `render.failed` when a page cannot be drawn.
  public func pdf(
    _ sheets: PrintedSheets, paper: Paper, creationDate: String? = nil
  ) throws(Diagnostic) -> [UInt8] {
    try PDFWriter(fonts: fonts).pdf(document(sheets, on: paper, creationDate))
  }

  /// The same on both papers, drawn once: Letter is the drawing for A4 with another sheet round it.
  ///
  /// - Throws: `render.failed` when a page cannot be drawn.
  public func pdfs(
    _ sheets: PrintedSheets, creationDate: String? = nil
  ) throws(Diagnostic) -> (a4: [UInt8], letter: [UInt8]) {
    let writer = PDFWriter(fonts: fonts)
    let document = document(sheets, on: .a4, creationDate)
    let both = try writer.pdfs(
      document, alsoOnWidth: Paper.letter.width, height: Paper.letter.height)
    return (a4: both.own, letter: both.other)
  }

  private func document(
    _ sheets: PrintedSheets, on paper: Paper, _ creationDate: String?
  ) -> PDFDocument {
    let edition = sheets.edition
    let pages = zip(edition.pages, sheets.scenes).map { page, scene in
      PDFPage(
        width: paper.width, height: paper.height, scene: scene,
        originX: (paper.width - PageGrid.width) / 2, originY: (paper.height - PageGrid.height) / 2,
        outline: "\(page.number)  \(page.name)", label: String(page.number))
    }
    return PDFDocument(
      title: edition.title, author: edition.organisation, subject: edition.period,
      keywords: edition.packID, creator: creator, creationDate: creationDate,
      language: edition.language, accent: edition.brand.accent?.light, pages: pages)
  }

  /// Each chart of the edition at 2 px a point, in order of appearance, by its id.
  ///
  /// - Throws: `render.failed` when a chart cannot be drawn.
  public func charts(
    _ edition: Edition
  ) throws(Diagnostic) -> [(id: String, png: [UInt8])] {
    let flow = TextFlow(measurer)
    let composer = PageComposer(measurer: measurer)
    let writer = PNGWriter(fonts: fonts)
    var pictures: [(id: String, png: [UInt8])] = []
    for page in edition.pages {
      let heights = composer.plotHeights(page, of: edition)
      for panel in page.panels {
        let charts = panel.block.charts
        let weights = charts.reduce(0) { $0 + max(0.01, $1.weight) }
        for chart in charts {
          let share = max(0.01, chart.weight) / weights
          let picture = ChartPicture(panel: panel, chart: chart, edition: edition, flow: flow)
          let scene = picture.scene(
            plotHeight: max((heights[panel.id] ?? 0) * share, charts.count > 1 ? 90 : 60))
          let png = try writer.png(
            scene, title: (chart.alone?.title ?? panel.title).text, description: chart.alternative)
          pictures.append((chart.id, png))
        }
      }
    }
    return pictures
  }
}

extension Block {
  /// The charts of a block, which may also be had as pictures.
  fileprivate var charts: [ChartBlock] {
    switch self {
    case .chart(let chart): [chart]
    case .charts(let charts): charts
    case .kpis, .table, .statements, .causes, .stages, .lineage, .glossary, .notation,
      .paragraphs, .empty:
      []
    }
  }
}
