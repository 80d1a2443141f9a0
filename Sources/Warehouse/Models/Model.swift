/// One SQL model of the dbt project, with what its YAML says of it.
public struct Model: Sendable {
  public enum Materialization: String, Sendable {
    case table, view
    /// A table of which only the days that have changed are made again, by its `date_key`.
    case incremental
  }

  public struct Column: Sendable {
    public var name: String
    /// "integer" or "text"; nil for views.
    public var type: String?
    public var description: String
    public var isPrimaryKey = false
    public var isNotNull = false
    /// Table and column it refers to.
    public var foreignKey: (table: String, column: String)?
  }

  public let name: String
  public let file: String
  /// Whether it is the program's own, and no file of the user's has taken its place.
  public let isBuiltIn: Bool
  let template: ModelTemplate
  public let materialization: Materialization
  public var description = ""
  public var columns: [Column] = []
  public var tags: [String] = []
  /// Whether only changed days are made again: it is incremental, and whatever changes in what it reads
  /// has a day that is known.
  public internal(set) var isMadeByDay = false

  public var dependencies: [String] { template.refs }
  /// Raw tables it reads, by the names that `source` gives them.
  public var sources: [String] { template.sources }
  public var sql: String { template.sql }
  /// The text of its file.
  public var text: String { template.text }
}

/// A question to the data: rows it returns are failures.
public struct DataTest: Sendable {
  public enum Severity: String, Sendable {
    case warn, error
  }

  public let name: String
  /// What it is told with: the model whose YAML asks it, or the first that its file names.
  public let model: String
  /// All models that it reads.
  public let dependencies: [String]
  /// Raw tables that it reads, by the names that `source` gives them.
  public let sources: [String]
  public let column: String
  /// `not_null`, `unique`, `relationships`, `accepted_values`, `accepted_range`,
  /// `expression_is_true`, `singular`.
  public let kind: String
  public var settings: TestSettings
  public var severity: Severity { settings.severity }
  /// The file that asks it, as it is shown.
  public let file: String
  /// Whether that is a file of the program.
  let isBuiltIn: Bool
  public let description: String
  /// SQL whose rows are failures.
  public let sql: String
  /// The same as a question to each row, where it is one.
  var question: RowQuestion?
  /// The text of the file, of a test that is one.
  public var text: String?
}
