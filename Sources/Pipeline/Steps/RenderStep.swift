import Analysis
import Charts
import Diagnostics
import Fingerprints
import Metrics
import Pack
import Print
import Site
import Warehouse

/// Makes every file of an edition in memory; nothing is written before all of it is there.
struct RenderStep {
  let session: Session
  let templates: TemplateSet

  struct Rendered {
    let edition: Edition
    /// Path inside the edition's folder → bytes, in order.
    let files: [(path: String, bytes: [UInt8])]
  }

  func render(
    week: ISOWeek?, loads: [LoadRecord], tests: [TestResult]
  ) throws(Diagnostic) -> Rendered {
    let analyse = AnalyseStep(session: session)
    let market = try analyse.market()
    let findings = try analyse.findings(market, week: week)
    let quality = try analyse.quality(market, loads: loads, tests: tests)
    session.warn(AnalyseStep.warnings(quality.nearNames, market.style))
    let configuration = session.configuration
    let builder = PackBuilder(
      findings: findings, quality: quality,
      identity: PackBuilder.Identity(
        title: configuration.title, organisation: configuration.organisation,
        language: configuration.language))
    let edition = builder.edition(built: session.world.built) { figures in
      String(
        Fingerprint.sha256(Array(figures.map(\.identity).joined(separator: "\n").utf8)).prefix(7))
    }
    let lineage = LineageFile(loads: loads, tests: tests).page(edition)
    return Rendered(edition: edition, files: try files(edition, quality, lineage))
  }

  private func files(
    _ edition: Edition, _ quality: DataQuality, _ lineage: LineagePage
  ) throws(Diagnostic) -> [(path: String, bytes: [UInt8])] {
    let fonts = try FontSet()
    let printer = PackPrinter(fonts: fonts)
    let measurer = PangoMeasurer(fonts)
    var files: [(path: String, bytes: [UInt8])] = []
    files.append(
      ("pack.pdf", try printer.pdf(edition, paper: .a4, creationDate: session.world.builtISO)))
    files.append(
      (
        "pack-letter.pdf",
        try printer.pdf(edition, paper: .letter, creationDate: session.world.builtISO)
      ))
    let site = SiteBuilder(templates: templates, measurer: measurer)
    for chart in try printer.charts(edition) {
      files.append(("charts/\(chart.id).png", chart.png))
    }
    for (panel, chart) in edition.charts {
      files.append(("charts/\(chart.id).svg", site.svgFile(chart, title: panel.title)))
      files.append(("data/\(chart.id).csv", DataFiles.csv(chart.chart.data)))
    }
    for table in edition.tables {
      files.append(("data/\(table.id).csv", DataFiles.csv(table)))
    }
    files.append(("figures.json", try FiguresFile(edition).bytes()))
    let first =
      session.configuration.paper == .letter
      ? ["pack-letter.pdf", "pack.pdf"] : ["pack.pdf", "pack-letter.pdf"]
    let downloads =
      first.map { name in
        SiteLink(
          label: name == "pack.pdf" ? "Pack, PDF A4" : "Pack, PDF US Letter", href: name,
          detail: size(files.first { $0.path == name }?.bytes.count ?? 0))
      } + [
        SiteLink(label: "Every figure, JSON", href: "figures.json"),
        SiteLink(label: "From source column to printed figure", href: "lineage.html"),
      ]
    files.append(
      (
        "lineage.html",
        try site.lineage(
          lineage, title: edition.title, organisation: edition.organisation,
          language: edition.language)
      ))
    files.append(
      ("index.html", try site.edition(edition, downloads: downloads, earlier: earlier(edition))))
    files.append(
      (
        "manifest.json",
        try EditionManifest(
          edition: edition, quality: quality, fonts: fonts.files, session: session, files: files
        ).bytes()
      ))
    files.sort { $0.path < $1.path }
    let sums = files.map { "\(Fingerprint.sha256($0.bytes))  \($0.path)\n" }.joined()
    files.append(("SHA256SUMS", Array(sums.utf8)))
    return files
  }

  private func size(_ bytes: Int) -> String { "\((bytes + 512) / 1024) KB" }

  /// Earlier editions of the site, newest first.
  private func earlier(_ edition: Edition) -> [SiteLink] {
    SiteArchive(session.folder).editions.filter { $0 < edition.id }.prefix(8).map {
      SiteLink(label: "Week \($0.suffix(2))", href: "../\($0)/index.html", detail: "")
    }
  }
}

extension Figure {
  /// What makes two packs say the same: every figure's id and words.
  fileprivate var identity: String { "\(id)=\(display)" }
}

extension Edition {
  /// Every chart with the panel it stands in.
  var charts: [(panel: Page.Panel, chart: ChartBlock)] {
    panels.flatMap { panel -> [(Page.Panel, ChartBlock)] in
      switch panel.block {
      case .chart(let chart): [(panel, chart)]
      case .charts(let charts): charts.map { (panel, $0) }
      case .kpis, .table, .statements, .causes, .stages, .lineage, .glossary, .notation,
        .paragraphs, .empty:
        []
      }
    }
  }

  var tables: [Table] {
    panels.compactMap { if case .table(let table) = $0.block { table } else { nil } }
  }

  private var panels: [Page.Panel] { pages.flatMap { $0.rows.flatMap(\.panels) } }
}
