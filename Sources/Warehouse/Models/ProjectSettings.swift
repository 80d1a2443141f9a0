import Diagnostics
import Yams

/// `dbt_project.yml`: what of it means something to us, and nothing that would mean something and is
/// not read.
struct ProjectSettings {
  /// Of data tests that say none.
  private(set) var severity = DataTest.Severity.warn

  init() {}

  /// Settings that only real dbt needs.
  private static let ofDbt = [
    "name", "version", "config-version", "profile", "require-dbt-version", "on-run-start",
    "on-run-end", "macro-paths", "target-path", "clean-targets", "packages-install-path", "flags",
  ]
  /// Where files stand, here as there.
  private static let paths = ["model-paths": "models", "test-paths": "tests"]

  /// - Throws: `model.invalid` with line and column.
  init(_ text: String, path: String) throws(Diagnostic) {
    let yaml = ModelYAML(path: path)
    guard let root = try yaml.root(text) else { return }
    _ = try yaml.tests(root)
    for (key, value) in try yaml.pairs(root) {
      let name = key.string ?? ""
      if Self.ofDbt.contains(name) { continue }
      if let folder = Self.paths[name] {
        guard value.sequence.map({ $0.map(\.string) }) == [folder] else {
          throw yaml.fault("\(name) can only be [\(folder)]", value)
        }
        continue
      }
      guard name == "data_tests" || name == "tests" else {
        throw yaml.fault(
          "\(Printable.text(name)) is not read here; say it in the model's own config(…)", key)
      }
      for (key, value) in try yaml.pairs(value) {
        guard key.string == "+severity",
          let word = value.string.flatMap({ DataTest.Severity(rawValue: $0) })
        else { throw yaml.fault("only `+severity: warn` or `error` is read here", key) }
        severity = word
      }
    }
  }
}
