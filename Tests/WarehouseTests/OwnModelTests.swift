import Diagnostics
import Foundation
import GRDB
import Testing

@testable import Warehouse

/// Models that a user adds: what they select is what their tables hold.
@Suite struct OwnModelTests {
  private static let table = "{{ config(materialized='table') }}\n"
  private static let facts = "{{ ref('fact_marketing_performance') }}"

  /// - Parameters:
  ///   - columns: in the order of the YAML, all integers.
  ///   - keys: the primary key.
  private func fixture(_ sql: String, _ columns: [String], keys: [String] = ["date_key"]) throws
    -> Fixture
  {
    let fixture = try Fixture([
      "models/mine.sql": Self.table + sql,
      "models/mine.yml": """
      models:
        - name: mine
          constraints: [{type: primary_key, columns: [\(keys.joined(separator: ", "))]}]
          columns:
      \(columns.map { "      - {name: \($0), data_type: integer}" }.joined(separator: "\n"))
      """,
    ])
    try fixture.load(
      "a",
      [
        (20_241_104, "Brand", "MOBILE", 10), (20_241_105, "Brand", "mobile", nil),
        (20_241_106, "Other", "Computers", 30),
      ])
    return fixture
  }

  /// Each of the three ways in which a table is made.
  @Test(arguments: [
    "select date_key, sum(cost_micros) as spend, count(*) as rows_of_day from \(facts) group by date_key",
    "select date_key, coalesce(sum(cost_micros), 0) as spend, count(*) as rows_of_day from \(facts) group by date_key",
    "select r.date_key, r.cost_micros as spend, k.dimension_key * 0 + 1 as rows_of_day from {{ ref('stg_rows') }} as r join {{ ref('stg_member_keys') }} as k on k.member_id = r.device_member",
    "select r.date_key, r.cost_micros as spend, k.dimension_key as rows_of_day from {{ ref('stg_rows') }} as r join {{ ref('stg_member_keys') }} as k on k.member_id = r.channel_member",
  ])
  func columnsAreBoundByName(sql: String) throws {
    let fixture = try fixture(sql, ["rows_of_day", "date_key", "spend"])
    try fixture.build()
    let names = "date_key, spend, rows_of_day"
    let model = try #require(fixture.project.models.first { $0.name == "mine" })
    let made = try fixture.rows("SELECT \(names) FROM mine ORDER BY 1")
    #expect(made == (try fixture.rows("SELECT \(names) FROM (\(model.sql)) ORDER BY 1")))
    #expect(made.count == 3 && made[0][0] == "20241104")
  }

  @Test(arguments: [
    ("select date_key, count(*) as n, max(line) as top from \(facts) group by date_key", "top"),
    ("select date_key from \(facts) group by date_key", "n"),
    ("select date_key, count(*) as m from \(facts) group by date_key", "n"),
    ("select date_key, count(*) from \(facts) group by date_key", "n"),
    ("select date_key, count(*) as n, max(line) as n from \(facts) group by date_key", "n"),
  ])
  func otherColumnsThanTheYAMLListsAreRefused(sql: String, name: String) throws {
    let fixture = try fixture(sql, ["date_key", "n"])
    do {
      try fixture.build()
      Issue.record("was made")
    } catch let error as Diagnostic {
      #expect(error.code == .modelInvalid && error.message.contains(name), "\(error)")
      #expect(error.place == Place(file: "warehouse/models/mine.sql"))
    }
  }

  @Test(arguments: [
    ("select nope from {{ ref('dim_device') }}", ""),
    ("select device_key from {{ ref('dim_device') }}", "nope"),
  ])
  func aViewThatNobodyCanReadIsRefused(sql: String, column: String) throws {
    let fixture = try Fixture([
      "models/mine.sql": sql,
      "models/mine.yml":
        "models:\n  - name: mine\n    columns: [\(column.isEmpty ? "" : "{name: \(column)}")]\n",
    ])
    do {
      try fixture.build()
      Issue.record("was made")
    } catch let error as Diagnostic {
      #expect(error.code == .modelInvalid && error.message.contains("nope"), "\(error)")
      #expect(error.place == Place(file: "warehouse/models/mine.sql"))
    }
  }

  /// Sums that are made without SQL are made of the same rows as with it.
  @Test(arguments: [
    ("'two  spaces' = 'two ' || ' spaces'", 3), ("'It''s  OK' = 'It''s OK'", 0),
    (
      "date_key in (select date_key from {{ ref('mart_daily_device') }} where row_count > 0)", 3
    ),
    ("date_key in {{ ref('mart_daily_device') }}", nil), ("\"date_key\" in (20241104)", 1),
    ("date_key > 20241104 -- later\n  and date_key < 20241106 -- not the last", 1),
    ("date_key > 20241104 /* later\n\n */ and date_key < 20241106", 1),
    ("cost_micros / 40000000.0", 2),
  ])
  func conditionsOfSumsAreThoseOfSQL(condition: String, days: Int?) throws {
    let fixture = try fixture(
      "-- Rows.\nselect date_key, count(*) as n -- of a day\nfrom \(Self.facts)\nwhere \(condition)\ngroup by date_key",
      ["date_key", "n"])
    let model = try #require(fixture.project.models.first { $0.name == "mine" })
    guard let days else {
      #expect(RollupForm(model.sql) == nil)
      return
    }
    try fixture.build()
    #expect(try fixture.rows("SELECT * FROM mine ORDER BY 1").count == days)
    #expect(try fixture.rows("SELECT * FROM mine") == (try fixture.rows(model.sql)))
  }

  @Test func textInQuotesAndCommentsAreToldApart() {
    #expect(
      SelectText.plain("-- Why.\nselect  'a  -- b', \"c  /* d\" -- e\n from /* f */ g\n")
        == "select 'a  -- b', \"c  /* d\" from g")
  }

  /// A view of raw rows may be read for some exports alone only where no row of it is of several.
  @Test(arguments: [
    (
      "select * from {{ source('raw', 'rows') }} where is_repeat = 0 and coalesce(line, 0) > 1",
      true
    ),
    (
      "select *, (select max(line) from {{ source('raw', 'rows') }}) as m from {{ source('raw', 'rows') }}",
      false
    ),
    ("select load_id, max(line) as m from {{ source('raw', 'rows') }}", false),
    (
      "select r.* from {{ source('raw', 'rows') }} as r join {{ source('raw', 'rows') }} as s on s.line = r.line",
      false
    ),
    (
      "select r.*, t.path from {{ source('raw', 'rows') }} as r cross join (select max(path) as path from {{ source('raw', 'loads') }}) as t",
      false
    ),
  ])
  func viewsOfRawRowsAreOfOneRow(sql: String, isOne: Bool) throws {
    let project = try ModelProject(additions: [("v.sql", "models/v.sql", sql)])
    #expect(project.models.first { $0.name == "v" }?.isOfRawRows == isOne)
    #expect(project.models.first { $0.name == "stg_rows" }?.isOfRawRows == true)
  }
}
