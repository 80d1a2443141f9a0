import Diagnostics
import Metrics
import Warehouse

/// `broadsheet ingest` as a user sees it: load, then account for every amount.
public struct IngestRun {
  let session: Session

  public init(_ session: Session) { self.session = session }

  public struct Report: Sendable {
    let ingest: IngestReport
    let currency: String
    /// The refusal that kept everything out; its file stands in the report.
    public let refusal: Diagnostic?
    public var isBalanced: Bool { ingest.balanced }

    public func json() throws(Diagnostic) -> String {
      String(decoding: try JSONText.encode(ingest), as: UTF8.self)
    }

    public func text() -> String {
      ingest.lines(NumberStyle(currency: currency)).joined(separator: "\n")
    }
  }

  public func run(_ paths: [String], again: Bool = false) throws(Diagnostic) -> Report {
    var outcomes: [IngestStep.Outcome]
    var refusal: Diagnostic?
    do {
      outcomes = try IngestStep(session).run(paths, again: again)
    } catch {
      guard let place = error.place else { throw error }
      refusal = error
      outcomes = [
        IngestStep.Outcome(path: place.file, state: .refused, sha256: "", error: error)
      ]
    }
    let loads = try session.warehouse.reading { try Ledger.loads($0) }
    return Report(
      ingest: IngestReport(loads, outcomes: outcomes), currency: loads.first?.currency ?? "",
      refusal: refusal)
  }
}
