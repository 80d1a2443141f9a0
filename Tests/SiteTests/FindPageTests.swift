import Marks
import Testing

@testable import Site

/// The pages that look over all packs.
@Suite struct FindPageTests {
  private func site() throws -> SiteBuilder {
    SiteBuilder(templates: try TemplateSet(), measurer: FixedMeasurer())
  }

  private func find(_ name: String = "Brand") -> FindPage {
    let line = FindPage.Line(
      label: "2024-W47", href: "editions/2024-W47/index.html#campaigns", words: "\(name) fell")
    return FindPage(
      span: "One pack.",
      measures: [
        .init(
          id: "cac", label: "CAC", summary: "$38.86 in 2024-W47",
          rows: [
            .init(
              label: "2024-W47", href: "editions/2024-W47/index.html#overview", value: "$38.86",
              changes: "vs PW +3%", target: "Missed")
          ])
      ],
      letters: [
        .init(
          letter: "B", anchor: "az-b",
          names: [
            .init(name: name, anchor: "n-1", summary: "campaign", lines: [line], rest: "2 more")
          ])
      ],
      years: [
        .init(
          year: "2024",
          months: [
            .init(
              name: "November 2024",
              packs: [
                .init(
                  label: "2024-W47", href: "editions/2024-W47/index.html", period: "Week 47",
                  lines: [line])
              ])
          ])
      ])
  }

  private var definitions: DefinitionsPage {
    DefinitionsPage(
      metrics: [
        .init(
          id: "cac", label: "CAC", meaning: "m", formula: "f", unit: "u", side: "s", missing: "n",
          grain: "g", command: "c",
          shown: [SiteLink(label: "Overview", href: "editions/2024-W47/index.html#overview")])
      ], words: [("AC", "Actual")])
  }

  private static let frame: [String: View] = [
    "language": .text("en"), "head": .markup(""), "signs": .markup(""), "title": .text("t"),
    "organisation": .text("o"), "logo": .absent,
  ]

  @Test func viewsFitTheirShapes() {
    for (shape, view) in [
      (PageShapes.find, find().view), (PageShapes.definitions, definitions.view),
    ] {
      #expect(shape.misfits(.record(view.merging(Self.frame) { first, _ in first })) == [])
    }
  }

  @Test func pagesAskForNothingAndTheirAnchorsAreThere() throws {
    let site = try site()
    for bytes in [
      try site.find(find(), title: "Pack", organisation: "Acme"),
      try site.definitions(definitions, title: "Pack", organisation: "Acme"),
    ] {
      let page = String(decoding: bytes, as: UTF8.self)
      for forbidden in ["<script", " src=", "http:", "https:", "style=\"", "<link", "@import"] {
        #expect(!page.contains(forbidden), "\(forbidden)")
      }
      #expect(page.contains("default-src &#39;none&#39;"))
      #expect(page.matches(of: /aria-current="page"/).count == 1)
      let ids = page.matches(of: /\sid="([^"]*)"/).map { String($0.1) }
      #expect(Set(ids).count == ids.count)
      for link in page.matches(of: /href="#([^"]*)"/) { #expect(ids.contains(String(link.1))) }
    }
  }

  @Test func strangersNamesStayText() throws {
    let site = try site()
    func page(_ name: String) throws -> [String] {
      SiteDemo.skeleton(
        String(
          decoding: try site.find(find(name), title: "Pack", organisation: ""), as: UTF8.self)
      ).frame
    }
    let benign = try page("Brand")
    for name in HTMLTextTests.hostile {
      #expect(try page(name) == benign, "\(name.debugDescription)")
    }
  }

  @Test func anEmptyArchiveHasItsPage() throws {
    let empty = FindPage(span: "No pack yet.", measures: [], letters: [], years: [])
    let page = String(
      decoding: try site().find(empty, title: "Pack", organisation: ""), as: UTF8.self)
    #expect(page.contains("No pack yet.") && page.contains("None yet"))
  }
}
