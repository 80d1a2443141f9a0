import Diagnostics

extension Model {
  /// A model of its file alone.
  /// - Throws: `model.invalid` at the place of its settings.
  init(_ file: ProjectFiles.File) throws(Diagnostic) {
    let template = try ModelTemplate(file.text, file: file.path)
    let config = template.config
    func fault(_ message: String, hint: String? = nil) -> Diagnostic {
      Diagnostic(.modelInvalid, message, at: template.place, hint: hint)
    }
    let setting = config["materialized"] ?? .text("view")
    guard let materialization = setting.text.flatMap(Materialization.init) else {
      throw fault("materialized is table, incremental or view")
    }
    for name in config.keys.sorted() where TestSettings.names.contains(name) && name != "tags" {
      throw fault("\(name) is for tests, not for models")
    }
    let ofDays = ["unique_key", "incremental_strategy"]
    if materialization != .incremental, let name = ofDays.first(where: { config[$0] != nil }) {
      throw fault("\(name) is for incremental models, and this is a \(materialization.rawValue)")
    }
    if materialization == .incremental, config["unique_key"] == nil {
      throw fault(
        "an incremental model needs unique_key='date_key'",
        hint: "its days are what is made again; without a key dbt would only add rows")
    }
    guard let tags = (config["tags"] ?? .list([])).list else { throw fault("tags are words") }
    self.init(
      name: file.stem, file: file.path, isBuiltIn: file.isBuiltIn, template: template,
      materialization: materialization, description: file.comment, tags: tags)
  }

  /// Adds what YAML says of it: a description takes the place of another, columns and tags add up, and a
  /// column that is there already gets what is new of it.
  mutating func add(_ entry: SchemaFile.Entry) {
    if !entry.description.isEmpty { description = entry.description }
    tags += entry.tags
    for column in entry.columns {
      guard let index = columns.firstIndex(where: { $0.name == column.name }) else {
        columns.append(column)
        continue
      }
      let before = columns[index]
      columns[index] = Column(
        name: before.name, type: column.type ?? before.type,
        description: column.description.isEmpty ? before.description : column.description,
        isPrimaryKey: column.isPrimaryKey || before.isPrimaryKey,
        isNotNull: column.isNotNull || before.isNotNull,
        foreignKey: column.foreignKey ?? before.foreignKey)
    }
  }

  /// What it says together with its YAML.
  /// - Throws: `model.invalid` for a table that cannot be made.
  func check() throws(Diagnostic) {
    func fault(_ message: String, hint: String? = nil) -> Diagnostic {
      Diagnostic(.modelInvalid, message, at: Place(file: file), hint: hint)
    }
    if materialization == .view { return }
    if columns.isEmpty { throw fault("a table needs its columns and types in YAML") }
    if let column = columns.first(where: { $0.type == nil }) {
      throw fault(
        "column \(Printable.text(column.name)) of a table needs its data_type in YAML",
        hint: "integer or text")
    }
    if materialization == .incremental,
      !columns.contains(where: { $0.name == "date_key" && $0.type == "integer" })
    {
      throw fault(
        "an incremental model needs an integer column date_key",
        hint: "its days are what is made again")
    }
  }
}

extension DataTest {
  /// A test that is a file of its own.
  /// - Parameters:
  ///   - severity: where it says none.
  ///   - models: names of those there are.
  init(
    _ file: ProjectFiles.File, severity: Severity, models: Set<String>
  ) throws(Diagnostic) {
    let template = try ModelTemplate(file.text, file: file.path)
    if let name = template.refs.first(where: { !models.contains($0) }) {
      throw template.unknown(name, models, file: file.path)
    }
    func fault(_ message: String, _ name: String) -> Diagnostic {
      Diagnostic(.modelInvalid, message, at: template.place ?? Place(file: file.path))
    }
    for name in template.config.keys.sorted()
    where !TestSettings.names.contains(name) || name == "where" {
      throw fault("\(name) is not for tests that are files", name)
    }
    let model = template.refs.first ?? "raw"
    self.init(
      name: file.stem, model: model, dependencies: template.refs, sources: template.sources,
      column: "", kind: "singular",
      settings: try TestSettings(template.config, severity: severity, fault: fault),
      file: file.path, isBuiltIn: file.isBuiltIn, description: file.comment, sql: template.sql,
      question: RowQuestion.rows(of: template.sql, in: model), text: file.text)
  }
}

extension ModelTemplate {
  /// A model that is named and not there.
  func unknown(_ name: String, _ models: some Sequence<String>, file: String) -> Diagnostic {
    Diagnostic(
      .modelInvalid, "ref('\(Printable.text(name))') names no model",
      at: place(of: name, file: file),
      hint: "known: \(models.sorted().joined(separator: ", "))")
  }
}

extension ProjectFiles.File {
  /// Its lines of comment, as a description.
  fileprivate var comment: String {
    text.split(separator: "\n").filter { $0.hasPrefix("-- ") }.map { $0.dropFirst(3) }
      .joined(separator: " ")
  }
}
