import Diagnostics
import Yams

/// `publish:` of `broadsheet.yml`: where the site goes, and who has to agree.
public struct PublishSettings: Sendable {
  /// As written: absolute, or relative to the project.
  public var to: String?
  /// Sites that are kept for `publish --rollback`, the current one not counted.
  public var keep = 10
  /// Whether nothing goes out without `--approved-by`.
  public var needsApproval = false

  /// - Throws: `configuration.invalid` with line and column.
  init(_ node: Node, _ reader: YAMLReader) throws(Diagnostic) {
    try reader.only(["to", "keep", "approval"], node)
    if let value = try reader.text(node["to"], "to") {
      guard !value.isEmpty else {
        throw reader.fault("to is a folder, such as /srv/www/marketing", node["to"])
      }
      to = value
    }
    if let count = try reader.integer(node["keep"], "keep") {
      guard (0...1000).contains(count) else {
        throw reader.fault("keep is a number of sites up to 1000", node["keep"])
      }
      keep = count
    }
    if let word = try reader.text(node["approval"], "approval") {
      guard ["required", "none"].contains(word) else {
        throw reader.fault("approval is required or none", node["approval"])
      }
      needsApproval = word == "required"
    }
  }

  /// The folder as the system knows it; nil when none is configured.
  func target(_ folder: ProjectFolder) -> String? { to.map { Self.path($0, folder) } }

  static func path(_ text: String, _ folder: ProjectFolder) -> String {
    var path = text.hasPrefix("/") ? text : "\(folder.root)/\(text)"
    while path.utf8.count > 1, path.hasSuffix("/") { path.removeLast() }
    return path
  }
}
