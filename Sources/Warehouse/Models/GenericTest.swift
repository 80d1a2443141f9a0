import Diagnostics
import Yams

/// A data test of a model's YAML: a word, or one key with what belongs to it below.
struct GenericTest {
  enum Kind: String, CaseIterable {
    case notNull = "not_null"
    case unique, relationships
    case acceptedValues = "accepted_values"
    case acceptedRange = "accepted_range"
    case expressionIsTrue = "expression_is_true"

    var arguments: [String] {
      switch self {
      case .notNull, .unique: []
      case .relationships: ["to", "field"]
      case .acceptedValues: ["values"]
      case .acceptedRange: ["min_value", "max_value"]
      case .expressionIsTrue: ["expression"]
      }
    }
  }

  /// The table that `relationships` asks for, as it is called there, and where.
  private(set) var target: (table: String, words: String, place: Place)?

  private let yaml: ModelYAML
  private let node: Node
  private let kind: Kind
  private var name: String?
  private var arguments: Node?
  private var config: Node?

  init(_ node: Node, in yaml: ModelYAML) throws(Diagnostic) {
    self.yaml = yaml
    self.node = node
    let word: Node
    var below: Node?
    if node.mapping == nil {
      word = node
    } else {
      let pairs = try yaml.pairs(node)
      guard pairs.count == 1 else {
        throw yaml.fault(
          "a data test is one key", pairs.dropFirst().first?.key ?? node,
          hint: "what belongs to it stands below it, further to the right")
      }
      word = pairs[0].key
      below = pairs[0].value
    }
    guard let kind = Kind(rawValue: word.scalar?.string ?? "") else {
      throw yaml.fault(
        "no test is called \(Printable.text(word.scalar?.string ?? "that")); known are \(Kind.allCases.map(\.rawValue).joined(separator: ", "))",
        word)
    }
    self.kind = kind
    guard let below else { return }
    // dbt 1.10 puts arguments under a key of their own; before, they stood beside it.
    let own = below.mapping?["arguments"]
    try yaml.only(
      ["name", "config"] + (own == nil ? kind.arguments : ["arguments"]), below)
    if let own { try yaml.only(kind.arguments, own) }
    arguments = own ?? below
    config = below["config"]
    name = try yaml.text(below["name"])
  }

  /// - Parameters:
  ///   - column: empty where the test stands at the model.
  ///   - severity: where it says none.
  mutating func test(
    of model: String, column: String, severity: DataTest.Severity, isBuiltIn: Bool
  ) throws(Diagnostic) -> DataTest {
    let settings = try self.settings(severity)
    guard column.isEmpty == (kind == .expressionIsTrue) else {
      throw yaml.fault(
        "\(kind.rawValue) is asked of a \(column.isEmpty ? "column" : "model")", node,
        hint: "it stands in data_tests of \(column.isEmpty ? "one of the columns" : "the model")")
    }
    let table =
      settings.condition.isEmpty
      ? "\"\(model)\"" : "(select * from \"\(model)\" where \(settings.condition))"
    let (sql, question, words) = try asked(of: table, model: model, column: column)
    let name =
      name ?? [kind.rawValue, model, column].filter { !$0.isEmpty }.joined(separator: "_")
    let source = target.flatMap { target in
      ModelTemplate.rawTables.first { $0 == target.table }.map { String($0.dropFirst(4)) }
    }
    return DataTest(
      name: name, model: model,
      dependencies: [model] + (source == nil ? target.map { [$0.table] } ?? [] : []),
      sources: source.map { [$0] } ?? [], column: column, kind: kind.rawValue, settings: settings,
      file: yaml.path, isBuiltIn: isBuiltIn,
      description: column.isEmpty ? name.split(separator: "_").joined(separator: " ") : words,
      sql: sql, question: settings.condition.isEmpty ? question : nil)
  }

  private mutating func asked(
    of table: String, model: String, column: String
  ) throws(Diagnostic) -> (sql: String, question: RowQuestion?, words: String) {
    let quoted = "\"\(column)\""
    switch kind {
    case .notNull:
      return (
        "select * from \(table) where \(quoted) is null", .notNull(column: column),
        "\(model).\(column) is never blank"
      )
    case .unique:
      return (
        "select \(quoted), count(*) as rows from \(table) where \(quoted) is not null group by \(quoted) having count(*) > 1",
        nil, "\(model).\(column) is unique"
      )
    case .relationships:
      guard let to = try yaml.reference(arguments?["to"], orSource: true),
        let field = try yaml.text(arguments?["field"])
      else { throw yaml.fault("relationships needs to: ref('model') and field", node) }
      target = (to.table, to.words, yaml.place(arguments?["to"]))
      return (
        "select a.* from \(table) as a where a.\(quoted) is not null and not exists (select 1 from \"\(to.table)\" as b where b.\"\(field)\" = a.\(quoted))",
        .relationship(column: column, table: to.table, field: field),
        "every \(model).\(column) is in \(to.table)"
      )
    case .acceptedValues:
      let values = try yaml.texts(arguments?["values"])
      guard !values.isEmpty else { throw yaml.fault("accepted_values needs values", node) }
      let list = values.map {
        "'"
          + $0.split(separator: "'", omittingEmptySubsequences: false)
          .joined(separator: "''") + "'"
      }.joined(separator: ", ")
      return (
        // As text, which a computed column of a view is not by itself.
        "select * from \(table) where cast(\(quoted) as text) not in (\(list))", nil,
        "\(model).\(column) is one of \(values.joined(separator: ", "))"
      )
    case .expressionIsTrue:
      guard let expression = try yaml.text(arguments?["expression"]) else {
        throw yaml.fault("expression_is_true needs an expression", node)
      }
      return (
        "select * from \(table) where not (\(expression))", .holds(expression: expression),
        expression
      )
    case .acceptedRange:
      var sides: [String] = []
      for (key, mark) in [("min_value", ">="), ("max_value", "<=")] {
        guard let bound = arguments?[key] else { continue }
        guard let value = bound.int else { throw yaml.fault("a whole number is needed", bound) }
        sides.append("\(quoted) \(mark) \(value)")
      }
      guard !sides.isEmpty else {
        throw yaml.fault("accepted_range needs min_value or max_value", node)
      }
      let expression = sides.joined(separator: " and ")
      return (
        "select * from \(table) where not (\(expression))", .holds(expression: expression),
        "\(model): " + expression.split(separator: "\"").joined()
      )
    }
  }

  private func settings(_ severity: DataTest.Severity) throws(Diagnostic) -> TestSettings {
    var settings: [String: Setting] = [:]
    if let config {
      try yaml.only(TestSettings.names, config)
      for (key, value) in try yaml.pairs(config) {
        settings[key.string ?? ""] = try Setting(value, in: yaml)
      }
    }
    return try TestSettings(settings, severity: severity) { [yaml, config] message, name in
      yaml.fault(message, config?[name])
    }
  }
}

extension Setting {
  /// A word, a number or a list of words.
  init(_ node: Node, in yaml: ModelYAML) throws(Diagnostic) {
    if node.sequence != nil {
      self = .list(try yaml.texts(node))
    } else if let flag = node.bool {
      self = .flag(flag)
    } else {
      self = .text(try yaml.text(node) ?? "")
    }
  }
}
