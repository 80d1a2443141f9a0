import Delivery
import Diagnostics
import Yams

/// People who get a pack of their own channels and of nothing else: `recipients.yml` of a project.
public struct Audience: Sendable {
  public var name: String
  public var channels: [String]
  public var to: [MailAddress]

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
    try reader.only(["name", "channels", "to"], node)
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
    var channels: [String] = []
    for item in try reader.list(node["channels"], "channels") {
      guard let channel = item.string, !channel.isEmpty else {
        throw reader.fault("a channel is a name, such as Search", item)
      }
      channels.append(channel)
    }
    guard !channels.isEmpty else {
      throw reader.fault("an audience needs `channels`, such as [Search]", node)
    }
    self.channels = channels
    to = try MailSettings.addresses(node["to"], "to", reader)
    guard !to.isEmpty else {
      throw reader.fault("an audience needs `to`, such as [search@example.org]", node)
    }
  }
}
