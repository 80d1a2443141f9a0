import Diagnostics

/// When a number of failing rows counts, in dbt's form: `> 10`, `!= 0`.
public struct FailureCondition: Sendable, Hashable {
  let mark: String
  let bound: Int

  public static let any = FailureCondition(mark: "!=", bound: 0)

  init(mark: String, bound: Int) {
    self.mark = mark
    self.bound = bound
  }

  /// Nil for anything but a comparison with a whole number.
  init?(_ text: String) {
    let text = text.trimmed
    guard let mark = ["!=", "<>", ">=", "<=", "==", "=", ">", "<"].first(where: text.hasPrefix),
      let bound = Int(String(text.dropFirst(mark.count)).trimmed)
    else { return nil }
    self.init(mark: mark, bound: bound)
  }

  /// As dbt writes it.
  public var text: String { "\(mark) \(bound)" }

  func holds(_ failures: Int) -> Bool {
    switch mark {
    case "!=", "<>": failures != bound
    case ">=": failures >= bound
    case "<=": failures <= bound
    case ">": failures > bound
    case "<": failures < bound
    default: failures == bound
    }
  }
}

/// What is said of a data test beside its question; names and meanings are dbt's.
public struct TestSettings: Sendable, Hashable {
  public var severity: DataTest.Severity
  public private(set) var warnIf = FailureCondition.any
  public private(set) var errorIf = FailureCondition.any
  /// Whether failing rows are kept in `meta_test_failures`.
  public private(set) var storesFailures = true
  public private(set) var tags: [String] = []
  /// Only rows for which this holds are asked; empty for all.
  private(set) var condition = ""

  public init(severity: DataTest.Severity) { self.severity = severity }

  static let names = ["severity", "warn_if", "error_if", "store_failures", "tags", "where"]

  /// - Parameters:
  ///   - settings: by the names above; others are the caller's to refuse.
  ///   - severity: where none is said.
  ///   - fault: makes a diagnostic at the setting's place.
  init(
    _ settings: [String: Setting], severity: DataTest.Severity,
    fault: (_ message: String, _ name: String) -> Diagnostic
  ) throws(Diagnostic) {
    self.init(severity: severity)
    if let setting = settings["severity"] {
      guard let value = setting.text.flatMap({ DataTest.Severity(rawValue: $0.lowercased()) })
      else {
        throw fault("severity is warn or error", "severity")
      }
      self.severity = value
    }
    for (name, path) in [
      ("warn_if", \TestSettings.warnIf), ("error_if", \TestSettings.errorIf),
    ] as [(String, WritableKeyPath<TestSettings, FailureCondition>)] {
      guard let setting = settings[name] else { continue }
      guard let value = setting.text.flatMap({ FailureCondition($0) }) else {
        throw fault("\(name) compares the number of rows, such as \"> 10\"", name)
      }
      self[keyPath: path] = value
    }
    if let setting = settings["store_failures"] {
      guard let value = setting.flag else {
        throw fault("store_failures is true or false", "store_failures")
      }
      storesFailures = value
    }
    if let setting = settings["tags"] {
      guard let value = setting.list else { throw fault("tags are words", "tags") }
      tags = value
    }
    if let setting = settings["where"] {
      guard let value = setting.text else { throw fault("where is an SQL condition", "where") }
      condition = value
    }
  }

  /// dbt's rule: an `error` test fails by `error_if`, and warns by `warn_if` like any other.
  func status(_ failures: Int) -> TestResult.Status {
    if severity == .error, errorIf.holds(failures) { return .fail }
    return warnIf.holds(failures) ? .warn : .pass
  }
}
