import Analysis
import Diagnostics
import Foundation
import Metrics
import Warehouse

/// `broadsheet explain` of a printed figure: what it says, how it is made, what it rests on, where it
/// comes from, and which data tests speak of it.
public struct FigureExplanation {
  let session: Session

  public init(_ session: Session) { self.session = session }

  /// - Parameters:
  ///   - id: as `figures.json` names it.
  ///   - period: of its edition; nil for the newest that has the figure.
  /// - Returns: nil when no edition has it.
  public func text(_ id: String, of period: PeriodChoice? = nil) throws(Diagnostic) -> String? {
    let archive = SiteArchive(session.folder)
    for name in archive.editions
    where period.map({ $0.matches(name, session.configuration) }) ?? true {
      guard let bytes = try archive.file(name, "figures.json"),
        let file = FiguresFile.read(bytes),
        let entry = file.figures.first(where: { $0.id == id })
      else { continue }
      let asOf = try archive.file(name, "manifest.json").flatMap(EditionManifest.read)?.asOf
      return try describe(entry, in: name.description, asOf: asOf.flatMap { CalendarDay(iso: $0) })
    }
    return nil
  }

  /// The ids of all figures of the newest edition.
  var newest: [String] {
    get throws(Diagnostic) {
      let archive = SiteArchive(session.folder)
      guard let name = archive.editions.first,
        let file = try archive.file(name, "figures.json").flatMap(FiguresFile.read)
      else { return [] }
      return file.figures.map(\.id)
    }
  }

  private func describe(
    _ figure: FiguresFile.Entry, in edition: String, asOf: CalendarDay?
  ) throws(Diagnostic) -> String {
    var lines = ["\(figure.id): \(figure.display) (pack \(edition))"]
    lines.append(
      "Value \(figure.value ?? "none")\(figure.currency.isEmpty ? "" : " \(figure.currency)"), \(figure.period), \(Self.scenario(figure.scenario, figure.period)); trust: \(figure.trust)."
    )
    guard let metric = Metric.named(figure.metric) else {
      lines.append("A count or share about the data or the pack itself; no metric.")
      return lines.joined(separator: "\n") + "\n"
    }
    if figure.rowsUsed > 0 {
      lines.append(
        "Rests on \(figure.rowsUsed) rows; \(figure.rowsMissing) lack a measure it needs; share of spend \(figure.spendCoverage)."
      )
    }
    lines.append(
      "\(metric.label): \(metric.definition). Formula: \(Explain.formula(metric))\(marginNote(metric))."
    )
    if let question = question(figure, metric, asOf) {
      lines.append("\nThe same from data/warehouse.sqlite:\n\n\(question)")
    }
    lines.append("\n" + (try lineage(figure, metric)).joined(separator: "\n"))
    return lines.joined(separator: "\n") + "\n"
  }

  /// SQL of an actual value whose members have names; changes and sums of several members have none.
  private func question(
    _ figure: FiguresFile.Entry, _ metric: Metric, _ asOf: CalendarDay?
  ) -> String? {
    guard figure.scenario == "AC", var days = Self.days(figure.period) else { return nil }
    if let asOf, days.contains(asOf) { days = days.lowerBound...asOf }
    var filters: [(Metrics.Dimension, String)] = []
    var keys: [(Metrics.Dimension, Int64)] = []
    let key = figure.dimensions["key"].flatMap { Int64($0) }
    for (name, value) in figure.dimensions.sorted(by: { $0.key < $1.key }) where name != "key" {
      guard let dimension = Metrics.Dimension(rawValue: name) else { return nil }
      if dimension == .campaign || dimension == .keyword, let key {
        keys.append((dimension, key))
      } else if dimension == .campaign {
        return nil
      } else if value == Metrics.Dimension.unstated {
        keys.append((dimension, 0))
      } else {
        filters.append((dimension, value))
      }
    }
    return FactQuestion(
      metric: metric, days: days, filters: filters, keys: keys,
      margin: session.configuration.margin
    ).sql
  }

  /// What profit leaves of revenue.
  private func marginNote(_ metric: Metric) -> String {
    guard case .difference(let first, _) = metric.formula, session.configuration.margin != 1_000_000
    else { return "" }
    return
      ", of \(first.id) the margin of \(FactQuestion.share(session.configuration.margin))"
  }

  /// `2024-W48` or `2024-11-04…2024-12-01`.
  private static func days(_ period: String) -> ClosedRange<CalendarDay>? {
    if let reported = ReportPeriod(period) { return reported.days }
    let ends = period.split(separator: "…").compactMap { CalendarDay(iso: String($0)) }
    return ends.count == 2 && ends[0] <= ends[1] ? ends[0]...ends[1] : nil
  }

  private func lineage(_ figure: FiguresFile.Entry, _ metric: Metric) throws(Diagnostic) -> [String]
  {
    let loads = try session.warehouse.reading { try Ledger.loads($0) }
    let lineage = Lineage(loads: loads, tests: try BuildStep(session).test(again: false))
    let names = figure.dimensions.keys.filter { $0 != "key" }.sorted()
    var lines: [String] = []
    func origin(_ field: String) {
      let origins = lineage.origins(field).map {
        "\($0.platform) \(LineageFile.quoted($0.columns)) (\(LineageFile.files($0.files)))"
      }
      lines.append(
        "\(field) from \(origins.isEmpty ? "no column" : origins.joined(separator: "; "))")
    }
    for measure in Measure.allCases where metric.required.has(measure) {
      origin(measure.id)
      lines.append("  by \(Lineage.path(measure).joined(separator: " → "))")
    }
    for name in names { origin(name) }
    let tests = lineage.tests(metric.required, by: names)
    lines.append(tests.isEmpty ? "\nNo data test speaks of it alone." : "\nData tests:")
    lines += tests.map { "  \($0.test.name) \(LineageFile.status($0))" }
    return lines
  }

  private static func scenario(_ code: String, _ period: String) -> String {
    let isWeek = ReportPeriod(period)?.unit ?? .week == .week
    let prior = isWeek ? "the week before" : "the equal period before"
    let four = "average of the four \(isWeek ? "weeks" : "equal periods") before"
    switch code {
    case "AC": return "actual"
    case "PW": return prior
    case "4W": return four
    case "PY": return "the year before"
    case "PL": return "target"
    case "AC-PW": return "change on \(prior)"
    case "AC-4W": return "change on the \(four)"
    case "AC-PY": return "change on the year before"
    case "AC-PL": return "difference from the target"
    default: return "about the pack"
    }
  }
}
