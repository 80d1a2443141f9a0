import Charts
import Diagnostics
import Foundation
import Metrics
import Pack

/// `findings.json` of an edition: what it says, sentence by sentence, and its measures with their targets.
/// The site's index over all packs is made of these files alone.
struct FindingsFile: Codable {
  struct Page: Codable {
    let id, name: String
    /// Ids of the metrics that it prints.
    let metrics: [String]
  }

  struct Entry: Codable {
    /// The page's id, which is its anchor.
    let page: String
    let kind: Saying.Kind
    let words, money: String
    let names: [Saying.Name]
  }

  /// A measure of the report, as printed.
  struct Measure: Codable {
    struct Change: Codable {
      let label, display: String
      /// Whether the pack calls it better or worse; nil for noise.
      let side: String?
    }

    let metric, label, page, display: String
    /// Those that have a value.
    let changes: [Change]
    /// Which side of its target it is on, however little; nil without a target or a good side.
    let target: Side?
  }

  enum Side: String, Codable {
    case met, missed
  }

  private(set) var schema = "broadsheet.findings/1"
  let edition, pack: String
  let pages: [Page]
  let sayings: [Entry]
  let measures: [Measure]

  init(_ edition: Edition) {
    self.edition = edition.id
    pack = edition.packID
    pages = edition.pages.map { Page(id: $0.id, name: $0.name, metrics: $0.metrics) }
    sayings = edition.sayings.map {
      Entry(page: $0.page, kind: $0.kind, words: $0.words, money: $0.money, names: $0.names)
    }
    var seen: Set<String> = []
    measures = edition.pages.flatMap { page in
      page.panels.flatMap { panel -> [Measure] in
        switch panel.block {
        case .kpis(let tiles):
          tiles.map { Self.measure($0.label, $0.figure, $0.variances, page.id) }
        case .stages(let stages):
          stages.compactMap(\.rate).map {
            Self.measure($0.label, $0.figure, $0.variances, page.id)
          }
        case .chart, .charts, .table, .statements, .causes, .lineage, .glossary, .notation,
          .paragraphs, .empty:
          []
        }
      }
    }.filter { seen.insert($0.metric).inserted }
  }

  private static func measure(
    _ label: String, _ figure: Figure, _ variances: [Variance], _ page: String
  ) -> Measure {
    Measure(
      metric: figure.metric, label: label, page: page, display: figure.display,
      changes: variances.filter { $0.figure.value != nil }.map {
        Measure.Change(
          label: $0.label, display: $0.figure.display,
          side: $0.valence == .none ? nil : $0.valence.rawValue)
      },
      target: variances.first { $0.figure.scenario == .changeOnPlan }.flatMap {
        side($0.figure, of: figure.metric)
      })
  }

  private static func side(_ change: Figure, of id: String) -> Side? {
    guard let value = change.value, let good = Metric.named(id)?.good else { return nil }
    if value.isZero { return .met }
    return (value.double > 0) == (good == .up) ? .met : .missed
  }

  /// Of an edition that is there; nil when it cannot be read.
  static func read(_ bytes: [UInt8]) -> FindingsFile? {
    try? JSONDecoder().decode(FindingsFile.self, from: Data(bytes))
  }

  func bytes() throws(Diagnostic) -> [UInt8] { try JSONText.encode(self) }
}
