import Charts
import Diagnostics
import Fingerprints
import Foundation
import Metrics
import Pack
import Site

/// `find.html` of a site, made of what its editions say of themselves: a page that a browser can search
/// without a server. Only the newest packs, names and lines are on it, so that it stays small however
/// long the archive grows.
struct FindIndex {
  struct Item {
    let id: EditionID
    let manifest: EditionManifest
    /// Nil for an edition of an earlier program.
    let findings: FindingsFile?

    func href(_ page: String? = nil) -> String {
      "editions/\(id)/index.html" + (page.map { "#\($0)" } ?? "")
    }
  }

  /// Three years of weeks and some; names that were spoken of last; lines a name.
  static let mostPacks = 160
  static let mostNames = 300
  static let mostLines = 24

  /// Newest first; without those that a revision replaces.
  private let items: [Item]
  private let isCut: Bool

  /// - Parameter editions: newest first.
  init(
    _ site: String, _ editions: [(id: EditionID, manifest: EditionManifest)]
  ) throws(Diagnostic) {
    var items: [Item] = []
    for (id, manifest) in editions.prefix(Self.mostPacks) {
      let bytes = try FileSystem.read("\(site)/editions/\(id)/findings.json")
      items.append(
        Item(id: id, manifest: manifest, findings: bytes.flatMap(FindingsFile.read)))
    }
    self.items = items
    isCut = editions.count > Self.mostPacks
  }

  var newest: Item? { items.first }

  var page: FindPage {
    FindPage(span: span, measures: measures, letters: letters, years: years)
  }

  private var span: String {
    guard let first = items.last, let last = items.first else { return Phrase("No pack yet.").text }
    let words: Phrase =
      if isCut {
        "The newest \(items.count) packs, \(first.id) to \(last.id). Older ones stand in the archive."
      } else if items.count == 1 {
        "One pack, \(last.id)."
      } else {
        "\(items.count) packs, \(first.id) to \(last.id)."
      }
    return words.text
  }

  // MARK: Measures

  private var measures: [FindPage.Measure] {
    Metric.all.compactMap { metric -> FindPage.Measure? in
      let found = items.compactMap { item in
        item.findings?.measures.first { $0.metric == metric.id }.map { (item: item, measure: $0) }
      }
      guard let newest = found.first else { return nil }
      let judged = found.filter { $0.measure.target != nil }
      let missed = judged.filter { $0.measure.target == .missed }
      let now = Phrase("\(newest.measure.display) in \(newest.item.id)")
      let summary: Phrase =
        if let last = missed.first {
          "\(now); missed its target in \(missed.count) of \(judged.count) packs, last in \(last.item.id)"
        } else if judged.isEmpty {
          now
        } else {
          "\(now); met its target in all \(judged.count) packs that have one"
        }
      return FindPage.Measure(
        id: metric.id, label: metric.label, summary: summary.text,
        rows: found.map { item, measure in
          FindPage.Measure.Row(
            label: item.id.description, href: item.href(measure.page), value: measure.display,
            changes: measure.changes.map {
              "\($0.label) \($0.display)\(Self.side($0))"
            }.joined(separator: ", "),
            target: Self.words(measure.target).text)
        })
    }
  }

  private static func side(_ change: FindingsFile.Measure.Change) -> String {
    switch change.side.flatMap(Valence.init(rawValue:)) {
    case .better: " \(Phrase("better"))"
    case .worse: " \(Phrase("worse"))"
    case .some(.none), .caution, nil: ""
    }
  }

  private static func words(_ target: FindingsFile.Side?) -> Phrase {
    switch target {
    case .met: "Met"
    case .missed: "Missed"
    case nil: "None"
    }
  }

  // MARK: Names

  /// What was said of one name, in packs that follow each other.
  fileprivate struct Run {
    let newest: Int
    var oldest: Int
    let saying: FindingsFile.Entry
  }

  fileprivate struct Spoken {
    let name: Saying.Name
    var packs: Set<Int> = []
    var runs: [Run] = []
  }

  private var letters: [FindPage.Letter] {
    var spoken: [Int64: Spoken] = [:]
    for (place, item) in items.enumerated() {
      for saying in item.findings?.sayings ?? [] {
        for name in saying.names {
          spoken[StableKey.of([name.dimension, name.name]), default: Spoken(name: name)]
            .add(saying, place)
        }
      }
    }
    let shown = spoken.sorted {
      ($0.value.packs.min() ?? 0, $0.key) < ($1.value.packs.min() ?? 0, $1.key)
    }.prefix(Self.mostNames)
    let groups = Dictionary(grouping: shown) { Self.letter($0.value.name.name) }
    return groups.sorted {
      ($0.key == Self.other ? "~" : $0.key) < ($1.key == Self.other ? "~" : $1.key)
    }
    .map { letter, names in
      FindPage.Letter(
        letter: letter, anchor: "az-\(letter == Self.other ? "other" : letter.lowercased())",
        names: names.sorted {
          ($0.value.name.name.lowercased(), $0.value.name.dimension, $0.key)
            < ($1.value.name.name.lowercased(), $1.value.name.dimension, $1.key)
        }.map { entry($0.value, $0.key) })
    }
  }

  private static let other = "0–9 …"

  /// The first letter without its accent; one heading for all that begin with none.
  private static func letter(_ name: String) -> String {
    guard let scalar = name.decomposedStringWithCanonicalMapping.unicodeScalars.first,
      ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar)
    else { return other }
    return String(scalar).uppercased()
  }

  private func entry(_ spoken: Spoken, _ key: Int64) -> FindPage.Name {
    let count = spoken.packs.count
    let kind = Language.current.inSentence(
      Metrics.Dimension(rawValue: spoken.name.dimension)?.label ?? "")
    let last =
      spoken.runs.first.map { "\(items[$0.newest].id) (\($0.saying.words))" } ?? ""
    let rest = spoken.runs.count - Self.mostLines
    return FindPage.Name(
      name: spoken.name.name, anchor: "n-\(key)",
      summary: count == 1
        ? Phrase("\(kind), in \(last)").text
        : Phrase("\(kind), in \(count) packs, last in \(last)").text,
      lines: spoken.runs.prefix(Self.mostLines).map(line),
      rest: rest <= 0
        ? ""
        : rest == 1
          ? Phrase("1 earlier line is left out").text
          : Phrase("\(rest) earlier lines are left out").text)
  }

  private func line(_ run: Run) -> FindPage.Line {
    let (newest, oldest) = (items[run.newest], items[run.oldest])
    let money = run.saying.money.isEmpty ? "" : " (\(run.saying.money))"
    return FindPage.Line(
      label: run.newest == run.oldest
        ? "\(newest.id)" : Phrase("\(oldest.id) to \(newest.id)").text,
      href: newest.href(run.saying.page), words: run.saying.words + money)
  }

  // MARK: Packs

  private var years: [FindPage.Year] {
    var years: [(year: Int, months: [(month: Int, packs: [FindPage.Pack])])] = []
    for item in items {
      let day = CalendarDay(iso: item.manifest.lastDay) ?? CalendarDay(number: 0)
      if years.last?.year != day.year { years.append((day.year, [])) }
      let year = years.count - 1
      if years[year].months.last?.month != day.month { years[year].months.append((day.month, [])) }
      years[year].months[years[year].months.count - 1].packs.append(pack(item))
    }
    return years.map { year in
      FindPage.Year(
        year: String(year.year),
        months: year.months.map {
          FindPage.Month(
            name: "\(DateStyle().fullMonth($0.month)) \(year.year)", packs: $0.packs)
        })
    }
  }

  private func pack(_ item: Item) -> FindPage.Pack {
    let names = Dictionary(
      (item.findings?.pages ?? []).map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first }
    )
    let said = (item.findings?.sayings ?? []).filter { $0.kind != .verdict }
    return FindPage.Pack(
      label: item.id.description, href: item.href(), period: item.manifest.period,
      lines: said.isEmpty
        ? [
          FindPage.Line(
            label: Phrase("Overview").text, href: item.href(), words: item.manifest.headline)
        ]
        : said.map {
          FindPage.Line(
            label: names[$0.page] ?? $0.page, href: item.href($0.page), words: $0.words)
        })
  }
}

extension FindIndex.Spoken {
  /// - Parameter place: of the pack; they come newest first.
  fileprivate mutating func add(_ saying: FindingsFile.Entry, _ place: Int) {
    packs.insert(place)
    if saying.kind == .verdict,
      let last = runs.lastIndex(where: {
        $0.saying.kind == .verdict && $0.saying.page == saying.page
          && $0.saying.words == saying.words && $0.oldest >= place - 1
      })
    {
      runs[last].oldest = place
    } else {
      runs.append(FindIndex.Run(newest: place, oldest: place, saying: saying))
    }
  }
}
