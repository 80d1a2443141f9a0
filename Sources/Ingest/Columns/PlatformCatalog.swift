import Diagnostics

/// The platforms known to this program, and those a project adds.
public struct PlatformCatalog: Sendable {
  public let platforms: [Platform]

  /// - Parameter additions: YAML texts of a project's `platforms/` with their paths; one with the
  ///   id of a built-in platform replaces it.
  public init(additions: [(path: String, yaml: String)] = []) throws(Diagnostic) {
    var platforms: [Platform] = []
    for (name, bytes) in Self.builtIn {
      platforms.append(
        try Platform(yaml: String(decoding: bytes, as: UTF8.self), file: "\(name).yml"))
    }
    for (path, yaml) in additions {
      let platform = try Platform(yaml: yaml, file: path)
      platforms.removeAll { $0.id == platform.id }
      platforms.append(platform)
    }
    self.platforms = platforms
  }

  private static let builtIn: [(String, [UInt8])] = [
    ("google_ads", PackageResources.google_ads_yml),
    ("meta", PackageResources.meta_yml),
    ("microsoft", PackageResources.microsoft_yml),
  ]

  public func named(_ id: String) -> Platform? { platforms.first { $0.id == id } }
}
