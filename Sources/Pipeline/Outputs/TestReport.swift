import Analysis
import Diagnostics
import Metrics
import Warehouse

/// What `broadsheet test` answers.
public struct TestReport: Sendable {
  private let results: [TestResult]
  private let prices: [String: TestPrice]
  private let style: NumberStyle

  public init(_ results: [TestResult], _ session: Session) throws(Diagnostic) {
    self.results = results
    prices = TestPrice.of(results, margin: session.configuration.margin)
    style = try session.numberStyle()
  }

  public var failed: Bool { results.contains { $0.status == .fail } }
  public var warned: Bool { results.contains { $0.status == .warn } }

  /// Each failing test as an error or a warning.
  public var diagnostics: [Diagnostic] {
    results.filter { $0.failures > 0 }.map { result in
      Diagnostic(
        .testFailed, severity: result.status == .fail ? .error : .warning,
        "\(result.test.name): \(result.rowCount) (\(result.test.description))"
          + (prices[result.test.name].map { "; \($0.words(style))" } ?? ""),
        hint: "`broadsheet explain \(result.test.name)` shows the question")
    }
  }

  public func text() -> String {
    results.map { result in
      let count = result.failures == 0 ? "" : "  \(result.rowCount)"
      let price = prices[result.test.name].map { "\n      \($0.words(style))" } ?? ""
      return
        "\(result.status.rawValue)  \(result.test.model)  \(result.test.name)\(count)\(price)\n"
    }.joined()
      + "\(results.count) tests, \(results.count { $0.status == .warn }) warn, \(results.count { $0.status == .fail }) fail\n"
  }

  private struct Answer: Encodable {
    struct Result: Encodable {
      let test, model, column, kind, severity, status, description: String
      let failures: Int
      let stake: StakeJSON?
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
          description: $0.test.description, failures: $0.failures,
          stake: prices[$0.test.name].map(StakeJSON.init))
      })
    return String(decoding: try JSONText.encode(answer), as: UTF8.self)
  }
}

extension TestResult {
  /// "1 row", "12 rows".
  var rowCount: String { failures == 1 ? "1 row" : "\(failures) rows" }
  /// "1 row fails", "12 rows fail".
  var failing: String { failures == 1 ? "1 row fails" : "\(failures) rows fail" }
}

/// The price of a failing test as JSON holds it: decimals as text, exact.
struct StakeJSON: Encodable {
  struct Range: Encodable {
    let metric: String
    let with, without: String?
  }

  /// `doubtful`, `missing` or `gap`.
  let effect: String
  let rows: Int64
  let spend, revenue: String
  let metrics: [Range]

  init(_ price: TestPrice) {
    effect = price.effect.rawValue
    rows = price.rows
    spend = IngestReport.decimal(price.spend)
    revenue = IngestReport.decimal(price.revenue)
    metrics = price.ranges.map {
      Range(
        metric: $0.metric.id, with: $0.with?.decimal(6), without: $0.without?.decimal(6))
    }
  }
}
