import ArgumentParser
import Diagnostics
import Metrics
import Pipeline

struct MetricsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "metrics", abstract: "Any metric by any dimension at any grain.")

  @OptionGroup var global: GlobalOptions
  @Option(help: "Metric ids, separated by commas; `broadsheet explain` lists them.")
  var metric: String
  @Option(help: "Dimensions, separated by commas.") var by: String?
  @Option(help: "day, week, month or total.") var grain: MetricsQuery.Grain?
  @Option(help: "First day.") var from: CalendarDay?
  @Option(help: "Last day.") var to: CalendarDay?
  @Option(
    name: .customLong("where"),
    help: "dimension=value; may stand more than once: of one dimension either value.")
  var filters: [String] = []
  @Option(help: "text, csv or json.") var format = MetricsReport.Format.text

  func run() throws {
    let metrics = try list(metric).map { id in
      guard let metric = Metric.named(id) else {
        throw ValidationError(
          "no metric is called '\(id)'; known: \(Metric.all.map(\.id).joined(separator: ", "))")
      }
      return metric
    }
    guard !metrics.isEmpty else { throw ValidationError("--metric needs at least one id") }
    let dimensions = try list(by ?? "").map(dimension)
    let conditions = try filters.map { text in
      let sides = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard sides.count == 2 else { throw ValidationError("--where is dimension=value") }
      return (dimension: try dimension(String(sides[0])), value: String(sides[1]))
    }
    if let from, let to, from > to { throw ValidationError("--from lies after --to") }
    let session = try global.session(isReading: true)
    try BuildStep(session).build(fullRefresh: false)
    let query = MetricsQuery(
      metrics: metrics, dimensions: dimensions, grain: grain, from: from, to: to,
      filters: conditions)
    let rows = try query.run(session)
    Terminal.out(
      try MetricsReport(query: query, rows: rows, style: try session.numberStyle()).text(format))
    try global.close(session)
  }

  private func list(_ text: String) -> [String] {
    text.split(separator: ",").map { $0.filter { $0 != " " } }
  }

  private func dimension(_ text: String) throws -> Dimension {
    guard let dimension = Dimension(rawValue: text) else {
      throw ValidationError(
        "no dimension is called '\(text)'; known: \(Dimension.allCases.map(\.rawValue).joined(separator: ", "))"
      )
    }
    return dimension
  }
}

extension MetricsQuery.Grain: ExpressibleByArgument {}
extension MetricsReport.Format: ExpressibleByArgument {}
