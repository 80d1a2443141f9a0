import Diagnostics
import Fingerprints

/// The platforms known to this program, and those a project adds.
public struct PlatformCatalog: Sendable {
  public let platforms: [Platform]
  /// A hash of what a project adds; empty where it adds nothing.
  public let additions: String

  /// - Parameter additions: YAML texts of a project's `platforms/` with their paths; one with the
  ///   id of a built-in platform replaces it.
  public init(additions: [(path: String, yaml: String)] = []) throws(Diagnostic) {
    var platforms: [Platform] = []
    for (name, bytes) in Self.builtIn {
      platforms.append(
        try Platform(yaml: String(decoding: bytes, as: UTF8.self), file: "\(name).yml"))
    }
    for (path, yaml) in additions {
      var platform = try Platform(yaml: yaml, file: path)
      platform.isOfProject = true
      platforms.removeAll { $0.id == platform.id }
      platforms.append(platform)
    }
    self.platforms = platforms
    self.additions =
      additions.isEmpty
      ? ""
      : Fingerprint.sha256(
        Array(additions.flatMap { [$0.path, $0.yaml] }.joined(separator: "\0").utf8))
  }

  private static let builtIn: [(String, [UInt8])] = [
    ("amazon", PackageResources.amazon_yml),
    ("apple", PackageResources.apple_yml),
    ("cm360", PackageResources.cm360_yml),
    ("criteo", PackageResources.criteo_yml),
    ("dv360", PackageResources.dv360_yml),
    ("ga4", PackageResources.ga4_yml),
    ("generic", PackageResources.generic_yml),
    ("google_ads", PackageResources.google_ads_yml),
    ("linkedin", PackageResources.linkedin_yml),
    ("meta", PackageResources.meta_yml),
    ("microsoft", PackageResources.microsoft_yml),
    ("pinterest", PackageResources.pinterest_yml),
    ("reddit", PackageResources.reddit_yml),
    ("snapchat", PackageResources.snapchat_yml),
    ("taboola", PackageResources.taboola_yml),
    ("thetradedesk", PackageResources.thetradedesk_yml),
    ("tiktok", PackageResources.tiktok_yml),
    ("twitter_x", PackageResources.twitter_x_yml),
    ("wide", PackageResources.wide_yml),
  ]

  public func named(_ id: String) -> Platform? { platforms.first { $0.id == id } }
}
