import Marks
import Testing

@testable import Site

@Suite struct SVGWriterTests {
  private let scene = Scene(
    width: 100, height: 20.5,
    marks: [
      .rect(RectMark(x: 10, y: 2, width: -4, height: 8, fill: .solid(.actual))),
      .path(.line(0, 1.256, 5, 3, Stroke(.grid, 0.5, dash: [2.5, 2]))),
      .group(
        GroupMark(
          dx: 1, dy: 2,
          [.text(TextMark("A<b\u{600}<i", x: 3, y: 4, TextStyle(12, .semibold), anchor: .end))])),
    ])

  @Test func writesMarksInColoursByRole() {
    var writer = SVGWriter(palette: .variables)
    #expect(
      writer.decoration(scene).source == """
        <svg aria-hidden="true" width="100" height="20.5" viewBox="0 0 100 20.5">\
        <rect x="6" y="2" width="4" height="8" fill="var(--ac)"/>\
        <path d="M0 1.26L5 3" fill="none" stroke="var(--grid)" stroke-width="0.5"\
         stroke-dasharray="2.5 2"/>\
        <text x="4" y="6" font-size="12" fill="var(--ink)" font-weight="600"\
         text-anchor="end">A&lt;b\u{600}&lt;i</text></svg>
        """)
  }

  @Test func namesAndDescribesAPicture() {
    var writer = SVGWriter(palette: .light)
    let empty = Scene(width: 1, height: 1, marks: [])
    _ = writer.figure(empty, title: "One", description: "First")
    #expect(
      writer.figure(empty, classes: "pic", title: "T\"", description: "D").source == """
        <svg class="pic" role="img" aria-label="T&quot;" aria-describedby="d2" width="1"\
         height="1" viewBox="0 0 1 1"><desc id="d2">D</desc></svg>
        """)
  }

  @Test func givesEveryPictureItsOwnHatch() {
    var writer = SVGWriter(palette: .variables)
    let hatched = Scene(
      width: 9, height: 9,
      marks: [.rect(RectMark(x: 0, y: 0, width: 9, height: 9, fill: .hatch(.rule)))])
    #expect(writer.decoration(hatched).source.contains("<pattern id=\"h1\""))
    let second = writer.decoration(hatched).source
    #expect(second.contains("<pattern id=\"h2\"") && second.contains("fill=\"url(#h2)\""))
  }

  @Test func writesAFileThatNeedsNoStyleSheet() throws {
    let site = SiteBuilder(templates: try TemplateSet(), measurer: FixedMeasurer())
    let chart = try #require(SiteDemo.charts.first)
    let file = String(decoding: site.svgFile(chart, title: "Title & more"), as: UTF8.self)
    #expect(file.hasPrefix("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns="))
    #expect(file.contains("<title id=\"t\">Title &amp; more</title>"))
    #expect(file.contains("#2C3A4D") && !file.contains("var(--"))
  }
}
