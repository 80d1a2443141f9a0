import Charts
import Diagnostics
import Pack
import Testing

@testable import Site

@Suite struct MailPageTests {
  private func mail(
    _ edition: Edition = Demo.edition, template: String? = nil, link: String? = nil
  ) throws -> MailPage {
    try MailPage(
      edition, link: link,
      templates: TemplateSet(
        overrides: template.map { [(path: "templates/mail.mustache", text: $0)] } ?? [])
    ) { _ in (600, 300) }
  }

  @Test func theViewFitsItsShape() {
    let content = MailContent(Demo.edition, link: "https://intranet.example/") { _ in (600, 300) }
    #expect(!content.tiles.isEmpty && !content.charts.isEmpty && !content.others.isEmpty)
    #expect(PageShapes.mail.misfits(MailView(content: content).record) == [])
  }

  @Test func asksForNothingAndCarriesItsStyles() throws {
    let html = try mail(link: "https://intranet.example/x").html
    for forbidden in ["<script", "<style", "<svg", "<link", "url(", "http:", " class=\"top"] {
      #expect(!html.contains(forbidden), "\(forbidden)")
    }
    #expect(html.ranges(of: "https:").count == 1)
    for source in html.matches(of: /src="([^"]*)"/) { #expect(source.1.hasPrefix("cid:")) }
    #expect(html.utf8.count < MailPage.mostHTML)
    #expect(html.hasPrefix("<!doctype html>\n<html lang=\"en-GB\">\n<head>\n<meta charset"))
    #expect(html.contains("color:#B53C0D\">") && html.contains(" worse</span>"))
  }

  /// Colour is never the only sign.
  @Test(arguments: [
    (Valence.better, "<span style=\"color:#007A65\">+3% better</span>"),
    (.worse, "<span style=\"color:#B53C0D\">+3% worse</span>"),
    (.none, "<span style=\"color:#434B58\">+3%</span>"),
  ])
  func changesSayTheirSide(_ valence: Valence, _ markup: String) throws {
    let tile = KPITile(
      label: "Profit", caption: "", figure: Demo.figure("$1"), history: nil,
      variances: [
        Variance(label: "vs PW", figure: Demo.figure("+3%"), change: 0.03, valence: valence)
      ])
    let page = Page(
      id: "overview", number: 1, name: "n", headline: "h", lede: "",
      rows: [
        Page.Row(height: 1, [Page.Panel(id: "k", span: 12, title: "", block: .kpis([tile]))])
      ])
    let html = try mail(Demo.edition(pages: [page])).html
    #expect(html.contains(markup))
    #expect(html.ranges(of: "+3%").count == 1)
  }

  @Test func bothFormsSayTheSame() throws {
    let page = try mail()
    let words = page.html.replacing(/<[^>]*>/, with: "")
    for tile in MailContent(Demo.edition, link: nil, size: { _ in nil }).tiles {
      #expect(page.text.contains("\(tile.label): \(tile.figure.display)"))
      #expect(words.contains(tile.label) && words.contains(tile.figure.display))
    }
    for other in Demo.edition.pages.dropFirst() {
      #expect(page.text.contains(other.headline.text))
      #expect(words.contains(HTMLText(other.headline.text).source))
    }
  }

  @Test func aProjectWritesItsOwnMail() throws {
    let page = try mail(
      template: "{{{head}}}<p style=\"color:#123456\">{{{headline}}}</p>{{#link}}{{{.}}}{{/link}}")
    #expect(page.html.contains("<p style=\"color:#123456\">"))
    // No chart is shown, so none comes with it.
    #expect(page.charts.isEmpty)
    #expect(try !mail().charts.isEmpty)
  }

  @Test(arguments: [
    ("<p>\n {{{headlin}}}</p>", "2:2", "headlin is unknown here"),
    ("<p>{{{title}}}</p>", "1:1", "must print {{{head}}}"),
    ("{{{head}}}<style>p{}</style>", "1:17", "<style> is not allowed"),
    ("{{{head}}}<svg></svg>", "1:15", "<svg> is not allowed"),
    ("{{{head}}}<script>1</script>", "1:18", "<script> is not allowed"),
    ("{{{head}}}<p style=\"background:url(https://a.example)\">", "1:35", "plain values only"),
    ("{{{head}}}<p style=\"background:u{{#lede}}{{/lede}}rl(x)\">", "1:53", "plain values only"),
    ("{{{head}}}<p style=\"color:\\72 ed\">", "1:27", "plain values only"),
    ("{{{head}}}<p style=\"color:{{{title}}}\">", "1:27", "no value of the data"),
    ("{{{head}}}<img src=\"https://a.example/b.png\">", "1:20", "cid: picture"),
    ("{{{head}}}<img src=\"{{{title}}}\">", "1:20", "cid: picture"),
    ("{{{head}}}<td background=\"x\">", "1:25", "background is not allowed"),
    ("{{{head}}}<p onclick=\"x\">", "1:21", "onclick is not allowed"),
    ("{{{head}}}<a href=\"{{{link}}}\">", "1:20", "link may be missing"),
    ("{{{head}}}{{#tiles}}{{/tiles}}", "1:11", "tiles is unknown here"),
  ])
  func aBrokenTemplateIsRefusedWithPlace(_ text: String, _ place: String, _ words: String) throws {
    do throws(Diagnostic) {
      _ = try TemplateSet(overrides: [("templates/mail.mustache", text)])
      Issue.record("was taken")
    } catch {
      #expect(error.code == .templateInvalid)
      #expect(error.place?.description == "templates/mail.mustache:\(place)")
      #expect(error.message.contains(words), "\(error.message)")
    }
  }

  @Test func strangersNamesStayText() throws {
    let benign = SiteDemo.skeleton(try mail(SiteDemo.edition(named: "Brand")).html)
    for name in HTMLTextTests.hostile {
      let page = SiteDemo.skeleton(try mail(SiteDemo.edition(named: name)).html)
      #expect(page.frame == benign.frame, "\(name.debugDescription)")
    }
  }
}
