import Analysis
import Diagnostics
import Metrics
import Site
import Warehouse

/// What CI collects after a data refresh: dbt-shaped results, JUnit, a summary.
struct TestArtifacts {
  let results: [TestResult]
  let models: ModelProject
  let loads: [LoadRecord]
  let prices: [String: TestPrice]
  let style: NumberStyle

  private struct RunResults: Encodable {
    struct Metadata: Encodable {
      let dbt_schema_version = "https://schemas.getdbt.com/dbt/run-results/v6.json"
      let generated_by: String
    }
    struct Result: Encodable {
      let unique_id, status, message: String
      let failures: Int?
      let compiled_code: String
      let stake: StakeJSON?
    }
    let schema = "broadsheet.run_results/1"
    let metadata: Metadata
    let results: [Result]
  }

  func runResults() throws(Diagnostic) -> [UInt8] {
    let models = models.models.map {
      RunResults.Result(
        unique_id: "model.broadsheet.\($0.name)", status: "success",
        message: $0.materialization.rawValue, failures: nil, compiled_code: $0.sql,
        stake: nil)
    }
    let tests = results.map {
      RunResults.Result(
        unique_id: "test.broadsheet.\($0.test.name)", status: $0.status.rawValue,
        message: $0.failures == 0 ? $0.test.description : "\($0.failures) rows fail",
        failures: $0.failures, compiled_code: $0.test.sql,
        stake: prices[$0.test.name].map(StakeJSON.init))
    }
    return try JSONText.encode(
      RunResults(
        metadata: .init(generated_by: "broadsheet \(World.version)"), results: models + tests))
  }

  private struct Manifest: Encodable {
    struct Column: Encodable {
      let name, data_type, description: String
    }
    struct Node: Encodable {
      let unique_id, resource_type, name, description, path: String
      let materialized: String?
      let severity: String?
      let depends_on: [String]
      let columns: [Column]
    }
    let schema = "broadsheet.manifest/1"
    let generated_by: String
    let nodes: [Node]
  }

  func manifest() throws(Diagnostic) -> [UInt8] {
    let nodes =
      models.models.map { model in
        Manifest.Node(
          unique_id: "model.broadsheet.\(model.name)", resource_type: "model", name: model.name,
          description: model.description, path: model.file,
          materialized: model.materialization.rawValue, severity: nil,
          depends_on: Set(model.dependencies).sorted().map { "model.broadsheet.\($0)" },
          columns: model.columns.map {
            Manifest.Column(
              name: $0.name, data_type: $0.type ?? "", description: $0.description)
          })
      }
      + results.map { result in
        Manifest.Node(
          unique_id: "test.broadsheet.\(result.test.name)", resource_type: "test",
          name: result.test.name, description: result.test.description, path: result.test.model,
          materialized: nil, severity: result.test.severity.rawValue,
          depends_on: ["model.broadsheet.\(result.test.model)"], columns: [])
      }
    return try JSONText.encode(
      Manifest(generated_by: "broadsheet \(World.version)", nodes: nodes))
  }

  func junit() -> [UInt8] {
    func escaped(_ text: String) -> String { HTMLText(text).source }
    let failed = results.count { $0.status == .fail }
    let skipped = results.count { $0.status == .warn }
    var text = """
      <?xml version="1.0" encoding="UTF-8"?>
      <testsuite name="broadsheet data tests" tests="\(results.count)" failures="\(failed)" skipped="\(skipped)" errors="0">

      """
    for result in results {
      let name = escaped(result.test.name)
      let kind = escaped(result.test.model)
      let words = escaped("\(result.test.description): \(result.failures) rows fail")
      switch result.status {
      case .pass: text += "  <testcase classname=\"\(kind)\" name=\"\(name)\"/>\n"
      case .warn:
        text +=
          "  <testcase classname=\"\(kind)\" name=\"\(name)\"><skipped message=\"warning: \(words)\"/></testcase>\n"
      case .fail:
        text +=
          "  <testcase classname=\"\(kind)\" name=\"\(name)\"><failure message=\"\(words)\"/></testcase>\n"
      }
    }
    return Array((text + "</testsuite>\n").utf8)
  }

  func summary(headline: String?) -> [UInt8] {
    let spend = loads.filter { !$0.isRetracted }.flatMap {
      $0.trails.filter { $0.measure == .cost }
    }
    func sum(_ part: KeyPath<LoadRecord.Trail, Int64>) -> String {
      IngestReport.decimal(spend.reduce(0) { $0 + $1[keyPath: part] })
    }
    var text = "## Broadsheet\n\n"
    if let headline { text += "\(Self.markdown(headline))\n\n" }
    text += "| spend | amount |\n|---|--:|\n"
    text += "| read | \(sum(\.read)) |\n| loaded | \(sum(\.loaded)) |\n"
    text += "| quarantined | \(sum(\.quarantined)) |\n| superseded | \(sum(\.superseded)) |\n"
    text += "| footer | \(sum(\.footer)) |\n\n"
    let aside = loads.filter { !$0.isRetracted }.reduce(0) { $0 + $1.rowsQuarantined }
    if aside > 0 { text += "\(NumberStyle.whole(Int64(aside))) rows are set aside.\n\n" }
    let fails = results.filter { $0.status == .fail }
    let warns = results.filter { $0.status == .warn }
    text +=
      "\(results.count) data tests: \(results.count - fails.count - warns.count) pass, \(warns.count) warn, \(fails.count) fail.\n"
    for result in fails + warns {
      text +=
        "- \(result.status.rawValue): \(Self.markdown(result.test.name)), \(result.failures) rows"
        + (prices[result.test.name].map { "; \(Self.markdown($0.words(style)))" } ?? "") + "\n"
    }
    return Array(text.utf8)
  }

  private static func markdown(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in Printable.text(text, limit: 200).unicodeScalars {
      if ["|", "<", ">", "`", "*", "_", "[", "]", "\\"].contains(scalar) { result.append("\\") }
      result.append(scalar)
    }
    return String(result)
  }
}
