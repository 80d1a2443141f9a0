import Diagnostics
import Warehouse

/// `broadsheet init`: a new project that runs as it is.
public enum Scaffold {
  /// - Returns: the files made; what is there already is left alone.
  /// - Throws: `disk.failed`, and `usage` when the folder is a project already.
  public static func make(_ path: String) throws(Diagnostic) -> [String] {
    guard !path.isEmpty else {
      throw Diagnostic(
        .usage, "the folder's name is empty", hint: "name a folder, or . for this one")
    }
    let configuration = "\(path)/broadsheet.yml"
    if FileSystem.exists(configuration) {
      throw Diagnostic(
        .usage, "is a project already", at: Place(file: path),
        hint: "put exports into data/raw and run `broadsheet run`")
    }
    var made: [String] = []
    for folder in ["data/raw", "data/mappings", "output"] {
      try FileSystem.makeFolder("\(path)/\(folder)")
    }
    for (name, text) in files where !FileSystem.exists("\(path)/\(name)") {
      try FileSystem.write(Array(text.utf8), to: "\(path)/\(name)")
      made.append(name)
    }
    return made
  }

  /// Writes the built-in dbt project into `warehouse/`, to be run by real dbt or changed.
  /// - Returns: the files made; what is there already is left alone.
  public static func models(_ path: String) throws(Diagnostic) -> [String] {
    var made: [String] = []
    for (name, bytes) in ModelProject.builtInFiles {
      let file = "warehouse/\(name)"
      guard !FileSystem.exists("\(path)/\(file)") else { continue }
      if let slash = file.lastIndex(of: "/") {
        try FileSystem.makeFolder("\(path)/\(file[..<slash])")
      }
      try FileSystem.write(bytes, to: "\(path)/\(file)")
      made.append(file)
    }
    return made
  }

  private static let files: [(String, String)] = [
    (
      "broadsheet.yml",
      """
      # Every key but version has a default; an unknown one is refused with a suggestion.
      version: 1
      # title: Marketing performance pack
      # organisation: Example Ltd
      # currency: USD          # for amounts without a mark
      # margin: 0.6            # gross margin on revenue, for profit
      # sources:
      #   - match: "data/raw/meta/*.csv"
      #     platform: meta
      #     date_format: dd-mm-yyyy

      """
    ),
    (
      ".gitignore",
      """
      data/raw/
      data/warehouse.sqlite*
      data/.broadsheet.lock
      output/

      """
    ),
  ]
}
