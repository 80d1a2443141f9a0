import Diagnostics
import Foundation
import GRDB
import Testing

@testable import Warehouse

/// What of dbt is read, and that the rest is refused.
@Suite struct ModelProjectTests {
  private func project(_ files: [String: String]) throws(Diagnostic) -> ModelProject {
    try ModelProject(
      additions: files.sorted { $0.key < $1.key }.map { ("warehouse/\($0.key)", $0.key, $0.value) })
  }

  @Test func everyFileOfTheFolderIsBuiltIn() throws {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../Sources/Warehouse/Project").standardizedFileURL.path
    let names = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String }
      .filter { $0.hasSuffix(".sql") || $0.hasSuffix(".yml") }
    #expect(Set(names ?? []) == Set(BuiltInProject.files.map(\.name)))
  }

  @Test func aModelReplacesTheBuiltInOneOfItsName() throws {
    let sql = "{{ config(materialized='view', tags=['mine', 'bi']) }}\nselect 1 as x"
    let project = try project(["models/reports/marketing_performance.sql": sql])
    let model = try #require(project.models.first { $0.name == "marketing_performance" })
    #expect(model.sql == "select 1 as x")
    #expect(model.tags == ["mine", "bi"])
    #expect(project.models.filter { $0.name == "marketing_performance" }.count == 1)
  }

  @Test func settingsOfTestsAreRead() throws {
    let project = try project([
      "tests/mine.sql":
        "{{ config(severity='error', warn_if='> 2', error_if='>= 10', store_failures=false, tags='t') }}\nselect 1 as x",
      "models/mine.yml": """
      models:
        - name: dim_device
          columns:
            - name: device_key
              data_type: integer
              data_tests:
                - accepted_range:
                    name: keys_in_range
                    arguments: {min_value: 0}
                    config: {where: device_key > 5, warn_if: "> 1", tags: [t, u]}
      """,
    ])
    let mine = try #require(project.tests.first { $0.name == "mine" })
    #expect([0, 3, 10].map(mine.settings.status) == [.pass, .warn, .fail])
    #expect(mine.settings.status(2) == .pass)
    #expect(!mine.settings.storesFailures)
    let range = try #require(project.tests.first { $0.name == "keys_in_range" })
    #expect(range.severity == .warn)
    #expect(range.settings.tags == ["t", "u"])
    #expect(range.sql.contains("where device_key > 5"))
    #expect(range.settings.status(1) == .pass)
  }

  @Test(arguments: [
    ("macros.sql", "select 1", "no file of a dbt project", nil, nil),
    ("models/raw_trail.sql", "select 1 as a", "names the program keeps", nil, nil),
    ("models/mine/META_state.sql", "select 1 as a", "names the program keeps", nil, nil),
    ("models/sqlite_x.sql", "select 1 as a", "names the program keeps", nil, nil),
    ("models/x.py", "", "no file of a dbt project", nil, nil),
    ("models/up.SQL", "select 1 as a", "no file of a dbt project", nil, nil),
    ("tests/mine.yml", "", "no file of a dbt project", nil, nil),
    ("models/Dim_Date.sql", "select 1 as a", "two models are called Dim_Date", nil, nil),
    ("models/a\"b.sql", "select 1 as a", "no quotation mark", nil, nil),
    ("models/a.sql", "{{ config(severity='error') }} select 1", "for tests, not for models", 1, 1),
    ("models/a.sql", "{{ config(materialized='ephemeral') }} select 1", "materialized is", 1, 1),
    ("models/a.sql", "{{ config(unique_key='id') }} select 1", "can only be date_key", 1, 1),
    (
      "models/a.sql",
      "{{ config(materialized='incremental', unique_key='date_key') }} select 1",
      "needs its columns", nil, nil
    ),
    (
      "models/a.sql",
      "-- Why.\n{{ config(materialized='incremental', incremental_strategy='delete+insert') }} select 1",
      "needs unique_key='date_key'", 2, 1
    ),
    (
      "models/a.sql", "{{ config(materialized='view', unique_key='date_key') }} select 1",
      "for incremental models", 1, 1
    ),
    ("models/a.sql", "select 1 as a;\ndelete from raw_rows", "a semicolon ends", 1, 14),
    (
      "models/a.sql", "select ';' as a, /* ; */ \"b;\" -- ;\nfrom c\n; drop table d",
      "a semicolon ends",
      3, 1
    ),
    ("tests/a.sql", "select 1;", "a semicolon ends", 1, 9),
    ("models/a.sql", "select *\nfrom {{ ref('nope') }}", "names no model", 2, 6),
    ("tests/a.sql", "select *\nfrom {{ ref('nope') }}", "names no model", 2, 6),
    ("models/a.sql", "select * from {{ source('raw', 'nope') }}", "names no raw table", 1, 15),
    ("models/a.sql", "select * from {{ source('nope', 'rows') }}", "names no raw table", 1, 15),
    ("tests/a.sql", "\n{{ config(warn_if='many') }} select 1", "warn_if compares", 2, 1),
    ("tests/a.sql", "{{ config(materialized='view') }} select 1", "not for tests", 1, 1),
    ("tests/no_dates.sql", "{{ config(tags=[1]) }} select 1", "no quoted text", 1, 1),
    ("dbt_project.yml", "name: x\nmodels:\n  a: 1\n", "not read here", 2, 1),
    ("dbt_project.yml", "name: x\ndata_tests: error\n", "keys and values are expected", 2, 13),
    ("dbt_project.yml", "- name: x\n", "keys and values are expected", 1, 1),
    (
      "dbt_project.yml", "tests: {+severity: warn}\ndata_tests: {+severity: error}\n",
      "both stand here", 1, 8
    ),
    ("dbt_project.yml", "model-paths: [staging]\n", "can only be [models]", 1, 14),
    (
      "models/a.yml", "models:\n  - name: dim_device\n    config: {enabled: false}\n",
      "unknown key enabled", 3, 14
    ),
    (
      "models/a.yml",
      "sources:\n  - name: raw\n    tables:\n      - name: rows\n        tests: [x]\n",
      "unknown key tests", 5, 9
    ),
    (
      "models/a.yml",
      "models:\n  - name: dim_device\n    tests:\n      - unique: {config: {limit: 3}}\n",
      "unknown key limit", 4, 27
    ),
  ])
  func anythingElseIsRefused(name: String, text: String, words: String, line: Int?, column: Int?)
    throws
  {
    do {
      _ = try project([name: text])
      Issue.record("was read")
    } catch {
      #expect(error.code == .modelInvalid)
      #expect(error.message.contains(words), "\(error)")
      #expect(error.place == Place(file: "warehouse/\(name)", line: line, column: column))
    }
  }

  @Test(arguments: [("models", "two models"), ("tests", "two data tests")])
  func twoOfOneNameAreRefused(folder: String, words: String) {
    do {
      _ = try project([
        "\(folder)/a/mine.sql": "select 1 as x", "\(folder)/b/MINE.sql": "select 2 as x",
      ])
      Issue.record("was read")
    } catch {
      #expect(error.message.contains("\(words) are called"), "\(error)")
      // Both are named.
      #expect(error.place?.file == "warehouse/\(folder)/b/MINE.sql")
      #expect(error.hint?.contains("warehouse/\(folder)/a/mine.sql") == true)
    }
  }

  /// What a project's YAML adds to a built-in model does not depend on what its file is called.
  @Test(arguments: ["models/a.yml", "models/marts/b.yaml", "models/staging/zz.yml", "models/z.yml"])
  func yamlAddsToABuiltInModel(name: String) throws {
    let project = try project([
      name: """
      models:
        - name: dim_device
          description: Ours.
          config: {tags: [mine]}
          columns:
            - name: device_name
              description: As we call it.
              data_tests:
                - unique: {config: {severity: error}}
                - accepted_values: {name: accepted_values_dim_device_device_name, values: [Desktop]}
        - name: mart_daily_device
          data_tests: [expression_is_true: {expression: row_count > 0}]
      """
    ])
    let built = try ModelProject()
    let model = try #require(project.models.first { $0.name == "dim_device" })
    #expect(model.description == "Ours." && model.tags == ["mine"])
    #expect(model.columns.map(\.name) == ["device_key", "device_name"])
    #expect(model.columns.map(\.type) == ["integer", "text"])
    #expect(model.columns[0].isPrimaryKey && model.columns[1].isNotNull)
    #expect(model.columns[1].description == "As we call it.")
    // Two are new, and one has taken the place of the built-in one.
    #expect(project.tests.count == built.tests.count + 2)
    let values = try #require(
      project.tests.first { $0.name == "accepted_values_dim_device_device_name" })
    #expect(values.file == "warehouse/\(name)" && values.sql.contains("Mobile") == false)
    let mart = try #require(project.models.first { $0.name == "mart_daily_device" })
    #expect(mart.columns.count == 11 && mart.isMadeByDay)
  }

  @Test func aModelIsDescribedOnce() {
    do {
      _ = try project([
        "models/a.yml": "models:\n  - name: dim_date\n    description: a\n",
        "models/b.yml": "models:\n  - name: dim_date\n    description: b\n",
      ])
      Issue.record("was read")
    } catch {
      #expect(error.place == Place(file: "warehouse/models/b.yml", line: 2, column: 5))
      #expect(error.hint?.contains("warehouse/models/a.yml") == true)
    }
  }

  @Test func pagesOfDbtArePassedOverWithAWord() throws {
    let warnings = try project(["models/docs.md": "{% docs x %}"]).warnings
    #expect(warnings.map(\.place) == [Place(file: "warehouse/models/docs.md")])
    #expect(warnings.map(\.severity) == [.warning])
  }

  @Test func lineEndsOfWindowsAreLineEnds() throws {
    let project = try project([
      "tests/mine.sql":
        "-- What it asks.\r\nselect date_key\r\nfrom {{ ref('dim_date') }}\r\nwhere date_key < 0\r\n"
    ])
    let test = try #require(project.tests.first { $0.name == "mine" })
    #expect(test.description == "What it asks.")
    #expect(test.question == .holds(expression: "not (date_key < 0)"))
  }

  @Test func macrosAndTheSeverityOfTheProjectAreForBoth() throws {
    let project = try project([
      "macros/any.sql": "{% macro x() %}{% endmacro %}",
      "dbt_project.yml": "name: mine\nmodel-paths: [models]\ndata_tests:\n  +severity: error\n",
    ])
    #expect(project.tests.first { $0.name == "days_complete" }?.severity == .error)
  }

  @Test func selectionSpeaksDbt() throws {
    let project = try project([
      "models/mine.sql":
        "{{ config(materialized='view', tags=['mine']) }} select * from {{ ref('dim_device') }}"
    ])
    func chosen(_ select: [String], _ exclude: [String] = []) throws -> Selection {
      try Selection(select: select, exclude: exclude, project)
    }
    #expect(try chosen(["tag:mine"]).models == ["mine"])
    #expect(try chosen(["dim_device+"]).models.isSuperset(of: ["dim_device", "mine"]))
    #expect(try chosen(["+mine"]).models.contains("stg_members"))
    #expect(try !chosen(["+mine"]).models.contains("mart_daily_device"))
    #expect(try chosen(["unique_dim_device_device_key"]).models == [])
    #expect(
      try chosen(["+unique_dim_device_device_key"]).models.isSuperset(
        of: ["dim_device", "stg_members"]))
    #expect(try chosen(["mart_daily_*"]).models.count == 6)
    #expect(try chosen(["mart_daily_*"], ["mart_daily_device"]).models.count == 5)
    #expect(try chosen(["+mine,dim_*"]).models == ["dim_device"])
    #expect(
      try chosen(["test_type:singular"]).tests
        == Set(project.tests.filter { $0.kind == "singular" }.map(\.name)))
    #expect(try chosen(["dim_device"]).tests.contains("unique_dim_device_device_key"))
    // A test is of all that it reads.
    #expect(try chosen(["mart_daily_segment"]).tests.contains("marts_equal_facts"))
    #expect(
      try chosen(["dim_device"]).tests.contains(
        "relationships_fact_marketing_performance_device_key"))
    #expect(try chosen(["source:raw.sales"]).tests == ["claims_within_sales"])
    #expect(try chosen(["source:raw.sales"]).models == [])
    #expect(try chosen(["source:raw.calendar+"]).models.isSuperset(of: ["dim_date"]))
    #expect(try chosen(["source:raw"]).tests.contains("money_trail_balances"))
    #expect(try chosen(["path:models/staging"]).models.allSatisfy { $0.hasPrefix("stg_") })
    do {
      _ = try chosen(["dim_devise"])
      Issue.record("was read")
    } catch let error as Diagnostic {
      #expect(error.code == .usage && error.hint == "did you mean dim_device?")
    }
  }

  @Test(arguments: [
    ([""], [], "--select ''"), (["dim_device,stg_rows"], [], "--select dim_device,stg_rows"),
    (["mine"], ["mine"], "--select mine --exclude mine"), ([], ["*"], "--exclude *"),
  ])
  func aSelectionOfNothingIsRefused(select: [String], exclude: [String], words: String) throws {
    let project = try project(["models/mine.sql": "select 1 as a"])
    do {
      _ = try Selection(select: select, exclude: exclude, project)
      Issue.record("was read")
    } catch {
      #expect(error.code == .usage)
      #expect(error.message == "no model and no data test is left by \(words)")
    }
  }

  @Test func whatHangsOnFailuresIsKeptWithAllFacts() throws {
    let fixture = try Fixture()
    try fixture.load(
      "a", [(20_241_104, "Brand", "Mobile", -5), (20_241_105, "Other", "Mobile", nil)])
    try fixture.build()
    func kept() throws -> Stake? {
      let results = try fixture.record(build: "b")
      let kept = try fixture.warehouse.reading {
        try TestRunner.recorded(build: "b", fixture.project, $0)
      }
      #expect(kept?.map(\.stake) == results.map(\.stake))
      return kept?.first { $0.test.name == "cost_not_negative" }?.stake
    }
    let before = try #require(try kept())
    #expect(before.rows == 1 && before.spend == -5_000_000 && before.whole.rows == 2)
    // Whoever changes the facts has them tested again: nothing of before is left.
    try fixture.execute(
      "UPDATE fact_marketing_performance SET cost_micros = 7 WHERE cost_micros < 0")
    #expect(try kept() == nil)
    #expect(
      try fixture.rows("SELECT * FROM meta_test_stakes WHERE test = 'cost_not_negative'") == [])
  }

  @Test func failingRowsAreKept() throws {
    let fixture = try Fixture()
    try fixture.load("a", [(20_241_104, "Brand", "Mobile", -5)])
    try fixture.build()
    _ = try fixture.record(build: "b")
    let kept = try fixture.rows(
      "SELECT test, json_extract(row, '$.cost_micros') FROM meta_test_failures")
    #expect(kept == [["\"cost_not_negative\"", "-5000000"]])
  }

  /// Rows of days that changed join those that were kept, as far as nothing is missing.
  @Test func keptRowsAreThoseOfTheNewestDays() {
    func rows(_ days: Int64...) -> [FailingRows.Dated] {
      days.enumerated().map { ($1, "\($1).\($0)") }
    }
    func merged(
      _ kept: [FailingRows.Dated], _ fresh: [FailingRows.Dated], _ changed: Set<Int64>, _ total: Int
    ) -> [String]? {
      FailingRows.merged(kept: kept, fresh: fresh, changed: changed, total: total, most: 3)
    }
    // A new day, before and after others.
    #expect(merged(rows(5, 5), rows(6), [6], 3) == ["6.0", "5.0", "5.1"])
    #expect(merged(rows(5, 5, 4), rows(6, 6), [6], 5) == ["6.0", "6.1", "5.0"])
    // A day that fails no more, where all were kept and where older ones were not.
    #expect(merged(rows(6, 5), rows(), [6], 1) == ["5.1"])
    #expect(merged(rows(6, 5, 4), rows(), [6], 9) == nil)
    // Rows of an older day that changed may come before others that were not kept.
    #expect(merged(rows(6, 5, 4), rows(3, 3), [3, 6], 9) == nil)
    #expect(merged(rows(6, 5, 4), rows(4, 4), [4], 9) == nil)
    #expect(merged(rows(6, 5, 5), rows(4), [4], 4) == ["6.0", "5.1", "5.2"])
  }
}
