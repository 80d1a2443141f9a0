import Fingerprints
import Marks
import Metrics
import Pack
import Testing

@testable import Site

@Suite struct EditionPageTests {
  private func count(_ needle: String, in text: String) -> Int { text.ranges(of: needle).count }

  @Test func asksForNothingAndRunsNothing() throws {
    let page = try SiteDemo.page()
    for forbidden in [
      "<script", " onload", " src=", "http:", "https:", "style=\"", "<link", "@import",
    ] {
      #expect(!page.contains(forbidden), "\(forbidden)")
    }
    #expect(page.contains("default-src &#39;none&#39;; style-src &#39;sha256-"))
    #expect(page.contains("<meta name=\"robots\" content=\"noindex\">"))
  }

  /// On phones tables have no pictures, and captions do not explain them.
  @Test func captionsOfPhonesSpeakOfNoPictures() throws {
    let table = Table(
      id: "t", columns: [.init("Name", .text, width: 10)], rows: [Table.Row([.text("One")])],
      summary: "One")
    let panel = Page.Panel(
      id: "p", span: 12, title: "Channels", subtitle: "By channel. Bars start at zero.",
      narrow: "By channel", block: .table(table))
    let page = Page(
      id: "a", number: 1, name: "A", headline: "A", lede: "",
      rows: [Page.Row(height: 100, [panel])])
    let html = try SiteDemo.page(Demo.edition(pages: [page]))
    #expect(
      html.contains(
        "<span class=\"opt\">By channel. Bars start at zero.</span><span class=\"narrow\">By channel</span>"
      ))
  }

  @Test func policyHoldsTheHashOfTheStyles() throws {
    let sheet = StyleSheet(css: "a{}\r\nb{}\rc{}", fonts: [])
    let text = sheet.element.source.dropFirst("<style>".count).dropLast("</style>".count)
    #expect(text.hasSuffix("a{}\nb{}\nc{}"))
    let hash = Fingerprint.sha256(Array(text.utf8))
    let bytes = stride(from: 0, to: 64, by: 2).compactMap { index in
      UInt8(hash.dropFirst(index).prefix(2), radix: 16)
    }
    #expect(sheet.policy.source.contains("sha256-\(Base64.text(bytes))"))
    #expect(Base64.text(Array("any carnal pleas".utf8)) == "YW55IGNhcm5hbCBwbGVhcw==")
  }

  @Test func sameInputsSameBytes() throws {
    #expect(try SiteDemo.page() == SiteDemo.page())
  }

  @Test func headingsAndIdsAreInOrder() throws {
    let page = try SiteDemo.page()
    #expect(count("<h1", in: page) == 1)
    var level = 1
    for found in page.matches(of: /<h([1-6])/) {
      let next = Int(found.1) ?? 0
      #expect(next <= level + 1)
      level = next
    }
    let ids = page.matches(of: /\sid="([^"]*)"/).map { String($0.1) }
    #expect(Set(ids).count == ids.count)
    let labels = page.matches(of: /role="region"[^>]*aria-label="([^"]*)"/).map { String($0.1) }
    #expect(Set(labels).count == labels.count)
    for link in page.matches(of: /href="#([^"]*)"/) { #expect(ids.contains(String(link.1))) }
  }

  @Test func everyChartHasWidthsAlternativeAndData() throws {
    let page = try SiteDemo.page()
    for chart in SiteDemo.charts {
      #expect(page.contains(HTMLText(chart.alternative).source))
      #expect(page.contains("href=\"data/\(chart.id).csv\""))
    }
    #expect(count("<details>", in: page) == SiteDemo.charts.count)
    for screen in ["at-s", "at-m", "at-l", "at-t", "at-x", "at-w"] {
      let shown = page.matches(of: /<svg class="(pic[^"]*)"/).filter { $0.1.contains(screen) }
      #expect(shown.count == SiteDemo.charts.count, "\(screen)")
    }
  }

  @Test func panelsLeadToThePageThatSaysMore() throws {
    var pages = Demo.edition.pages
    pages[0].rows[1].panels[0].more = pages[2].id
    pages[0].rows[2].panels[0].more = "left-out"
    let page = try SiteDemo.page(Demo.edition(pages: pages))
    #expect(page.contains("<a href=\"#campaigns\">See 3 · Campaigns</a>"))
    #expect(count("class=\"more\"", in: page) == 1)
  }

  @Test func footListsEveryFile() throws {
    let page = try SiteDemo.page()
    let start = try #require(page.firstRange(of: "<details class=\"every\">"))
    let list = page[start.lowerBound...]
    for chart in SiteDemo.charts {
      for file in ["data/\(chart.id).csv", "charts/\(chart.id).svg", "charts/\(chart.id).png"] {
        #expect(list.contains("href=\"\(file)\""), "\(file)")
      }
    }
    for panel in SiteDemo.panels {
      guard case .table(let table) = panel.block else { continue }
      #expect(list.contains("href=\"data/\(table.id).csv\""))
    }
  }

  @Test func sixTilesStandInTwoRows() throws {
    func page(_ count: Int) throws -> String {
      let tile = KPITile(
        label: "Spend", caption: "", figure: Demo.figure("$1"), history: nil, variances: [])
      let panel = Page.Panel(
        id: "k", span: 12, title: "",
        block: .kpis((0..<count).map { _ in tile }))
      return try SiteDemo.page(
        Demo.edition(pages: [
          Page(
            id: "overview", number: 1, name: "n", headline: "h", lede: "",
            rows: [Page.Row(height: 1, [panel])])
        ]))
    }
    #expect(try page(6).contains("<div class=\"tiles six\">"))
    #expect(try page(5).contains("<div class=\"tiles\">"))
  }

  /// The edition is one page of many sections, which its styles mark as they are scrolled.
  @Test func pagesSayWhichOfTheSiteTheyAre() throws {
    let site = SiteBuilder(templates: try TemplateSet(), measurer: FixedMeasurer())
    let edition = SiteEdition(
      id: "2024-W48", period: "Week", headline: "h", href: "editions/2024-W48/index.html",
      year: "2024", pack: "MWP-2024-W48-0000000", updated: "2024-12-02T06:00:00Z")
    let lineage = LineagePage(edition: "2024-W48", measures: [], metrics: [], everywhere: [])
    for (name, bytes) in [
      ("All packs", try site.index(title: "t", organisation: "", editions: [edition])),
      ("Lineage", try site.lineage(lineage, title: "t", organisation: "")),
      ("All campaigns", try site.campaigns([], title: "t", organisation: "", source: "s")),
    ] {
      let page = String(decoding: bytes, as: UTF8.self)
      let marked = page.matches(of: /aria-current="page">([^<]*)</).map { String($0.1) }
      #expect(marked == [name])
    }
  }

  @Test func viewsFitTheirShapes() {
    var writer = PanelWriter(measurer: FixedMeasurer())
    var view = EditionView(edition: Demo.edition).record(&writer)
    for name in ["downloads", "earlier"] {
      view[name] = .list([SiteLink(label: "a", href: "b").view])
    }
    for name in ["head", "signs", "logo"] { view[name] = .markup("") }
    #expect(PageShapes.edition.misfits(.record(view)) == [])
  }

  /// Charts set long names in more lines; the rest of the page has the same elements and
  /// attributes whatever a name says.
  @Test func strangersNamesStayText() throws {
    let benign = SiteDemo.skeleton(try SiteDemo.page(SiteDemo.edition(named: "Brand")))
    let sample = HTMLTextTests.corpus.enumerated().filter { $0.offset % 7 == 0 }.map(\.element)
    for name in HTMLTextTests.hostile + sample.prefix(150) {
      let page = SiteDemo.skeleton(try SiteDemo.page(SiteDemo.edition(named: name)))
      let isSame = page.frame == benign.frame && page.chartElements == benign.chartElements
      #expect(isSame, "\(name.debugDescription)")
    }
  }

  @Test func printsFiguresAsTheyAreDisplayed() throws {
    func figure(_ display: String, _ value: Rational? = Rational(1)) -> Figure {
      Figure(
        id: display, metric: "m", period: "p", scenario: .actual, value: value, display: display,
        unit: "", trust: "full")
    }
    let variance = Variance(label: "vs PW", figure: figure("«var»"), change: 0.034, valence: .worse)
    let tile = KPITile(
      label: "Profit", caption: "", figure: figure("«kpi»"), history: nil, variances: [variance])
    let missing = KPITile(
      label: "CAC", caption: "", figure: figure("n/a: no leads", nil), history: nil, variances: [])
    let stage = Stage(
      label: "Clicks", figure: figure("«stage»"), variances: [variance],
      rate: .init(
        label: "Rate", figure: figure("«rate»"), share: 0.123, target: 0.2, variances: []))
    let table = Table(
      id: "t", columns: [.init("A", .text, width: 9), .init("B", .bar(domain: 0...7), width: 9)],
      rows: [Table.Row([.text("\(figure("«cell»"))"), .bar(4.5, target: 6, valence: .none)])],
      summary: "s")
    let blocks: [Block] = [.kpis([tile, missing]), .stages([stage]), .table(table)]
    let panels = blocks.map { Page.Panel(id: "p", span: 12, title: "T", block: $0) }
    let edition = Edition(
      id: "e", title: "t", organisation: "", period: "p", source: "s", packID: "p",
      pages: [
        Page(
          id: "overview", number: 1, name: "n", headline: "\(figure("«head»"))", lede: "",
          rows: panels.map { Page.Row(height: 1, [$0]) })
      ], figures: [])
    let page = try SiteDemo.page(edition)
    let start = try #require(page.firstRange(of: "<main"))
    let end = try #require(page.firstRange(of: "</main>"))
    let text = page[start.lowerBound..<end.lowerBound].replacing(/<[^>]*>/, with: "")
    for display in ["kpi", "var", "stage", "rate", "cell", "head"] {
      #expect(text.contains("«\(display)»"))
    }
    #expect(text.contains("n/a no leads"))
    #expect(text.contains("worse «var»"))
    #expect(text.replacing("4W", with: "").allSatisfy { !$0.isNumber })
  }

  @Test func indexListsEditions() throws {
    let site = SiteBuilder(templates: try TemplateSet(), measurer: FixedMeasurer())
    let editions = ["2024-W48", "2024-W47", "2023-W52"].map {
      SiteEdition(
        id: $0, period: "Week", headline: "Profit <held>", href: "editions/\($0)/index.html",
        year: String($0.prefix(4)), state: "approved by <Ada>", pack: "MWP-\($0)-0000000",
        updated: "2024-12-02T06:00:00Z")
    }
    let bytes = try site.index(title: "Pack", organisation: "Acme", editions: editions)
    let page = String(decoding: bytes, as: UTF8.self)
    #expect(
      page.contains(
        "<a href=\"editions/2024-W48/index.html\">Profit &lt;held&gt;</a></h1>"))
    #expect(page.contains("<li><a href=\"editions/2024-W47/index.html\">2024-W47</a>"))
    #expect(page.contains("<h3 class=\"tag\">2023</h3>"))
    #expect(page.contains("approved by &lt;Ada&gt;") && !page.contains("<Ada>"))
    let empty = try site.index(title: "Pack", organisation: "", editions: [])
    #expect(String(decoding: empty, as: UTF8.self).contains("No pack has been published yet"))
  }

  @Test func feedListsWhatIsNotReplaced() throws {
    func edition(_ id: String, isReplaced: Bool) -> SiteEdition {
      SiteEdition(
        id: id, period: "Week 48", headline: "Profit <held> & rose", href: "editions/\(id)/",
        year: "2024", isReplaced: isReplaced, pack: "MWP-\(id)", updated: "2024-12-02T06:00:00Z")
    }
    let feed = AtomFeed(
      title: "Pack", organisation: "Acme", address: "https://intranet.example/m/", language: "en",
      editions: [
        edition("2024-W48-r2", isReplaced: false), edition("2024-W48", isReplaced: true),
      ])
    let text = String(decoding: feed.bytes, as: UTF8.self)
    #expect(text.contains("<title>Profit &lt;held&gt; &amp; rose</title>"))
    #expect(text.contains("href=\"https://intranet.example/m/editions/2024-W48-r2/\""))
    #expect(text.split(separator: "<entry>").count == 2)
  }
}
