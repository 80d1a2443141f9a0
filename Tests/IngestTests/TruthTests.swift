import Diagnostics
import Foundation
import Testing

@testable import Ingest
@testable import Metrics

/// Every real export beside the checkout gives its truth: rows and totals to the cent, or a refusal.
@Suite(.enabled(if: Shared.isThere, "real exports are not beside the checkout"))
struct TruthTests {
  struct Truth: Decodable {
    struct Total: Decodable {
      let sum_2dp: String
    }
    let platform, name, expect: String
    let rows: Int
    let totals: [String: Total]
  }

  static var truths: [Truth] {
    let url = Shared.folder.appendingPathComponent("data/truth.json")
    guard let data = try? Data(contentsOf: url) else { return [] }
    return (try? JSONDecoder().decode([Truth].self, from: data)) ?? []
  }

  @Test func everyExportGivesItsTruth() throws {
    let truths = Self.truths
    #expect(truths.count == 60)
    var read = 0
    for truth in truths {
      let path = Shared.export("\(truth.platform)/\(truth.name)")
      let mayRefuse =
        truth.expect.hasPrefix("not ") || truth.expect.hasPrefix("refuse")
        || truth.expect.contains("unpivot or refuse")
      let reading: Reading
      do {
        reading = try Reading(path: path)
      } catch let error as Diagnostic {
        #expect(mayRefuse && error.exitStatus == .badInput, "\(truth.name): \(error)")
        continue
      }
      read += 1
      let rows = reading.rows.count + reading.quarantined.count
      #expect(rows == truth.rows, "\(truth.name): \(rows) rows, not \(truth.rows)")
      for (name, total) in truth.totals where name != "results" {
        let id = name == "revenue" ? "sale_amount" : name
        let measure = try #require(Measure(id: id))
        let trail = try #require(reading.summary.measures[measure], "\(truth.name): no \(id)")
        #expect(trail.isBalanced)
        let sum = Rational(micros: trail.accepted + trail.quarantined + trail.repeated).decimal(2)
        #expect(sum == total.sum_2dp, "\(truth.name): \(id) \(sum), not \(total.sum_2dp)")
      }
    }
    #expect(read >= 54)
  }
}
