import Diagnostics
import Metrics
import Yams

/// `thresholds:` of broadsheet.yml.
enum ThresholdSettings {
  private static var shares: [(key: String, place: WritableKeyPath<Thresholds, Double>)] {
    [
      ("material", \.material), ("notable", \.notable), ("notable_rate", \.notableRate),
      ("coverage", \.coverage), ("false_discovery", \.falseDiscovery),
      ("missed_target", \.missedTarget), ("missing", \.missing),
    ]
  }

  /// - Throws: `configuration.invalid` with line and column.
  static func read(_ node: Node, _ reader: YAMLReader) throws(Diagnostic) -> Thresholds {
    var thresholds = Thresholds()
    try reader.only(shares.map(\.key) + ["min_conversions", "loss"], node)
    for (key, place) in shares {
      guard let value = node[key] else { continue }
      guard let share = value.float, share > 0, share < 1 else {
        throw reader.fault("\(key) is a share between 0 and 1, such as 0.05", value)
      }
      thresholds[keyPath: place] = share
    }
    if let value = node["min_conversions"] {
      guard let count = value.int, (1...1_000_000).contains(count) else {
        throw reader.fault("min_conversions is a number from 1, such as 50", value)
      }
      thresholds.minimumConversions = Int64(count)
    }
    if let value = node["loss"] {
      guard let amount = value.float, (0...1e12).contains(amount) else {
        throw reader.fault("loss is an amount of money, such as 250", value)
      }
      thresholds.loss = amount
    }
    return thresholds
  }
}
