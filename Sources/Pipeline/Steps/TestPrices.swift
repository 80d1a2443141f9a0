import Analysis
import Diagnostics
import Metrics
import Warehouse

/// What hangs on tests that fail, by their names; all facts are summed only when one does.
enum TestPrices {
  static func of(_ results: [TestResult], _ session: Session) throws(Diagnostic)
    -> [String: TestPrice]
  {
    let failing = results.filter { $0.stake != nil }
    guard !failing.isEmpty else { return [:] }
    let whole = try session.warehouse.reading { try Stake.whole($0) }
    var prices: [String: TestPrice] = [:]
    for result in failing { prices[result.test.name] = TestPrice(result, whole: whole) }
    return prices
  }
}
