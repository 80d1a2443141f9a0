/// What `lineage.html` says: which columns feed which measure, which metric rests on what.
public struct LineagePage: Sendable {
  public struct Measure: Sendable {
    public let name: String
    /// Platform, its columns, how many files.
    public let origins: [(platform: String, columns: String, files: String)]
    /// The tables it passes through, in words.
    public let tables: String

    public init(
      name: String, origins: [(platform: String, columns: String, files: String)], tables: String
    ) {
      self.name = name
      self.origins = origins
      self.tables = tables
    }
  }

  public struct Metric: Sendable {
    public let id, label, formula: String
    public let tests: [(name: String, status: String)]

    public init(
      id: String, label: String, formula: String, tests: [(name: String, status: String)]
    ) {
      self.id = id
      self.label = label
      self.formula = formula
      self.tests = tests
    }
  }

  public let edition: String
  public let measures: [Measure]
  public let metrics: [Metric]
  /// Tests that speak of every figure.
  public let everywhere: [(name: String, asks: String, status: String)]

  public init(
    edition: String, measures: [Measure], metrics: [Metric],
    everywhere: [(name: String, asks: String, status: String)]
  ) {
    self.edition = edition
    self.measures = measures
    self.metrics = metrics
    self.everywhere = everywhere
  }

  var view: [String: View] {
    [
      "edition": .text(edition),
      "measures": .list(
        measures.map { measure in
          .record([
            "name": .text(measure.name),
            "origins": .list(
              measure.origins.map {
                .record([
                  "platform": .text($0.platform), "columns": .text($0.columns),
                  "files": .text($0.files),
                ])
              }),
            "tables": .text(measure.tables),
          ])
        }),
      "metrics": .list(
        metrics.map { metric in
          .record([
            "id": .text(metric.id), "label": .text(metric.label),
            "formula": .text(metric.formula),
            "tests": .list(
              metric.tests.map {
                .record(["name": .text($0.name), "status": .text($0.status)])
              }),
          ])
        }),
      "everywhere": .list(
        everywhere.map {
          .record([
            "name": .text($0.name), "asks": .text($0.asks),
            "status": .text($0.status),
          ])
        }),
    ]
  }
}
