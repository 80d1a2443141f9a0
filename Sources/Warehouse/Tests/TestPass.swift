import Diagnostics
import GRDB
import Metrics

/// A part of the tests that is asked by itself, on any connection.
enum TestPass: Sendable {
  /// Foreign keys of the raw tables.
  case rawKeys
  /// Questions to the rows of one table, and foreign keys that it declares and no test asks for.
  case rows(of: String, condition: String?, tests: [DataTest], keys: [RowQuestion])
  /// A question that only SQL answers.
  case test(DataTest)
  /// What all facts sum to.
  case whole

  struct Answer: Sendable {
    /// How many rows fail, and the facts among them.
    var results: [(test: DataTest, failures: Int, tally: Tally?)] = []
    /// All facts, where they were asked.
    var whole: Tally?
    /// Rows that break a foreign key no test asks for.
    var brokenKeys = 0
  }

  /// All that tests ask, and every foreign key.
  /// - Parameter changed: whether rows that passed are trusted where their days were not made again.
  static func all(
    _ project: ModelProject, onlyChanged: Bool, _ db: Database
  ) throws -> [TestPass] {
    let changed = onlyChanged ? try UntestedDays.condition(db) : nil
    let passed = changed == nil ? [:] : try UntestedDays.passed(db)
    // The longest first, which are those of many rows: the last to be asked keep no core waiting.
    var passes: [TestPass] = []
    var short: [TestPass] = []
    for model in project.models where model.materialization != .view {
      let tests = project.tests.filter { $0.model == model.name && $0.question != nil }
      let asked = tests.compactMap(\.question)
      let keys = model.columns.compactMap { column in
        column.foreignKey.map {
          RowQuestion.relationship(column: column.name, table: $0.table, field: $0.column)
        }
      }.filter { !asked.contains($0) }
      let condition = model.materialization == .incremental ? changed : nil
      let trusted = tests.filter { condition != nil && passed[$0.name] == $0.sql }
      let others = tests.filter { test in !trusted.contains { $0.name == test.name } }
      for (condition, tests, keys) in [(condition, trusted, keys), (nil, others, [])]
      where tests.count + keys.count > 0 {
        let pass = TestPass.rows(of: model.name, condition: condition, tests: tests, keys: keys)
        if model.materialization == .incremental { passes.append(pass) } else { short.append(pass) }
      }
    }
    if changed != nil { passes.append(.whole) }
    passes.append(.rawKeys)
    passes += project.tests.filter { $0.question == nil }.map { .test($0) } + short
    // A question to the rows of what is no table of the project, such as a view.
    let tables = Set(project.models.filter { $0.materialization != .view }.map(\.name))
    passes += project.tests.filter { $0.question != nil && !tables.contains($0.model) }
      .map { .test($0) }
    return passes
  }

  func answer(_ db: Database) throws -> Answer {
    switch self {
    case .rawKeys: return Answer(brokenKeys: try RawKeys.broken(db))
    case .test(let test): return Answer(results: [try Self.ask(test, db)])
    case .whole: return Answer(whole: try Stake.whole(db))
    case .rows(let table, let condition, let tests, let keys):
      let isWeighed = table == Stake.fact
      // What is wrong with a question is said by its own SQL, with the test's name.
      let asked = try? RowScan.answers(
        tests.compactMap(\.question) + keys, table: table, condition: condition ?? "1",
        isWeighed: isWeighed, db)
      guard let asked else {
        return Answer(
          results: try tests.map { try Self.ask($0, db) },
          brokenKeys: try RawKeys.broken(in: table, db))
      }
      return Answer(
        results: try zip(tests, asked.answers).map { test, answer in
          let tally =
            answer.failures == 0 ? nil : isWeighed ? answer.tally : try Stake.tally(of: test, db)
          return (test, answer.failures, tally)
        },
        whole: isWeighed && condition == nil ? asked.whole : nil,
        brokenKeys: asked.answers.dropFirst(tests.count).reduce(0) { $0 + $1.failures })
    }
  }

  private static func ask(
    _ test: DataTest, _ db: Database
  ) throws -> (test: DataTest, failures: Int, tally: Tally?) {
    do {
      let failures = try Int.fetchOne(db, sql: "SELECT count(*) FROM (\n\(test.sql)\n)") ?? 0
      return (test, failures, failures == 0 ? nil : try Stake.tally(of: test, db))
    } catch let error as DatabaseError {
      throw Diagnostic(
        .modelInvalid, "test \(test.name): \(Printable.text(error.message ?? "", limit: 300))",
        at: Place(file: test.file))
    }
  }
}
