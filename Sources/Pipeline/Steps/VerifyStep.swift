import Diagnostics
import Fingerprints
import Ingest
import Metrics
import Warehouse

/// `broadsheet verify`: is an edition what was made, and would its inputs make it again?
///
/// The files are held against `SHA256SUMS`. Then the exports that the manifest names are loaded into a
/// warehouse of their own, in a folder that is removed again, and the pack is rendered and compared
/// byte for byte.
public struct VerifyStep {
  let session: Session

  public init(_ session: Session) { self.session = session }

  public struct Report: Codable, Sendable {
    public private(set) var schema = "broadsheet.verify/1"
    public let edition: String
    /// Files that were made again with the same bytes.
    public var same = 0
    /// Files that were made again with other bytes, or not at all.
    public var different: [String] = []
    /// What is not as it was when the edition was made.
    public var changes: [String] = []
    /// Whether it could be made again at all.
    public var isRemade = true

    public var isEqual: Bool { isRemade && different.isEmpty }

    public func json() throws(Diagnostic) -> String {
      String(decoding: try JSONText.encode(self), as: UTF8.self)
    }
  }

  /// - Parameter name: of an edition in `output/site`, or the path of an edition's folder.
  /// - Throws: `edition.unknown`, `edition.damaged`.
  public func verify(_ name: String) throws(Diagnostic) -> Report {
    let place = try EditionPlace(name, session)
    try EditionSums(place.folder).check(place.folder)
    let manifest = try place.manifest()
    var report = Report(edition: manifest.edition)
    report.changes = try changes(manifest)
    let scratch = "\(session.folder.output)/.verify"
    FileSystem.remove(scratch)
    defer { FileSystem.remove(scratch) }
    let missing = try copy(manifest, to: scratch)
    report.changes += missing.map { "\($0) is not here any more, or has changed" }
    do {
      let files = try render(manifest, scratch)
      for item in manifest.outputs.map(\.path) + ["manifest.json", "SHA256SUMS"] {
        let made = files.first { $0.path == item }?.bytes
        let there = try FileSystem.read("\(place.folder)/\(item)")
        if made != nil, made == there { report.same += 1 } else { report.different.append(item) }
      }
    } catch {
      report.isRemade = false
      report.changes.append("it cannot be made again: \(error.message)")
    }
    return report
  }

  private func changes(_ manifest: EditionManifest) throws(Diagnostic) -> [String] {
    var changes: [String] = []
    if manifest.program != World.version {
      changes.append("it was made by version \(manifest.program), this is \(World.version)")
    }
    let text = Array(session.configuration.text.utf8)
    if manifest.configuration != Fingerprint.sha256(text) {
      changes.append("broadsheet.yml has changed")
    }
    if manifest.models != session.models.fingerprint { changes.append("the models have changed") }
    for item in manifest.templates + manifest.companions {
      let path = "\(session.folder.root)/\(item.path)"
      let now = try FileSystem.read(path).map { Fingerprint.sha256($0) }
      if now != item.sha256 {
        changes.append("\(item.path) \(now == nil ? "is not here any more" : "has changed")")
      }
    }
    return changes
  }

  /// A project of the edition's inputs alone.
  /// - Returns: exports that are not here with the same bytes.
  private func copy(
    _ manifest: EditionManifest, to scratch: String
  ) throws(Diagnostic) -> [String] {
    let root = session.folder.root
    func copy(_ path: String, _ bytes: [UInt8]) throws(Diagnostic) {
      let target = "\(scratch)/\(path)"
      if let slash = target.lastIndex(of: "/") {
        try FileSystem.makeFolder(String(target[..<slash]))
      }
      try FileSystem.write(bytes, to: target)
    }
    try copy("broadsheet.yml", Array(session.configuration.text.utf8))
    for folder in ["warehouse", "platforms"] {
      for file in FileSystem.files(below: "\(root)/\(folder)") {
        try copy(session.folder.relative(file), try FileSystem.read(file) ?? [])
      }
    }
    for item in manifest.templates + manifest.companions {
      if let bytes = try FileSystem.read("\(root)/\(item.path)") { try copy(item.path, bytes) }
    }
    var missing: [String] = []
    for item in manifest.inputs {
      // A packed export is hashed by its content, and stays packed.
      let path = "\(root)/\(item.path)"
      let file = ArchiveMembers.file(of: path)
      guard !item.path.hasPrefix("/"), !item.path.split(separator: "/").contains(".."),
        !FileSystem.isLink(file), let bytes = try FileSystem.read(file),
        (try? FileHash.sha256(path, name: item.path)) == item.sha256
      else {
        missing.append(item.path)
        continue
      }
      try copy(String(file.dropFirst(root.count + 1)), bytes)
    }
    return missing
  }

  private func render(
    _ manifest: EditionManifest, _ scratch: String
  ) throws(Diagnostic) -> [(path: String, bytes: [UInt8])] {
    let world = World(
      asOf: manifest.asOf.flatMap { CalendarDay(iso: $0) }, sourceDateEpoch: manifest.built)
    let again = try Session(project: scratch, world: world)
    // The page names earlier editions.
    for id in manifest.earlier {
      try FileSystem.makeFolder("\(scratch)/output/site/editions/\(id)")
    }
    let inputs = manifest.inputs.map { "\(scratch)/\($0.path)" }.filter(FileSystem.exists)
    _ = try IngestStep(again).run(inputs)
    let step = BuildStep(again)
    try step.build(fullRefresh: false)
    let tests = try step.test(again: false)
    let loads = try again.warehouse.reading { try Ledger.loads($0) }
    guard let first = CalendarDay(iso: manifest.firstDay),
      let last = CalendarDay(iso: manifest.lastDay), first <= last
    else {
      throw Diagnostic(
        .editionDamaged, "its manifest names no days that it reports",
        hint: "put the edition's folder back from a copy")
    }
    let reported = ReportPeriod(first...last)
    let id = EditionID(manifest.edition) ?? EditionID(period: manifest.edition)
    // A revision says what it corrects, which is published.
    let site = try PublishedSite(session)
    let correction = try site.correction(id)
    let previous = try site.previous(
      before: reported, among: manifest.earlier.compactMap(EditionID.init))
    return try again.speaking { () throws(Diagnostic) in
      try RenderStep(session: again, templates: try again.templates())
        .render(
          .given(reported), loads: loads, tests: tests,
          remake: RenderStep.Remake(id: id, correction: correction, previous: previous)
        ).files
    }
  }
}
