import Analysis
import Charts
import Metrics

/// Page 4: can we trust it? From source file to printed figure, missing values, checks, effects.
struct QualityPage {
  let context: PageContext
  static let id = "quality"

  private var quality: DataQuality { context.quality }
  private var book: FigureBook { context.book }

  func page(number: Int) -> Page {
    let checks = QualityChecks(context: context).checks
    let panels = QualityPanels(context: context)
    let failing = FailingChecks(context: context).row
    return Page(
      id: Self.id, number: number, name: "Data quality and lineage", headline: headline(checks),
      lede: lede,
      rows: [
        Page.Row(
          height: 76,
          [Page.Panel(id: "lineage", span: 12, title: "", block: .lineage(lineage(checks)))]),
        Page.Row(height: 132, [panels.missing, panels.rowsPerDay]),
        Page.Row(
          height: failing == nil ? 196 : 148,
          [panels.checkTable(checks, printed: failing == nil ? 11 : 7), panels.effects]),
      ] + (failing.map { [$0] } ?? []))
  }

  private func headline(_ checks: [QualityChecks.Check]) -> Prose {
    let fails = checks.count { $0.badge == .fail }
    let cautions = checks.count { $0.badge == .caution }
    if !quality.isBalanced { return "Not fit for use: the money trail does not balance" }
    if fails > 0 {
      return
        "Not fit for use: \(Words.count(fails, .check, book)) \(word: fails == 1 ? "fails" : "fail")"
    }
    let spends = quality.trails.filter { $0.measure == .cost }
    let aside = spends.reduce(Int64(0)) { $0 + $1.quarantined }
    if aside > spends.reduce(Int64(0), { $0 + $1.read }) / 100, quality.currencies.isEmpty {
      return
        "Use with care: \(book.money("trail.cost.quarantined", micros: aside, exact: true)) of spend is set aside"
    }
    if cautions == 0, checks.contains(where: { $0.badge == .note }) {
      return "Fit for use: no check fails, and every cent is accounted for"
    }
    return cautions == 0
      ? "Fit for use: every check passes and every cent is accounted for"
      : "Fit for use, with \(Words.count(cautions, .caution, book)); every cent is accounted for"
  }

  private var lede: Prose {
    let read = book.count("rows-read", Int64(quality.rowsRead))
    let loaded = book.count("rows-loaded", Int64(quality.rowsLoaded))
    let text: Prose =
      "\(Words.capitalised(Words.count(quality.loads.count, .file, book))): \(read) \(word: quality.rowsRead == 1 ? "row" : "rows") received, \(loaded) used."
    let gaps = context.gaps.reduce(text) { $0 + " " + $1 + "." }
    return QualityPanels(context: context).isWhole
      ? gaps
      : "\(gaps) Missing values stay missing, so money totals are lower bounds and ratios use matched rows only."
  }

  private func rows(_ id: String, _ count: Int) -> Prose {
    "\(book.count("rows-\(id)", Int64(count))) \(word: count == 1 ? "row" : "rows")"
  }

  private func dates(_ formats: [String]) -> Prose {
    guard let first = formats.first else { return "dates as found" }
    return formats.count > 1
      ? "dates as \(label: first) and others" : "dates as \(label: first)"
  }

  private func lineage(_ checks: [QualityChecks.Check]) -> [LineageStep] {
    let platforms = Set(quality.loads.map(\.platformName)).sorted()
    let formats = Set(quality.loads.map(\.dateFormat)).filter { !$0.isEmpty }.sorted()
    let campaign = quality.spellings["campaign"] ?? (written: 0, canonical: 0, mapped: 0)
    let device = quality.spellings["device"] ?? (written: 0, canonical: 0, mapped: 0)
    let fails = checks.count { $0.badge == .fail }
    let cautions = checks.count { $0.badge == .caution }
    let typed = quality.rowsRead - quality.rowsFooter - quality.rowsQuarantined
    let newest = quality.loads.last.map { "sha256 \($0.sha256.prefix(12))" } ?? ""
    return [
      LineageStep(
        label: quality.loads.count == 1 ? "Source file" : "Source files",
        value: rows("read", quality.rowsRead),
        lines: [
          "\(name: platforms.joined(separator: ", "))", Prose.label(newest),
        ], isEnd: true),
      LineageStep(
        label: "Typed", value: rows("typed", typed),
        lines: [
          dates(formats),
          "blanks kept; \(book.count("rows-footer", Int64(quality.rowsFooter))) totals rows aside",
        ]),
      LineageStep(
        label: "Standardised",
        value:
          "\(book.count("campaigns-written", Int64(campaign.written))) → \(book.count("campaigns-canonical", Int64(campaign.canonical)))",
        lines: [
          campaign.mapped > 0
            ? "campaign names, by reviewed mapping" : "campaign names, none mapped",
          "\(book.count("devices-written", Int64(device.written))) → \(book.count("devices-canonical", Int64(device.canonical))) device names, by table",
        ]),
      LineageStep(
        label: "Checked",
        value: "\(book.count("rows-quarantined", Int64(quality.rowsQuarantined))) set aside",
        lines: [
          "\(book.count("tests", Int64(quality.tests.count))) tests in \(Words.count(checks.count, .check, book))",
          "\(Words.count(cautions, .caution, book)), \(Words.count(fails, .failure, book))",
        ]),
      LineageStep(
        label: "Reported", value: rows("loaded", quality.rowsLoaded),
        lines: [
          "\(book.count("rows-superseded", Int64(quality.rowsSuperseded))) replaced by later exports",
          QualityPanels(context: context).isWhole
            ? "ratios from all rows" : "ratios from matched rows",
        ], isEnd: true),
    ]
  }
}
