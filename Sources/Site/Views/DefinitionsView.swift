/// What `definitions.html` says of each metric and of the words beside figures.
public struct DefinitionsPage: Sendable {
  public struct Metric: Sendable {
    /// The anchor, and the name in `figures.json`, targets and commands.
    public let id: String
    public let label, meaning, formula, unit, side, missing, grain, command: String
    /// Where the newest pack prints it.
    public let shown: [SiteLink]

    public init(
      id: String, label: String, meaning: String, formula: String, unit: String, side: String,
      missing: String, grain: String, command: String, shown: [SiteLink]
    ) {
      self.id = id
      self.label = label
      self.meaning = meaning
      self.formula = formula
      self.unit = unit
      self.side = side
      self.missing = missing
      self.grain = grain
      self.command = command
      self.shown = shown
    }
  }

  public let metrics: [Metric]
  /// Words that stand beside figures, and what they mean.
  public let words: [(term: String, meaning: String)]

  public init(metrics: [Metric], words: [(term: String, meaning: String)]) {
    self.metrics = metrics
    self.words = words
  }

  var view: [String: View] {
    [
      "metrics": .list(
        metrics.map { metric in
          .record([
            "id": .text(.address(metric.id)), "href": .text(.address("#\(metric.id)")),
            "label": .text(metric.label), "meaning": .text(metric.meaning),
            "formula": .text(metric.formula), "unit": .text(metric.unit),
            "side": .text(metric.side), "missing": .text(metric.missing),
            "grain": .text(metric.grain), "command": .text(metric.command),
            "shown": .optional(
              metric.shown.isEmpty ? nil : ["links": .list(metric.shown.map(\.view))]),
          ])
        }),
      "words": .list(
        words.map { .record(["term": .text($0.term), "meaning": .text($0.meaning)]) }),
    ]
  }
}
