import Diagnostics
import Fingerprints

/// The dbt project: built-in models and tests, and what a user's `warehouse/` adds or replaces.
public struct ModelProject: Sendable {
  /// In the order they are built.
  public let models: [Model]
  public private(set) var tests: [DataTest]
  /// Files that are passed over.
  public let warnings: [Diagnostic]
  /// Changes when any file does.
  public private(set) var fingerprint: String

  /// - Parameter additions: files of the user's `warehouse/`: as messages name them, below the folder,
  ///   and their texts.
  /// - Throws: `model.invalid`.
  public init(
    additions: [(path: String, name: String, text: String)] = []
  ) throws(Diagnostic) {
    let files = try ProjectFiles(additions: additions)
    warnings = files.warnings
    fingerprint = Fingerprint.sha256(Array(files.text.utf8))
    var models: [String: Model] = [:]
    for file in files.models {
      let template = try ModelTemplate(file.text, file: file.path)
      let setting = template.config["materialized"] ?? .text("view")
      guard let materialization = setting.text.flatMap(Model.Materialization.init) else {
        throw Diagnostic(
          .modelInvalid, "materialized is table, incremental or view", at: template.place)
      }
      for name in template.config.keys.sorted()
      where TestSettings.names.contains(name) && name != "tags" {
        throw Diagnostic(.modelInvalid, "\(name) is for tests, not for models", at: template.place)
      }
      if materialization != .incremental,
        let name = ["unique_key", "incremental_strategy"].first(where: {
          template.config[$0] != nil
        })
      {
        throw Diagnostic(
          .modelInvalid,
          "\(name) is for incremental models, and this is a \(materialization.rawValue)",
          at: template.place)
      }
      guard let tags = (template.config["tags"] ?? .list([])).list else {
        throw Diagnostic(.modelInvalid, "tags are words", at: template.place)
      }
      models[file.stem] = Model(
        name: file.stem, file: file.path, isBuiltIn: file.isBuiltIn, template: template,
        materialization: materialization,
        description: Self.comment(file.text), tags: tags)
    }
    var tests = try files.tests.map { file throws(Diagnostic) in
      try Self.singular(file, files.settings.severity, models: Set(models.keys))
    }
    var targets: [SchemaFile.Target] = []
    for file in files.schemas {
      let schema = try SchemaFile(file, severity: files.settings.severity)
      targets += schema.targets
      for entry in schema.models {
        guard var model = models[entry.name] else {
          throw Diagnostic(
            .modelInvalid, "no model is called \(Printable.text(entry.name))",
            at: entry.place)
        }
        if let place = entry.constraint, model.materialization == .view, !file.isBuiltIn {
          throw Diagnostic(
            .modelInvalid, "a view has no constraints, and \(entry.name) is one", at: place,
            hint: "ask for it in data_tests, or make it a table")
        }
        model.description = entry.description.isEmpty ? model.description : entry.description
        model.columns = entry.columns.isEmpty ? model.columns : entry.columns
        model.tags += entry.tags
        models[entry.name] = model
      }
      tests += schema.tests
    }
    for target in targets { try Self.check(target, models) }
    for (name, copies) in Dictionary(grouping: tests, by: \.name) where copies.count > 1 {
      throw Diagnostic(
        .modelInvalid, "two data tests are called \(Printable.text(name))",
        at: Place(file: copies[1].file),
        hint: "the other is of \(copies[0].file); give one of them a `name`")
    }
    for model in models.values.sorted(by: { $0.name < $1.name }) {
      for name in model.dependencies where models[name] == nil {
        throw Diagnostic(
          .modelInvalid, "ref('\(Printable.text(name))') names no model",
          at: model.template.place(of: name, file: model.file),
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
    self.models = Self.byDay(try Self.ordered(models))
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
      for index in indices { copy.tests[index].settings.severity = severity }
      copy.fingerprint = Fingerprint.sha256(
        Array("\(copy.fingerprint)\(name)\(severity.rawValue)".utf8))
    }
    return copy
  }

  /// The built-in files by their paths in the project.
  public static var builtInFiles: [(name: String, bytes: [UInt8])] { BuiltInProject.files }

  /// The same with some of the tests.
  public func with(tests names: Set<String>) -> ModelProject {
    var copy = self
    copy.tests = tests.filter { names.contains($0.name) }
    return copy
  }

  private static func singular(
    _ file: ProjectFiles.File, _ severity: DataTest.Severity, models: Set<String>
  ) throws(Diagnostic) -> DataTest {
    let template = try ModelTemplate(file.text, file: file.path)
    if let name = template.refs.first(where: { !models.contains($0) }) {
      throw Diagnostic(
        .modelInvalid, "ref('\(Printable.text(name))') names no model",
        at: template.place(of: name, file: file.path),
        hint: "known: \(models.sorted().joined(separator: ", "))")
    }
    func fault(_ message: String, _ name: String) -> Diagnostic {
      Diagnostic(.modelInvalid, message, at: template.place ?? Place(file: file.path))
    }
    for name in template.config.keys.sorted()
    where !TestSettings.names.contains(name) || name == "where" {
      throw fault("\(name) is not for tests that are files", name)
    }
    let model = template.refs.first ?? "raw"
    return DataTest(
      name: file.stem, model: model, column: "", kind: "singular",
      settings: try TestSettings(template.config, severity: severity, fault: fault),
      file: file.path, isBuiltIn: file.isBuiltIn, description: comment(file.text),
      sql: template.sql,
      question: RowQuestion.rows(of: template.sql, in: model))
  }

  /// What a foreign key or a relationship asks for is there.
  private static func check(_ target: SchemaFile.Target, _ models: [String: Model])
    throws(Diagnostic)
  {
    guard let model = models[target.table] else {
      if ModelTemplate.rawTables.contains(target.table), target.column == nil { return }
      throw Diagnostic(
        .modelInvalid, "\(Printable.text(target.words)) names no model", at: target.place,
        hint: "known: \(models.keys.sorted().joined(separator: ", "))")
    }
    guard let column = target.column,
      model.materialization == .view || !model.columns.contains(where: { $0.name == column })
    else { return }
    throw Diagnostic(
      .modelInvalid,
      "a foreign key needs a table with that column, and \(model.name) is "
        + (model.materialization == .view
          ? "a view" : "one without \(Printable.text(column))"),
      at: target.place,
      hint: "ask for it by the data test relationships")
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

  /// The same with which of them are made day by day.
  private static func byDay(_ ordered: [Model]) -> [Model] {
    var known = Refresh.models
    return ordered.map { model in
      var model = model
      if model.materialization != .table, model.dependencies.allSatisfy(known.contains),
        Refresh.sources.isSuperset(of: model.sources)
      {
        known.insert(model.name)
        model.isMadeByDay = model.materialization == .incremental
      }
      return model
    }
  }

  /// The first comment lines of a file, as its description.
  private static func comment(_ text: String) -> String {
    text.split(separator: "\n").filter { $0.hasPrefix("-- ") }.map { $0.dropFirst(3) }
      .joined(separator: " ")
  }
}
