import Diagnostics
import Foundation
import Marks
import Metrics
import Testing

@testable import Pipeline
@testable import Site

/// `find.html` and `definitions.html`, made of what the editions of an archive say of themselves.
@Suite struct FindTests {
  /// Two packs in a row, CAC above its target in both.
  private static func archive() throws -> Project {
    let project = try Project()
    try project.write("data/raw/a.csv", OptimisationTests.export())
    try project.write(
      "data/targets.csv", "metric,from,to,value\ncac,2024-01-01,2024-12-31,1\n")
    for week in ["2024-W47", "2024-W48"] { try project.run(#require(PeriodChoice(week))) }
    return project
  }

  private func page(_ project: Project, _ name: String) throws -> String {
    try #require(try FileSystem.text("\(project.path)/output/site/\(name)"))
  }

  /// Every link of the page leads to a file, and to an anchor in it.
  private func expectLinksResolve(_ project: Project, _ page: String) throws {
    var ids: [String: String] = [:]
    for link in page.matches(of: /href="([^"#]+)(#[^"]*)?"/) {
      let file = String(link.1)
      if ids[file] == nil { ids[file] = try self.page(project, file) }
      guard let anchor = link.2 else { continue }
      #expect(
        ids[file]?.contains("id=\"\(anchor.dropFirst())\"") ?? false, "\(file)\(anchor)")
    }
    #expect(!ids.isEmpty)
  }

  /// One archive for all, since making it is most of the work.
  @Test func anArchiveIsLookedOver() throws {
    let project = try Self.archive()
    try saysWhenAndWhere(project)
    try definesEveryMetricOnce(project)
    try isBounded(project)
  }

  private func saysWhenAndWhere(_ project: Project) throws {
    let find = try page(project, "find.html")
    try expectLinksResolve(project, find)
    #expect(find.contains("2 packs, 2024-W47 to 2024-W48."))
    // A verdict that stays is one line; its link leads to the newest pack.
    let verdict = try #require(
      find.firstMatch(
        of: /<b><bdi>Loser<\/bdi><\/b> <span[^>]*>(campaign[^<]*)<\/span><\/summary>\n<ul>\n(.*)\n/)
    )
    #expect(verdict.1 == "campaign, in 2 packs, last in 2024-W48 (Cut: earns less than it costs)")
    #expect(
      verdict.2.hasPrefix(
        "<li><a href=\"editions/2024-W48/index.html#optimisation\">2024-W47 to 2024-W48</a> Cut: earns less than it costs (Spend "
      ), "\(verdict.2)")
    #expect(find.contains("; missed its target in 2 of 2 packs, last in 2024-W48"))
    #expect(find.contains("<h3 class=\"tag\" id=\"y-2024\">2024</h3>"))
    #expect(find.contains("November 2024") && find.contains("December 2024"))
    for week in ["2024-W47", "2024-W48"] {
      let manifest = try #require(
        EditionManifest.read(
          Array(try page(project, "editions/\(week)/manifest.json").utf8)))
      #expect(find.contains(HTMLText(manifest.headline).source))
    }
  }

  private func definesEveryMetricOnce(_ project: Project) throws {
    let definitions = try page(project, "definitions.html")
    try expectLinksResolve(project, definitions)
    for metric in Metric.all {
      #expect(definitions.ranges(of: " id=\"\(metric.id)\"").count == 1)
      #expect(definitions.contains(HTMLText(Explain.formula(metric).text).source))
    }
    #expect(
      definitions.contains(
        "<a href=\"editions/2024-W48/index.html#overview\">Executive overview</a>"))
  }

  /// The index is of what readers see, and is made of the target's own files.
  @Test func aRevisionTakesThePlaceOfItsWeek() throws {
    let project = try Project(configuration: "version: 1\npublish: {to: www/site}\n")
    try project.write("data/raw/a.csv", Project.month())
    try project.run()
    _ = try PublishStep(project.session()).publish(.init())
    try project.write(
      "data/raw/b.csv", Project.month().replacingOccurrences(of: "$2", with: "$3"))
    try project.run()
    _ = try PublishStep(project.session()).publish(.init())
    let find = try #require(try FileSystem.text("\(project.path)/www/site/find.html"))
    #expect(find.contains("One pack, 2024-W47-r2."))
    #expect(!find.contains("editions/2024-W47/"))
    #expect(find.contains("Revision") || find.contains("revision"))
    #expect(FileSystem.exists("\(project.path)/www/site/definitions.html"))
  }

  /// An archive without end gives a page that has one, and an edition of an earlier program its headline.
  private func isBounded(_ project: Project) throws {
    let site = "\(project.path)/output/site"
    let bytes = try #require(try FileSystem.read("\(site)/editions/2024-W48/manifest.json"))
    let manifest = try #require(EditionManifest.read(bytes))
    let names = (0..<40).map { "Campaign number \($0)" }
    let text = try page(project, "editions/2024-W48/findings.json")
    for number in 0..<200 {
      // Every verdict differs from the one before, so that nothing runs together.
      var own = text.replacingOccurrences(of: "Cut: earns", with: "Cut \(number): earns")
      own = own.replacingOccurrences(of: "Even", with: names[number % names.count])
      try project.write("output/site/editions/1999-N\(1000 + number)/findings.json", own)
    }
    try project.write("output/site/editions/1999-N1199/findings.json", "{}")
    let editions = (0..<200).reversed().map {
      (id: EditionID(period: "1999-N\(1000 + $0)"), manifest: manifest)
    }
    let index = try FindIndex(site, editions)
    let find = index.page
    #expect(find.years.flatMap(\.months).flatMap(\.packs).count == FindIndex.mostPacks)
    let all = find.letters.flatMap(\.names)
    #expect(all.count <= FindIndex.mostNames)
    let loser = try #require(all.first { $0.name == "Loser" })
    #expect(loser.lines.count == FindIndex.mostLines)
    #expect(
      loser.rest == "\(FindIndex.mostPacks - 1 - FindIndex.mostLines) earlier lines are left out")
    #expect(find.span.hasPrefix("The newest 160 packs, 1999-N1040 to 1999-N1199."))
    let first = try #require(find.years.first?.months.first?.packs.first)
    #expect(first.lines.map(\.words) == [manifest.headline])
    let page = try SiteBuilder(templates: TemplateSet(), measurer: FixedMeasurer())
      .find(find, title: "Pack", organisation: "")
    #expect(page.count < 1_000_000)
  }
}
