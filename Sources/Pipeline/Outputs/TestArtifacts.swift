import Analysis
import Diagnostics
import Metrics
import Site
import Warehouse

/// What CI collects after a data refresh: dbt's artifacts, JUnit, a summary.
struct TestArtifacts {
  let results: [TestResult]
  let models: ModelProject
  let loads: [LoadRecord]
  let prices: [String: TestPrice]
  let style: NumberStyle

  var dbt: DbtArtifacts {
    DbtArtifacts(results: results, models: models, stakes: prices.mapValues(StakeJSON.init))
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
      let words = escaped("\(result.test.description): \(result.failing)")
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
    if aside > 0 {
      let rows = aside == 1 ? "1 row is" : "\(NumberStyle.whole(Int64(aside))) rows are"
      text += "\(rows) set aside.\n\n"
    }
    let fails = results.filter { $0.status == .fail }
    let warns = results.filter { $0.status == .warn }
    text +=
      "\(results.count) data tests: \(results.count - fails.count - warns.count) pass, \(warns.count) warn, \(fails.count) fail.\n"
    for result in fails + warns {
      text +=
        "- \(result.status.rawValue): \(Self.markdown(result.test.name)), \(result.rowCount)"
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
