import Diagnostics
import Foundation
import GRDB
import Metrics
import Testing

@testable import Pipeline
@testable import Warehouse

/// Models and tests that a user adds are asked and made again when what they read has changed.
@Suite struct OwnModelTests {
  private let incremental =
    "{{ config(materialized='incremental', unique_key='date_key') }}\n"

  private func project(_ files: [String: String]) throws -> Project {
    let project = try Project()
    try project.write("data/raw/a.csv", Project.month(days: 10))
    try sales(1...10, in: project)
    for (name, text) in files { try project.write("warehouse/\(name)", text) }
    return project
  }

  private func sales(_ days: ClosedRange<Int>, in project: Project) throws {
    try project.write(
      "data/sales.csv",
      "date,orders,revenue\n"
        + days.map { "2024-11-\($0 < 10 ? "0" : "")\($0),5,\($0 * 100)\n" }.joined())
  }

  private func failing(_ project: Project, again: Bool) throws -> [String] {
    let session = try project.session()
    _ = try IngestStep(session).run([])
    try BuildStep(session).build(fullRefresh: false)
    return try BuildStep(session).test(again: again).filter { $0.status == .fail }.map(\.test.name)
  }

  /// Rows that passed are asked again when another table that the test reads has changed.
  @Test func aTestIsAskedAgainOfWhatItReads() throws {
    let project = try project([
      "tests/day_is_known.sql": """
      {{ config(severity='error') }}
      select date_key, line
      from {{ ref('fact_marketing_performance') }}
      where date_key not in (select date_key from {{ source('raw', 'sales') }})
      """,
      "models/sold.sql":
        "{{ config(materialized='table') }}\nselect date_key, revenue_micros from {{ source('raw', 'sales') }}",
      "models/counted.sql": incremental
        + "select date_key, count(*) as n from {{ ref('fact_marketing_performance') }} group by date_key",
      "models/mine.yml": """
      models:
        - name: sold
          columns:
            - {name: date_key, data_type: integer, constraints: [{type: primary_key}]}
            - {name: revenue_micros, data_type: integer}
        - name: counted
          columns:
            - name: date_key
              data_type: integer
              constraints: [{type: primary_key}]
              data_tests:
                - relationships: {arguments: {to: ref('sold'), field: date_key}, config: {severity: error}}
            - {name: n, data_type: integer}
      """,
    ])
    #expect(try failing(project, again: false) == [])
    try sales(1...9, in: project)
    let names = ["day_is_known", "relationships_counted_date_key"]
    #expect(try failing(project, again: false).sorted() == names)
    #expect(try failing(project, again: true).sorted() == names)
    try sales(1...10, in: project)
    #expect(try failing(project, again: false) == [])
  }

  /// Built-in tests are asked only of days that were made again, also where the project is a copy of theirs.
  @Test(arguments: [false, true])
  func builtInTestsReadOnlyChangedDays(isCopied: Bool) throws {
    let project = try project([:])
    if isCopied { _ = try Scaffold.models(project.path) }
    #expect(try failing(project, again: false) == [])
    try project.write("data/raw/b.csv", Project.month(days: 11))
    let session = try project.session()
    _ = try IngestStep(session).run([])
    try BuildStep(session).build(fullRefresh: false)
    let plan = try session.warehouse.reading {
      try TestPlan(session.models, onlyChanged: true, $0)
    }
    #expect(plan.changed?.isEmpty == false)
    let byDay = Set(session.models.models.filter(\.isMadeByDay).map(\.name))
    var scans = 0
    for case .rows(let scan) in plan.passes where byDay.contains(scan.model) {
      #expect(scan.filter != nil, "\(scan.model) \(scan.tests.map(\.name))")
      scans += 1
    }
    #expect(scans == byDay.count)
  }

  /// On an earlier day than tests were last asked, rows lie in the future that did not: all are asked.
  @Test(arguments: [("2024-12-01", [String]()), ("2999-01-01", ["no_future_dates"])])
  func anEarlierDayOfTheRunIsAskedAnew(lastAsked: String, names: [String]) throws {
    let project = try project([:])
    #expect(try failing(project, again: false) == [])
    let session = try project.session()
    try session.warehouse.transaction { db in
      try db.execute(
        sql: "UPDATE fact_marketing_performance SET period_end_key = 29981231 WHERE line = 2")
      try db.execute(
        sql: "UPDATE meta_state SET value = ? WHERE name = 'tested_on'", arguments: [lastAsked])
      try db.execute(sql: "UPDATE meta_state SET value = '' WHERE name = 'tested'")
    }
    let found = try BuildStep(session).test(again: false).filter { $0.failures > 0 }
    #expect(found.map(\.test.name).filter { $0 == "no_future_dates" } == names)
  }

  /// What is made day by day is as if it were made whole, whatever it reads.
  @Test func anIncrementalModelOfOtherThingsThanDaysIsMadeWhole() throws {
    let project = try project([
      "models/shop.sql": "select date_key, revenue_micros from {{ source('raw', 'sales') }}",
      "models/both.sql": incremental + """
        select f.date_key, count(*) as n, max(s.revenue_micros) as revenue_micros
        from {{ ref('fact_marketing_performance') }} as f
        left join {{ ref('shop') }} as s on s.date_key = f.date_key
        group by f.date_key
        """,
      "models/above.sql": incremental
        + "select date_key, coalesce(sum(revenue_micros), 0) as total from {{ ref('both') }} group by date_key",
      "models/mine.yml": """
      models:
        - name: both
          columns:
            - {name: date_key, data_type: integer, constraints: [{type: primary_key}]}
            - {name: n, data_type: integer}
            - {name: revenue_micros, data_type: integer}
        - name: above
          columns:
            - {name: date_key, data_type: integer, constraints: [{type: primary_key}]}
            - {name: total, data_type: integer}
      """,
    ])
    func made() throws -> [Int64] {
      let session = try project.session()
      _ = try IngestStep(session).run([])
      try BuildStep(session).build(fullRefresh: false)
      _ = try BuildStep(session).test(again: false)
      return try session.warehouse.reading {
        try Int64.fetchAll(
          $0,
          sql: """
            SELECT sum(revenue_micros) FROM both UNION ALL SELECT sum(total) FROM above
            UNION ALL SELECT count(*) FROM both
            """)
      }
    }
    #expect(try made() == [5_500_000_000, 5_500_000_000, 10])
    try sales(1...9, in: project)
    #expect(try made() == [4_500_000_000, 4_500_000_000, 10])
    let models = try project.session().models.models.filter { $0.materialization == .incremental }
    let whole = models.filter { !$0.isMadeByDay }.map(\.name)
    #expect(whole.sorted() == ["above", "both"])
    #expect(models.count > 6)
  }

  @Test(arguments: ["models/x.py", "models/deep/up.SQL", "tests/notes.txt"])
  func noFileOfModelsIsPassedOver(name: String) throws {
    let project = try project([name: "select 1 as a"])
    do {
      _ = try project.session()
      Issue.record("was read")
    } catch let error as Diagnostic {
      #expect(error.code == .modelInvalid && error.place?.file == "warehouse/\(name)", "\(error)")
    }
  }

  @Test func aLinkInThePlaceOfAModelIsRefused() throws {
    let project = try project(["models/real.sql": "select 1 as a", "README.txt": "for people"])
    try project.write("warehouse/target/models/made.py", "of dbt")
    _ = try project.session()
    try FileManager.default.createSymbolicLink(
      atPath: "\(project.path)/warehouse/models/linked.sql", withDestinationPath: "real.sql")
    do {
      _ = try project.session()
      Issue.record("was read")
    } catch let error as Diagnostic {
      #expect(
        error.place?.file == "warehouse/models/linked.sql" && error.exitStatus == .configuration)
    }
  }

  @Test func nothingToBuildOrToAskIsNoSuccess() throws {
    let project = try project(["models/mine.sql": "select 1 as a"])
    let session = try project.session()
    let step = BuildStep(session)
    func refused(_ words: [String], _ body: (Selection) throws -> Void) throws -> Diagnostic? {
      let selection = try #require(try step.selection(select: words, exclude: []))
      do { try body(selection) } catch let error as Diagnostic { return error }
      return nil
    }
    let test = try refused(["mine"]) { _ = try step.test(only: $0) }
    #expect(test?.message == "no data test is left by --select mine")
    #expect(test?.exitStatus == .usage && test?.hint == "it leaves mine")
    let build = try refused(["test_type:singular"]) { try step.build(fullRefresh: false, only: $0) }
    #expect(build?.message == "no model is left by --select test_type:singular")
  }

  /// Integers are looked up by the program, text by SQLite.
  @Test(arguments: [("date_key", "integer"), ("full_date", "text")])
  func aBrokenForeignKeyIsNamed(column: String, type: String) throws {
    let project = try project([
      "models/known.sql":
        "{{ config(materialized='table') }} select \(column) from {{ ref('dim_date') }} where date_key > 20241103",
      "models/mine.sql":
        "{{ config(materialized='table') }} select \(column) from {{ ref('dim_date') }} where date_key > 0",
      "models/mine.yml": """
      models:
        - name: known
          columns: [{name: \(column), data_type: \(type), constraints: [{type: primary_key}]}]
        - name: mine
          columns:
            - name: \(column)
              data_type: \(type)
              constraints: [{type: foreign_key, to: ref('known'), to_columns: [\(column)]}]
      """,
    ])
    for _ in 0..<2 {
      do {
        _ = try project.run()
        Issue.record("was good")
      } catch let error as Diagnostic {
        // From Monday, 28 October, to Sunday.
        #expect(
          error.message.contains(
            "foreign_key_mine_\(column) fails on 7 rows (every \(column) of mine is a known.\(column), as a foreign key says)"
          ))
        #expect(error.exitStatus == .held)
      }
      for name in ["junit.xml", "run_results.json", "summary.md"] {
        let bytes = try #require(try FileSystem.read("\(project.path)/output/artifacts/\(name)"))
        #expect(
          String(decoding: bytes, as: UTF8.self).contains(
            "foreign\(name == "summary.md" ? "\\" : "")_key"), "\(name)")
      }
    }
  }

  @Test func aHeldPackSaysHowManyTestsFail() throws {
    let test = "{{ config(severity='error') }} select date_key from {{ ref('dim_date') }}"
    let project = try project(["tests/a_first.sql": test, "tests/b.sql": test, "tests/c.sql": test])
    do {
      _ = try project.run()
      Issue.record("was printed")
    } catch let error as Diagnostic {
      #expect(error.message.hasPrefix("the pack is held: a_first fails on"), "\(error)")
      #expect(error.message.hasSuffix("; 2 more data tests fail"), "\(error)")
      #expect(error.hint?.contains("`broadsheet test` lists the others") == true)
    }
  }

  /// A key that is looked up in memory is asked for as SQLite would.
  @Test func conditionsOnKeysAreThoseOfSQL() throws {
    let sum = "sum(cost_micros)"
    func model(_ select: String, _ condition: String) -> String {
      incremental
        + "\(select) date_key, campaign_key, coalesce(\(sum), 0) as cost_micros from {{ ref('fact_marketing_performance') }} where \(condition) group by date_key, campaign_key"
    }
    let yaml = ["one", "two"].map { name in
      """
        - name: \(name)
          columns:
            - {name: date_key, data_type: integer, constraints: [{type: primary_key}]}
            - {name: campaign_key, data_type: integer, constraints: [{type: primary_key}]}
            - {name: cost_micros, data_type: integer}
      """
    }.joined(separator: "\n")
    let project = try project([:])
    #expect(try failing(project, again: true).isEmpty)
    let key = try #require(
      try project.session().warehouse.reading {
        try Int64.fetchOne(
          $0, sql: "SELECT device_key FROM dim_device WHERE device_name = 'Mobile'")
      })
    try project.write("warehouse/models/one.sql", model("select", "device_key = \(key)"))
    try project.write("warehouse/models/two.sql", model("SELECT", "device_key = \(key)"))
    try project.write("warehouse/models/both.yml", "models:\n\(yaml)\n")
    _ = try failing(project, again: true)
    let sums = try project.session().warehouse.reading { db in
      try ["one", "two"].map { try Int64.fetchOne(db, sql: "SELECT sum(cost_micros) FROM \($0)") }
    }
    #expect(sums[0] ?? 0 > 0 && sums[0] == sums[1])
  }

  @Test func aNameOfTheSelectInAConditionIsNoColumnToLookUp() {
    let sql = """
      select r.load_id, k.dimension_key as dev from "stg_rows" as r
      join "stg_member_keys" as k on k.member_id = r.device_member
      """
    #expect(LookupForm(sql) != nil)
    #expect(LookupForm(sql + " where dev = 5") == nil)
  }

  @Test func wholeNumbersOfAViewAreAmongTheAcceptedValues() throws {
    let project = try project([
      "models/flag.sql":
        "{{ config(materialized='view') }}\nselect load_id, case when cost_micros > 0 then 1 else 0 end as flag from {{ ref('fact_marketing_performance') }}",
      "models/flag.yml": """
      models:
        - name: flag
          columns:
            - name: flag
              data_tests: [{accepted_values: {values: [0, 1], config: {severity: error}}}]
      """,
    ])
    #expect(try failing(project, again: true).isEmpty)
  }

  /// Tables that somebody else has made stay.
  @Test func whatAModelMadeGoesWithIt() throws {
    let yaml = """
      models:
        - name: NAME
          columns: [{name: date_key, data_type: integer, constraints: [{type: primary_key}]}]
      """
    let sql =
      "{{ config(materialized='table') }}\nselect distinct date_key from {{ ref('mart_daily_source') }}"
    let project = try project([
      "models/rep.sql": sql, "models/rep.yml": yaml.replacing("NAME", with: "rep"),
    ])
    #expect(try failing(project, again: true).isEmpty)
    try project.session().warehouse.transaction {
      try $0.execute(sql: "CREATE TABLE notes (note TEXT) STRICT")
    }
    func tables() throws -> Set<String> {
      _ = try failing(project, again: true)
      return try project.session().warehouse.reading {
        try String.fetchSet($0, sql: "SELECT name FROM sqlite_schema WHERE type = 'table'")
      }
    }
    try project.remove("warehouse/models/rep.sql")
    try project.remove("warehouse/models/rep.yml")
    try project.write("warehouse/models/Rep.sql", sql)
    try project.write("warehouse/models/Rep.yml", yaml.replacing("NAME", with: "Rep"))
    #expect(try tables().isSuperset(of: ["Rep", "notes"]))
    try project.remove("warehouse/models/Rep.sql")
    try project.remove("warehouse/models/Rep.yml")
    #expect(try tables().isDisjoint(with: ["Rep", "rep"]))
    #expect(try tables().contains("notes"))
  }

  /// dbt's own habit: what a model reads stands first, under its name.
  @Test func aPartOfAWithMayBearTheNameOfAModel() throws {
    let project = try project([
      "models/kept.sql": """
      {{ config(materialized='table') }}
      with dim_date as (select * from {{ ref('dim_date') }} where date_key > 20241105),
      sales as (select * from {{ source('raw', 'sales') }})
      select d.date_key from dim_date as d join sales as s on s.date_key = d.date_key
      """,
      "models/kept.yml": """
      models:
        - name: kept
          columns: [{name: date_key, data_type: integer, constraints: [{type: primary_key}]}]
      """,
      "tests/other.sql": """
      {{ config(severity='error') }}
      with dim_date as (select 1 as x), c as (select * from {{ ref('dim_date') }})
      select date_key from c where date_key > 99999999
      """,
    ])
    #expect(try failing(project, again: true).isEmpty)
    let days = try project.session().warehouse.reading {
      try Int.fetchOne($0, sql: "SELECT count(*) FROM kept")
    }
    #expect(days == 5)
  }
}
