import Diagnostics
import Fingerprints

/// The dbt project: built-in models and tests, and what a user's `warehouse/` adds or replaces.
public struct ModelProject: Sendable {
  /// In the order they are built.
  public let models: [Model]
  public private(set) var tests: [DataTest]
  /// Changes when any file does.
  public private(set) var fingerprint: String

  /// - Parameter additions: files of the user's `warehouse/` with their paths; one with the name of
  ///   a built-in file replaces it.
  /// - Throws: `model.invalid`, `configuration.invalid`.
  public init(additions: [(path: String, text: String)] = []) throws(Diagnostic) {
    var files: [String: (path: String, text: String)] = [:]
    for (name, bytes) in BuiltInProject.files {
      files[name] = (name, String(decoding: bytes, as: UTF8.self))
    }
    for (path, text) in additions {
      let name = path.split(separator: "/").suffix(2).joined(separator: "/")
      files[name] = (path, text)
    }
    let ordered = files.sorted { $0.key < $1.key }
    fingerprint = Fingerprint.sha256(
      Array(ordered.map { "\($0.key)\n\($0.value.text)" }.joined(separator: "\n").utf8))

    var models: [String: Model] = [:]
    var tests: [DataTest] = []
    for (key, file) in ordered where key.hasSuffix(".sql") {
      let stem = String(file.path.split(separator: "/").last?.dropLast(4) ?? "")
      let template = try ModelTemplate(file.text, file: file.path)
      if key.hasPrefix("tests/") {
        let severity = template.config["severity"] ?? "warn"
        guard let severity = DataTest.Severity(rawValue: severity) else {
          throw Diagnostic(
            .modelInvalid, "severity is warn or error, not \(Printable.text(severity))",
            at: Place(file: file.path))
        }
        tests.append(
          DataTest(
            name: stem, model: template.refs.first ?? "raw", column: "", kind: "singular",
            severity: severity, description: Self.comment(file.text), sql: template.sql))
        continue
      }
      let word = template.config["materialized"] ?? "view"
      guard let materialization = Model.Materialization(rawValue: word) else {
        throw Diagnostic(
          .modelInvalid, "materialized is table, incremental or view, not \(Printable.text(word))",
          at: Place(file: file.path))
      }
      models[stem] = Model(
        name: stem, file: file.path, template: template, materialization: materialization,
        description: Self.comment(file.text))
    }
    for (key, file) in ordered where key.hasSuffix(".yml") && key != "dbt_project.yml" {
      let schema = try SchemaFile(file.text, path: file.path)
      for entry in schema.models {
        guard var model = models[entry.name] else {
          throw Diagnostic(
            .modelInvalid, "no model is called \(Printable.text(entry.name))",
            at: Place(file: file.path, line: entry.line))
        }
        model.description = entry.description.isEmpty ? model.description : entry.description
        model.columns = entry.columns
        models[entry.name] = model
      }
      tests += schema.tests
    }
    for model in models.values.sorted(by: { $0.name < $1.name }) {
      for name in model.dependencies where models[name] == nil {
        throw Diagnostic(
          .modelInvalid, "ref('\(Printable.text(name))') names no model",
          at: Place(file: model.file),
          hint: "known: \(models.keys.sorted().joined(separator: ", "))")
      }
      if model.materialization != .view, model.columns.isEmpty {
        throw Diagnostic(
          .modelInvalid, "a table needs its columns and types in YAML", at: Place(file: model.file))
      }
      if model.materialization == .incremental,
        !model.columns.contains(where: { $0.name == "date_key" && $0.type == "integer" })
      {
        throw Diagnostic(
          .modelInvalid, "an incremental model needs an integer column date_key",
          at: Place(file: model.file), hint: "its days are what is made again")
      }
    }
    self.models = try Self.ordered(models)
    self.tests = tests.sorted { ($0.model, $0.name) < ($1.model, $1.name) }
  }

  /// The same with severities that the configuration sets, by test name.
  /// - Throws: `configuration.invalid` for a test that does not exist.
  public func overriding(severities: [String: DataTest.Severity], file: String) throws(Diagnostic)
    -> ModelProject
  {
    var copy = self
    for (name, severity) in severities.sorted(by: { $0.key < $1.key }) {
      let indices = copy.tests.indices.filter { copy.tests[$0].name == name }
      guard !indices.isEmpty else {
        throw Diagnostic(
          .configurationInvalid, "no data test is called \(Printable.text(name))",
          at: Place(file: file), hint: "`broadsheet test` lists them")
      }
      for index in indices { copy.tests[index].severity = severity }
      copy.fingerprint = Fingerprint.sha256(
        Array("\(copy.fingerprint)\(name)\(severity.rawValue)".utf8))
    }
    return copy
  }

  /// Every model after those it refers to.
  private static func ordered(_ models: [String: Model]) throws(Diagnostic) -> [Model] {
    var result: [Model] = []
    var done: Set<String> = []
    var path: [String] = []
    func visit(_ name: String) throws(Diagnostic) {
      guard let model = models[name], !done.contains(name) else { return }
      if path.contains(name) {
        throw Diagnostic(
          .modelInvalid,
          "models refer to each other in a circle: \((path + [name]).joined(separator: " → "))",
          at: Place(file: model.file))
      }
      path.append(name)
      for dependency in model.dependencies.sorted() { try visit(dependency) }
      path.removeLast()
      done.insert(name)
      result.append(model)
    }
    for name in models.keys.sorted() { try visit(name) }
    return result
  }

  /// The first comment lines of a file, as its description.
  private static func comment(_ text: String) -> String {
    text.split(separator: "\n").filter { $0.hasPrefix("-- ") }.map { $0.dropFirst(3) }
      .joined(separator: " ")
  }
}
