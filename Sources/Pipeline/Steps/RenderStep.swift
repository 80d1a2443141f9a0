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
    let id: EditionID
    /// Whether it is published and would say the same: then it stays as it is, and there are no files.
    let isPublished: Bool
    /// Of every campaign, whatever the week.
    let campaigns: [CampaignHistory]
    /// Of `recipients.yml`.
    let slices: [SlicePacks.Slice]
    /// Path inside the edition's folder → bytes, in order.
    let files: [(path: String, bytes: [UInt8])]
  }

  /// An edition that is made once more, whatever is published.
  struct Remake {
    let id: EditionID
    let correction: Notices.Correction?
    let previous: PreviousPack?
  }

  private typealias Analysed = (market: Market, findings: Findings, quality: DataQuality)

  func render(
    _ choice: ReportCalendar.Choice, loads: [LoadRecord], tests: [TestResult], remake: Remake? = nil
  ) throws(Diagnostic) -> Rendered {
    let (market, findings, quality) = try session.step(
      "analyse", { $0.findings.calendar.period.id }
    ) { () throws(Diagnostic) -> Analysed in
      let analyse = AnalyseStep(session: session)
      let market = try analyse.market()
      let findings = try analyse.findings(market, choice)
      let (days, evidence) = (findings.calendar.days, findings.calendar.evidenceDays)
      let told = try TestRunner.telling(
        tests,
        in: min(days.lowerBound, evidence.lowerBound)...max(days.upperBound, evidence.upperBound),
        session.warehouse)
      return (market, findings, try analyse.quality(market, days, loads: loads, tests: told))
    }
    session.warn(AnalyseStep.warnings(quality.nearNames, market.style))
    session.warn(try AnalyseStep(session: session).unusedMappings())
    let left = AnalyseStep(session: session).warning(
      quality.ofPeriods, of: findings.calendar.period.id)
    session.warn([left].compactMap { $0 })
    let configuration = session.configuration
    let builder = PackBuilder(
      findings: findings, quality: quality,
      identity: PackBuilder.Identity(
        title: configuration.title, organisation: configuration.organisation,
        language: configuration.language, brand: try session.brand(),
        timezone: configuration.timezones, appendix: configuration.appendix,
        yearStart: configuration.fiscalYearStart))
    let reported = findings.calendar.period
    let period = reported.id
    let note = try AnalystNote.read(period, session.folder)
    let site = try PublishedSite(session)
    let earlier = Array(
      SiteArchive(session.folder).latest.filter { $0.isBefore(reported) }.prefix(8))
    let previous =
      remake == nil ? try site.previous(before: reported, among: earlier) : remake?.previous
    func made(_ id: EditionID, _ correction: Notices.Correction?) -> Edition {
      builder.edition(
        id: id.description, notices: Notices(correction: correction, note: note),
        previous: previous, built: session.world.built(DateStyle())
      ) { figures in Self.identity(figures, note) }
    }
    let campaigns = remake == nil ? CampaignHistory.all(findings, dates: DateStyle()) : []
    let latest = site.publications.latest(of: period)
    var id = remake?.id ?? latest?.id ?? EditionID(period: period)
    var edition = made(id, remake == nil ? try site.correction(id) : remake?.correction)
    if let latest, remake == nil {
      if latest.entry.pack == edition.packID {
        return Rendered(
          edition: edition, id: id, isPublished: true, campaigns: campaigns,
          slices: try slices(findings, id), files: [])
      }
      id = EditionID(period: period, revision: id.revision + 1)
      edition = made(id, try site.correction(id))
    }
    let lineage = LineageFile(loads: loads, tests: tests).page(edition)
    let making = Making(
      edition: edition, days: findings.calendar.days, earlier: earlier,
      quality: quality, currency: market.currency, lineage: lineage, tests: tests)
    return Rendered(
      edition: edition, id: id, isPublished: false, campaigns: campaigns,
      slices: remake == nil ? try slices(findings, id) : [], files: try files(making))
  }

  private func slices(
    _ findings: Findings, _ id: EditionID
  ) throws(Diagnostic) -> [SlicePacks.Slice] {
    try SlicePacks(session: session).make(findings, id: id)
  }

  /// What makes two packs say the same: every figure's id and words, and the analyst's. What only a
  /// notice of correction says is left out.
  static func identity(_ figures: [Figure], _ note: Notices.Note?) -> String {
    var words = figures.filter { !$0.id.hasPrefix(Notices.prefix) }.map { "\($0.id)=\($0.display)" }
    if let note { words += [note.heading] + note.paragraphs }
    return String(Fingerprint.sha256(Array(words.joined(separator: "\n").utf8)).prefix(7))
  }

  private struct Making {
    let edition: Edition
    let days: ClosedRange<CalendarDay>
    let earlier: [EditionID]
    let quality: DataQuality
    let currency: String
    let lineage: LineagePage
    let tests: [TestResult]
  }

  private func files(_ making: Making) throws(Diagnostic) -> [(path: String, bytes: [UInt8])] {
    let edition = making.edition
    let fonts = try FontSet()
    let printer = PackPrinter(fonts: fonts)
    let measurer = PangoMeasurer(fonts)
    let sheets = try session.step("layout", { "\($0.edition.pages.count) pages" }) {
      () throws(Diagnostic) -> PrintedSheets in try printer.sheets(edition)
    }
    var files = try session.step(
      "pdf", { "\(sheets.edition.pages.count) pages on \($0.count) papers" }
    ) { () throws(Diagnostic) -> [(path: String, bytes: [UInt8])] in
      let pdfs = try printer.pdfs(sheets, creationDate: session.world.builtISO)
      return [("pack.pdf", pdfs.a4), ("pack-letter.pdf", pdfs.letter)]
    }
    let site = SiteBuilder(
      templates: templates, measurer: measurer, fonts: SiteFonts.faces, brand: edition.brand)
    files += try session.step("charts", { "\($0.count) PNG and SVG" }) {
      () throws(Diagnostic) -> [(path: String, bytes: [UInt8])] in
      try printer.charts(edition).map { ("charts/\($0.id).png", $0.png) }
        + edition.charts.map { panel, chart in
          ("charts/\(chart.id).svg", site.svgFile(chart, title: chart.alone?.title ?? panel.title))
        }
    }
    if let text = fonts.unprintable.first {
      let others = fonts.unprintable.count - 1
      session.warn(
        .warning(
          .fontIncomplete,
          "no installed font has every character of «\(Printable.text(text, limit: 60))»"
            + (others == 0 ? "" : " and \(others) other texts") + ": they print as �",
          hint: FontSet.absent.isEmpty
            ? "rename what is called so, or add a mapping in data/mappings"
            : "install \(FontSet.absent.map(\.package).joined(separator: " and "))"))
    }
    let data = edition.data(currency: making.currency)
    for sheet in data { files.append(("data/\(sheet.name).csv", DataFiles.csv(sheet))) }
    let figures = FiguresFile(edition)
    files.append(("figures.json", try figures.bytes()))
    files.append(("findings.json", try FindingsFile(edition).bytes()))
    let workbook = try PackWorkbook(
      edition: edition, data: data, figures: figures, currency: making.currency,
      lastDay: making.days.upperBound
    ).bytes(in: session.folder.output)
    files.append((PackWorkbook.name, workbook))
    let first =
      session.configuration.paper == .letter
      ? ["pack-letter.pdf", "pack.pdf"] : ["pack.pdf", "pack-letter.pdf"]
    let downloads =
      first.map { name in
        SiteLink(
          label: Phrase(name == "pack.pdf" ? "Pack, PDF A4" : "Pack, PDF US Letter").text,
          href: name,
          detail: size(files.first { $0.path == name }?.bytes.count ?? 0))
      } + [
        SiteLink(
          label: Phrase("Workbook (XLSX)").text, href: PackWorkbook.name,
          detail: size(workbook.count)),
        SiteLink(label: Phrase("Every figure, JSON").text, href: "figures.json"),
        SiteLink(label: Phrase("From source column to printed figure").text, href: "lineage.html"),
      ]
    files += try session.step("html", { "\($0.count) pages" }) {
      () throws(Diagnostic) -> [(path: String, bytes: [UInt8])] in
      [
        (
          "lineage.html",
          try site.lineage(
            making.lineage, title: edition.title, organisation: edition.organisation,
            language: edition.language)
        ),
        (
          "index.html",
          try site.edition(edition, downloads: downloads, earlier: making.earlier.map(link))
        ),
      ]
    }
    files.append(
      (
        "manifest.json",
        try EditionManifest(
          edition: edition, days: making.days, earlier: making.earlier, quality: making.quality,
          tests: making.tests, fonts: fonts.files, session: session, files: files
        ).bytes()
      ))
    files.sort { $0.path < $1.path }
    let sums = files.map { "\(Fingerprint.sha256($0.bytes))  \($0.path)\n" }.joined()
    files.append(("SHA256SUMS", Array(sums.utf8)))
    return files
  }

  private func size(_ bytes: Int) -> String { "\((bytes + 512) / 1024) KB" }

  private func link(_ id: EditionID) -> SiteLink {
    SiteLink(
      label: id.reported?.name(
        DateStyle(), yearStart: session.configuration.fiscalYearStart)
        ?? id.period,
      href: "../\(id)/index.html", detail: "")
  }
}
