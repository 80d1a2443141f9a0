import Analysis
import Diagnostics
import Fingerprints
import Foundation
import Pack
import Site

/// `manifest.json` of an edition: hashes of everything that made it, and of what was made.
struct EditionManifest: Codable {
  struct Item: Codable {
    let path, sha256: String
  }

  struct Font: Codable {
    let file, version, sha256: String
  }

  var schema = "broadsheet.edition/1"
  let edition, pack, program, period, headline: String
  let inputs: [Item]
  let configuration, models: String
  let fonts: [Font]
  let outputs: [Item]

  init(
    edition: Edition, quality: DataQuality, fonts: [(path: String, version: String)],
    session: Session, files: [(path: String, bytes: [UInt8])]
  ) throws(Diagnostic) {
    self.edition = edition.id
    pack = edition.packID
    program = World.version
    period = edition.period
    headline = edition.pages.first?.headline.text ?? ""
    inputs = quality.loads.map { Item(path: $0.path, sha256: $0.sha256) }
    configuration = Fingerprint.sha256(Array(session.configuration.text.utf8))
    models = session.models.fingerprint
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

  func bytes() throws(Diagnostic) -> [UInt8] { try JSONText.encode(self) }

  /// What an edition that is there says of itself; nil when its manifest cannot be read.
  static func read(_ bytes: [UInt8]) -> EditionManifest? {
    try? JSONDecoder().decode(EditionManifest.self, from: Data(bytes))
  }
}
