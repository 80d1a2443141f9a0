import Diagnostics
import Foundation
import GRDB
import Metrics
import Testing

@testable import Pipeline

/// What locations lie in, as far as exports say: an attribute of the location, never a grain.
@Suite struct LocationPlaceTests {
  private static func export(_ columns: [String], _ rows: [[String]]) -> String {
    let head =
      ["Campaign", "Day"] + columns + ["Impr.", "Clicks", "Cost", "Conversions", "Conv. value"]
    return
      ([head]
      + rows.map {
        ["Brand", $0[0]] + $0.dropFirst().dropLast() + [
          "1000", "50", $0[$0.count - 1], "2", "90.00",
        ]
      })
      .map { $0.joined(separator: ",") }.joined(separator: "\n") + "\n"
  }

  /// Group → spend.
  private func spend(_ project: Project, by dimension: Metrics.Dimension) throws -> [String: Double]
  {
    let query = MetricsQuery(
      metrics: [.spend], dimensions: [dimension], grain: nil, from: nil, to: nil, filters: [])
    let rows = try query.run(project.session())
    return Dictionary(
      uniqueKeysWithValues: rows.map { ($0.members[0], $0.values[0].value?.double ?? .nan) })
  }

  private func build(_ project: Project) throws {
    let session = try project.session()
    _ = try IngestStep(session).run([])
    _ = try BuildStep(session).build(fullRefresh: false)
  }

  @Test func regionsAndCountriesSumTheirLocations() throws {
    let project = try Project()
    try project.write(
      "data/raw/a.csv",
      Self.export(
        ["City", "Region", "Country/Territory"],
        [
          ["2024-11-04", "Pune", "Maharashtra", "India", "10.00"],
          ["2024-11-04", "Mumbai", "Maharashtra", "India", "20.00"],
          ["2024-11-04", "Paris", "Texas", "United States", "5.00"],
          ["2024-11-05", "Paris", "Île-de-France", "France", "7.00"],
          ["2024-11-05", "Delhi", "", "India", "4.00"],
        ]))
    try build(project)
    #expect(
      try spend(project, by: .region) == ["Maharashtra": 30, "(several)": 12, "(not set)": 4])
    #expect(try spend(project, by: .country) == ["India": 34, "(several)": 12])
    #expect(
      try spend(project, by: .location) == ["Pune": 10, "Mumbai": 20, "Paris": 12, "Delhi": 4])
  }

  /// A later export that says more, or less, replaces the rows of the first: nothing counts twice.
  @Test func whatALocationLiesInIsNoGrain() throws {
    let project = try Project()
    try project.write(
      "data/raw/1.csv", Self.export(["City"], [["2024-11-04", "Pune", "10.00"]]))
    try build(project)
    #expect(try spend(project, by: .country) == ["(not set)": 10])
    try project.write(
      "data/raw/2.csv",
      Self.export(["City", "Country/Territory"], [["2024-11-04", "Pune", "India", "11.00"]]))
    try build(project)
    #expect(try spend(project, by: .country) == ["India": 11])
    #expect(try spend(project, by: .location) == ["Pune": 11])
    let session = try project.session()
    _ = try RetractStep(session).run("data/raw/2.csv")
    _ = try BuildStep(session).build(fullRefresh: false)
    let names = try session.warehouse.reading {
      try String.fetchAll($0, sql: "SELECT country_name FROM dim_location WHERE location_key <> 0")
    }
    #expect(names == ["(not set)"])
  }

  /// Where the location is a region or a country itself, it lies in itself.
  @Test func aLocationMayBeARegionOrACountry() throws {
    let project = try Project()
    try project.write(
      "data/raw/a.csv",
      Self.export(["Region", "Country/Territory"], [["2024-11-04", "Bavaria", "Germany", "3.00"]]))
    try project.write(
      "data/raw/b.csv", Self.export(["Country/Territory"], [["2024-11-11", "Germany", "8.00"]]))
    try build(project)
    #expect(try spend(project, by: .region) == ["Bavaria": 3, "(not set)": 8])
    #expect(try spend(project, by: .country) == ["Germany": 11])
  }
}
