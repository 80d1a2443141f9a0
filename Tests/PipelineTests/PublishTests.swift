import Diagnostics
import Foundation
import Metrics
import Testing

@testable import Pipeline

@Suite struct PublishTests {
  /// A project with its target beside it.
  private struct Published {
    let project: Project
    var target: String { "\(project.path)/www/site" }

    init(_ more: String = "") throws {
      project = try Project(configuration: "version: 1\npublish: {to: www/site\(more)}\n")
      try project.write("data/raw/a.csv", Project.month())
      try project.run()
    }

    @discardableResult
    func publish(
      _ change: (inout PublishStep.Options) -> Void = { _ in }
    ) throws -> PublishStep.Report {
      var options = PublishStep.Options()
      change(&options)
      return try PublishStep(project.session()).publish(options)
    }

    func rollback() throws -> PublishStep.Report {
      try PublishStep(project.session()).rollback(nil)
    }

    /// Another cost on a day of the report week.
    func correct() throws {
      let text = Project.month().replacingOccurrences(of: "$2", with: "$3")
      try project.write("data/raw/b.csv", text)
      try project.run()
    }

    func code(_ body: () throws -> Void) -> DiagnosticCode? {
      do {
        try body()
        return nil
      } catch { return (error as? Diagnostic)?.code }
    }
  }

  @Test func whatIsPublishedStaysAndAChangeIsARevision() throws {
    let published = try Published()
    #expect(try published.publish().editions == ["2024-W47"])
    let first = try #require(
      try FileSystem.read("\(published.target)/editions/2024-W47/index.html"))
    #expect(try !published.publish().isNew)
    #expect(try !published.project.run().outcome.isNew)

    try published.correct()
    let report = try published.publish()
    #expect(report.editions == ["2024-W47-r2"] && report.number == 2)
    #expect(
      try FileSystem.read("\(published.target)/editions/2024-W47/index.html") == first)
    let page = try #require(
      try FileSystem.text("\(published.target)/editions/2024-W47-r2/index.html"))
    #expect(page.contains("which replaces the pack published on"))
    let index = try #require(try FileSystem.text("\(published.target)/index.html"))
    #expect(index.contains("replaced by revision 2"))
    let mail = try #require(
      try FileSystem.text("\(published.project.path)/output/mail/2024-W47-r2.eml"))
    #expect(mail.contains("Correction: Revision 2"))
    // The same again is no third revision.
    #expect(try !published.project.run().outcome.isNew)
    #expect(try !published.publish().isNew)
  }

  @Test func aDraftIsReplacedUntilItGoesOut() throws {
    let published = try Published()
    try published.correct()
    #expect(try published.publish().editions == ["2024-W47"])
  }

  @Test func aRollbackPutsTheOldSiteBackAndKeepsTheNewOneOut() throws {
    let published = try Published()
    try published.publish()
    let before = try #require(try FileSystem.read("\(published.target)/index.html"))
    try published.correct()
    try published.publish()
    #expect(try published.rollback().number == 1)
    #expect(try FileSystem.read("\(published.target)/index.html") == before)
    #expect(published.code { try published.publish() } == .publicationHeld)
    #expect(try published.publish { $0.again = true }.number == 3)
    #expect(published.code { _ = try published.rollback() } == nil)
    #expect(published.code { _ = try published.rollback() } == .publicationHeld)
  }

  @Test func approvalIsAskedForAndKept() throws {
    let published = try Published(", approval: required")
    #expect(published.code { try published.publish() } == .publicationHeld)
    #expect(!FileSystem.exists(published.target))
    try published.publish { $0.approvedBy = "Ada <script>" }
    let index = try #require(try FileSystem.text("\(published.target)/index.html"))
    #expect(index.contains("approved by Ada &lt;script&gt;"))
  }

  @Test func aFolderThatIsNotASiteIsNotReplaced() throws {
    let published = try Published()
    try published.project.write("www/site/holiday.jpg", "photo")
    #expect(published.code { try published.publish() } == .targetUnsuitable)
    #expect(FileSystem.exists("\(published.target)/holiday.jpg"))
    for folder in [".", "data/raw", "output/site", "/", "www/.."] {
      #expect(
        published.code { try published.publish { $0.to = folder } } == .targetUnsuitable,
        "\(folder)")
    }
    symlink("\(published.project.path)/data", "\(published.project.path)/link")
    #expect(published.code { try published.publish { $0.to = "link" } } == .targetUnsuitable)
  }

  @Test func aDamagedEditionDoesNotGoOut() throws {
    let published = try Published()
    try published.project.write("output/site/editions/2024-W47/data/campaigns.csv", "1")
    #expect(published.code { try published.publish() } == .editionDamaged)
    #expect(!FileSystem.exists("\(published.target)/index.html"))
  }

  @Test func anEmptiedOutputTakesWhatIsPublishedFromTheTarget() throws {
    let published = try Published()
    try published.publish()
    let before = published.project.tree("output/site/editions")
    FileSystem.remove("\(published.project.path)/output")
    try published.project.run()
    #expect(published.project.tree("output/site/editions") == before)
    try published.correct()
    #expect(try published.publish().editions == ["2024-W47-r2"])
  }

  @Test func whatAKilledRunLeftIsPutAway() throws {
    let published = try Published()
    try published.publish()
    let parent = "\(published.project.path)/www"
    // Killed while it built.
    try published.project.write("www/.site.next/editions/x/half", "h")
    try published.correct()
    try published.publish()
    // Killed between the swap and the filing.
    #expect(rename("\(parent)/.site.sites/1", "\(parent)/.site.next") == 0)
    #expect(try !published.publish().isNew)
    #expect(FileSystem.names(in: "\(parent)/.site.sites") == ["1"])
    #expect(!FileSystem.exists("\(parent)/.site.next"))
  }

  @Test func onlyTheLastSitesAreKept() throws {
    let published = try Published(", keep: 1")
    try published.publish()
    for day in 20...22 {
      try published.project.write("data/notes/2024-W47.md", "Note of the \(day)th.\n")
      try published.project.run()
      try published.publish()
    }
    #expect(FileSystem.names(in: "\(published.project.path)/www/.site.sites") == ["3"])
    #expect(
      FileSystem.names(in: "\(published.target)/editions")
        == ["2024-W47", "2024-W47-r2", "2024-W47-r3", "2024-W47-r4"])
  }

  @Test func anEditionIsMadeAgainByteForByte() throws {
    let published = try Published()
    try published.publish()
    try published.correct()
    try published.project.write("data/notes/2024-W47.md", "# Ada\nStock ran out.\n")
    try published.project.run()
    for name in ["2024-W47", "2024-W47-r2"] {
      let report = try VerifyStep(published.project.session()).verify(name)
      #expect(report.isEqual && report.changes.isEmpty, "\(report)")
    }
    try published.project.write("data/raw/a.csv", "gone")
    let report = try VerifyStep(published.project.session()).verify("2024-W47")
    #expect(!report.isEqual)
    #expect(report.changes.contains { $0.hasPrefix("data/raw/a.csv is not here") })
    try published.project.write("output/site/editions/2024-W47/figures.json", "{}")
    #expect(
      published.code { _ = try VerifyStep(published.project.session()).verify("2024-W47") }
        == .editionDamaged)
    #expect(
      published.code { _ = try VerifyStep(published.project.session()).verify("2031-W01") }
        == .editionUnknown)
  }

  @Test func twoEditionsAreComparedFigureByFigure() throws {
    let published = try Published()
    try published.publish()
    try published.correct()
    let session = try published.project.session()
    let diff = try EditionDiff("2024-W47", "2024-W47-r2", session)
    let spend = try #require(diff.figures.first { $0.id == "spend.{period}.AC" })
    #expect(spend.before != nil && spend.after != nil && spend.before != spend.after)
    #expect(diff.inputs.contains { $0.name == "data/raw/b.csv" && $0.before == nil })
    #expect(diff.text.hasPrefix("2024-W47 → 2024-W47-r2\nFigures ("))
    #expect(try EditionDiff("2024-W47", "2024-W47", session).isEmpty)
  }

  @Test func theNextPackSaysWhatHasChangedSinceTheLast() throws {
    let project = try Project()
    try project.write("data/raw/a.csv", Project.month(days: 24))
    try project.run()
    let text = Project.month(days: 31).replacingOccurrences(of: ",$2", with: ",$3")
    try project.write("data/raw/b.csv", text)
    try project.run()
    let path = "\(project.path)/output/site/editions/2024-W48"
    let page = try #require(try FileSystem.text("\(path)/index.html"))
    #expect(page.contains("has been restated"))
    let figures = try #require(FiguresFile.read(try FileSystem.read("\(path)/figures.json") ?? []))
    let change = try #require(figures.figures.first { $0.id == "fact.restated.spend" }?.value)
    let now = try #require(figures.figures.first { $0.id == "spend.2024-W47.AC" }?.value)
    let old = try #require(
      FiguresFile.read(
        try FileSystem.read("\(project.path)/output/site/editions/2024-W47/figures.json") ?? []))
    let before = try #require(old.figures.first { $0.id == "spend.2024-W47.AC" }?.value)
    let (first, second) = (try #require(Double(before)), try #require(Double(now)))
    #expect(abs(second / first - 1 - (Double(change) ?? 0)) < 1e-9 && second != first)
    #expect(try VerifyStep(project.session()).verify("2024-W48").isEqual)
  }

  @Test func aNoteThatDoesNotFitIsRefused() throws {
    let published = try Published()
    try published.project.write("data/notes/2024-W47.md", String(repeating: "word ", count: 200))
    #expect(published.code { try published.project.run() } == .configurationInvalid)
  }

  @Test(arguments: [
    ("2024-W47", "2024-W47", 1), ("2024-W47-r2", "2024-W47", 2), ("2024-W47-r12", "2024-W47", 12),
  ])
  func namesOfEditionsAreRead(name: String, period: String, revision: Int) throws {
    let id = try #require(EditionID(name))
    #expect(id.period == period && id.revision == revision && id.description == name)
  }

  @Test(arguments: ["", ".2024-W47.new", "x", "2024-W47-r1", "2024-W47-rx", "2024/W47", "2024 W47"])
  func otherFoldersAreNoEditions(name: String) { #expect(EditionID(name) == nil) }
}

@Suite struct CampaignPagesTests {
  @Test func everyCampaignHasItsWeeksAndNothingElseIsLeft() throws {
    let project = try Project()
    try project.write("data/raw/a.csv", Project.month(campaign: "<b>Brand</b>"))
    try project.run()
    let folder = "\(project.path)/output/site/campaigns"
    let list = try #require(try FileSystem.text("\(folder)/index.html"))
    #expect(list.contains("&lt;b&gt;Brand&lt;/b&gt;</a>") && !list.contains("<b>Brand</b>"))
    let pages = FileSystem.names(in: folder).filter { $0.hasSuffix(".html") && $0 != "index.html" }
    #expect(pages.count == 1)
    let page = try #require(try FileSystem.text("\(folder)/\(pages[0])"))
    for week in ["2024-W44", "2024-W48", "All weeks"] { #expect(page.contains(week)) }
    // Another name is another campaign: the page of the old one goes.
    _ = try RetractStep(project.session()).run("data/raw/a.csv")
    try project.write("data/raw/a.csv", Project.month(campaign: "Generic"))
    try project.run()
    #expect(!FileSystem.exists("\(folder)/\(pages[0])"))
  }
}
