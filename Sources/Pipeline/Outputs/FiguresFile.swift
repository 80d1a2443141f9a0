import Diagnostics
import Foundation
import Metrics
import Pack

/// `figures.json`: every printed figure with what it rests on.
struct FiguresFile: Codable {
  struct Entry: Codable {
    let id, metric, period, scenario, display, unit, currency, trust: String
    let dimensions: [String: String]
    let value: String?
    let rowsUsed, rowsMissing: Int64
    let spendCoverage: String

    enum CodingKeys: String, CodingKey {
      case id, metric, period, scenario, display, unit, currency, trust, dimensions, value
      case rowsUsed = "rows_used"
      case rowsMissing = "rows_missing"
      case spendCoverage = "spend_coverage"
    }
  }

  private(set) var schema = "broadsheet.figures/1"
  let edition: String
  let pack: String
  let figures: [Entry]

  init(_ edition: Edition) {
    self.edition = edition.id
    pack = edition.packID
    figures = edition.figures.map { figure in
      Entry(
        id: figure.id, metric: figure.metric, period: figure.period,
        scenario: figure.scenario.rawValue, display: figure.display, unit: figure.unit,
        currency: figure.currency, trust: figure.trust, dimensions: figure.dimensions,
        value: figure.value.map { DataFiles.decimal($0, figure.unit) },
        rowsUsed: figure.rowsUsed, rowsMissing: figure.rowsMissing,
        spendCoverage: (Rational(estimate: figure.spendCoverage) ?? Rational(0)).decimal(4))
    }
  }

  /// Of an edition that is there; nil when it cannot be read.
  static func read(_ bytes: [UInt8]) -> FiguresFile? {
    try? JSONDecoder().decode(FiguresFile.self, from: Data(bytes))
  }

  func bytes() throws(Diagnostic) -> [UInt8] { try JSONText.encode(self) }
}
