import Delivery
import Diagnostics
import Yams

/// People who get a pack of their own channels or campaigns and of nothing else: `recipients.yml` of a
/// project.
public struct Audience: Sendable {
  public var name: String
  /// Empty for all.
  var channels: [NameWish]
  /// Empty for all; with channels, only where both hold.
  var campaigns: [NameWish]
  public var to: [MailAddress]

  /// "Search", "Brand* in Search", as its pack is headed.
  /// - Parameter count: of the campaigns it is of, where their names would be too many words.
  func label(count: Int) -> String {
    let channels = channels.map(\.text).joined(separator: ", ")
    guard !campaigns.isEmpty else { return channels }
    var words = campaigns.map(\.text).joined(separator: ", ")
    if words.unicodeScalars.count > 48 { words = count == 1 ? "1 campaign" : "\(count) campaigns" }
    return channels.isEmpty ? words : "\(words) in \(channels)"
  }

  /// - Returns: none without the file.
  /// - Throws: `configuration.invalid` with line and column.
  static func read(_ folder: ProjectFolder) throws(Diagnostic) -> [Audience] {
    let path = "\(folder.root)/recipients.yml"
    guard let bytes = try FileSystem.read(path) else { return [] }
    let reader = YAMLReader(file: folder.relative(path))
    guard let root = try reader.compose(String(decoding: bytes, as: UTF8.self)) else { return [] }
    try reader.only(["audiences"], root)
    var audiences: [Audience] = []
    for node in try reader.list(root["audiences"], "audiences") {
      let audience = try Audience(node, reader)
      guard !audiences.contains(where: { $0.name == audience.name }) else {
        throw reader.fault("two audiences are called \(audience.name)", node["name"])
      }
      audiences.append(audience)
    }
    return audiences
  }

  private init(_ node: Node, _ reader: YAMLReader) throws(Diagnostic) {
    try reader.only(["name", "channels", "campaigns", "to"], node)
    guard let name = try reader.text(node["name"], "name"), !name.isEmpty, name.utf8.count <= 40,
      name.utf8.allSatisfy({
        (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D
      })
    else {
      throw reader.fault(
        "an audience needs a `name` of small letters, digits and hyphens, such as search-team",
        node["name"] ?? node)
    }
    self.name = name
    channels = try Self.wishes(node["channels"], "channels", "Search", reader, patterns: false)
    campaigns = try Self.wishes(
      node["campaigns"], "campaigns", "Brand search", reader, patterns: true)
    guard !channels.isEmpty || !campaigns.isEmpty else {
      throw reader.fault(
        "an audience needs `channels`, such as [Search], or `campaigns`, such as [\"Brand*\"]", node
      )
    }
    to = try MailSettings.addresses(node["to"], "to", reader)
    guard !to.isEmpty else {
      throw reader.fault("an audience needs `to`, such as [search@example.org]", node)
    }
  }

  private static func wishes(
    _ node: Node?, _ key: String, _ example: String, _ reader: YAMLReader, patterns: Bool
  ) throws(Diagnostic) -> [NameWish] {
    var wishes: [NameWish] = []
    for item in try reader.list(node, key) {
      guard let text = try reader.text(item, key), !text.isEmpty else {
        throw reader.fault("`\(key)` are names, such as \(example)", item)
      }
      let wish = NameWish(
        text,
        at: Place(file: reader.file, line: item.mark?.line, column: item.mark?.column),
        patterns: patterns)
      guard !wish.isPattern || text.utf8.count > 1 else {
        throw reader.fault(
          "`*` alone is everything, and so no slice", item,
          hint: "write how the names begin, such as \"Brand*\"")
      }
      wishes.append(wish)
    }
    return wishes
  }
}
