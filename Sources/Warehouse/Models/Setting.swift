/// A value of a model's or a test's configuration, from SQL or from YAML.
enum Setting: Sendable, Hashable {
  case text(String)
  case flag(Bool)
  case number(Int)
  case list([String])

  var text: String? { if case .text(let text) = self { text } else { nil } }
  var flag: Bool? { if case .flag(let flag) = self { flag } else { nil } }
  /// A single text is a list of one, as dbt reads it.
  var list: [String]? {
    switch self {
    case .list(let list): list
    case .text(let text): [text]
    case .flag, .number: nil
    }
  }
}
