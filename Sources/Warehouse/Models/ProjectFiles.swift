import Diagnostics

/// The files of the dbt project: the built-in ones, and what a user's `warehouse/` replaces and adds.
struct ProjectFiles {
  struct File {
    /// As messages name it.
    let path: String
    let text: String
    /// Whether it is the program's own, or the same.
    let isBuiltIn: Bool

    /// Line ends of Windows become plain ones.
    init(path: String, text: String, isBuiltIn: Bool) {
      self.path = path
      let lines = text.split(separator: "\r\n" as Character, omittingEmptySubsequences: false)
      self.text = lines.joined(separator: "\n")
      self.isBuiltIn = isBuiltIn
    }

    /// Name without ending.
    var stem: String {
      let name = path.split(separator: "/").last ?? ""
      return String(name[..<(name.lastIndex(of: ".") ?? name.endIndex)])
    }
  }

  /// In the order of their names.
  private(set) var models: [File] = []
  private(set) var tests: [File] = []
  /// YAML of the built-in project, and what stands in its place.
  private(set) var schemas: [File] = []
  /// YAML of the user's beside it.
  private(set) var ownSchemas: [File] = []
  private(set) var settings = ProjectSettings()
  private(set) var warnings: [Diagnostic] = []
  /// All of them, for the fingerprint.
  private(set) var text = ""

  /// - Parameter additions: paths below the user's folder and their texts. A model or test of the
  ///   name of a built-in one takes its place, as does YAML of the same path; `macros/` are for real
  ///   dbt and are not read.
  /// - Throws: `model.invalid` for files that stand elsewhere or are of another kind, for two of one name,
  ///   and for models of names that are the program's own.
  init(additions: [(path: String, name: String, text: String)]) throws(Diagnostic) {
    var models: [String: File] = [:]
    var tests: [String: File] = [:]
    var schemas: [String: File] = [:]
    let builtIn = BuiltInProject.files.map {
      (path: $0.name, name: $0.name, text: String(decoding: $0.bytes, as: UTF8.self))
    }
    let texts = Dictionary(
      builtIn.map { ($0.name, $0.text) }, uniquingKeysWith: { first, _ in first })
    for (path, name, text) in builtIn + additions {
      let file = File(path: path, text: text, isBuiltIn: texts[name] == text)
      self.text += "\(name)\n\(text)\n"
      if name == "dbt_project.yml" {
        settings = try ProjectSettings(file.text, path: path)
      } else if name.hasPrefix("macros/") {
        continue
      } else if name.hasPrefix("models/"), name.hasSuffix(".sql") {
        try Self.check(file)
        try Self.put(file, into: &models, "models")
      } else if name.hasPrefix("models/"), name.hasSuffix(".yml") || name.hasSuffix(".yaml") {
        schemas[name] = file
      } else if name.hasPrefix("tests/"), name.hasSuffix(".sql") {
        try Self.put(file, into: &tests, "data tests")
      } else if name.hasSuffix(".md") {
        warnings.append(
          .warning(
            .modelInvalid, "descriptions for dbt's pages are not read here", at: Place(file: path)))
      } else {
        throw Diagnostic(
          .modelInvalid, "is no file of a dbt project that is read here", at: Place(file: path),
          hint:
            "models/ holds .sql, .yml and .yaml, tests/ holds .sql, endings in small letters; macros/ is for real dbt"
        )
      }
    }
    func ordered(_ files: [String: File]) -> [File] {
      files.sorted { $0.key < $1.key }.map(\.value)
    }
    self.models = ordered(models)
    self.tests = ordered(tests)
    self.schemas = ordered(schemas.filter { texts[$0.key] != nil })
    ownSchemas = ordered(schemas.filter { texts[$0.key] == nil })
  }

  /// A file of the user's takes the place of the built-in one of its name, and of no other.
  private static func put(_ file: File, into files: inout [String: File], _ kind: String)
    throws(Diagnostic)
  {
    // SQLite and file systems of other machines do not tell letters by their case.
    if let other = files.updateValue(file, forKey: file.stem.lowercased()),
      !other.isBuiltIn || other.stem != file.stem
    {
      throw Diagnostic(
        .modelInvalid, "two \(kind) are called \(Printable.text(file.stem))",
        at: Place(file: file.path), hint: "the other is \(other.path); give one another name")
    }
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
