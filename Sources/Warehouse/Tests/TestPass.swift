import Diagnostics
import GRDB
import Metrics

/// All that is read of one table at a time.
struct ModelScan: Sendable {
  let model: String
  /// Which rows; nil for all.
  var filter: String?
  /// Parts of a `with` before its select.
  var parts: [String] = []
  var tests: [DataTest] = []
  /// Foreign keys that it declares and no test asks for.
  var keys: [RowQuestion] = []
  var forms: [RollupForm] = []

  var isEmpty: Bool { tests.isEmpty && keys.isEmpty && forms.isEmpty }
}

/// A part of the tests that is asked by itself, on any connection.
enum TestPass: Sendable {
  /// Foreign keys of the raw tables.
  case rawKeys
  case rows(ModelScan)
  /// A question that only SQL answers.
  case test(DataTest)
  /// One of sums that stand ready.
  case summed(DataTest, SummedParts, sums: [[Int64]])
  /// What rows that failed a test of each row hold, and what hangs on them where that is not known.
  case details(DataTest, failing: DayTallies, stake: DayTallies?, Renewal?)

  /// That only rows of some days were asked.
  struct Renewal: Sendable {
    let changed: Set<Int64>
    /// Which rows they are.
    let filter: String
  }

  /// What a test found.
  struct Finding: Sendable {
    let test: DataTest
    var failures = 0
    /// What hangs on it; nil where that is not known.
    var stake: DayTallies?
    var effect = Stake.Effect.doubtful
    /// Failing rows, as JSON.
    var rows: [String] = []

    mutating func weigh(_ sql: String, _ db: Database) throws {
      guard let (days, effect) = try Stake.touched(by: sql, db) else { return }
      (stake, self.effect) = (days, effect)
    }
  }

  struct Answer: Sendable {
    var findings: [Finding] = []
    /// Rows of the scan that fail a test, by day.
    var days: [(test: DataTest, failing: DayTallies)] = []
    var sums: [(form: RollupForm, numbers: [Int64])] = []
    /// Foreign keys no test asks for, and rows have not.
    var brokenKeys: [BrokenKey] = []
  }

  func answer(_ db: Database) throws -> Answer {
    switch self {
    case .rawKeys: return Answer(brokenKeys: try RawKeys.broken(db))
    case .rows(let scan): return try Self.read(scan, db)
    case .test(let test): return Answer(findings: [try Self.ask(test, test.sql, db)])
    case .summed(let test, let parts, let sums):
      let tables = try parts.forms.enumerated().map { index, form in
        try IntegerTable(db, name: "broadsheet_part\(index)", width: form.outputs.count)
      }
      let sql = parts.sql(tables.map(\.name))
      func asked(_ index: Int) throws -> Finding {
        if index == tables.count { return try Self.ask(test, sql, db) }
        return try tables[index].show(sums[index]) { try asked(index + 1) }
      }
      return Answer(findings: [try asked(0)])
    case .details(let test, let failing, let stake, let renewal):
      var finding = Finding(test: test)
      finding.stake = stake
      if stake == nil { try finding.weigh(test.sql, db) }
      if test.settings.storesFailures {
        finding.rows = try Self.rows(of: test, failing, renewal, db)
      }
      return Answer(findings: [finding])
    }
  }

  /// Some of the rows that failed.
  private static func rows(
    of test: DataTest, _ failing: DayTallies, _ renewal: Renewal?, _ db: Database
  ) throws -> [String] {
    let columns = try Set(db.makeStatement(sql: test.sql).columnNames)
    guard columns.contains("date_key") else { return try FailingRows.json(test.sql, db) }
    // What the filter may ask for.
    if let renewal, test.model != Stake.fact || columns.contains("load_id"),
      let rows = try FailingRows.merged(
        kept: FailingRows.kept(of: test.name, db),
        fresh: FailingRows.newest(test.sql, renewal.filter, db), changed: renewal.changed,
        total: Int(failing.all.rows))
    {
      return rows
    }
    return try FailingRows.newest(test.sql, "date_key >= \(FailingRows.since(failing))", db)
      .map(\.row)
  }

  private static func read(_ scan: ModelScan, _ db: Database) throws -> Answer {
    let pass = RowScan(
      table: scan.model, filter: scan.filter, parts: scan.parts,
      questions: scan.tests.compactMap(\.question) + scan.keys,
      forms: scan.forms, isWeighed: scan.model == Stake.fact)
    // What is wrong with a question is said by its own SQL, with the test's name.
    guard let asked = try? pass.answers(db) else {
      return Answer(
        findings: try scan.tests.map { try ask($0, $0.sql, db) },
        brokenKeys: scan.keys.isEmpty ? [] : try BrokenKey.all(in: scan.model, db))
    }
    return Answer(
      days: zip(scan.tests, asked.failing).map { ($0, $1) },
      sums: zip(scan.forms, asked.sums).map { ($0, $1) },
      brokenKeys: zip(scan.keys, asked.failing.dropFirst(scan.tests.count)).compactMap {
        BrokenKey($0, of: scan.model, rows: Int($1.all.rows))
      })
  }

  /// - Parameter sql: the test's own, or the same of sums that stand ready.
  private static func ask(_ test: DataTest, _ sql: String, _ db: Database) throws -> Finding {
    do {
      var finding = Finding(test: test)
      finding.failures = try Int.fetchOne(db, sql: "SELECT count(*) FROM (\n\(sql)\n)") ?? 0
      guard finding.failures > 0 else { return finding }
      try finding.weigh(sql, db)
      if test.settings.storesFailures { finding.rows = try FailingRows.json(sql, db) }
      return finding
    } catch let error as DatabaseError {
      throw Diagnostic(
        .modelInvalid, "test \(test.name): \(Printable.text(error.message ?? "", limit: 300))",
        at: Place(file: test.file))
    }
  }
}
