import Analysis
import Metrics
import Pack
import Site
import Warehouse

/// `lineage.html` of an edition.
struct LineageFile {
  let lineage: Lineage

  init(loads: [LoadRecord], tests: [TestResult]) {
    lineage = Lineage(loads: loads, tests: tests)
  }

  func page(_ edition: Edition) -> LineagePage {
    LineagePage(
      edition: edition.id,
      measures: Measure.allCases.map { measure in
        LineagePage.Measure(
          name: measure.id,
          origins: lineage.origins(measure.id).map {
            ($0.platform, Self.quoted($0.columns), Self.files($0.files))
          },
          tables: Lineage.path(measure).joined(separator: " → "))
      },
      metrics: Metric.all.map { metric in
        LineagePage.Metric(
          id: metric.id, label: metric.label, formula: Explain.formula(metric).text,
          tests: lineage.tests(metric.required).map { ($0.test.name, Self.status($0)) })
      },
      everywhere: lineage.everywhere.map {
        ($0.test.name, $0.test.description, Self.status($0))
      })
  }

  static func quoted(_ columns: [String]) -> String {
    columns.isEmpty
      ? Phrase("columns not recorded").text : columns.map { "«\($0)»" }.joined(separator: ", ")
  }

  static func files(_ count: Int) -> String {
    count == 1 ? Phrase("1 file").text : Phrase("\(count) files").text
  }

  static func status(_ result: TestResult) -> String {
    let count = NumberStyle.whole(Int64(result.failures))
    let isOne = result.failures == 1
    let words: Phrase =
      switch result.status {
      case .pass: "passes"
      case .warn: isOne ? "warns of \(count) row" : "warns of \(count) rows"
      case .fail: isOne ? "fails on \(count) row" : "fails on \(count) rows"
      }
    return words.text
  }
}
