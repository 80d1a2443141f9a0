import Charts
import Diagnostics
import Marks
import Metrics
import Pack

/// Makes the pages of the site: every edition in one file that needs no other and no script, and
/// the index of them all.
public struct SiteBuilder: Sendable {
  /// Faces for a page that holds these scalars.
  public typealias Fonts = @Sendable (Set<Unicode.Scalar>) throws(Diagnostic) -> [FontFace]

  private let templates: TemplateSet
  private let measurer: any TextMeasurer
  private let fonts: Fonts?
  private let brand: Brand
  /// Of pages that carry no fonts, of which there are many.
  private let plain: StyleSheet

  /// - Parameters:
  ///   - fonts: makes subsets to carry in a page; without them the reader's own Inter or system font
  ///     is used.
  ///   - brand: accent and logo of every page.
  public init(
    templates: TemplateSet, measurer: any TextMeasurer, fonts: Fonts? = nil,
    brand: Brand = Brand()
  ) {
    self.brand = brand
    self.templates = templates
    self.measurer = measurer
    self.fonts = fonts
    plain = StyleSheet(css: templates.css, fonts: [], accent: brand.accent)
  }

  /// An edition's `index.html`.
  /// - Parameters:
  ///   - downloads: files beside the page.
  ///   - earlier: pages of earlier editions.
  public func edition(
    _ edition: Edition, downloads: [SiteLink], earlier: [SiteLink]
  ) throws(Diagnostic) -> [UInt8] {
    var writer = PanelWriter(measurer: measurer, words: edition.words)
    let signs = Signs.sheet(&writer.svg)
    var view = EditionView(edition: edition).record(&writer)
    let headline = edition.pages.first?.headline.text ?? edition.title
    view["signs"] = .markup(signs)
    view["downloads"] = .list(downloads.map(\.view))
    view["earlier"] = .list(earlier.map(\.view))
    return try render(
      TemplateName.edition, view, title: "\(headline) · \(edition.title) · \(edition.id)")
  }

  /// An edition's `lineage.html`.
  public func lineage(
    _ page: LineagePage, title: String, organisation: String, language: String = "en-GB"
  ) throws(Diagnostic) -> [UInt8] {
    var writer = PanelWriter(measurer: measurer)
    var view = page.view
    view["language"] = .text(language)
    view["signs"] = .markup(Signs.sheet(&writer.svg))
    view["title"] = .text(title)
    view["organisation"] = .text(organisation)
    return try render(
      TemplateName.lineage, view, title: "\(Phrase("Lineage")) · \(title) · \(page.edition)")
  }

  /// The site's `find.html`: what every pack said, for the browser's own search.
  public func find(
    _ page: FindPage, title: String, organisation: String, language: String = "en-GB"
  ) throws(Diagnostic) -> [UInt8] {
    try ofSite(TemplateName.find, page.view, Phrase("Find").text, title, organisation, language)
  }

  /// The site's `definitions.html`.
  public func definitions(
    _ page: DefinitionsPage, title: String, organisation: String, language: String = "en-GB"
  ) throws(Diagnostic) -> [UInt8] {
    try ofSite(
      TemplateName.definitions, page.view, Phrase("Definitions").text, title, organisation, language
    )
  }

  private func ofSite(
    _ name: String, _ content: [String: View], _ heading: String, _ title: String,
    _ organisation: String, _ language: String
  ) throws(Diagnostic) -> [UInt8] {
    var writer = PanelWriter(measurer: measurer)
    let frame: [String: View] = [
      "language": .text(language), "signs": .markup(Signs.sheet(&writer.svg)),
      "title": .text(title), "organisation": .text(organisation),
    ]
    return try render(
      name, frame.merging(content) { first, _ in first }, title: "\(heading) · \(title)")
  }

  /// The site's `index.html`: the latest edition and the archive.
  /// - Parameter editions: newest first.
  public func index(
    title: String, organisation: String, editions: [SiteEdition], language: String = "en-GB"
  ) throws(Diagnostic) -> [UInt8] {
    var writer = PanelWriter(measurer: measurer)
    let signs = Signs.sheet(&writer.svg)
    return try render(
      TemplateName.index,
      [
        "language": .text(language), "signs": .markup(signs), "title": .text(title),
        "organisation": .text(organisation),
        "latest": .optional(editions.first?.view),
        "editions": .list(editions.dropFirst().map { .record($0.view) }),
        "years": .list(years(editions.dropFirst())),
      ], title: title)
  }

  /// `campaigns/index.html`: every campaign by name.
  public func campaigns(
    _ campaigns: [CampaignHistory], title: String, organisation: String, source: String,
    language: String = "en-GB"
  ) throws(Diagnostic) -> [UInt8] {
    var writer = PanelWriter(measurer: measurer)
    return try render(
      TemplateName.campaigns,
      [
        "language": .text(language), "signs": .markup(Signs.sheet(&writer.svg)),
        "title": .text(title),
        "organisation": .text(organisation), "source": .text(source),
        "campaigns": .list(
          campaigns.map { campaign in
            .record(
              Self.view(campaign).merging(["href": .text(.address("\(campaign.key).html"))]) { $1 })
          }),
      ], title: "\(Phrase("Campaigns")) · \(title)")
  }

  /// `campaigns/<key>.html`: one campaign week by week.
  /// - Parameter table: of its weeks.
  public func campaign(
    _ campaign: CampaignHistory, table: Table, title: String, organisation: String, source: String,
    language: String = "en-GB"
  ) throws(Diagnostic) -> [UInt8] {
    var writer = PanelWriter(measurer: measurer)
    var view = Self.view(campaign)
    view["signs"] = .markup(Signs.sheet(&writer.svg))
    view["table"] = .record(
      TableView(
        table: table, label: Phrase("Table of the weeks").text, measurer: writer.measurer
      ).record(&writer.svg))
    view["language"] = .text(language)
    view["title"] = .text(title)
    view["organisation"] = .text(organisation)
    view["source"] = .text(source)
    // One of many: the fonts would be most of it.
    return try render(
      TemplateName.campaign, view, title: "\(campaign.name) · \(title)",
      carriesFonts: false)
  }

  private static func view(_ campaign: CampaignHistory) -> [String: View] {
    [
      "name": .text(campaign.name), "channel": .text(campaign.channel),
      "weeks": .text(campaign.weeks), "spend": .text(campaign.spend.display),
      "profit": .text(campaign.profit.display), "roas": .text(campaign.roas.display),
    ]
  }

  private func years(_ editions: ArraySlice<SiteEdition>) -> [View] {
    var years: [String] = []
    for edition in editions where years.last != edition.year { years.append(edition.year) }
    return years.map { year in
      .record([
        "year": .text(HTMLText(year)),
        "editions": .list(editions.filter { $0.year == year }.map { .record($0.view) }),
      ])
    }
  }

  /// A chart as a file of its own.
  public func svgFile(_ chart: ChartBlock, title: Prose) -> [UInt8] {
    SVGFile(chart: chart, title: title, measurer: measurer).bytes
  }

  private func render(
    _ name: String, _ view: [String: View], title: String, carriesFonts: Bool = true
  ) throws(Diagnostic) -> [UInt8] {
    var view = view
    view["logo"] = .absent
    if let logo = brand.logo, case .text(let organisation)? = view["organisation"] {
      let size = logo.size(height: 28, width: 200)
      view["logo"] = .markup(
        """
        <img src="data:image/png;base64,\(HTMLText(Base64.text(logo.png)))" alt="\(organisation)"\
         width="\(Int(size.width.rounded()))" height="\(Int(size.height.rounded()))">
        """)
    }
    let style = carriesFonts ? try style(view, title: title) : plain
    view["head"] = .markup(Self.head(title: title, style))
    return try templates.page(name, .record(view))
  }

  /// With the fonts of what a page shows.
  private func style(_ view: [String: View], title: String) throws(Diagnostic) -> StyleSheet {
    guard let fonts else { return plain }
    var scalars = Self.usual
    View.record(view).collect(&scalars)
    scalars.formUnion(title.unicodeScalars)
    return StyleSheet(css: templates.css, fonts: try fonts(scalars), accent: brand.accent)
  }

  /// Letters that templates and styles may add.
  private static let usual = Set(
    (0x20...0x7E).compactMap(Unicode.Scalar.init) + "\u{A0}·–—…→←↑↓×−•“”‘’«»".unicodeScalars)

  /// The policy stands first, so that nothing comes before it.
  private static func head(title: String, _ style: StyleSheet) -> HTMLMarkup {
    """
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="\(style.policy)">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="robots" content="noindex">
    <meta name="color-scheme" content="light dark">
    <title>\(HTMLText(title))</title>
    \(style.element)
    """
  }
}
