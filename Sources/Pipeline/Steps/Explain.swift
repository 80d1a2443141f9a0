import Diagnostics
import Metrics
import Pack
import Warehouse

/// `broadsheet explain ID`: a metric, an error code, a data test, a model.
public enum Explain {
  /// - Parameter models: whose tests and models are meant, and what the tests found; nil for the built-in ones.
  /// - Returns: nil when nothing is called so.
  public static func text(_ id: String, models session: Session?) throws(Diagnostic) -> String? {
    if let text = word(id) { return text }
    let project: ModelProject
    if let session { project = session.models } else { project = try ModelProject() }
    if let test = project.tests.first(where: { $0.name == id }) {
      return try TestExplanation(test: test, session: session).text()
    }
    if let model = project.models.first(where: { $0.name == id }) {
      var text = "\(model.name) (\(model.materialization.rawValue)): \(model.description)\n"
      if !model.dependencies.isEmpty {
        text += "Reads \(Set(model.dependencies).sorted().joined(separator: ", ")).\n"
      }
      for column in model.columns {
        text +=
          "  \(column.name)  \(column.type ?? "")\(column.description.isEmpty ? "" : "  \(column.description)")\n"
      }
      return text + "\n\(model.sql)\n"
    }
    return nil
  }

  /// What needs no project: a metric or an error code.
  public static func word(_ id: String) -> String? {
    if let metric = Metric.named(id) { return describe(metric) }
    guard let code = DiagnosticCode(rawValue: id) else { return nil }
    return
      "\(code.rawValue): \(code.explanation)\nEnds the program with exit code \(code.exitStatus.rawValue) when it is an error.\n"
  }

  /// - Parameter session: whose tests, models and figures may be meant; nil for the built-in ones.
  public static func unknown(_ id: String, session: Session? = nil) throws(Diagnostic) -> Diagnostic
  {
    let project: ModelProject
    if let session { project = session.models } else { project = try ModelProject() }
    var known =
      Metric.all.map(\.id) + project.tests.map(\.name) + project.models.map(\.name)
      + DiagnosticCode.allCases.map(\.rawValue)
    if let session { known += try FigureExplanation(session).newest }
    let near = EditDistance.nearest(to: id, among: known, within: 2)
    return Diagnostic(
      .usage, "nothing is called \(Printable.text(id))",
      hint: (near.map { "did you mean \($0)? " } ?? "")
        + "metrics: \(Metric.all.map(\.id).joined(separator: ", ")); also figures of figures.json, error codes, data tests and models"
    )
  }

  private static func describe(_ metric: Metric) -> String {
    """
    \(metric.id) (\(metric.label)): \(metric.definition).
    Formula: \(formula(metric)); \(metric.side).

    """
  }

  static func formula(_ metric: Metric) -> Phrase {
    switch metric.formula {
    case .total(let measure):
      "Σ \(measure.id) over the rows that have it"
    case .difference(let first, let second):
      "Σ (\(first.id) − \(second.id)) over the rows that have both"
    case .ratio(let first, let second, let factor):
      factor == 1
        ? "Σ \(first.id) ÷ Σ \(second.id) over the rows that have both"
        : "Σ \(first.id) ÷ Σ \(second.id) × \(factor) over the rows that have both"
    case .shopRevenue(let measure):
      "Σ shop revenue ÷ Σ \(measure.id) over the days that have both"
    case .shareOfShopRevenue(let measure):
      "Σ \(measure.id) ÷ Σ shop revenue over the days that have both"
    }
  }
}
