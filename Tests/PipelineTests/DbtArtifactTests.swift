import Foundation
import Testing

@testable import Pipeline

/// `manifest.json` tells dbt's tools what every model and test reads, and how it is written.
@Suite struct DbtArtifactTests {
  private struct Manifest: Decodable {
    struct Node: Decodable {
      struct Parents: Decodable {
        let nodes: [String]
      }
      let depends_on: Parents
      let raw_code: String
    }
    let nodes: [String: Node]
    let child_map: [String: [String]]
  }

  @Test func testsDependOnAllThatTheyRead() throws {
    let project = try Project()
    try project.write("data/raw/a.csv", Project.month(days: 10))
    try project.run()
    let bytes = try #require(
      try FileSystem.read("\(project.path)/output/artifacts/manifest.json"))
    let manifest = try JSONDecoder().decode(Manifest.self, from: Data(bytes))
    func node(_ id: String) throws -> Manifest.Node { try #require(manifest.nodes[id]) }
    let relationship = try node(
      "test.broadsheet.relationships_fact_marketing_performance_device_key")
    #expect(
      relationship.depends_on.nodes
        == ["model.broadsheet.dim_device", "model.broadsheet.fact_marketing_performance"])
    #expect(relationship.raw_code == "{{ test_relationships(**_dbt_generic_test_kwargs) }}")
    let sums = try node("test.broadsheet.marts_equal_facts")
    #expect(sums.depends_on.nodes.count == 7)
    #expect(sums.raw_code.contains("{{ ref('mart_daily_device') }}"))
    let future = try node("test.broadsheet.no_future_dates")
    #expect(future.depends_on.nodes.contains("source.broadsheet.raw.parameters"))
    #expect(
      try node("model.broadsheet.dim_device").raw_code.hasPrefix(
        "{{ config(materialized='table') }}"))
    #expect(
      manifest.child_map["model.broadsheet.dim_device"]?.contains(
        "test.broadsheet.relationships_fact_marketing_performance_device_key") == true)
  }
}
