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
    for file in files.models { models[file.stem] = try Model(file) }
    var tests: [DataTest] = []
    var targets: [SchemaFile.Target] = []
    // The built-in project, then what the user's own files add to it.
    for isBuiltIn in [true, false] {
      let added = try Self.add(files, isBuiltIn: isBuiltIn, to: &models)
      let names = Set(added.tests.map(\.name))
      tests = tests.filter { !names.contains($0.name) } + added.tests
      targets += added.targets
    }
    for target in targets { try Self.check(target, models) }
    for model in models.values.sorted(by: { $0.name < $1.name }) {
      for name in model.dependencies where models[name] == nil {
        throw model.template.unknown(name, models.keys, file: model.file)
      }
      try model.check()
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

  /// Adds what YAML says of models, in the place of the built-in or beside it.
  /// - Returns: the tests of those files, and what they refer to.
  private static func add(
    _ files: ProjectFiles, isBuiltIn: Bool, to models: inout [String: Model]
  ) throws(Diagnostic) -> (tests: [DataTest], targets: [SchemaFile.Target]) {
    var tests: [DataTest] = []
    var targets: [SchemaFile.Target] = []
    let names = Set(models.keys)
    for file in files.tests where file.isBuiltIn == isBuiltIn {
      tests.append(
        try DataTest(file, severity: files.settings.severity, models: names))
    }
    var told: [String: String] = [:]
    for file in isBuiltIn ? files.schemas : files.ownSchemas {
      let schema = try SchemaFile(file, severity: files.settings.severity)
      for entry in schema.models {
        guard let model = models[entry.name] else {
          throw Diagnostic(
            .modelInvalid, "no model is called \(Printable.text(entry.name))", at: entry.place)
        }
        if let place = entry.constraint, model.materialization == .view, !file.isBuiltIn {
          throw Diagnostic(
            .modelInvalid, "a view has no constraints, and \(entry.name) is one", at: place,
            hint: "ask for it in data_tests, or make it a table")
        }
        if let other = told.updateValue(file.path, forKey: entry.name) {
          throw Diagnostic(
            .modelInvalid, "model \(entry.name) is described twice", at: entry.place,
            hint: "the other is in \(other); put both into one")
        }
        models[entry.name]?.add(entry)
      }
      tests += schema.tests
      targets += schema.targets
    }
    for (name, copies) in Dictionary(grouping: tests, by: \.name) where copies.count > 1 {
      throw Diagnostic(
        .modelInvalid, "two data tests are called \(Printable.text(name))",
        at: Place(file: copies[1].file),
        hint: "the other is of \(copies[0].file); give one of them a `name`")
    }
    return (tests, targets)
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
        Refresh.sources.isSuperset(of: model.sources), !model.readsCountOfRows
      {
        known.insert(model.name)
        model.isMadeByDay = model.materialization == .incremental
      }
      return model
    }
  }
}
