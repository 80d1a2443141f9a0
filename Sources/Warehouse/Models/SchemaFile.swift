import Diagnostics
import Yams

/// A YAML file of the dbt project: models with columns, constraints and tests.
///
/// Only keys that mean something here are read; any other is refused with line and column.
struct SchemaFile {
  struct Entry {
    let name: String
    let place: Place
    let description: String
    var columns: [Model.Column] = []
    let tags: [String]
    /// Where its first constraint stands.
    var constraint: Place?
  }

  /// What a column or a test refers to.
  struct Target {
    /// In the warehouse.
    let table: String
    /// As the file calls it.
    let words: String
    /// Of a foreign key, which names a column of a table.
    var column: String?
    let place: Place
  }

  private(set) var models: [Entry] = []
  private(set) var tests: [DataTest] = []
  private(set) var targets: [Target] = []
  private let file: ProjectFiles.File
  private let severity: DataTest.Severity
  private let yaml: ModelYAML

  /// - Parameter severity: of tests that say none.
  init(_ file: ProjectFiles.File, severity: DataTest.Severity) throws(Diagnostic) {
    self.file = file
    self.severity = severity
    yaml = ModelYAML(path: file.path)
    guard let root = try yaml.root(file.text) else { return }
    try yaml.only(["version", "models", "sources"], root)
    if let version = root["version"], version.int != 2 {
      throw yaml.fault("version can only be 2", version)
    }
    try checkSources(root["sources"])
    for node in try yaml.list(root["models"]) { try add(node) }
  }

  private mutating func add(_ node: Node) throws(Diagnostic) {
    try yaml.only(
      ["name", "description", "config", "constraints", "columns", "tests", "data_tests"], node)
    guard let name = try yaml.text(node["name"]) else {
      throw yaml.fault("a model needs a name", node)
    }
    var tags: [String] = []
    if let config = node["config"] {
      try yaml.only(["tags"], config)
      guard
        let list = try config["tags"].map({ node throws(Diagnostic) in
          try Setting(node, in: yaml)
        })?.list
      else { throw yaml.fault("tags are words", config) }
      tags = list
    }
    var entry = Entry(
      name: name, place: yaml.place(node), description: try yaml.text(node["description"]) ?? "",
      tags: tags)
    for column in try yaml.list(node["columns"]) { try add(column, to: &entry) }
    for constraint in try yaml.list(node["constraints"]) {
      entry.constraint = entry.constraint ?? yaml.place(constraint)
      for name in try primaryKey(constraint) {
        guard let index = entry.columns.firstIndex(where: { $0.name == name }) else {
          throw yaml.fault("no column is called \(Printable.text(name))", constraint)
        }
        entry.columns[index].isPrimaryKey = true
      }
    }
    models.append(entry)
    try addTests(of: node, model: name, column: "")
  }

  /// A key of several columns, which dbt wants at the model.
  private func primaryKey(_ constraint: Node) throws(Diagnostic) -> [String] {
    try yaml.only(["type", "columns"], constraint)
    let columns = try yaml.texts(constraint["columns"])
    guard try yaml.text(constraint["type"]) == "primary_key", !columns.isEmpty else {
      throw yaml.fault("a model's constraint is primary_key, with its columns", constraint)
    }
    return columns
  }

  private mutating func add(_ node: Node, to entry: inout Entry) throws(Diagnostic) {
    try yaml.only(["name", "data_type", "description", "constraints", "tests", "data_tests"], node)
    guard let name = try yaml.text(node["name"]) else {
      throw yaml.fault("a column needs a name", node)
    }
    guard !entry.columns.contains(where: { $0.name == name }) else {
      throw yaml.fault("column \(Printable.text(name)) stands twice", node)
    }
    var column = Model.Column(
      name: name, type: try yaml.text(node["data_type"]),
      description: try yaml.text(node["description"]) ?? "")
    if let type = column.type, !["integer", "text"].contains(type) {
      throw yaml.fault(
        "data_type is integer or text, not \(Printable.text(type))", node["data_type"])
    }
    for constraint in try yaml.list(node["constraints"]) {
      entry.constraint = entry.constraint ?? yaml.place(constraint)
      try yaml.only(["type", "to", "to_columns"], constraint)
      switch try yaml.text(constraint["type"]) {
      case "primary_key": column.isPrimaryKey = true
      case "not_null": column.isNotNull = true
      case "foreign_key":
        let keys = try yaml.texts(constraint["to_columns"])
        guard let to = try yaml.reference(constraint["to"]), keys.count == 1 else {
          throw yaml.fault("a foreign key needs to: ref('model') and one of to_columns", constraint)
        }
        column.foreignKey = (to.table, keys[0])
        targets.append(
          Target(
            table: to.table, words: to.words, column: keys[0], place: yaml.place(constraint["to"])))
      default:
        throw yaml.fault("constraint is primary_key, not_null or foreign_key", constraint)
      }
    }
    entry.columns.append(column)
    try addTests(of: node, model: entry.name, column: name)
  }

  private mutating func addTests(
    of node: Node, model: String, column: String
  ) throws(Diagnostic) {
    for node in try yaml.list(yaml.tests(node)) {
      var test = try GenericTest(node, in: yaml)
      tests.append(
        try test.test(
          of: model, column: column, severity: severity, isBuiltIn: file.isBuiltIn))
      if let target = test.target {
        targets.append(Target(table: target.table, words: target.words, place: target.place))
      }
    }
  }

  /// Descriptions are for people and real dbt; what would be a test of a source is refused.
  private func checkSources(_ node: Node?) throws(Diagnostic) {
    for source in try yaml.list(node) {
      try yaml.only(["name", "description", "schema", "tables"], source)
      guard try yaml.text(source["name"]) == "raw" else {
        throw yaml.fault("the only source is called raw", source["name"] ?? source)
      }
      for table in try yaml.list(source["tables"]) {
        try yaml.only(["name", "description", "columns"], table)
        let name = try yaml.text(table["name"]) ?? ""
        guard ModelTemplate.rawTables.contains("raw_\(name)") else {
          throw yaml.fault(
            "\(Printable.text(name)) is no raw table", table["name"] ?? table,
            hint: "known: "
              + ModelTemplate.rawTables.map { String($0.dropFirst(4)) }.joined(separator: ", "))
        }
        for column in try yaml.list(table["columns"]) {
          try yaml.only(["name", "description", "data_type"], column)
        }
      }
    }
  }
}
