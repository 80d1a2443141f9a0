import Analysis
import Diagnostics
import Metrics
import Warehouse

/// `broadsheet explain` of a data test: its question, and what it found the last time.
struct TestExplanation {
  let test: DataTest
  /// Nil for a built-in test outside of any project.
  let session: Session?

  func text() throws(Diagnostic) -> String {
    var text =
      "\(test.name) (\(test.kind), severity \(test.severity.rawValue)): \(test.description)\n"
    if let session { text += try found(session).joined(separator: "\n") + "\n" }
    return text + "Rows of this question are failures:\n\n\(test.sql)\n"
  }

  private func found(_ session: Session) throws(Diagnostic) -> [String] {
    let models = session.models
    let last = try session.warehouse.reading { try TestRunner.last(models, $0) }
    guard let last, let result = last.results.first(where: { $0.test.name == test.name }) else {
      return ["Not asked of the models as they are: `broadsheet test` asks it."]
    }
    var lines = [
      "Last asked\(last.day.map { " on \($0)" } ?? ""): \(LineageFile.status(result))."
    ]
    if !last.isCurrent {
      lines.append("The models have been made again since: `broadsheet test` asks once more.")
    }
    guard result.failures > 0 else { return lines }
    let price = TestPrice(result, margin: session.configuration.margin)
    lines.append(
      try price?.words(session.numberStyle()) ?? "What hangs on these rows is not known.")
    if test.settings.storesFailures {
      lines.append(
        "The rows: SELECT row FROM meta_test_failures WHERE test = '\(test.name)' of data/warehouse.sqlite."
      )
    }
    return lines
  }
}
