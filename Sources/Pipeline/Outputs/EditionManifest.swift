import Analysis
import Diagnostics
import Fingerprints
import Foundation
import Metrics
import Pack
import Warehouse

/// `manifest.json` of an edition: hashes of everything that made it, and of what was made.
struct EditionManifest: Codable {
  struct Item: Codable {
    let path, sha256: String
  }

  struct Test: Codable, Equatable {
    let name, severity, status: String
    let failures: Int
  }

  struct Mapping: Codable, Hashable {
    let dimension, from, to: String
  }

  struct Font: Codable {
    let file, version, sha256: String
  }

  var schema = "broadsheet.edition/1"
  let edition, pack, program, period, headline: String
  /// Days of the report.
  let firstDay, lastDay: String
  /// `--as-of`, and `SOURCE_DATE_EPOCH`, when they were given.
  let asOf: String?
  let built: Int?
  /// Editions that the page links to.
  let earlier: [String]
  let inputs: [Item]
  let configuration, models: String
  /// The project's own, in the place of built-in ones.
  let templates: [Item]
  /// The files beside the exports: targets, events, rates and their like.
  let companions: [Item]
  let fonts: [Font]
  let tests: [Test]
  /// What each metric meant.
  let definitions: [String: String]
  let mappings: [Mapping]
  let outputs: [Item]

  init(
    edition: Edition, days: ClosedRange<CalendarDay>, earlier: [EditionID], quality: DataQuality,
    tests: [TestResult], fonts: [(path: String, version: String)], session: Session,
    files: [(path: String, bytes: [UInt8])]
  ) throws(Diagnostic) {
    self.edition = edition.id
    pack = edition.packID
    program = World.version
    period = edition.period
    headline = edition.pages.first?.headline.text ?? ""
    firstDay = days.lowerBound.description
    lastDay = days.upperBound.description
    asOf = session.world.asOf?.description
    built = session.world.sourceDateEpoch
    self.earlier = earlier.map(\.description)
    inputs = quality.loads.map { Item(path: $0.path, sha256: $0.sha256) }
    configuration = Fingerprint.sha256(Array(session.configuration.text.utf8))
    models = session.models.fingerprint
    templates = try Self.items(session.folder.templates, session.folder)
    let note = "data/notes/\(EditionID(edition.id)?.period ?? edition.id).md"
    companions = try Self.items("\(session.folder.root)/data", session.folder) { path in
      path == note || path == session.configuration.logo || path.hasPrefix("data/mappings/")
        || path.hasSuffix(".csv") && path.split(separator: "/").count == 2
    }
    self.tests = tests.map {
      Test(
        name: $0.test.name, severity: $0.test.severity.rawValue, status: $0.status.rawValue,
        failures: $0.failures)
    }.sorted { $0.name < $1.name }
    definitions = Dictionary(
      Metric.all.map { ($0.id, "\($0.label): \($0.definition)") },
      uniquingKeysWith: { first, _ in first })
    mappings = session.companions.mappings.map {
      Mapping(dimension: $0.dimension, from: $0.from, to: $0.to)
    }
    var used: [Font] = []
    for font in fonts {
      let name = font.path.split(separator: "/").last.map(String.init) ?? font.path
      used.append(
        Font(
          file: name, version: font.version,
          sha256: Fingerprint.sha256(try FileSystem.read(font.path) ?? [])))
    }
    self.fonts = used.sorted { $0.file < $1.file }
    outputs = files.map { Item(path: $0.path, sha256: Fingerprint.sha256($0.bytes)) }
      .sorted { $0.path < $1.path }
  }

  /// Files below a folder of the project, by their bytes.
  private static func items(
    _ path: String, _ folder: ProjectFolder, where isWanted: (String) -> Bool = { _ in true }
  ) throws(Diagnostic) -> [Item] {
    var items: [Item] = []
    for file in FileSystem.files(below: path) where isWanted(folder.relative(file)) {
      items.append(
        Item(
          path: folder.relative(file),
          sha256: Fingerprint.sha256(try FileSystem.read(file) ?? [])))
    }
    return items
  }

  func bytes() throws(Diagnostic) -> [UInt8] { try JSONText.encode(self) }

  /// What an edition that is there says of itself; nil when its manifest cannot be read.
  static func read(_ bytes: [UInt8]) -> EditionManifest? {
    try? JSONDecoder().decode(EditionManifest.self, from: Data(bytes))
  }
}
