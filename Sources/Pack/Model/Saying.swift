/// One thing a pack says: a headline, a panel's title that names or counts something, a notice, or what
/// the evidence says of one campaign or keyword. The site's index over all packs is made of them.
public struct Saying: Sendable, Hashable {
  public enum Kind: String, Sendable, Hashable, Codable {
    case headline, title, notice, verdict
  }

  /// A name from the data that is spoken of.
  public struct Name: Sendable, Hashable, Codable {
    /// `campaign`, `channel`, `device`, `location`, `keyword`.
    public let dimension: String
    /// A stranger's text.
    public let name: String

    public init(dimension: String, name: String) {
      self.dimension = dimension
      self.name = name
    }
  }

  /// The page's id, which is its anchor.
  public let page: String
  public let kind: Kind
  public let words: String
  /// "Spend $8.1k, ROAS 0.62×" of a verdict; empty for nothing.
  public let money: String
  public let names: [Name]
}

extension Edition {
  /// In the order of the pages; what is the same in every pack is none.
  public var sayings: [Saying] {
    let names = SpokenNames(figures)
    return pages.filter { !$0.isAppendix && $0.id != DefinitionsPage.id }.flatMap {
      page -> [Saying] in
      let panels = page.panels
      func saying(_ kind: Saying.Kind, _ prose: Prose) -> Saying {
        Saying(
          page: page.id, kind: kind, words: prose.text, money: "", names: names.of(prose))
      }
      let titles = panels.map(\.title)
        .filter { !$0.figures.isEmpty || !names.of($0).isEmpty }
        .map { saying(.title, $0) }
      let notices = page.notices.map { saying(.notice, "\(words: $0.tag) \($0.prose)") }
      return [saying(.headline, page.headline)] + notices + titles
        + panels.flatMap { verdicts($0, page.id) }
    }
  }

  /// The rows of the tables that judge, each with its group or its words.
  private func verdicts(_ panel: Page.Panel, _ page: String) -> [Saying] {
    guard case .table(let table) = panel.block, VerdictTable.judging.contains(table.id) else {
      return []
    }
    var group = ""
    return table.rows.compactMap { row -> Saying? in
      var name: String?
      var words: [String] = []
      var money: [String] = []
      var dimensions: Set<String> = []
      for (column, cell) in zip(table.columns, row.cells) {
        switch cell {
        case .name(let text): name = text
        case .text(let prose) where name == nil: group = prose.text
        case .text(let prose) where column.kind == .text: words.append(prose.text)
        case .figure(let figure, _) where !figure.metric.isEmpty && figure.value != nil:
          money.append("\(column.head) \(figure.display)")
          dimensions.formUnion(figure.dimensions.filter { $0.value == name }.keys)
        default: break
        }
      }
      let verdict = words.isEmpty ? group : words.joined(separator: ", ")
      guard let name, !verdict.isEmpty, verdict != KeywordPanels.unjudged.text else { return nil }
      return Saying(
        page: page, kind: .verdict, words: verdict, money: money.joined(separator: ", "),
        names: dimensions.sorted().map { Saying.Name(dimension: $0, name: name) })
    }
  }
}

/// Which words of a sentence are names, and of what: by the figures of the pack, for a sentence knows
/// only that something is a name.
private struct SpokenNames {
  private var dimensions: [String: Set<String>] = [:]

  init(_ figures: [Figure]) {
    for figure in figures {
      for (dimension, name) in figure.dimensions where dimension != "key" {
        dimensions[name, default: []].insert(dimension)
      }
    }
  }

  func of(_ prose: Prose) -> [Saying.Name] {
    prose.fragments.flatMap { fragment -> [Saying.Name] in
      guard case .name(let name) = fragment else { return [] }
      return (dimensions[name] ?? []).sorted().map { Saying.Name(dimension: $0, name: name) }
    }
  }
}

extension Page {
  /// The measures at its head.
  public var tiles: [KPITile] {
    panels.flatMap { panel -> [KPITile] in
      if case .kpis(let tiles) = panel.block { tiles } else { [] }
    }
  }

  /// What must be read before the figures.
  public var notices: [Statement] {
    panels.flatMap { panel -> [Statement] in
      if panel.id == Notices.panelID, case .statements(let list) = panel.block { list } else { [] }
    }
  }

  /// Ids of the metrics that are printed on the page, each once.
  public var metrics: [String] {
    var seen: Set<String> = []
    return panels.flatMap { panel -> [String] in
      let figures: [Figure] =
        switch panel.block {
        case .kpis(let tiles): tiles.map(\.figure)
        case .stages(let stages):
          stages.flatMap { [$0.figure] + [$0.rate?.figure].compactMap(\.self) }
        case .table(let table):
          table.rows.flatMap(\.cells).compactMap {
            if case .figure(let figure, _) = $0 { figure } else { nil }
          }
        case .chart, .charts, .statements, .causes, .lineage, .glossary, .notation, .paragraphs,
          .empty:
          []
        }
      return (figures + panel.title.figures).map(\.metric)
    }.filter { !$0.isEmpty && seen.insert($0).inserted }
  }
}
