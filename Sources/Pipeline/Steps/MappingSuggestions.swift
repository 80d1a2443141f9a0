import Analysis
import Diagnostics
import Metrics

/// `broadsheet mappings suggest`: near-equal names of campaigns, locations and keywords as rows of a
/// mapping file, to review. Nothing is written and nothing applies until a reviewed file stands in
/// data/mappings.
public struct MappingSuggestions {
  let session: Session

  public init(_ session: Session) { self.session = session }

  public struct Suggestion: Encodable, Sendable {
    public let dimension, from, to: String
    public let rows: Int64
    public let spend: String
  }

  /// Merges towards the name with most spend, of each dimension most money at stake first.
  /// - Returns: the merges, and how many names there were too many to compare.
  public func run() throws(Diagnostic) -> (suggestions: [Suggestion], passed: Int) {
    let step = AnalyseStep(session: session)
    let market = try step.market()
    var result: [Suggestion] = []
    var passed = 0
    for table in [market.campaigns, market.locations, market.keywords] {
      var tallies: [String: Tally] = [:]
      for (key, tally) in table.tallies(market.firstDay...market.lastDay) {
        tallies[table.names[key] ?? "", default: Tally()] += tally
      }
      passed += max(0, tallies.count - NearNameFinder.limit)
      for group in step.nearNames(table, market) {
        for name in group.names.dropFirst() {
          let tally = tallies[name] ?? Tally()
          result.append(
            Suggestion(
              dimension: group.dimension, from: name, to: group.names[0], rows: tally.rows,
              spend: Rational(micros: tally.total(.cost)).decimal(2)))
        }
      }
    }
    return (result, passed)
  }

  /// In the form of a mapping file, which passes over the rows and the spend: what is reviewed can be
  /// saved as it is.
  public static func csv(_ suggestions: [Suggestion]) -> String {
    CSVText.line(["dimension", "from", "to", "rows", "spend"])
      + suggestions.map {
        CSVText.line([$0.dimension, $0.from, $0.to, String($0.rows), $0.spend])
      }.joined()
  }

  public static func json(_ suggestions: [Suggestion]) throws(Diagnostic) -> String {
    struct Answer: Encodable {
      let schema = "broadsheet.mappings/1"
      let suggestions: [Suggestion]
    }
    return String(decoding: try JSONText.encode(Answer(suggestions: suggestions)), as: UTF8.self)
  }
}
