/// What must hold of every edition's words: no number in prose that is no figure, headlines that fit.
public enum PackAudit {
  /// Of our own words, in characters.
  private static let longestHeadline = 95

  /// The first of some headlines that is not too long; the last where none fits.
  static func firstThatFits(_ headlines: [Prose]) -> Prose {
    headlines.first { $0.text.count <= longestHeadline } ?? headlines.last ?? ""
  }

  /// Sentences that break a rule, with the place and the rule.
  public static func findings(in edition: Edition) -> [String] {
    var findings: [String] = []
    func check(_ prose: Prose, _ place: String) {
      for text in prose.looseDigits { findings.append("\(place): loose digit in «\(text)»") }
    }
    func checkTitle(_ prose: Prose, _ place: String) {
      check(prose, place)
      let text = prose.text
      if text.hasSuffix(".") { findings.append("\(place): ends in a full stop: «\(text)»") }
    }
    for page in edition.pages {
      checkTitle(page.headline, "\(page.id) headline")
      // Names from the data may be long; the rule is for our own words.
      let own = page.headline.fragments.reduce(0) { length, fragment in
        if case .name = fragment { length } else { length + Prose([fragment]).text.count }
      }
      if own > longestHeadline || page.headline.text.split(separator: " ").count > 22 {
        findings.append("\(page.id) headline is too long: «\(page.headline.text)»")
      }
      check(page.lede, "\(page.id) lede")
      for panel in page.panels {
        checkTitle(panel.title, "\(panel.id) title")
        check(panel.subtitle, "\(panel.id) subtitle")
        for prose in panel.block.proses { check(prose, panel.id) }
      }
    }
    let known = Set(edition.figures.map(\.id))
    for page in edition.pages {
      for figure in page.headline.figures + page.lede.figures where !known.contains(figure.id) {
        findings.append("\(page.id): figure \(figure.id) is not in the book")
      }
    }
    return findings
  }
}

extension Block {
  /// Every sentence of the block.
  fileprivate var proses: [Prose] {
    switch self {
    case .statements(let statements): statements.map(\.prose)
    case .causes(let causes): causes.map(\.detail)
    case .lineage(let steps): steps.flatMap { [$0.value] + $0.lines }
    case .paragraphs(let paragraphs): paragraphs.map(\.prose)
    case .empty(let reason, let detail): [reason, detail]
    case .charts(let charts): charts.map(\.title)
    case .table(let table):
      table.notes
        + table.rows.flatMap { row in
          row.cells.compactMap { if case .text(let prose) = $0 { prose } else { nil } }
        }
    case .kpis, .chart, .stages, .glossary, .notation: []
    }
  }
}
