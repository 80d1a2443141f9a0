import Diagnostics
import Foundation
import Testing

@testable import Ingest
@testable import Metrics

/// What must come out of one real export, as somebody else has computed it.
struct Truth: Decodable, Sendable, CustomStringConvertible {
  struct Total: Decodable, Sendable {
    let sum: String
    let missing: Int

    enum CodingKeys: String, CodingKey {
      case sum = "sum_2dp"
      case missing
    }
  }

  let platform, name, encoding, expect: String
  let preambleLines: Int?
  let rows: Int
  let duplicateRows, rejectedDateRows, unparseableCount: Int?
  let negative: [String: Int]?
  let totals: [String: Total]
  let dateMin, dateMax: String?

  enum CodingKeys: String, CodingKey {
    case platform, name, encoding, expect, rows, negative, totals
    case preambleLines = "preamble_lines"
    case duplicateRows = "duplicate_rows"
    case rejectedDateRows = "rejected_date_rows"
    case unparseableCount = "unparseable_count"
    case dateMin = "date_min"
    case dateMax = "date_max"
  }

  var description: String { "\(platform)/\(name)" }

  /// Wide tables may be turned or refused; tables of sites and shops must be refused.
  var isRefused: Bool {
    expect.hasPrefix("not ") || expect.hasPrefix("refuse") || expect.contains("unpivot or refuse")
  }

  /// All of its rows are to be loaded.
  var isWhole: Bool {
    [duplicateRows, rejectedDateRows, unparseableCount].allSatisfy { $0 ?? 0 == 0 }
      && negative?.isEmpty ?? true
  }

  static let all: [Truth] = {
    let file = Shared.folder.appendingPathComponent("data/truth.json")
    guard let data = try? Data(contentsOf: file) else { return [] }
    return (try? JSONDecoder().decode([Truth].self, from: data)) ?? []
  }()
}

@Suite(.enabled(if: Shared.isThere, "real exports are not beside the checkout"))
struct TruthTests {
  @Test func theTruthIsRead() { #expect(!Truth.all.isEmpty) }

  @Test(arguments: Truth.all)
  func everyExportGivesItsTruth(_ truth: Truth) throws {
    let path = Shared.export(truth.description)
    if truth.isRefused {
      do {
        _ = try Reading(path: path)
        Issue.record("was read")
      } catch let error as Diagnostic {
        #expect(error.exitStatus == .badInput)
        #expect(error.code == .reportUnsuitable)
      }
      return
    }
    let reading = try Reading(path: path)
    let summary = reading.summary
    #expect(summary.encoding.rawValue.hasPrefix(Self.family(truth.encoding)))
    if let lines = truth.preambleLines { #expect(summary.headerLine == lines + 1) }
    #expect(summary.rowsAccepted + summary.rowsQuarantined + summary.rowsRepeated == truth.rows)
    for (name, total) in truth.totals {
      // Results mix purchases, messages and visits; they are no measure.
      guard let measure = Measure(id: name == "revenue" ? "sale_amount" : name) else { continue }
      let trail = try #require(summary.measures[measure], "no \(name)")
      #expect(trail.isBalanced)
      let whole = trail.accepted + (truth.isWhole ? 0 : trail.quarantined + trail.repeated)
      let want = try #require(decimalMicros(total.sum))
      #expect(abs(whole - want) <= 5000, "\(name) \(whole), want \(want)")
      if truth.isWhole { #expect(trail.missing == total.missing, "\(name)") }
    }
    if truth.isWhole, let first = truth.dateMin {
      #expect(summary.firstDay?.description == first)
      #expect(summary.lastDay?.description == truth.dateMax)
    }
  }

  private static func family(_ encoding: String) -> String {
    if encoding.hasPrefix("UTF-16") { return "utf-16" }
    return encoding == "xlsx" ? "xlsx" : "utf-8"
  }
}
