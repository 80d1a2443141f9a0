import Diagnostics
import Foundation
import GRDB
import Testing

@testable import Metrics
@testable import Warehouse

/// A warehouse for one test, gone with it.
final class Fixture {
  let path: String
  let warehouse: SQLiteWarehouse
  let project: ModelProject

  /// - Parameter files: of the user's `warehouse/`.
  init(_ files: [String: String] = [:]) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "broadsheet-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    path = folder.appendingPathComponent("warehouse.sqlite").path
    warehouse = try SQLiteWarehouse(path: path)
    project = try ModelProject(
      additions: files.sorted { $0.key < $1.key }.map { ("warehouse/\($0.key)", $0.key, $0.value) })
  }

  deinit {
    try? FileManager.default.removeItem(
      at: URL(fileURLWithPath: path).deletingLastPathComponent())
  }

  /// Loads rows of (day, campaign, device, cost) as one export.
  func load(
    _ name: String, _ rows: [(day: Int, campaign: String, device: String, cost: Int64?)]
  ) throws {
    try warehouse.transaction { db in
      let loader = try Loader(db)
      let source = try loader.member(Member(dimension: "source", platform: "test", name: ""))
      let channel = try loader.member(Member(dimension: "channel", name: "Search"))
      var raw = RawRows(capacity: rows.count)
      for (index, row) in rows.enumerated() {
        var amounts = Amounts()
        if let cost = row.cost { amounts[.cost] = cost * 1_000_000 }
        raw.append(
          RawRow(
            line: index + 2, dateKey: row.day, source: source, channel: channel,
            campaign: try loader.member(
              Member(dimension: "campaign", platform: "test", name: row.campaign)), ad: 0,
            keyword: 0, device: try loader.member(Member(dimension: "device", name: row.device)),
            location: 0, mask: row.cost == nil ? [] : PresenceMask(.cost), amounts: amounts,
            isRepeat: false))
      }
      try loader.insert(raw)
      let sum = rows.reduce(Int64(0)) { $0 + ($1.cost ?? 0) } * 1_000_000
      let days = rows.compactMap { CalendarDay(key: $0.day) }
      try loader.finish(
        LoadDescription(
          path: name, sha256: name, bytes: 1, platform: "test", platformName: "Test",
          channel: "Search", account: "", currency: "USD", encoding: "utf-8", delimiter: ",",
          headerLine: 1, header: ["a"], dateFormat: "", grain: "campaign, device",
          firstDay: days.min(), lastDay: days.max(),
          rowsRead: rows.count, rowsQuarantined: 0, rowsRepeated: 0, rowsFooter: 0,
          trails: [(.cost, sum, 0, 0)], warnings: []))
      try Supersession.settle(db)
    }
  }

  func build() throws {
    try warehouse.transaction { db in
      try db.execute(sql: "DELETE FROM raw_aliases")
      for alias in BuiltInAliases.all {
        try db.execute(
          sql: "INSERT INTO raw_aliases VALUES (?, ?, ?)",
          arguments: [alias.dimension, alias.alias, alias.canonical])
      }
      try db.execute(sql: "INSERT OR REPLACE INTO raw_parameters VALUES ('today', 20991231)")
      try db.execute(sql: "DELETE FROM raw_calendar")
      for number in 0..<14 {
        let day = try #require(CalendarDay(key: 20241104)) + number
        try db.execute(
          sql:
            "INSERT INTO raw_calendar VALUES (?, ?, ?, 2024, 4, 11, 'November', ?, ?, '', 2024, 4, '')",
          arguments: [
            day.key, day.number, day.description, ISOWeek(of: day).description, day.weekday,
          ])
      }
      var refresh = try Refresh.full(db)
      try ModelRunner.build(project, db, &refresh)
    }
  }

  func tests() throws -> [TestResult] {
    try TestRunner.run(project, warehouse).results
  }

  /// Runs all tests and keeps what they found.
  func record(build: String) throws -> [TestResult] {
    let run = try TestRunner.run(project, warehouse)
    let day = try #require(CalendarDay(key: 20_241_118))
    try warehouse.transaction { try TestRunner.record(run, build: build, on: day, $0) }
    return run.results
  }

  func failing() throws -> [String] {
    try tests().filter { $0.failures > 0 }.map(\.test.name)
  }

  func rows(_ sql: String) throws -> [[String]] {
    try warehouse.reading { db in
      try Row.fetchAll(db, sql: sql).map { row in
        row.databaseValues.map { $0.isNull ? "" : "\($0)" }
      }
    }
  }

  func execute(_ sql: String) throws {
    try warehouse.transaction { try $0.execute(sql: sql) }
  }
}

@Suite struct WarehouseTests {
  private let week: [(day: Int, campaign: String, device: String, cost: Int64?)] = [
    (20_241_104, "Brand", "MOBILE", 10), (20_241_105, "Brand", "mobile", nil),
    (20_241_106, "Other", "Computers", 30),
  ]

  @Test func anOlderFileIsMigratedAndACopyKept() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "broadsheet-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appendingPathComponent("warehouse.sqlite").path
    func schema(_ path: String) throws -> [String] {
      try SQLiteWarehouse(path: path).reading { db in
        try String.fetchAll(
          db, sql: "SELECT group_concat(name) FROM pragma_table_info('raw_members')")
          + String.fetchAll(
            db, sql: "SELECT group_concat(name) FROM pragma_table_info('raw_member_names')")
      }
    }
    let new = try schema(path)
    let first = try SQLiteWarehouse(path: path)
    try first.transaction { db in
      try db.execute(
        sql: """
          DROP TABLE meta_moved;
          DROP TABLE raw_twins;
          DROP TABLE raw_load_members;
          DROP TABLE raw_labels;
          ALTER TABLE raw_quarantine DROP COLUMN byte_offset;
          DROP TABLE meta_day_sums;
          DROP TABLE raw_ratios;
          DROP TABLE raw_member_places;
          DROP TABLE raw_member_names;
          DROP INDEX raw_superseded;
          DROP TABLE meta_test_stakes;
          DROP TABLE meta_built;
          DROP TABLE meta_test_failures;
          DROP TABLE raw_sales;
          DROP TABLE raw_columns;
          ALTER TABLE raw_loads DROP COLUMN series;
          ALTER TABLE raw_loads DROP COLUMN reading;
          DROP TABLE meta_untested;
          ALTER TABLE raw_loads DROP COLUMN rows_loaded;
          ALTER TABLE raw_members DROP COLUMN native_id;
          PRAGMA user_version = 1;
          """)
    }
    #expect(try schema(path) == new)
    #expect(FileManager.default.fileExists(atPath: path + ".v1"))
    let copy = try DatabaseQueue(path: path + ".v1")
    #expect(try copy.read { try Int.fetchOne($0, sql: "PRAGMA user_version") } == 1)
  }

  @Test func sumsMadeInOnePassAreThoseOfSQL() throws {
    let fixture = try Fixture()
    try fixture.load("a", week)
    try fixture.build()
    for name in ["campaign", "device", "keyword", "location"] {
      let model = try #require(fixture.project.models.first { $0.name == "mart_daily_\(name)" })
      #expect(RollupForm(model.sql)?.table == "fact_marketing_performance")
      let made = try fixture.rows("SELECT * FROM \(model.name)")
      #expect(made.isEmpty == false)
      #expect(made == (try fixture.rows(model.sql)))
    }
  }

  @Test func sumsThatAreWrittenInPartsAddUp() throws {
    let fixture = try Fixture()
    try fixture.load("a", week + week + week)
    try fixture.build()
    let names = ["mart_daily_campaign", "mart_daily_device"]
    let models = fixture.project.models.filter { names.contains($0.name) }
    try fixture.warehouse.transaction { db in
      for name in names { try db.execute(sql: "DELETE FROM \(name)") }
      let forms = try models.map { try #require(RollupForm($0.sql)) }
      let columns = forms.flatMap(\.columns).uniqued
      // Nothing is held longer than a day, and days come again.
      let pass = try RollupPass(
        try zip(forms, models).map { (try Rollup($0, columns: columns), $1) },
        width: columns.count, enough: 0, most: 1 << 20, db)
      try RowPass(columns: columns, table: "fact_marketing_performance").batches(db) {
        for start in stride(from: 0, to: $0.count, by: columns.count) {
          try pass.add(Array($0[start..<start + columns.count]))
        }
      }
      try pass.finish()
    }
    for model in models {
      let made = try fixture.rows("SELECT * FROM \(model.name)")
      #expect(made == (try fixture.rows(model.sql)))
      #expect(made.count == 3)
    }
  }

  @Test func sumsThatOverflowAreRefused() throws {
    let fixture = try Fixture()
    try fixture.load("a", week)
    try fixture.build()
    try fixture.execute(
      "UPDATE fact_marketing_performance SET cost_micros = 9000000000000000000, date_key = 20241104"
    )
    let form = try #require(
      RollupForm(
        "select date_key, coalesce(sum(cost_micros), 0) as c from \"fact_marketing_performance\" group by date_key"
      ))
    #expect(throws: DatabaseError.self) {
      try fixture.warehouse.queue.read { _ = try Rollup.rows(form, $0) }
    }
  }

  @Test func keysLookedUpInMemoryAreThoseOfSQL() throws {
    let fixture = try Fixture()
    try fixture.load("a", week)
    try fixture.load("b", [(20_241_107, "Brand", "tablet", 7)])
    try fixture.build()
    let model = try #require(
      fixture.project.models.first { $0.name == "fact_marketing_performance" })
    let form = try #require(LookupForm(model.sql))
    #expect(form.lookups.count == 7)
    #expect(form.sql.contains("stg_member_keys") == false)
    // Money of other currencies is converted by SQL; a row whose name has no key is no row.
    try fixture.execute("INSERT INTO raw_rates VALUES ('USD', 20241104, 1500000000000)")
    try fixture.execute(
      "DELETE FROM stg_member_keys WHERE member_id = (SELECT device_member FROM raw_rows WHERE line = 4)"
    )
    try fixture.warehouse.transaction { db in
      var refresh = try Refresh.full(db)
      try ModelRunner.build(fixture.project, only: [model.name, "mart_daily_device"], db, &refresh)
    }
    let made = try fixture.rows("SELECT * FROM \(model.name)")
    #expect(made.count == 3)
    #expect(made.map { $0[17] } == ["15000000", "", "7000000"])
    #expect(made == (try fixture.rows(model.sql + "\norder by 1, 2")))
    let mart = try #require(fixture.project.models.first { $0.name == "mart_daily_device" })
    #expect(try fixture.rows("SELECT * FROM \(mart.name)") == (try fixture.rows(mart.sql)))
  }

  @Test func lookupsAreRead() throws {
    let form = try #require(
      LookupForm(
        """
        -- What it is.
        select r.a, k.value as b, coalesce(o.c, r.d) as c
        from "rows" as r
        join "keys" as k on k.key = r.b
        left join "others" as o
          on o.a = r.a and o.b = r.b
        where r.a > 0
        """))
    #expect(
      form.sql
        == "select r.a, r.b as b, coalesce(o.c, r.d) as c from \"rows\" as r "
        + "left join \"others\" as o on o.a = r.a and o.b = r.b where r.a > 0")
    #expect(form.lookups == [1: .init(table: "keys", key: "key", value: "value")])
  }

  /// Where rows depend on each other, or the table is used otherwise, it is left to SQL.
  @Test(arguments: [
    "select r.a, k.v as b from \"r\" as r left join \"k\" as k on k.key = r.b",
    "select r.a, k.v as b from \"r\" as r join \"k\" as k on k.key = r.b and k.w = 1",
    "select r.a, k.v as b from \"r\" as r join \"k\" as k on k.key = r.b where k.v > 1",
    "select r.a, k.v + 1 as b from \"r\" as r join \"k\" as k on k.key = r.b",
    "select r.*, k.v as b from \"r\" as r join \"k\" as k on k.key = r.b",
    "select r.a from \"r\" as r join \"k\" as k on k.key = r.b",
    "select count(*) as n, k.v as b from \"r\" as r join \"k\" as k on k.key = r.b",
    "select distinct k.v as b from \"r\" as r join \"k\" as k on k.key = r.b",
    "select k.v as b from \"r\" as r join \"k\" as k on k.key = r.b limit 1",
    "select k.v as b from \"r\" as r join \"k\" as k on k.key = r.b union all select 1",
    "select k.v as b from \"r\" as r join \"k\" as k on k.key = r.b group by k.v",
    "select k.v as b from \"r\" as r join \"k\" as k on k.key = r.b where r.c = 'x  y'",
  ])
  func onlyPlainLookupsAreMadeInMemory(sql: String) {
    #expect(LookupForm(sql) == nil)
  }

  @Test(arguments: [
    "select a, sum(b) as b from \"t\" group by a",
    "select a, coalesce(sum(b), 1) as b from \"t\" group by a",
    "select a, coalesce(sum(b + 1), 0) as b from \"t\" group by a",
    "select a, count(*) as n from \"t\" join \"u\" on u.a = t.a group by a",
    "select a, count(*) as n from \"t\" group by a having count(*) > 1",
    "select a, count(*) as n from \"t\" group by a order by a",
    "select max(a), count(*) as n from \"t\" group by a", "select distinct a from \"t\" group by a",
    "select a from \"t\"", "with t as (select 1 as a) select a from \"t\" group by a",
  ])
  func onlyPlainSumsAreMadeInOnePass(sql: String) {
    #expect(RollupForm(sql) == nil)
  }

  @Test func plainSumsAreRead() throws {
    let form = try #require(
      RollupForm(
        """
        -- What it is.
        select
          a, count(*) as n,
          coalesce(sum(b), 0) as total
        from "t"
        where b is null or a <> 0
        group by a
        """))
    #expect(form.table == "t")
    #expect(form.condition == "b is null or a <> 0")
    #expect(form.outputs == [.key(0), .count, .sum("b")])
  }

  @Test func aFailureIsPricedByTheFactsItTouches() throws {
    let fixture = try Fixture()
    try fixture.load("a", week)
    try fixture.build()
    try fixture.execute(
      "UPDATE fact_marketing_performance SET cost_micros = -30000000 WHERE cost_micros = 30000000")
    try fixture.execute("DELETE FROM dim_device WHERE device_name = 'Mobile'")
    let results = try fixture.tests()
    func result(_ name: String) throws -> TestResult {
      try #require(results.first { $0.test.name == name })
    }
    let negative = try result("cost_not_negative")
    #expect(negative.failures == 1)
    #expect(negative.stake?.spend == -30_000_000)
    #expect(negative.reach.touches(Metric.spend.required, by: [String]()))
    #expect(negative.reach.touches(Metric.clicks.required, by: ["device"]) == false)
    let device = try result("relationships_fact_marketing_performance_device_key")
    #expect(device.failures == 2)
    #expect(device.stake?.rows == 2)
    #expect(device.stake?.spend == 10_000_000)
    // Only figures by device are touched.
    #expect(device.reach.touches(Metric.spend.required, by: ["device"]))
    #expect(device.reach.touches(Metric.spend.required, by: [String]()) == false)
    #expect(device.reach.touches(Metric.spend.required, by: ["location"]) == false)
    #expect(try result("no_future_dates").stake == nil)
    let stake = try #require(negative.stake)
    #expect(stake.whole.rows == 3)
    #expect(stake.whole.without(stake.tally).total(.cost) == 10_000_000)
  }

  @Test func aTestThatIsAFileMayAskEachRow() throws {
    let project = try ModelProject()
    let future = try #require(project.tests.first { $0.name == "no_future_dates" })
    #expect(future.question != nil)
    #expect(project.tests.first { $0.name == "facts_equal_loaded" }?.question == nil)
    for sql in [
      "select a from \"t\"\nwhere a > 0\norder by a", "select a + 1 from \"t\"\nwhere a > 0",
      "select a from \"t\" as x\nwhere a > 0", "select a from \"u\"\nwhere a > 0",
      "select a from \"t\"\nwhere a > 0 union select 1",
      "select distinct a from \"t\"\nwhere a > 0",
      "select a from \"t\" join \"u\" on true\nwhere a > 0", "select a from \"t\"",
    ] {
      #expect(RowQuestion.rows(of: sql, in: "t") == nil)
    }
    #expect(
      RowQuestion.rows(of: "-- Why.\nselect a, b from \"t\"\nwhere a = 'x  y'", in: "t")
        == .holds(expression: "not (a = 'x  y')"))
  }

  @Test func namesAreOneOnlyByTheirBytes() {
    let composed = Member(dimension: "campaign", name: "Caf\u{E9}")
    let decomposed = Member(dimension: "campaign", name: "Cafe\u{301}")
    #expect(composed.name == decomposed.name)
    #expect(composed != decomposed)
    #expect(Set([composed, decomposed]).count == 2)
  }

  @Test func anEmptyWarehouseBuildsAndPasses() throws {
    let fixture = try Fixture()
    try fixture.build()
    #expect(try fixture.failing() == [])
  }

  @Test func everyTableIsStrict() throws {
    let fixture = try Fixture()
    try fixture.load("a", week)
    try fixture.build()
    let loose = try fixture.rows(
      "SELECT name FROM pragma_table_list WHERE type = 'table' AND schema = 'main' AND strict = 0 AND name NOT LIKE 'sqlite_%'"
    )
    #expect(loose == [])
    let broken = try fixture.warehouse.reading {
      try Row.fetchAll($0, sql: "PRAGMA foreign_key_check").count
    }
    #expect(broken == 0)
  }

  @Test func rowsBecomeFactsAndMarts() throws {
    let fixture = try Fixture()
    try fixture.load("a", week)
    try fixture.build()
    #expect(try fixture.failing() == [])
    #expect(
      try fixture.rows(
        "SELECT device_name, count(*), sum(cost_micros) FROM fact_marketing_performance JOIN dim_device USING (device_key) GROUP BY 1 ORDER BY 1"
      ) == [["\"Desktop\"", "1", "30000000"], ["\"Mobile\"", "2", "10000000"]])
    #expect(
      try fixture.rows("SELECT date, campaign, cost FROM marketing_performance ORDER BY 1")
        == [
          ["\"2024-11-04\"", "\"Brand\"", "10.0"], ["\"2024-11-05\"", "\"Brand\"", ""],
          ["\"2024-11-06\"", "\"Other\"", "30.0"],
        ])
  }

  @Test func theNewestExportSuppliesAKeyInAnyOrder() throws {
    let old: [(day: Int, campaign: String, device: String, cost: Int64?)] = [
      (20_241_104, "Brand", "mobile", 10), (20_241_105, "Brand", "mobile", 20),
    ]
    let new: [(day: Int, campaign: String, device: String, cost: Int64?)] = [
      (20_241_105, "Brand", "mobile", 25), (20_241_106, "Brand", "mobile", 5),
    ]
    var facts: [[[String]]] = []
    for order in [[("old", old), ("new", new)], [("new", new), ("old", old)]] {
      let fixture = try Fixture()
      for (name, rows) in order { try fixture.load(name, rows) }
      try fixture.build()
      #expect(try fixture.failing() == [])
      facts.append(
        try fixture.rows(
          "SELECT date_key, campaign_key, device_key, grain_key, cost_micros FROM fact_marketing_performance ORDER BY 1, 5"
        ))
      let loads = try fixture.warehouse.reading { try Ledger.loads($0) }
      #expect(loads.allSatisfy { $0.isBalanced })
      let superseded = try #require(loads.first { $0.path == "old" }?.trails.first)
      #expect(superseded.superseded == 20_000_000)
      #expect(superseded.loaded == 10_000_000)
    }
    #expect(facts[0] == facts[1])
    #expect(facts[0].map { $0[4] } == ["10000000", "25000000", "5000000"])
  }

  @Test func aMappingMergesAndBlanksAreUnknown() throws {
    let fixture = try Fixture()
    try fixture.load("a", [(20_241_104, "Brnad", "", 1), (20_241_104, "Brand", "TV screens", 2)])
    try fixture.execute("INSERT INTO raw_mappings VALUES ('campaign', 'Brnad', 'Brand')")
    try fixture.build()
    #expect(
      try fixture.rows("SELECT campaign_name, spellings FROM dim_campaign WHERE campaign_key <> 0")
        == [["\"Brand\"", "2"]])
    #expect(
      try fixture.rows(
        "SELECT device_name FROM fact_marketing_performance JOIN dim_device USING (device_key) ORDER BY 1"
      ) == [["\"(not set)\""], ["\"TV\""]])
  }

  @Test(arguments: [
    ("Desktop", ["Computer", "Ordenadores", "Ordinateurs", "Computadores", "计算机"]),
    ("Mobile", ["Mobilgeräte", "Teléfonos móviles", "Téléphones mobiles", "Celulares", "手机"]),
    ("Tablet", ["Tablets", "Tabletas", "Tablettes", "平板电脑"]),
    ("TV", ["Fernsehbildschirme", "Pantallas de TV", "Écrans de télévision", "电视屏幕"]),
  ])
  func wordsForOneDeviceAreOne(device: String, words: [String]) throws {
    let fixture = try Fixture()
    try fixture.load("a", words.map { (20_241_104, "Brand", $0, 10) })
    try fixture.build()
    #expect(
      try fixture.rows("SELECT device_name FROM dim_device WHERE device_key <> 0")
        == [["\"\(device)\""]])
  }

  @Test func wordsForOneMatchTypeAreOneKeyword() throws {
    let fixture = try Fixture()
    let kinds = [
      "Exact", "EXACT", "Exact match", "Genau passend", "完全匹配", "Exact match (close variant)",
      "Negative exact", "",
    ]
    try fixture.load("a", week)
    try fixture.warehouse.transaction { db in
      let loader = try Loader(db)
      for kind in kinds {
        _ = try loader.member(Member(dimension: "keyword", parent: kind, name: "red shoes"))
      }
      try db.execute(sql: "UPDATE raw_load_members SET load_id = 1 WHERE load_id = 2")
    }
    try fixture.build()
    #expect(
      try fixture.rows("SELECT match_type FROM dim_keyword WHERE keyword_key <> 0 ORDER BY 1")
        == [[""], ["Exact"], ["Exact match (close variant)"], ["Negative exact"]].map {
          $0.map { "\"\($0)\"" }
        })
    // No word means two things.
    #expect(
      Set(BuiltInAliases.all.map { "\($0.dimension) \($0.alias)" }).count
        == BuiltInAliases.all.count)
  }

  /// A planted fault of each kind is caught by the test that is there for it.
  @Test(arguments: [
    ("UPDATE raw_trail SET loaded_micros = loaded_micros + 1", "money_trail_balances"),
    ("DELETE FROM fact_marketing_performance WHERE line = 2", "facts_equal_loaded"),
    ("UPDATE mart_daily_device SET cost_micros = cost_micros + 1", "marts_equal_facts"),
    (
      "UPDATE fact_marketing_performance SET device_key = 5 WHERE line = 2",
      "relationships_fact_marketing_performance_device_key"
    ),
    ("UPDATE raw_parameters SET value = 20241104", "no_future_dates"),
    ("UPDATE fact_marketing_performance SET cost_micros = -1 WHERE line = 2", "cost_not_negative"),
    ("UPDATE dim_device SET device_name = 'Fridge'", "accepted_values_dim_device_device_name"),
  ])
  func plantedFaultsAreCaught(sql: String, test: String) throws {
    let fixture = try Fixture()
    try fixture.load("a", week)
    try fixture.build()
    try fixture.execute(sql)
    #expect(try fixture.failing().contains(test))
  }

  @Test func aDamagedOrForeignFileIsRefusedAndLeftAlone() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "broadsheet-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appendingPathComponent("w.sqlite").path
    let garbage = Data("this is no database, but it is long enough to look at".utf8)
    try garbage.write(to: URL(fileURLWithPath: path))
    do {
      _ = try SQLiteWarehouse(path: path)
      Issue.record("was opened")
    } catch {
      #expect(error.code == .warehouseDamaged)
      #expect(error.exitStatus == .badInput)
    }
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == garbage)
  }

  @Test func freeSpaceIsGivenBack() throws {
    let fixture = try Fixture()
    try fixture.execute(
      """
      CREATE TABLE filler (x TEXT);
      INSERT INTO filler
        WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 9000)
        SELECT hex(randomblob(600)) FROM n;
      """)
    func size() throws -> Int {
      try FileManager.default.attributesOfItem(atPath: fixture.path)[.size] as? Int ?? 0
    }
    try fixture.warehouse.compact()
    let full = try size()
    try fixture.execute("DROP TABLE filler")
    try fixture.warehouse.compact()
    #expect(try size() * 2 < full)
    #expect(try SQLiteWarehouse(path: fixture.path).wasSealed)
  }

  @Test func aLostTableIsDamage() throws {
    let fixture = try Fixture()
    try fixture.execute("DROP TABLE raw_trail")
    do {
      _ = try SQLiteWarehouse(path: fixture.path)
      Issue.record("was opened")
    } catch {
      #expect(error.code == .warehouseDamaged)
      #expect(error.message.contains("raw_trail"))
    }
  }

  @Test func whatElseWritesToTheFileBreaksItsSeal() throws {
    let fixture = try Fixture()
    #expect(try SQLiteWarehouse(path: fixture.path).wasSealed)
    let other = try DatabaseQueue(path: fixture.path)
    try other.write { try $0.execute(sql: "DELETE FROM raw_aliases") }
    try other.write { try $0.execute(sql: "INSERT INTO raw_aliases VALUES ('a', 'b', 'c')") }
    try other.close()
    #expect(try !SQLiteWarehouse(path: fixture.path).wasSealed)
    #expect(try SQLiteWarehouse(path: fixture.path).wasSealed)
  }

  @Test func aNewerWarehouseIsRefused() throws {
    let fixture = try Fixture()
    try fixture.execute("PRAGMA user_version = 99")
    do {
      _ = try SQLiteWarehouse(path: fixture.path)
      Issue.record("was opened")
    } catch {
      #expect(error.code == .warehouseNewer)
    }
  }
}

@Suite struct ModelTemplateTests {
  @Test func refsAndSourcesBecomeTables() throws {
    let template = try ModelTemplate(
      "{{ config(materialized='table') }}\nselect * from {{ ref('a') }} join {{ source('raw', 'rows') }}",
      file: "m.sql")
    #expect(template.sql == "select * from \"a\" join \"raw_rows\"")
    #expect(template.refs == ["a"])
    #expect(template.config == ["materialized": .text("table")])
  }

  @Test(arguments: [
    ("select 1\n  {% if x %}", 2, 3), ("{{ var('x') }}", 1, 1), ("select {{ ref('a'", 1, 8),
    ("{{ config(shape='round') }}", 1, 1), ("{# note #}", 1, 1),
  ])
  func anythingElseIsRefusedAtItsPlace(text: String, line: Int, column: Int) {
    do {
      _ = try ModelTemplate(text, file: "m.sql")
      Issue.record("was read")
    } catch {
      #expect(error.code == .modelInvalid)
      #expect(error.place == Place(file: "m.sql", line: line, column: column))
    }
  }

  @Test func unknownYAMLKeysAreRefused() {
    do {
      _ = try SchemaFile(
        ProjectFiles.File(
          path: "s.yml", text: "version: 2\nmodels:\n  - name: a\n    colums: []\n",
          isBuiltIn: false), severity: .warn)
      Issue.record("was read")
    } catch {
      #expect(error.place?.line == 4)
    }
  }
}
