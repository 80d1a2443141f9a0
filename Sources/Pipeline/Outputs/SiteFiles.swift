import Diagnostics
import Marks
import Metrics
import Site

/// The files of a site that belong to no edition: the index, the feed, what was said when, definitions.
struct SiteFiles {
  let session: Session
  let templates: TemplateSet

  /// - Parameters:
  ///   - site: the folder whose editions are listed.
  ///   - publications: what is known of their going out.
  func files(
    _ site: String, _ publications: Publications
  ) throws(Diagnostic) -> [(path: String, bytes: [UInt8])] {
    var editions: [SiteEdition] = []
    var latest: [String: EditionID] = [:]
    var packs: [(id: EditionID, manifest: EditionManifest)] = []
    for id in SiteArchive.editions(site) {
      guard let bytes = try FileSystem.read("\(site)/editions/\(id)/manifest.json"),
        let manifest = EditionManifest.read(bytes)
      else { continue }
      let newer = latest[id.period]
      if newer == nil {
        latest[id.period] = id
        packs.append((id, manifest))
      }
      let entry = publications.entry(id)
      editions.append(
        SiteEdition(
          id: id.description, period: manifest.period, headline: manifest.headline,
          href: "editions/\(id)/index.html", year: String(id.period.prefix(4)),
          state: state(id, newer, entry), isReplaced: newer != nil,
          pack: manifest.pack, updated: updated(manifest, entry)))
    }
    let builder = SiteBuilder(
      templates: templates, measurer: FixedMeasurer(), fonts: SiteFonts.faces,
      brand: try session.brand())
    let configuration = session.configuration
    let find = try FindIndex(site, packs)
    let definitions = DefinitionsFile(thresholds: configuration.thresholds)
    return [
      (
        "find.html",
        try builder.find(
          find.page, title: configuration.title, organisation: configuration.organisation,
          language: configuration.language)
      ),
      (
        "definitions.html",
        try builder.definitions(
          definitions.page(find.newest), title: configuration.title,
          organisation: configuration.organisation, language: configuration.language)
      ),
      (
        "index.html",
        try builder.index(
          title: configuration.title, organisation: configuration.organisation,
          editions: editions, language: configuration.language)
      ),
      (
        "feed.xml",
        AtomFeed(
          title: configuration.title, organisation: configuration.organisation,
          address: configuration.mail?.site, language: configuration.language,
          editions: editions
        ).bytes
      ),
    ]
  }

  private func state(_ id: EditionID, _ newer: EditionID?, _ entry: Publications.Entry?) -> String {
    if let newer { return Phrase("replaced by revision \(newer.revision)").text }
    var words: [String] = []
    if id.revision > 1 { words.append(Phrase("revision \(id.revision)").text) }
    if let name = entry?.approvedBy { words.append(Phrase("approved by \(name)").text) }
    return words.joined(separator: ", ")
  }

  /// When it went out; before that, the day after its last.
  private func updated(_ manifest: EditionManifest, _ entry: Publications.Entry?) -> String {
    if let entry { return entry.publishedAt }
    let day = (CalendarDay(iso: manifest.lastDay) ?? CalendarDay(number: 0)) + 1
    return "\(day)T06:00:00Z"
  }
}
