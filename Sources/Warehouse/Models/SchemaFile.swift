import Diagnostics
import Yams

/// A YAML file of the dbt project: models with columns, constraints and tests.
///
/// Only keys that mean something here are read; any other is refused with line and column.
struct SchemaFile {
  struct Entry {
    let name: String
    let line: Int?
    let description: String
    let columns: [Model.Column]
    let tags: [String]
  }

  private(set) var models: [Entry] = []
  private(set) var tests: [DataTest] = []
  private let file: ProjectFiles.File
  private let severity: DataTest.Severity

  /// - Parameter severity: of tests that say none.
  init(_ file: ProjectFiles.File, severity: DataTest.Severity) throws(Diagnostic) {
    self.file = file
    self.severity = severity
    let root: Node?
    do {
      root = try Yams.compose(yaml: file.text)
    } catch {
      throw Diagnostic(
        .modelInvalid, Printable.text("\(error)", limit: 300), at: Place(file: file.path))
    }
    guard let root, let mapping = root.mapping else { return }
    try only(["version", "models", "sources"], root)
    try checkSources(mapping["sources"])
    for node in mapping["models"].map(Self.items) ?? [] {
      try only(
        ["name", "description", "config", "constraints", "columns", "tests", "data_tests"], node)
      guard let name = node["name"]?.string else { throw fault("a model needs a name", node) }
      var tags: [String] = []
      if let config = node["config"] {
        try only(["tags"], config)
        guard let list = config["tags"].flatMap(Self.setting)?.list else {
          throw fault("tags are words", config)
        }
        tags = list
      }
      var columns: [Model.Column] = []
      for column in node["columns"].map(Self.items) ?? [] {
        columns.append(try self.column(column, model: name))
      }
      for name in try primaryKey(node["constraints"]) {
        guard let index = columns.firstIndex(where: { $0.name == name }) else {
          throw fault("no column is called \(Printable.text(name))", node["constraints"])
        }
        columns[index].isPrimaryKey = true
      }
      models.append(
        Entry(
          name: name, line: node.mark?.line, description: node["description"]?.string ?? "",
          columns: columns, tags: tags))
      for test in (node["tests"] ?? node["data_tests"]).map(Self.items) ?? [] {
        try add(test, model: name, column: "")
      }
    }
  }

  /// A key of several columns, which dbt wants at the model.
  private func primaryKey(_ node: Node?) throws(Diagnostic) -> [String] {
    var names: [String] = []
    for constraint in node.map(Self.items) ?? [] {
      try only(["type", "columns"], constraint)
      guard constraint["type"]?.string == "primary_key",
        let columns = constraint["columns"].map(Self.items)
      else { throw fault("a model's constraint is primary_key, with its columns", constraint) }
      names += columns.compactMap(\.string)
    }
    return names
  }

  private mutating func column(_ node: Node, model: String) throws(Diagnostic) -> Model.Column {
    try only(["name", "data_type", "description", "constraints", "tests", "data_tests"], node)
    guard let name = node["name"]?.string else { throw fault("a column needs a name", node) }
    var column = Model.Column(
      name: name, type: node["data_type"]?.string, description: node["description"]?.string ?? "")
    if let type = column.type, !["integer", "text"].contains(type) {
      throw fault("data_type is integer or text, not \(Printable.text(type))", node["data_type"])
    }
    for constraint in node["constraints"].map(Self.items) ?? [] {
      try only(["type", "to", "to_columns"], constraint)
      switch constraint["type"]?.string {
      case "primary_key": column.isPrimaryKey = true
      case "not_null": column.isNotNull = true
      case "foreign_key":
        guard let table = constraint["to"]?.string.flatMap(Self.reference),
          let key = constraint["to_columns"].map(Self.items)?.first?.string
        else { throw fault("a foreign key needs to: ref('model') and to_columns", constraint) }
        column.foreignKey = (table, key)
      default:
        throw fault("constraint is primary_key, not_null or foreign_key", constraint)
      }
    }
    for test in (node["tests"] ?? node["data_tests"]).map(Self.items) ?? [] {
      try add(test, model: model, column: name)
    }
    return column
  }

  /// Descriptions are for people and real dbt; what would be a test of a source is refused.
  private func checkSources(_ node: Node?) throws(Diagnostic) {
    for source in node.map(Self.items) ?? [] {
      try only(["name", "description", "schema", "tables"], source)
      for table in source["tables"].map(Self.items) ?? [] {
        try only(["name", "description", "columns"], table)
        for column in table["columns"].map(Self.items) ?? [] {
          try only(["name", "description", "data_type"], column)
        }
      }
    }
  }

  private static let arguments = [
    "values", "to", "field", "expression", "min_value", "max_value",
  ]

  private mutating func add(_ node: Node, model: String, column: String) throws(Diagnostic) {
    var kind = node.string ?? ""
    var arguments: Node?
    var config: Node?
    var given: String?
    if let pair = node.mapping?.first {
      kind = pair.key.string ?? ""
      try only(Self.arguments + ["name", "arguments", "config"], pair.value)
      // dbt 1.10 puts arguments under a key of their own; before, they stood beside it.
      arguments = pair.value["arguments"] ?? pair.value
      if let own = pair.value["arguments"] { try only(Self.arguments, own) }
      config = pair.value["config"]
      given = pair.value["name"]?.string
    }
    let settings = try self.settings(config)
    let table =
      settings.condition.isEmpty
      ? "\"\(model)\"" : "(select * from \"\(model)\" where \(settings.condition))"
    let quoted = "\"\(column)\""
    let sql: String
    var description: String
    var question: RowQuestion?
    switch kind {
    case "not_null":
      sql = "select * from \(table) where \(quoted) is null"
      description = "\(model).\(column) is never blank"
      question = .notNull(column: column)
    case "unique":
      sql =
        "select \(quoted), count(*) as rows from \(table) where \(quoted) is not null group by \(quoted) having count(*) > 1"
      description = "\(model).\(column) is unique"
    case "relationships":
      guard let target = arguments?["to"]?.string.flatMap(Self.reference),
        let field = arguments?["field"]?.string
      else { throw fault("relationships needs to: ref('model') and field", node) }
      sql =
        "select a.* from \(table) as a where a.\(quoted) is not null and not exists (select 1 from \"\(target)\" as b where b.\"\(field)\" = a.\(quoted))"
      description = "every \(model).\(column) is in \(target)"
      question = .relationship(column: column, table: target, field: field)
    case "accepted_values":
      guard let values = arguments?["values"].map(Self.items)?.compactMap(\.string), !values.isEmpty
      else { throw fault("accepted_values needs values", node) }
      let list = values.map {
        "'"
          + $0.split(separator: "'", omittingEmptySubsequences: false)
          .joined(separator: "''") + "'"
      }.joined(separator: ", ")
      sql = "select * from \(table) where \(quoted) not in (\(list))"
      description = "\(model).\(column) is one of \(values.joined(separator: ", "))"
    case "expression_is_true":
      guard let expression = arguments?["expression"]?.string else {
        throw fault("expression_is_true needs an expression", node)
      }
      sql = "select * from \(table) where not (\(expression))"
      description = expression
      question = .holds(expression: expression)
    case "accepted_range":
      let bounds = [("min_value", ">="), ("max_value", "<=")].compactMap { key, mark in
        arguments?[key].map { (node: $0, mark: mark) }
      }
      guard !bounds.isEmpty else {
        throw fault("accepted_range needs min_value or max_value", node)
      }
      var sides: [String] = []
      for bound in bounds {
        guard let value = bound.node.int else {
          throw fault("a whole number is needed", bound.node)
        }
        sides.append("\(quoted) \(bound.mark) \(value)")
      }
      let expression = sides.joined(separator: " and ")
      sql = "select * from \(table) where not (\(expression))"
      description = "\(model): " + expression.split(separator: "\"").joined()
      question = .holds(expression: expression)
    default:
      throw fault(
        "no test is called \(Printable.text(kind)); known are not_null, unique, relationships, accepted_values, accepted_range, expression_is_true",
        node)
    }
    let name =
      given ?? [kind, model, column].filter { !$0.isEmpty }.joined(separator: "_")
    if column.isEmpty { description = name.split(separator: "_").joined(separator: " ") }
    tests.append(
      DataTest(
        name: name, model: model, column: column, kind: kind, settings: settings, file: file.path,
        isBuiltIn: file.isBuiltIn, description: description, sql: sql,
        question: settings.condition.isEmpty ? question : nil))
  }

  private func settings(_ config: Node?) throws(Diagnostic) -> TestSettings {
    var settings: [String: Setting] = [:]
    if let config { try only(TestSettings.names, config) }
    for (key, value) in config?.mapping.map(Array.init) ?? [] {
      guard let name = key.string, let setting = Self.setting(value) else {
        throw fault("a word, a number or a list of words is needed", value)
      }
      settings[name] = setting
    }
    return try TestSettings(settings, severity: severity) { [self] message, name in
      fault(message, config?[name])
    }
  }

  private static func setting(_ node: Node) -> Setting? {
    if let items = node.sequence {
      let words = items.compactMap(\.string)
      return words.count == items.count ? .list(words) : nil
    }
    if let flag = node.bool { return .flag(flag) }
    return node.string.map(Setting.text)
  }

  private static func items(_ node: Node) -> [Node] { node.sequence.map(Array.init) ?? [] }

  /// `ref('name')` → name.
  private static func reference(_ text: String) -> String? {
    guard text.hasPrefix("ref("), text.hasSuffix(")") else { return nil }
    return String(text.dropFirst(5).dropLast(2))
  }

  private func only(_ keys: [String], _ node: Node) throws(Diagnostic) {
    for (key, _) in node.mapping.map(Array.init) ?? [] where !keys.contains(key.string ?? "") {
      throw fault("unknown key \(Printable.text(key.string ?? "?"))", key)
    }
  }

  private func fault(_ message: String, _ node: Node?) -> Diagnostic {
    Diagnostic(
      .modelInvalid, message,
      at: Place(file: file.path, line: node?.mark?.line, column: node?.mark?.column))
  }
}
