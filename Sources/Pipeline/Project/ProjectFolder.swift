import Diagnostics

/// Where everything of a project is.
public struct ProjectFolder: Sendable {
  /// Without a slash at the end.
  public let root: String

  /// - Throws: `project.missing` when the folder holds no `broadsheet.yml`.
  public init(_ path: String) throws(Diagnostic) {
    var path = path
    while path.count > 1, path.hasSuffix("/") { path.removeLast() }
    root = path
    guard FileSystem.isFolder(root == "." ? "./." : root) || FileSystem.isFolder(root + "/.") else {
      throw Diagnostic(.projectMissing, "there is no such folder", at: Place(file: root))
    }
    guard FileSystem.exists(configurationFile) else {
      throw Diagnostic(
        .projectMissing, "is no project: there is no broadsheet.yml", at: Place(file: root),
        hint: "run `broadsheet init\(root == "." ? "" : " \(root)")` to make one")
    }
  }

  public var configurationFile: String { "\(root)/broadsheet.yml" }
  public var raw: String { "\(root)/data/raw" }
  public var warehouse: String { "\(root)/data/warehouse.sqlite" }
  public var mappings: String { "\(root)/data/mappings" }
  public var targets: String { "\(root)/data/targets.csv" }
  public var events: String { "\(root)/data/events.csv" }
  public var rates: String { "\(root)/data/rates.csv" }
  public var holidays: String { "\(root)/data/holidays.csv" }
  public var sales: String { "\(root)/data/sales.csv" }
  public var notes: String { "\(root)/data/notes" }
  public var templates: String { "\(root)/templates" }
  public var models: String { "\(root)/warehouse" }
  public var platforms: String { "\(root)/platforms" }
  public var output: String { "\(root)/output" }
  public var lock: String { "\(root)/data/.broadsheet.lock" }

  /// A path as the user knows it: relative to the project when it lies inside.
  public func relative(_ path: String) -> String {
    let prefix = root + "/"
    return path.hasPrefix(prefix) ? String(path.dropFirst(prefix.count)) : path
  }
}
