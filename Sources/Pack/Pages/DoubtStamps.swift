import Metrics

/// Marks the panels that break figures down by a dimension which a failing data test speaks of, and no
/// other: a device that is not known casts doubt on devices alone. Doubt about measures stands in the
/// tiles of page 1.
enum DoubtStamps {
  /// What panels break down by, by their ids.
  private static let dimensions: [String: Set<String>] = [
    "segments": ["device", "channel", "location"], "roas-segments": ["device", "location"],
    "roas-device": ["device"], "roas-location": ["location"], "roas-keyword": ["keyword"],
    "keywords": ["keyword"], "keyword-list": ["keyword"], "verdicts": ["campaign"],
    "ranking": ["campaign"], "strip": ["campaign"], "pareto": ["campaign"],
    "all-campaigns": ["campaign"], "all-keywords": ["keyword"], "channels": ["channel"],
  ]

  static func add(to pages: inout [Page], _ book: FigureBook) {
    for page in pages.indices {
      for row in pages[page].rows.indices {
        for panel in pages[page].rows[row].panels.indices {
          stamp(&pages[page].rows[row].panels[panel], book)
        }
      }
    }
  }

  private static func stamp(_ panel: inout Page.Panel, _ book: FigureBook) {
    guard let own = dimensions[panel.id], book.isInDoubt(by: own) else { return }
    if case .empty = panel.block { return }
    let said = panel.subtitle.text
    panel.subtitle =
      said.isEmpty
      ? "In doubt: see checks"
      : said.hasSuffix(".")
        ? panel.subtitle + " In doubt: see checks." : panel.subtitle + "; in doubt: see checks"
  }
}
