/// Tells whether something that a pack is rendered from has changed; exports count when they are loaded.
public enum ProjectWatch {
  /// Changes when a file does.
  public static func state(_ folder: ProjectFolder) -> [String: [UInt8]] {
    var state: [String: [UInt8]] = [:]
    var files = [folder.configurationFile]
    for path in [folder.templates, folder.mappings, folder.notes, folder.models, folder.platforms] {
      files += FileSystem.files(below: path)
    }
    files += FileSystem.names(in: "\(folder.root)/data").filter { $0.hasSuffix(".csv") }
      .map { "\(folder.root)/data/\($0)" }
    for file in files { state[file] = (try? FileSystem.read(file)) ?? [] }
    return state
  }

  public static func isFolder(_ path: String) -> Bool { FileSystem.isFolder(path) }
}
