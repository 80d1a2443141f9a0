import Diagnostics
import Fingerprints
import GRDB
import Ingest
import Metrics
import Warehouse

/// Loads new exports: all files, or none.
public struct IngestStep {
  /// What became of one file of the run.
  public struct Outcome: Sendable {
    public enum State: String, Sendable {
      case loaded, unchanged, duplicate, retracted, refused, ignored
    }

    public let path: String
    public let state: State
    public let sha256: String
    public let error: Diagnostic?
    /// What is said of it beside other exports.
    public var warnings: [Diagnostic] = []

    func with(_ all: [Diagnostic]) -> Outcome {
      var copy = self
      copy.warnings = all.filter { $0.place?.file == path }
      return copy
    }
  }

  let session: Session

  public init(_ session: Session) { self.session = session }

  /// - Parameters:
  ///   - paths: files and folders; empty for `data/raw`.
  ///   - again: files that are loaded are read again.
  /// - Throws: the first refusal, unless `on_bad_file: skip`; nothing is loaded then.
  public func run(_ paths: [String], again: Bool = false) throws(Diagnostic) -> [Outcome] {
    let files = try list(paths)
    var outcomes: [Outcome] = []
    var refusal: Diagnostic?
    var known = try session.warehouse.reading { try KnownFiles($0) }
    var fresh: [Fresh] = []
    var ignored: [String] = []
    var met: [(path: String, name: String, sha256: String)] = []
    let lengths = Self.lengths(files)
    // First: another file of the same content may count then.
    for path in files {
      let name = session.folder.relative(path)
      guard options(name).isIgnored else { continue }
      outcomes.append(Outcome(path: name, state: .ignored, sha256: "", error: nil))
      for loaded in loaded(path, name, known) {
        ignored.append(loaded)
        known.forget(loaded)
      }
    }
    for path in files {
      let name = session.folder.relative(path)
      if options(name).isIgnored { continue }
      do {
        if let length = try FileHash.length(path, name: name), lengths?[length] == 1,
          !known.lengths.contains(length)
        {
          known.add(nil, path: name)
          fresh.append(Fresh(path: path, sha256: nil))
          continue
        }
        let sha256 = try FileHash.sha256(path, name: name)
        if known[sha256] == nil { warnOfReturn(path, name, known) }
        if known[sha256] != nil {
          met.append((path, name, sha256))
        } else {
          known.add(sha256, path: name)
          fresh.append(Fresh(path: path, sha256: sha256))
        }
      } catch {
        outcomes.append(Outcome(path: name, state: .refused, sha256: "", error: error))
        refusal = refusal ?? error
      }
    }
    warnOfGoneSheets(files, known)
    // Not before all are looked at: one may have taken the place of another.
    for (path, name, sha256) in met {
      guard let first = known[sha256] else { continue }
      let why = why(sha256, name, known) ?? (again && first.path == name ? .read : nil)
      if let why, !first.isRetracted {
        known.add(sha256, path: name)
        fresh.append(Fresh(path: path, sha256: sha256, again: why))
        continue
      }
      if first.isRetracted {
        session.warn(
          .warning(
            .loadRetracted, "was retracted and does not count", at: Place(file: name),
            hint:
              "remove the file from data/raw, or say `ignore: true` of its path under `sources:`"))
      }
      let state: Outcome.State =
        first.isRetracted ? .retracted : first.path == name ? .unchanged : .duplicate
      outcomes.append(Outcome(path: name, state: state, sha256: sha256, error: nil))
    }
    if let refusal, !session.configuration.skipsBadFiles { throw refusal }
    let places = Dictionary(files.enumerated().map { ($1, $0) }) { first, _ in first }
    fresh.sort { places[$0.path] ?? 0 < places[$1.path] ?? 0 }
    if !fresh.isEmpty || !ignored.isEmpty {
      outcomes += try load(fresh, without: ignored)
    }
    return outcomes.sorted { $0.path < $1.path }
  }

  /// Under which paths a file's content counts: its own, or where it was before it was moved.
  private func loaded(_ path: String, _ name: String, _ known: KnownFiles) -> [String] {
    if known.hasLoads(of: name) { return [name] }
    guard let length = try? FileHash.length(path, name: name), known.lengths.contains(length),
      let sha256 = try? FileHash.sha256(path, name: name), let first = known[sha256],
      !first.isRetracted, first.path != name,
      !FileSystem.exists(ArchiveMembers.file(of: "\(session.folder.root)/\(first.path)"))
    else { return [] }
    return [first.path]
  }

  func options(_ name: String) -> (options: ReadingOptions, isIgnored: Bool) {
    session.configuration.source(for: name, platforms: session.catalog.platforms.map(\.id))
  }

  /// Why a content that was loaded has to be read again; nil where it has not.
  private func why(_ sha256: String, _ name: String, _ known: KnownFiles) -> Ledger.Again? {
    guard let file = known[sha256] else { return nil }
    guard known.isCurrent(sha256) else { return .isBack }
    // Where it was found first, it is, and counts.
    if file.path != name,
      FileSystem.exists(ArchiveMembers.file(of: "\(session.folder.root)/\(file.path)"))
    {
      return nil
    }
    let wanted = session.configuration.grain(for: name) ?? file.breakdown
    let isAsSaid =
      wanted == file.breakdown
      && options(name).options.isRead(as: file.reading, session.catalog)
    return isAsSaid ? nil : .read
  }

  /// How many files have a length: of one that nothing else has, a file is new, and is hashed while
  /// it is read. Nil where a packed file may hold the same as another.
  private static func lengths(_ files: [String]) -> [Int: Int]? {
    var lengths: [Int: Int] = [:]
    for path in files {
      guard let length = try? FileHash.length(path, name: path) else { return nil }
      lengths[length, default: 0] += 1
    }
    return lengths
  }

  /// A file to load; its hash where it had to be compared with others.
  private struct Fresh {
    let path: String
    let sha256: String?
    /// Why, where its content was loaded before.
    var again: Ledger.Again?
  }

  /// All fresh files in one transaction: a refusal leaves the warehouse as it was.
  /// - Parameter ignored: paths whose loads count no more.
  private func load(
    _ fresh: [Fresh], without ignored: [String]
  ) throws(Diagnostic) -> [Outcome] {
    var outcomes: [Outcome] = []
    var warnings: [Diagnostic] = []
    let skips = session.configuration.skipsBadFiles
    try session.warehouse.transaction { db in
      let last = try Int64.fetchOne(db, sql: "SELECT max(load_id) FROM raw_loads") ?? 0
      for path in ignored {
        try Ledger.replace(path: path, db)
        warnings.append(
          .warning(
            .loadRetracted, "is ignored from now on: what was loaded of it counts no more",
            at: Place(file: path)))
      }
      for file in fresh {
        let name = session.folder.relative(file.path)
        do {
          let wanted = session.configuration.grain(for: name)
          var loaded: (sha256: String, warnings: [Diagnostic], grain: Set<String>) = ("", [], [])
          var isLeftOut = false
          try db.inSavepoint {
            try Self.replace(file, db)
            loaded = try FileLoader(session: session, path: file.path, name: name)
              .load(file.sha256, db)
            isLeftOut = wanted.map { $0 != loaded.grain } ?? false
            return isLeftOut ? .rollback : .commit
          }
          if isLeftOut {
            try Self.replace(file, db)
            warnings.append(Self.leftOut(name, loaded.grain, wanted ?? []))
            outcomes.append(
              Outcome(path: name, state: .ignored, sha256: loaded.sha256, error: nil))
            continue
          }
          warnings += loaded.warnings
          outcomes.append(Outcome(path: name, state: .loaded, sha256: loaded.sha256, error: nil))
        } catch let error as Diagnostic {
          outcomes.append(
            Outcome(path: name, state: .refused, sha256: file.sha256 ?? "", error: error))
          if !skips { throw error }
        }
      }
      if let measure = try Ledger.overflow(db) {
        throw Diagnostic(
          .amountTooLarge, "all loads together hold more \(measure.id) than can be summed exactly",
          hint: "look for a column that is not \(measure.id); `retract` takes a load out")
      }
      if let clash = try GrainClash.first(after: last, db) { throw Self.refusal(clash) }
      let replacements = try Supersession.settle(after: last, db)
      let twins = try MoneyTwin.all(after: last, db)
      for twin in twins { try twin.keep(Self.warning(twin), db) }
      let told = replacements.compactMap(Self.warning) + twins.map(Self.warning)
      warnings += told
      outcomes = outcomes.map { $0.with(told) }
      _ = try Currencies(db, session).rates()
    }
    session.warn(warnings)
    for outcome in outcomes {
      if let error = outcome.error {
        session.warn(
          .warning(error.code, "skipped: \(error.message)", at: error.place, hint: error.hint))
      }
    }
    return outcomes
  }

  private static func replace(_ file: Fresh, _ db: Database) throws {
    guard let again = file.again, let sha256 = file.sha256 else { return }
    try Ledger.replace(content: sha256, again, db)
  }

  /// What could be meant otherwise: of two exports of the same days the later counts, an export that is
  /// loaded later counts for nothing where the other reaches further, and one that counts may lack a
  /// column of the one that does not.
  private static func warning(_ replacement: Supersession.Replacement) -> Diagnostic? {
    let rows = replacement.rows == 1 ? "1 row" : "\(replacement.rows) rows"
    let (path, byPath) = (Printable.text(replacement.path), Printable.text(replacement.byPath))
    let spend =
      replacement.amounts[.cost].map { " with \(IngestReport.decimal($0)) of spend" } ?? ""
    if replacement.isOfPath {
      return .warning(
        .rowsSuperseded,
        "was of another account or currency when it was found here before: \(rows)\(spend) \(replacement.rows == 1 ? "counts" : "count") no more",
        at: Place(file: replacement.byPath),
        hint: "if both are meant, give each a name of its own and load the earlier one once more")
    }
    if !replacement.lost.isEmpty {
      let names = replacement.lost.map(\.noun).joined(separator: ", ")
      let amounts = replacement.lost.map {
        "\(IngestReport.decimal(replacement.amounts[$0] ?? 0)) of \($0.noun)"
      }
      return .warning(
        .rowsSuperseded,
        "has nothing of \(names), and counts instead of \(rows) of \(path): \(amounts.joined(separator: ", ")) there \(amounts.count == 1 ? "counts" : "count") no more",
        at: Place(file: replacement.byPath),
        hint:
          "export it again with what it lacks, or take it out: `ignore: true` under `sources:`, and `broadsheet retract \(byPath)`"
      )
    }
    if let disagreement = replacement.disagreement {
      return .warning(
        .rowsSuperseded,
        "counts instead of \(rows)\(spend) of \(path), and says otherwise: of \(disagreement.compared) names and days of both, \(disagreement.differing) differ by more than a fifth",
        at: Place(file: replacement.byPath),
        hint:
          "if they are two accounts with campaigns of one name, give each an `account` under `sources:`"
      )
    }
    if replacement.isOfSameDays {
      return .warning(
        .rowsSuperseded,
        "covers the same days as \(path): its rows count instead of \(rows)\(spend) there",
        at: Place(file: replacement.byPath),
        hint:
          "if both are parts of one report, name what tells them apart: a column that is read, or an `account` for each under `sources:`"
      )
    }
    guard replacement.isOfLater else { return nil }
    return .warning(
      .rowsSuperseded,
      "\(rows)\(spend) \(replacement.rows == 1 ? "does" : "do") not count: \(byPath) has the same and reaches to \(replacement.lastDay?.description ?? "a later day")",
      at: Place(file: replacement.path),
      hint:
        "the export that reaches further is taken for the newer; `broadsheet retract \(byPath)` if it is not"
    )
  }

  private static func warning(_ twin: MoneyTwin) -> Diagnostic {
    .warning(
      .moneyTwice,
      "on \(twin.equalDays) of \(twin.days) \(twin.isOfPeriods ? "weeks or months whose days that one has" : "days that both have") it got the same clicks for the same spend\(twin.channel.map { " in \(Printable.text($0))" } ?? "") as \(Printable.text(twin.otherPath)), and both count",
      at: Place(file: twin.path),
      hint:
        "if they are the same money under other names, keep one: `ignore: true` under `sources:`, or `broadsheet retract`"
    )
  }

  private static func leftOut(
    _ name: String, _ grain: Set<String>, _ wanted: Set<String>
  ) -> Diagnostic {
    func words(_ grain: Set<String>) -> String {
      let names = FileLoader.grains.filter(grain.contains)
      return names.isEmpty ? "nothing" : names.joined(separator: ", ")
    }
    return .warning(
      .grainsClash,
      "is broken down by \(words(grain)) and not by \(words(wanted)), as `grain` asks: left out",
      at: Place(file: name))
  }

  /// Two reports of one account and period at two grains hold the same money twice.
  private static func refusal(_ clash: GrainClash) -> Diagnostic {
    if clash.kind == .account {
      return Diagnostic(
        .grainsClash,
        "holds the campaigns and days of \(Printable.text(clash.otherPath)) with the same spend, "
          + (clash.grain.isEmpty
            ? "and names no account where that one does"
            : "and names an account where that one does not"),
        at: Place(file: clash.path),
        hint:
          "keep the one that counts; if both do, name the account: `account: …` of the source without one"
      )
    }
    // A campaign's number is no word of the configuration, and it cannot choose between periods.
    let grain = clash.grain.replacing("campaign_id", with: "campaign")
    return Diagnostic(
      .grainsClash,
      "covers the days of \(Printable.text(clash.otherPath)) for the same account by \(clash.grain), "
        + "that one by \(clash.otherGrain): both hold the same money",
      at: Place(file: clash.path),
      hint: clash.kind != .breakdown
        ? "keep the one that counts: take the other out of data/raw, or `broadsheet retract` it, or set `ignore: true` for it under `sources:`"
        : "say which counts: `grain: \(grain)` under `sources:`, or `ignore: true` for one; if they hold different campaigns, give one an `account` of its own"
    )
  }

  private func list(_ paths: [String]) throws(Diagnostic) -> [String] {
    if paths.isEmpty { return walk(session.folder.raw) }
    var files: [String] = []
    for path in paths {
      guard FileSystem.exists(ArchiveMembers.file(of: path)) else {
        throw Diagnostic(.fileUnreadable, "there is no such file", at: Place(file: path))
      }
      files += FileSystem.isFolder(path) ? walk(path) : members(of: path)
    }
    return files
  }

  private func members(of path: String) -> [String] {
    ArchiveMembers.paths(
      of: path, session.catalog, options(session.folder.relative(path)).options)
  }

  private func walk(_ folder: String) -> [String] {
    let (files, others) = FileSystem.walk(folder)
    for path in others {
      session.warn(
        .warning(
          .fileUnreadable, "is passed over: only regular files are read, links are not followed",
          at: Place(file: session.folder.relative(path))))
    }
    return files.flatMap(members).filter(ExportNames.isExport)
      .sorted(by: ExportNames.precedes)
  }
}
