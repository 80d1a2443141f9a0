import Foundation
import GRDB
import Metrics
import Testing
import Warehouse

@testable import Pipeline

/// Dimensions hold the members of exports that count, and say of them what those exports say.
@Suite struct StandingMembersTests {
  private static let header =
    "Day,Campaign,Currency,Account,Device,Impressions,Clicks,Cost,Conversions"

  /// A week from 4 November 2024.
  private func export(
    campaign: String = "Brand", currency: String = "USD", account: String = "A",
    device: String = "mobile"
  ) -> String {
    Self.header + "\n"
      + (4...10).map {
        "2024-11-\($0 < 10 ? "0" : "")\($0),\(campaign),\(currency),\(account),\(device),4000,90,100.25,3\n"
      }.joined()
  }

  private func build(_ project: Project) throws -> Session {
    let session = try project.session()
    _ = try IngestStep(session).run([])
    try BuildStep(session).build(fullRefresh: false)
    return session
  }

  /// Every row of every dimension, and of the facts' names.
  private func names(_ session: Session) throws -> [String] {
    try session.warehouse.reading { db in
      try ["campaign", "device"].flatMap {
        try String.fetchAll(db, sql: "SELECT \($0)_name FROM dim_\($0) ORDER BY 1")
      } + String.fetchAll(db, sql: "SELECT DISTINCT campaign FROM marketing_performance")
    }
  }

  /// What is gone with its export holds no gate.
  @Test(arguments: ["retracted", "corrected"])
  func membersOfExportsThatCountNoMoreAreGone(how: String) throws {
    let project = try Project(
      configuration: "version: 1\ntests: {accepted_values_dim_device_device_name: error}\n")
    try project.write("data/raw/a.csv", export())
    try project.write("data/raw/wrong.csv", export(campaign: "Ghost", device: "toaster"))
    func built() throws -> (names: Set<String>, failures: Int?) {
      let session = try build(project)
      return (
        try Set(names(session)),
        try BuildStep(session).test(again: false)
          .first { $0.test.name == "accepted_values_dim_device_device_name" }?.failures
      )
    }
    let before = try built()
    #expect(before.failures == 1 && before.names.isSuperset(of: ["Ghost", "toaster"]))
    if how == "retracted" {
      _ = try RetractStep(project.session()).run("data/raw/wrong.csv")
      try FileManager.default.removeItem(atPath: "\(project.path)/data/raw/wrong.csv")
    } else {
      try project.write("data/raw/wrong.csv", export(campaign: "Other", device: "tablet"))
    }
    let after = try built()
    #expect(after.failures == 0)
    let others = how == "retracted" ? [] : ["Other", "Tablet"]
    #expect(after.names == Set(["(not set)", "Brand", "Mobile"] + others))
  }

  @Test func anAccountIsInTheCurrencyOfItsOwnExports() throws {
    let project = try Project(configuration: "version: 1\ncurrency: USD\n")
    try project.write("data/raw/a.csv", export(account: "A"))
    try project.write("data/raw/b.csv", export(campaign: "Rivals", currency: "EUR", account: "B"))
    try project.write("data/rates.csv", "date,from,to,rate\n2024-11-01,EUR,USD,2\n")
    let session = try build(project)
    let pairs = try session.warehouse.reading { db in
      try String.fetchAll(
        db,
        sql: "SELECT account || ' ' || currency FROM dim_source WHERE source_key <> 0 ORDER BY 1")
    }
    #expect(pairs == ["A USD", "B EUR"])
    func rows(_ dimensions: [Metrics.Dimension], _ filters: [(Metrics.Dimension, String)]) throws
      -> [String]
    {
      try MetricsQuery(
        metrics: [.spend], dimensions: dimensions, grain: nil, from: nil, to: nil,
        filters: filters.map { (dimension: $0, value: $1) }
      ).run(session).map { "\($0.members.joined()) \($0.values.first?.value?.decimal(2) ?? "")" }
    }
    #expect(try rows([.currency], []) == ["EUR 1403.50", "USD 701.75"])
    #expect(try rows([], [(.currency, "EUR")]) == [" 1403.50"])
  }
}
