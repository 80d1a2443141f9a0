import Diagnostics
import Warehouse

/// The answer of `broadsheet test`.
public struct TestReport: Sendable {
  private let results: [TestResult]

  public init(_ results: [TestResult]) { self.results = results }

  public var failed: Bool { results.contains { $0.status == .fail } }

  public func text() -> String {
    results.map { result in
      let count = result.failures == 0 ? "" : "  \(result.failures) rows"
      return "\(result.status.rawValue)  \(result.test.model)  \(result.test.name)\(count)\n"
    }.joined()
      + "\(results.count) tests, \(results.count { $0.status == .warn }) warn, \(results.count { $0.status == .fail }) fail\n"
  }

  private struct Answer: Encodable {
    struct Result: Encodable {
      let test, model, column, kind, severity, status, description: String
      let failures: Int
    }
    let schema = "broadsheet.tests/1"
    let results: [Result]
  }

  public func json() throws(Diagnostic) -> String {
    let answer = Answer(
      results: results.map {
        Answer.Result(
          test: $0.test.name, model: $0.test.model, column: $0.test.column, kind: $0.test.kind,
          severity: $0.test.severity.rawValue, status: $0.status.rawValue,
          description: $0.test.description, failures: $0.failures)
      })
    return String(decoding: try JSONText.encode(answer), as: UTF8.self)
  }
}
