import Diagnostics

/// The files of the dbt project: the built-in ones, and what a user's `warehouse/` replaces and adds.
struct ProjectFiles {
  struct File {
    /// As messages name it.
    let path: String
    let text: String
    /// Whether it is the program's own.
    let isBuiltIn: Bool
    /// Name without ending.
    var stem: String {
      let name = path.split(separator: "/").last ?? ""
      return String(name[..<(name.lastIndex(of: ".") ?? name.endIndex)])
    }
  }

  /// In the order of their names.
  private(set) var models: [File] = []
  private(set) var tests: [File] = []
  private(set) var schemas: [File] = []
  private(set) var settings = ProjectSettings()
  /// All of them, for the fingerprint.
  private(set) var text = ""

  /// - Parameter additions: paths below the user's folder and their texts. A model or test of the
  ///   name of a built-in one takes its place, as does YAML of the same path; `macros/` are for real
  ///   dbt and are not read.
  /// - Throws: `model.invalid` for files that stand elsewhere, and for models of names that are the
  ///   program's own.
  init(additions: [(path: String, name: String, text: String)]) throws(Diagnostic) {
    var models: [String: File] = [:]
    var tests: [String: File] = [:]
    var schemas: [String: File] = [:]
    let builtIn = BuiltInProject.files.map {
      (path: $0.name, name: $0.name, text: String(decoding: $0.bytes, as: UTF8.self))
    }
    for (index, (path, name, text)) in (builtIn + additions).enumerated() {
      let file = File(path: path, text: text, isBuiltIn: index < builtIn.count)
      self.text += "\(name)\n\(text)\n"
      if name == "dbt_project.yml" {
        settings = try ProjectSettings(text, path: path)
      } else if name.hasPrefix("macros/") {
        continue
      } else if name.hasPrefix("models/"), name.hasSuffix(".sql") {
        try Self.check(file)
        models[file.stem] = file
      } else if name.hasPrefix("models/") {
        schemas[name] = file
      } else if name.hasPrefix("tests/"), name.hasSuffix(".sql") {
        tests[file.stem] = file
      } else {
        throw Diagnostic(
          .modelInvalid, "is no file of a dbt project that is read here", at: Place(file: path),
          hint: "models and their YAML stand in models/, tests in tests/*.sql, macros in macros/")
      }
    }
    func ordered(_ files: [String: File]) -> [File] {
      files.sorted { $0.key < $1.key }.map(\.value)
    }
    self.models = ordered(models)
    self.tests = ordered(tests)
    self.schemas = ordered(schemas)
  }

  /// What loading fills and results of tests are kept in; a model takes the place of what is called as it.
  private static let reserved = ["raw_", "meta_", "sqlite_"]

  private static func check(_ model: File) throws(Diagnostic) {
    if let prefix = reserved.first(where: model.stem.lowercased().hasPrefix) {
      throw Diagnostic(
        .modelInvalid, "no model is called \(prefix)…: these are names the program keeps",
        at: Place(file: model.path), hint: "give the file another name")
    }
    if model.stem.contains("\"") {
      throw Diagnostic(
        .modelInvalid, "the name of a model holds no quotation mark", at: Place(file: model.path))
    }
  }
}
