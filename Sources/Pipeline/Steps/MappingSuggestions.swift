import Analysis
import Diagnostics
import Metrics

/// `broadsheet mappings suggest`: near-equal names as rows of a mapping file, to review. Nothing is
/// written and nothing applies until a reviewed file stands in data/mappings.
public struct MappingSuggestions {
  let session: Session

  public init(_ session: Session) { self.session = session }

  public struct Suggestion: Encodable, Sendable {
    public let dimension, from, to: String
    public let rows: Int64
    public let spend: String
  }

  /// Merges towards the name with most spend, most money at stake first.
  public func run() throws(Diagnostic) -> [Suggestion] {
    let step = AnalyseStep(session: session)
    let market = try step.market()
    let days = market.firstDay...market.lastDay
    var result: [Suggestion] = []
    for group in step.nearNames(market) {
      let table = group.dimension == "campaign" ? market.campaigns : market.locations
      let tallies = table.tallies(days)
      for name in group.names.dropFirst() {
        let tally = tallies.filter { table.names[$0.key] == name }
          .reduce(into: Tally()) { $0 += $1.value }
        result.append(
          Suggestion(
            dimension: group.dimension, from: name, to: group.names[0], rows: tally.rows,
            spend: Rational(micros: tally.total(.cost)).decimal(2)))
      }
    }
    return result
  }

  /// In the form of a mapping file: what is reviewed can be saved as it is.
  public static func csv(_ suggestions: [Suggestion]) -> String {
    CSVText.line(["dimension", "from", "to"])
      + suggestions.map { CSVText.line([$0.dimension, $0.from, $0.to]) }.joined()
  }

  public static func json(_ suggestions: [Suggestion]) throws(Diagnostic) -> String {
    struct Answer: Encodable {
      let schema = "broadsheet.mappings/1"
      let suggestions: [Suggestion]
    }
    return String(decoding: try JSONText.encode(Answer(suggestions: suggestions)), as: UTF8.self)
  }
}
