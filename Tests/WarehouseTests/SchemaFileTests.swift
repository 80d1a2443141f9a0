import Diagnostics
import Testing

@testable import Warehouse

/// Nothing of a YAML file is passed over: it means what it means to dbt, or is refused at its place.
@Suite struct SchemaFileTests {
  private func project(_ yaml: String) throws(Diagnostic) -> ModelProject {
    try ModelProject(additions: [
      ("warehouse/models/v.sql", "models/v.sql", "select 1 as a, 'x' as b"),
      ("warehouse/models/v.yml", "models/v.yml", yaml),
    ])
  }

  /// Of a view with columns a and b: lines from the fourth on stand below column a.
  private static func ofColumn(_ lines: String) -> String {
    "models:\n  - name: v\n    columns:\n      - name: a\n" + lines
  }

  @Test(arguments: [
    (
      ofColumn(
        """
                data_tests:
                  - accepted_range:
                      max_value: 0
                    config:
                      severity: error
        """), "a data test is one key", 8, 13
    ),
    (
      ofColumn("        data_tests:\n          - not_null: {}\n            unique: {}\n"),
      "a data test is one key", 7, 13
    ),
    (
      ofColumn("        data_tests:\n          - not_null: {config: [severity, error]}\n"),
      "keys and values are expected", 6, 32
    ),
    (
      ofColumn("        data_tests:\n          - not_null: {config: error}\n"),
      "keys and values are expected", 6, 32
    ),
    (
      ofColumn("        tests: [unique]\n        data_tests: [not_null]\n"),
      "both stand here", 5, 16
    ),
    (ofColumn("        data_tests: unique\n"), "a list is expected", 5, 21),
    (ofColumn("        data_tests:\n          not_null: {}\n"), "a list is expected", 6, 11),
    (
      ofColumn("        data_tests:\n          - not_null: {min_value: 5}\n"),
      "unknown key min_value", 6, 24
    ),
    (
      ofColumn(
        "        data_tests:\n          - accepted_range: {min_value: 9, arguments: {min_value: 0}}\n"
      ), "unknown key min_value", 6, 30
    ),
    (
      ofColumn("        data_tests:\n          - accepted_range: {arguments: [1]}\n"),
      "keys and values are expected", 6, 41
    ),
    (
      ofColumn("        data_tests:\n          - accepted_values: {values: [x, [y]]}\n"),
      "text is expected", 6, 43
    ),
    (
      ofColumn("        data_tests:\n          - accepted_values: {values: [x, null]}\n"),
      "text is expected", 6, 43
    ),
    (
      ofColumn("        data_tests:\n          - expression_is_true: {expression: a = 1}\n"),
      "asked of a model", 6, 13
    ),
    ("models:\n  - name: v\n    data_tests: [not_null]\n", "asked of a column", 3, 18),
    (ofColumn("        data_tests: [nope]\n"), "no test is called nope", 5, 22),
    (
      ofColumn("        data_tests:\n          - relationships: {to: ref('nope'), field: a}\n"),
      "ref('nope') names no model", 6, 33
    ),
    (
      ofColumn("        data_tests:\n          - relationships: {to: dim_date, field: a}\n"),
      "no call that is read here", 6, 33
    ),
    (ofColumn("        constraints: not_null\n"), "a list is expected", 5, 22),
    (ofColumn("        constraints: [{type: not_null}]\n"), "a view has no constraints", 5, 23),
    (
      "models:\n  - name: v\n    columns: [{name: a}]\n    constraints: [{type: primary_key, columns: [a]}]\n",
      "a view has no constraints", 4, 19
    ),
    (ofColumn("      - name: a\n"), "column a stands twice", 5, 9),
    (ofColumn("        description: [x]\n"), "text is expected", 5, 22),
    ("models:\n  v:\n    description: x\n", "a list is expected", 2, 3),
    ("models:\n  - name: v\n    columns:\n      a: {}\n", "a list is expected", 4, 7),
    ("models:\n  - v\n", "keys and values are expected", 2, 5),
    ("models:\n  - name: v\n    config: enabled\n", "keys and values are expected", 3, 13),
    ("- models: []\n", "keys and values are expected", 1, 1),
    ("models\n", "keys and values are expected", 1, 1),
    ("version: 1\nmodels: []\n", "version can only be 2", 1, 10),
    ("sources:\n  - name: crm\n    tables: []\n", "only source is called raw", 2, 11),
    ("sources:\n  - name: raw\n    tables: [{name: nope}]\n", "nope is no raw table", 3, 21),
    ("models: []\nmodels: []\n", "stands twice", 1, 1),
    ("models: [\n", "expected", 2, 1),
    ("models: []\n---\nmodels: []\n", "expected a single document", 2, 1),
  ])
  func whatWouldBeIgnoredIsRefused(yaml: String, words: String, line: Int, column: Int) {
    do {
      _ = try project(yaml)
      Issue.record("was read")
    } catch {
      #expect(error.code == .modelInvalid)
      #expect(error.message.contains(words), "\(error)")
      #expect(
        error.place == Place(file: "warehouse/models/v.yml", line: line, column: column),
        "\(error)")
    }
  }

  @Test func whatDbtReadsIsRead() throws {
    let project = try project(
      Self.ofColumn(
        """
                data_tests:
                  - not_null
                  - relationships: {name: of_day, arguments: {to: 'ref( "dim_date" )', field: date_key}}
                  - relationships: {to: "source('raw', 'calendar')", field: date_key, config: {severity: ERROR}}
                  - accepted_values: {values: [1, two], config: {where: b = 'x', error_if: "> 1"}}
        """))
    let tests = project.tests.filter { $0.model == "v" }
    #expect(
      tests.map(\.name) == [
        "accepted_values_v_a", "not_null_v_a", "of_day", "relationships_v_a",
      ])
    #expect(
      tests[2].question == .relationship(column: "a", table: "dim_date", field: "date_key"))
    #expect(
      tests[3].question == .relationship(column: "a", table: "raw_calendar", field: "date_key"))
    #expect(tests[3].severity == .error)
    #expect(try self.project("# Nothing.\n").tests.count == project.tests.count - 4)
  }

  @Test(arguments: [
    ("ref('nope')", "a", "names no model"), ("ref('v')", "a", "is a view"),
    ("ref('dim_date')", "nope", "one without nope"),
    ("source('raw', 'calendar')", "date_key", "ref('model') is expected"),
  ])
  func aForeignKeyIsToAColumnOfATable(to: String, column: String, words: String) {
    do {
      _ = try ModelProject(additions: [
        ("v.sql", "models/v.sql", "select 1 as a"),
        ("t.sql", "models/t.sql", "{{ config(materialized='table') }} select 1 as a"),
        (
          "t.yml", "models/t.yml",
          "models:\n  - name: t\n    columns:\n      - name: a\n        data_type: integer\n        constraints:\n          - {type: foreign_key, to: \"\(to)\", to_columns: [\(column)]}\n"
        ),
      ])
      Issue.record("was read")
    } catch {
      #expect(error.message.contains(words), "\(error)")
      #expect(error.place == Place(file: "t.yml", line: 7, column: 37))
    }
  }
}
