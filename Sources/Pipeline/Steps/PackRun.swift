import Analysis
import Diagnostics
import Marks
import Metrics
import Pack
import Site
import Warehouse

/// From exports to published pack, one step after the other; nothing is published unless all of it
/// could be made and no `error` test fails.
public struct PackRun {
  let session: Session

  public init(_ session: Session) { self.session = session }

  public struct Outcome: Sendable {
    public let edition: String
    public let period: PeriodChoice?
    public let headline: String
    public let folder: String
    /// Whether anything new was written.
    public let isNew: Bool
  }

  /// ingest → build → test → analyse → render → publish into `output/`.
  public func run(_ choice: PeriodChoice) throws(Diagnostic) -> Outcome {
    try session.speaking { () throws(Diagnostic) in try made(choice) }
  }

  private func made(_ choice: PeriodChoice) throws(Diagnostic) -> Outcome {
    // A broken template is found before anything is touched.
    let templates = try session.templates()
    let outcomes = try session.step("ingest", Self.words) { () throws(Diagnostic) in
      try IngestStep(session).run([])
    }
    let loads = try session.warehouse.reading { try Ledger.loads($0) }
    guard !loads.isEmpty else {
      throw Diagnostic(
        .noUsableRow, "there is no export to report on",
        at: Place(file: session.folder.relative(session.folder.raw)),
        hint: outcomes.isEmpty
          ? "put exports into data/raw, or run `broadsheet sample` for an example"
          : "every file was skipped or ignored")
    }
    try writeTrail(loads)
    return try render(choice, loads, templates)
  }

  private static func words(_ outcomes: [IngestStep.Outcome]) -> String {
    let new = outcomes.count { $0.state == .loaded }
    return "\(outcomes.count) exports, \(new) of them new"
  }

  private static func words(_ results: [TestResult]) -> String {
    let failed = results.count { $0.status == .fail }
    let warned = results.count { $0.status == .warn }
    return "\(results.count) tests, \(failed) failed, \(warned) warned"
  }

  private static func others(_ count: Int) -> String {
    switch count {
    case 0: ""
    case 1: "; one more data test fails"
    default: "; \(count) more data tests fail"
    }
  }

  /// The pack from the warehouse as it is.
  public func render(_ choice: PeriodChoice) throws(Diagnostic) -> Outcome {
    try session.speaking { () throws(Diagnostic) in
      let templates = try session.templates()
      return try render(choice, try session.warehouse.reading { try Ledger.loads($0) }, templates)
    }
  }

  private func render(
    _ choice: PeriodChoice, _ loads: [LoadRecord], _ templates: TemplateSet
  ) throws(Diagnostic) -> Outcome {
    let step = BuildStep(session)
    _ = try session.step("build", { $0 ? "models made" : "nothing changed" }) {
      () throws(Diagnostic) in try step.build(fullRefresh: false)
    }
    let results = try session.step("test", Self.words) { () throws(Diagnostic) in
      try step.test(again: false)
    }
    let style = try session.numberStyle()
    let prices = TestPrice.of(results, margin: session.configuration.margin)
    let artifacts = TestArtifacts(
      results: results, models: session.models, loads: loads, prices: prices, style: style)
    try writeArtifacts(artifacts)
    for result in results where result.status == .warn {
      session.warn(
        .warning(
          .testFailed,
          "\(result.rowCount): \(result.test.description)"
            + (prices[result.test.name].map { "; \($0.words(style))" } ?? ""),
          hint: "`broadsheet explain \(result.test.name)` shows the question"))
    }
    guard loads.allSatisfy(\.isBalanced) else {
      try writeSummary(artifacts, headline: nil)
      throw Diagnostic(
        .trailUnbalanced, "the money trail does not balance; the pack is held",
        hint: "see output/artifacts/money-trail.json")
    }
    let failing = results.filter { $0.status == .fail }
    if let failed = failing.first {
      try writeSummary(artifacts, headline: nil)
      throw Diagnostic(
        .testFailed,
        "the pack is held: \(failed.test.name) fails on \(failed.rowCount) (\(failed.test.description))"
          + (prices[failed.test.name].map { "; \($0.words(style))" } ?? "")
          + Self.others(failing.count - 1),
        at: nil,
        hint: "`broadsheet explain \(failed.test.name)` shows the question; "
          + (failing.count > 1 ? "`broadsheet test` lists the others; " : "")
          + "the last good edition stays"
      )
    }
    let rendered = try session.step("render", { "\($0.id), \($0.files.count) files" }) {
      () throws(Diagnostic) in
      try RenderStep(session: session, templates: templates)
        .render(
          choice.resolved(session.configuration), loads: loads, tests: results)
    }
    let archive = SiteArchive(session.folder)
    // What a killed run left behind.
    FileSystem.remove(PackWorkbook.scratch(in: session.folder.output))
    let isNew: Bool
    if rendered.isPublished {
      archive.dropDrafts(after: rendered.id)
      isNew = try restore(rendered.id, archive)
    } else {
      isNew = try archive.put(rendered.id.description, rendered.files)
    }
    do {
      try writeBeside(rendered, archive, templates)
    } catch  where error.code == .diskFailed {
      throw Diagnostic(
        .diskFailed, error.message, at: error.place,
        hint:
          "edition \(rendered.id) is in output/site, and of what stands beside it some is as it was before; "
          + (error.hint ?? "run again")
      )
    }
    let headline = rendered.edition.pages.first?.headline.text ?? ""
    try writeSummary(artifacts, headline: headline)
    if let last = loads.compactMap(\.lastDay).max(), session.world.today - last > 21 {
      session.warn(
        .warning(
          .dataStale, "the last day of the data is \(last), \(session.world.today - last) days ago",
          hint: "export newer reports if this is meant to be a current pack"))
    }
    session.warn(loads.flatMap(\.warnings))
    session.warnOfMissingPhrases()
    return Outcome(
      edition: rendered.edition.id, period: rendered.id.reported.map { .given($0) },
      headline: headline,
      folder: session.folder.relative(
        "\(session.folder.output)/site/editions/\(rendered.edition.id)"),
      isNew: isNew)
  }

  /// A published edition is taken from the site it went to when this folder has lost it.
  /// - Returns: whether anything was written.
  private func restore(_ id: EditionID, _ archive: SiteArchive) throws(Diagnostic) -> Bool {
    let own = "\(archive.site)/editions/\(id)"
    guard !FileSystem.isFolder(own) else { return false }
    guard let folder = try PublishedSite(session).folder(id) else {
      throw Diagnostic(
        .editionUnknown, "\(id) is published, and neither output/site nor the target has it",
        hint: "put the edition's folder back into output/site/editions")
    }
    try EditionSums(folder).check(folder)
    var files: [(path: String, bytes: [UInt8])] = []
    for path in FileSystem.files(below: folder) {
      files.append((String(path.dropFirst(folder.count + 1)), try FileSystem.read(path) ?? []))
    }
    return try archive.put(id.description, files)
  }

  /// What an edition is found by: its mail, the index of the site, the pages of campaigns.
  private func writeBeside(
    _ rendered: RenderStep.Rendered, _ archive: SiteArchive, _ templates: TemplateSet
  ) throws(Diagnostic) {
    try writeMail(rendered, archive, templates)
    let site = try PublishedSite(session)
    try archive.put(
      SiteFiles(session: session, templates: templates).files(archive.site, site.publications))
    _ = try session.step("campaigns", { "\($0) pages" }) { () throws(Diagnostic) in
      try CampaignFiles(session: session, templates: templates).write(rendered, into: archive)
    }
  }

  private func writeMail(
    _ rendered: RenderStep.Rendered, _ archive: SiteArchive, _ templates: TemplateSet
  ) throws(Diagnostic) {
    let path = MailFile.path(rendered.id, session.folder)
    var files = rendered.files
    if rendered.isPublished {
      // The message of a published edition is made of the files that were published.
      let folder = "\(archive.site)/editions/\(rendered.id)"
      for file in FileSystem.files(below: folder)
      where file.hasSuffix(".png") || file.hasSuffix(".pdf") {
        files.append((String(file.dropFirst(folder.count + 1)), try FileSystem.read(file) ?? []))
      }
    }
    try FileSystem.makeFolder("\(session.folder.output)/mail")
    let mail = MailFile(session: session, templates: templates)
    // An audience that gets none this time must not get the one of last time.
    let own = "\(rendered.id)."
    for file in FileSystem.files(below: "\(session.folder.output)/mail") {
      guard let name = file.split(separator: "/").last, name.hasPrefix(own), file != path else {
        continue
      }
      FileSystem.remove(file)
    }
    try FileSystem.replace(path, with: try mail.bytes(rendered.edition, files))
    for slice in rendered.slices {
      try FileSystem.replace(
        MailFile.path(rendered.id, of: slice.audience, session.folder),
        with: try mail.bytes(slice.edition, slice.files, for: slice.audience))
    }
  }

  private func writeArtifacts(_ artifacts: TestArtifacts) throws(Diagnostic) {
    let folder = try artifactsFolder()
    try FileSystem.replace("\(folder)/run_results.json", with: try artifacts.dbt.runResults())
    try FileSystem.replace("\(folder)/manifest.json", with: try artifacts.dbt.manifest())
    try FileSystem.replace("\(folder)/junit.xml", with: artifacts.junit())
  }

  /// - Parameter headline: nil when the pack is held.
  private func writeSummary(_ artifacts: TestArtifacts, headline: String?) throws(Diagnostic) {
    let folder = try artifactsFolder()
    let summary = artifacts.summary(headline: headline)
    try FileSystem.replace("\(folder)/summary.md", with: summary)
    if let path = session.world.summaryFile {
      let before = try FileSystem.read(path) ?? []
      try FileSystem.write(before + summary, to: path)
    }
  }

  private func artifactsFolder() throws(Diagnostic) -> String {
    let folder = "\(session.folder.output)/artifacts"
    try FileSystem.makeFolder(folder)
    return folder
  }

  private func writeTrail(_ loads: [LoadRecord]) throws(Diagnostic) {
    let folder = try artifactsFolder()
    let report = IngestReport(loads, outcomes: nil)
    try FileSystem.replace("\(folder)/money-trail.json", with: try JSONText.encode(report))
    try FileSystem.replace(
      "\(folder)/quality.json", with: try JSONText.encode(QualityFile(loads)))
  }
}
