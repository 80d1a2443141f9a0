import CRename
import Diagnostics
import Glibc
import Site

/// `broadsheet publish`: the site goes to a folder that others read, whole or not at all.
///
/// The new site is built beside the old one, of links to what is there already, checked, and swapped
/// in with one call. What was published stays as it is; a changed edition comes as a revision.
public struct PublishStep {
  let session: Session

  public init(_ session: Session) { self.session = session }

  public struct Options: Sendable {
    /// The folder; nil for the configured one.
    public var to: String?
    public var approvedBy: String?
    /// Also what a rollback took back.
    public var again = false
    public var isDry = false

    public init() {}
  }

  public struct Report: Sendable {
    public let target: String
    /// Editions that went out.
    public var editions: [String]
    /// Of the site that is there now.
    public var number: Int
    public var isNew: Bool
  }

  /// - Throws: `publication.held`, `publication.target-unsuitable`, `edition.damaged`,
  ///   `project.busy`, `disk.failed`.
  public func publish(_ options: Options) throws(Diagnostic) -> Report {
    try session.speaking { () throws(Diagnostic) in try published(options) }
  }

  private func published(_ options: Options) throws(Diagnostic) -> Report {
    let target = try target(options.to)
    let templates = try session.templates()
    let lock = try target.lock()
    defer { lock.release() }
    try target.recover()
    let current = try Publications.read(target.path) ?? Publications()
    let own = SiteArchive(session.folder)
    let known = try PublishedSite(session).publications
    let new = try editions(own, current, known, target, options)
    var next = current
    next.add(new)
    guard !next.editions.isEmpty else {
      throw Diagnostic(
        .publicationHeld, "there is no pack to publish", hint: "run `broadsheet run` first")
    }
    let campaigns = try own.campaigns()
    let files = { (site: String) throws(Diagnostic) in
      try SiteFiles(session: session, templates: templates).files(site, next) + campaigns
    }
    if new.isEmpty, try target.holds(files(target.path)) {
      try remember(current)
      return Report(
        target: target.path, editions: [], number: current.number, isNew: false)
    }
    next.number = try target.lastNumber(current) + 1
    next.follows = current.number
    var report = Report(
      target: target.path, editions: new.map(\.edition), number: next.number, isNew: true)
    if options.isDry {
      report.isNew = false
      return report
    }
    try target.stage(current.editions.map(\.edition), from: target.path, linked: true)
    try target.stage(new.map(\.edition), from: own.site, linked: false)
    try target.stage(files(target.aside) + [(Publications.name, next.bytes())])
    try target.swap(replacing: current.number, keep: session.configuration.publishing?.keep ?? 10)
    try remember(next)
    return report
  }

  /// Puts the site back that was there before.
  public func rollback(_ to: String?) throws(Diagnostic) -> Report {
    let target = try target(to)
    let lock = try target.lock()
    defer { lock.release() }
    try target.recover()
    guard let current = try Publications.read(target.path) else {
      throw Diagnostic(
        .publicationHeld, "nothing is published there", at: Place(file: target.path))
    }
    // What went out was read: a correction must say so, also when it is taken back.
    try remember(current)
    let number = try target.rollback(from: current)
    return Report(target: target.path, editions: [], number: number, isNew: true)
  }

  private func target(_ path: String?) throws(Diagnostic) -> PublishTarget {
    let configured = session.configuration.publishing?.target(session.folder)
    guard let path = path.map({ PublishSettings.path($0, session.folder) }) ?? configured else {
      throw Diagnostic(
        .configurationInvalid, "there is no folder to publish into",
        at: Place(file: session.folder.relative(session.folder.configurationFile)),
        hint: "add `publish: {to: /srv/www/marketing}`, or say `--to DIR`")
    }
    return try PublishTarget(path, session.folder)
  }

  /// The editions that go out now.
  private func editions(
    _ own: SiteArchive, _ current: Publications, _ known: Publications, _ target: PublishTarget,
    _ options: Options
  ) throws(Diagnostic) -> [Publications.Entry] {
    var entries: [Publications.Entry] = []
    let time = World.time
    let withdrawn = try target.withdrawn(after: current.number)
    let latest = Set(own.latest)
    for id in own.editions.reversed() {
      let folder = "\(own.site)/editions/\(id)"
      let sums = try EditionSums(folder)
      try sums.check(folder)
      guard let bytes = try own.file(id, "manifest.json"),
        let manifest = EditionManifest.read(bytes)
      else {
        throw Diagnostic(
          .editionDamaged, "has no manifest that can be read", at: Place(file: folder))
      }
      if let there = current.entry(id) {
        guard there.sha256 == sums.sha256 || there.pack == manifest.pack else {
          throw Diagnostic(
            .publicationHeld, "\(id) is published there with other figures",
            at: Place(file: target.path),
            hint:
              "name the folder under `publish:` in broadsheet.yml and render the week again: it becomes a revision"
          )
        }
        continue
      }
      if withdrawn.contains(sums.sha256), !options.again {
        // A revision that came after it says what was wrong.
        guard latest.contains(id) else { continue }
        throw Diagnostic(
          .publicationHeld, "\(id) was taken back by a rollback and has not changed since",
          at: Place(file: session.folder.relative(folder)),
          hint: "`--again` publishes it all the same")
      }
      let before = known.entry(id)
      entries.append(
        Publications.Entry(
          edition: id.description, pack: manifest.pack, sha256: sums.sha256,
          publishedAt: before?.publishedAt ?? time,
          approvedBy: options.approvedBy ?? before?.approvedBy))
    }
    if session.configuration.publishing?.needsApproval ?? false,
      let waiting = entries.last(where: { $0.approvedBy == nil })
    {
      throw Diagnostic(
        .publicationHeld, "\(waiting.edition) waits for approval",
        at: Place(file: session.folder.relative("\(own.site)/editions/\(waiting.edition)")),
        hint: "read it, then `broadsheet publish --approved-by NAME`")
    }
    return entries
  }

  /// Keeps what went out in the project's own list too.
  private func remember(_ published: Publications) throws(Diagnostic) {
    let site = SiteArchive(session.folder).site
    var own = try Publications.read(site) ?? Publications()
    own.add(published.editions)
    try FileSystem.makeFolder(site)
    try FileSystem.replace("\(site)/\(Publications.name)", with: own.bytes())
  }
}
