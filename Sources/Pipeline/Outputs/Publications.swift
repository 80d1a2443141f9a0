import Diagnostics
import Foundation

/// `publications.json` of a site: which editions went out, when, and who approved them. What stands
/// here is never written again with other figures.
struct Publications: Codable {
  struct Entry: Codable, Equatable {
    /// `2024-W47-r2`.
    let edition: String
    /// The pack's id, made from its figures.
    let pack: String
    /// Of its `SHA256SUMS`, and so of every file in it.
    let sha256: String
    /// UTC, `2024-12-02T06:00:00Z`.
    let publishedAt: String
    let approvedBy: String?

    enum CodingKeys: String, CodingKey {
      case edition, pack, sha256
      case publishedAt = "published_at"
      case approvedBy = "approved_by"
    }
  }

  private(set) var schema = "broadsheet.publications/1"
  /// Of the site that holds the file, counted from 1; a draft's is 0.
  var number = 0
  /// The number of the site that it took the place of, 0 for none.
  var follows = 0
  var editions: [Entry] = []

  static let name = "publications.json"

  /// Those of a site; none when there is no such file.
  /// - Throws: `edition.damaged` when it cannot be read: what went out must not be forgotten.
  static func read(_ site: String) throws(Diagnostic) -> Publications? {
    guard let bytes = try FileSystem.read("\(site)/\(name)") else { return nil }
    do {
      return try JSONDecoder().decode(Publications.self, from: Data(bytes))
    } catch {
      throw Diagnostic(
        .editionDamaged, "cannot be read as a list of publications",
        at: Place(file: "\(site)/\(name)"),
        hint: "put the file back from a copy; without it published editions could be overwritten")
    }
  }

  func bytes() throws(Diagnostic) -> [UInt8] { try JSONText.encode(self) }

  func entry(_ id: EditionID) -> Entry? { editions.first { $0.edition == id.description } }

  /// The newest published edition of a period.
  func latest(of period: String) -> (id: EditionID, entry: Entry)? {
    editions.compactMap { entry in EditionID(entry.edition).map { ($0, entry) } }
      .filter { $0.0.period == period }
      .max { $0.0 < $1.0 }
  }

  /// Adds what another list knows and this one does not.
  mutating func add(_ others: [Entry]) {
    for entry in others where !editions.contains(where: { $0.edition == entry.edition }) {
      editions.append(entry)
    }
    editions.sort { (EditionID($0.edition), $0.edition) < (EditionID($1.edition), $1.edition) }
  }
}

private func < (left: (EditionID?, String), right: (EditionID?, String)) -> Bool {
  guard let first = left.0, let second = right.0 else { return left.1 < right.1 }
  return first < second
}
