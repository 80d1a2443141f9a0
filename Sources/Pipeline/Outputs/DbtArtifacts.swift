import Diagnostics
import Fingerprints
import Warehouse

/// `run_results.json` and `manifest.json` as dbt's own tools read them (run-results v6, manifest v12),
/// with one key more: `schema`, which every JSON of this program has.
struct DbtArtifacts {
  let results: [TestResult]
  let models: ModelProject
  /// What hangs on failing tests, by their names.
  let stakes: [String: StakeJSON]

  private static let package = "broadsheet"
  private static func id(model name: String) -> String { "model.\(package).\(name)" }
  private static func id(test name: String) -> String { "test.\(package).\(name)" }
  private static func id(source: String, _ table: String) -> String {
    "source.\(package).\(source).\(table)"
  }

  // MARK: Results

  private struct Metadata: Encodable {
    let dbt_schema_version: String
    let env = ["BROADSHEET_VERSION": World.version]
    let adapter_type: String?
    let project_name: String?
  }

  private struct RunResults: Encodable {
    struct Response: Encodable {
      let stake: StakeJSON?
    }

    struct Result: Encodable {
      let unique_id, status, message: String
      let failures: Int?
      let compiled_code, relation_name: String?
      let adapter_response: Response
      let compiled = true
      let thread_id = "main"
      /// Not measured: the same inputs give the same file.
      let execution_time = 0
      let timing: [String] = []
    }

    let schema = "broadsheet.run_results/1"
    let metadata = Metadata(
      dbt_schema_version: "https://schemas.getdbt.com/dbt/run-results/v6.json", adapter_type: nil,
      project_name: nil)
    let elapsed_time = 0
    let args: [String: String] = [:]
    let results: [Result]
  }

  func runResults() throws(Diagnostic) -> [UInt8] {
    let made = models.models.map { model in
      RunResults.Result(
        unique_id: Self.id(model: model.name), status: "success",
        message: model.materialization.rawValue, failures: nil, compiled_code: model.sql,
        relation_name: "\"\(model.name)\"", adapter_response: .init(stake: nil))
    }
    let asked = results.map { result in
      RunResults.Result(
        unique_id: Self.id(test: result.test.name), status: result.status.rawValue,
        message: result.failures == 0
          ? result.test.description : result.failing,
        failures: result.failures, compiled_code: result.test.sql, relation_name: nil,
        adapter_response: .init(stake: stakes[result.test.name]))
    }
    return try JSONText.encode(RunResults(results: made + asked))
  }

  // MARK: Manifest

  private struct Column: Encodable {
    let name, description: String
    let data_type: String?
  }

  private struct Node: Encodable {
    struct Checksum: Encodable {
      let name = "sha256"
      let checksum: String
    }

    struct Config: Encodable {
      let materialized: String
      let tags: [String]
      let severity, warn_if, error_if: String?
      let store_failures: Bool?
    }

    struct Parents: Encodable {
      let nodes: [String]
    }

    let unique_id, name, alias, resource_type, path, original_file_path, description: String
    let package_name = DbtArtifacts.package
    let database = "warehouse"
    let schema = "main"
    let language = "sql"
    let fqn: [String]
    let checksum: Checksum
    let config: Config
    let tags: [String]
    let columns: [String: Column]
    let depends_on: Parents
    let raw_code: String
    let column_name, attached_node: String?
  }

  private struct Source: Encodable {
    let unique_id, name, identifier, path, original_file_path: String
    let source_name = "raw"
    let source_description = ""
    let loader = "broadsheet ingest"
    let resource_type = "source"
    let package_name = DbtArtifacts.package
    let database = "warehouse"
    let schema = "main"
    let fqn: [String]
  }

  private struct Manifest: Encodable {
    let schema = "broadsheet.manifest/1"
    let metadata = Metadata(
      dbt_schema_version: "https://schemas.getdbt.com/dbt/manifest/v12.json",
      adapter_type: "sqlite", project_name: DbtArtifacts.package)
    let nodes: [String: Node]
    let sources: [String: Source]
    let parent_map, child_map: [String: [String]]
    let macros: [String: String] = [:]
    let docs: [String: String] = [:]
    let exposures: [String: String] = [:]
    let metrics: [String: String] = [:]
    let groups: [String: String] = [:]
    let selectors: [String: String] = [:]
    let disabled: [String: [String]] = [:]
    let group_map: [String: [String]] = [:]
    let saved_queries: [String: String] = [:]
    let semantic_models: [String: String] = [:]
    let unit_tests: [String: String] = [:]
  }

  func manifest() throws(Diagnostic) -> [UInt8] {
    let nodes = models.models.map(node) + results.map(\.test).map(node)
    var parents: [String: [String]] = [:]
    for node in nodes { parents[node.unique_id] = node.depends_on.nodes }
    var children = parents.mapValues { _ in [String]() }
    for (child, list) in parents.sorted(by: { $0.key < $1.key }) {
      for parent in list { children[parent, default: []].append(child) }
    }
    let tables = Set(models.models.flatMap(\.sources) + results.flatMap(\.test.sources)).sorted()
    let sources = tables.map { table in
      Source(
        unique_id: Self.id(source: "raw", table), name: table, identifier: "raw_\(table)",
        path: "models/staging/sources.yml", original_file_path: "models/staging/sources.yml",
        fqn: [Self.package, "raw", table])
    }
    return try JSONText.encode(
      Manifest(
        nodes: Dictionary(uniqueKeysWithValues: nodes.map { ($0.unique_id, $0) }),
        sources: Dictionary(uniqueKeysWithValues: sources.map { ($0.unique_id, $0) }),
        parent_map: parents, child_map: children))
  }

  private func node(_ model: Model) -> Node {
    let parents = Self.parents(model.dependencies, model.sources)
    return Node(
      unique_id: Self.id(model: model.name), name: model.name, alias: model.name,
      resource_type: "model", path: model.file, original_file_path: model.file,
      description: model.description,
      fqn: [Self.package] + model.file.split(separator: "/").dropLast().map(String.init)
        + [model.name],
      checksum: .init(checksum: Fingerprint.sha256(Array(model.sql.utf8))),
      config: .init(
        materialized: model.materialization.rawValue, tags: model.tags, severity: nil,
        warn_if: nil, error_if: nil, store_failures: nil),
      tags: model.tags,
      columns: Dictionary(
        model.columns.map {
          ($0.name, Column(name: $0.name, description: $0.description, data_type: $0.type))
        }, uniquingKeysWith: { first, _ in first }),
      depends_on: .init(nodes: parents), raw_code: model.text, column_name: nil,
      attached_node: nil)
  }

  private static func parents(_ models: [String], _ sources: [String]) -> [String] {
    Set(models).sorted().map(id(model:)) + Set(sources).sorted().map { id(source: "raw", $0) }
  }

  private func node(_ test: DataTest) -> Node {
    let settings = test.settings
    let isModel = models.models.contains { $0.name == test.model }
    return Node(
      unique_id: Self.id(test: test.name), name: test.name, alias: test.name,
      resource_type: "test", path: test.file, original_file_path: test.file,
      description: test.description, fqn: [Self.package, "tests", test.name],
      checksum: .init(checksum: Fingerprint.sha256(Array(test.sql.utf8))),
      config: .init(
        materialized: "test", tags: settings.tags, severity: settings.severity.rawValue,
        warn_if: settings.warnIf.text, error_if: settings.errorIf.text,
        store_failures: settings.storesFailures),
      tags: settings.tags, columns: [:],
      depends_on: .init(nodes: Self.parents(test.dependencies, test.sources)),
      raw_code: test.text ?? "{{ test_\(test.kind)(**_dbt_generic_test_kwargs) }}",
      column_name: test.column.isEmpty ? nil : test.column,
      attached_node: isModel ? Self.id(model: test.model) : nil)
  }
}
