import Diagnostics
import GRDB
import Metrics

/// What a data test found.
public struct TestResult: Sendable {
  public enum Status: String, Sendable {
    case pass, warn, fail
  }

  public let test: DataTest
  public let failures: Int
  /// What hangs on the failing rows; nil when none fails, or when it cannot be known.
  public let stake: Stake?
  /// Some failing rows as JSON; empty in results that were read again.
  var rows: [String] = []
  /// Which members the failing rows are of; nil where that is not told.
  public var members: TouchedMembers?
  /// Which figures a failure touches.
  public var reach: Reach { Reach(test) }
  public var status: Status { test.settings.status(failures) }

  /// Whether it fails on what figures of some days are made of, or on what cannot be known.
  public func isInDoubt(_ days: ClosedRange<CalendarDay>) -> Bool {
    failures > 0 && stake?.touches(days) ?? true
  }
}

/// One run of all tests.
public struct TestRun: Sendable {
  public let results: [TestResult]
  /// Foreign keys that no test asks for, and rows have not.
  public let brokenKeys: [BrokenKey]
  /// What was found of each day.
  let days: DaySums
}

public enum TestRunner {
  /// Runs every test, several at once; rows it returns are failures.
  /// - Parameter changed: whether what was found before is trusted where days were not made again.
  public static func run(
    _ project: ModelProject, onlyChanged changed: Bool = false, _ warehouse: SQLiteWarehouse
  ) throws(Diagnostic) -> TestRun {
    let plan = try warehouse.reading { try TestPlan(project, onlyChanged: changed, $0) }
    let answers = try warehouse.reading(each: plan.passes) { try $0.answer($1) }
    var days = DaySums()
    var failing: [String: DayTallies] = [:]
    for (test, found) in answers.flatMap(\.days) {
      // Where all rows were asked, nothing of before holds.
      let before = plan.renewal(of: test) == nil ? nil : plan.kept[test.dayQuestion]
      let merged = (before ?? [:]).merging(found.numbers) { $1 }
      days[test.dayQuestion] = merged
      failing[test.name] = DayTallies(merged)
    }
    var sums: [Int64: [Int64]] = [:]
    for (form, numbers) in answers.flatMap(\.sums) {
      guard let day = form.day else { continue }
      let merged = (plan.kept[form.question] ?? [:]).merging(
        DaySums.days(numbers, width: form.outputs.count, day: day)
      ) { $1 }
      days[form.question] = merged
      sums[form.question] = merged.sorted { $0.key < $1.key }.flatMap(\.value)
    }
    // A row of a longer period is of no figure: what fails on such rows is weighed without them.
    let areAllOfDays = try warehouse.reading { try Stake.areAllOfDays($0) }
    let then =
      plan.summed.map { test, parts in
        let ready = parts.forms.compactMap { sums[$0.question] }
        // What could not be summed is asked by its own SQL.
        return ready.count == parts.forms.count
          ? TestPass.summed(test, parts, sums: ready) : .test(test)
      }
      + project.tests.compactMap { test -> TestPass? in
        guard let found = failing[test.name], !found.days.isEmpty else { return nil }
        return .details(
          test, failing: found, stake: test.model == Stake.fact && areAllOfDays ? found : nil,
          plan.renewal(of: test))
      }
    let later = try warehouse.reading(each: then) { try $0.answer($1) }
    let found = Dictionary(
      (answers + later).flatMap(\.findings).map { ($0.test.name, $0) },
      uniquingKeysWith: { first, _ in first })
    let facts = try facts(
      days, isNeeded: found.values.contains { $0.stake != nil }, warehouse)
    let results = project.tests.map { test in
      let finding = found[test.name]
      let effect = finding?.effect ?? .doubtful
      return TestResult(
        test: test, failures: failing[test.name].map { Int($0.all.rows) } ?? finding?.failures ?? 0,
        stake: finding?.stake.map { Stake(effect: effect, touched: $0, facts: facts) },
        rows: finding?.rows ?? [])
    }
    for result in results {
      if let stake = result.stake {
        days[result.test.stakeQuestion(stake.effect)] = stake.touched.numbers
      }
    }
    return TestRun(
      results: results, brokenKeys: answers.flatMap(\.brokenKeys), days: days)
  }

  /// All facts, summed by themselves where no other question has read them.
  private static func facts(
    _ days: DaySums, isNeeded: Bool, _ warehouse: SQLiteWarehouse
  ) throws(Diagnostic) -> DayTallies {
    if let known = days[Stake.form.question] { return Stake.facts(known) }
    return isNeeded ? try warehouse.reading { try Stake.facts($0) } : DayTallies()
  }

  /// Keeps the results of a build; appended only when inputs changed.
  /// - Parameter day: on which they were asked.
  public static func record(
    _ run: TestRun, build: String, on day: CalendarDay, _ db: Database
  ) throws {
    // A build is tested again when somebody else has written to the warehouse.
    try db.execute(sql: "DELETE FROM meta_test_stakes WHERE build = ?", arguments: [build])
    if let whole = run.results.compactMap(\.stake).first?.whole {
      try Stake.record(whole, build: build, db)
    }
    for result in run.results {
      try db.execute(
        sql: "INSERT OR REPLACE INTO meta_test_results VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        arguments: [
          build, result.test.name, result.test.model, result.test.column, result.test.kind,
          result.test.severity.rawValue, result.status.rawValue, result.failures,
          result.test.description, result.test.sql,
        ])
      if let stake = result.stake {
        try Stake.record(stake.tally, build: build, test: result.test.name, db)
      }
    }
    try run.days.store(db)
    try FailingRows.keep(run.results, db)
    try UntestedDays.clear(build: build, on: day, db)
  }

  /// What the tests found when they were last asked of all models.
  public struct Last: Sendable {
    public let results: [TestResult]
    /// Nil where an older program has not kept it.
    public let day: CalendarDay?
    /// The models are still those that were asked.
    public let isCurrent: Bool
  }

  /// Nil when they were never asked.
  public static func last(_ project: ModelProject, _ db: Database) throws -> Last? {
    func state(_ name: String) throws -> String? {
      try String.fetchOne(
        db, sql: "SELECT value FROM meta_state WHERE name = ?", arguments: [name])
    }
    guard let build = try state("tested"), let results = try recorded(build: build, project, db)
    else { return nil }
    return Last(
      results: results, day: try state("tested_on").flatMap { CalendarDay(iso: $0) },
      isCurrent: try state("build") == build)
  }

  /// Results recorded for a build; nil when it was never tested, or another one since.
  public static func recorded(build: String, _ project: ModelProject, _ db: Database) throws
    -> [TestResult]?
  {
    guard try UntestedDays.areTested(build: build, db) else { return nil }
    let rows = try Row.fetchAll(
      db, sql: "SELECT test, failures FROM meta_test_results WHERE build = ?", arguments: [build])
    guard rows.count == project.tests.count else { return nil }
    let failures = Dictionary(
      rows.map { ($0["test"] as String, $0["failures"] as Int) },
      uniquingKeysWith: { first, _ in first })
    let failing = project.tests.filter { failures[$0.name, default: 0] > 0 }
    let days = try DaySums.kept(
      db,
      only: failing.flatMap { test in Stake.Effect.allCases.map { test.stakeQuestion($0) } }
        + [Stake.form.question])
    let facts = days[Stake.form.question].map(Stake.facts) ?? DayTallies()
    return project.tests.map { test in
      let count = failures[test.name] ?? 0
      let stakes = Stake.Effect.allCases.compactMap { effect in
        days[test.stakeQuestion(effect)].map {
          Stake(effect: effect, touched: DayTallies($0), facts: facts)
        }
      }
      return TestResult(test: test, failures: count, stake: count > 0 ? stakes.first : nil)
    }
  }
}
