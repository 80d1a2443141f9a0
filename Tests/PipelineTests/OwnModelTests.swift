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
    do {
      _ = try failing(project, again: false)
      Issue.record("was good")
    } catch let error as Diagnostic {
      // From Monday, 28 October, to Sunday.
      #expect(
        error.message
          == "mine: 7 rows have a \(column) that known.\(column) has not, and a foreign key says that it has"
      )
      #expect(error.place == Place(file: "warehouse/models/mine.sql"))
      #expect(error.exitStatus == .held)
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
}
