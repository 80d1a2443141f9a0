import GRDB

/// What is to be asked so that every test has its answer: of all rows, or of days made again since the
/// tests last ran.
struct TestPlan: Sendable {
  /// What was found before and still holds; complete together with what is asked.
  let kept: DaySums
  /// The days that were made again; nil when all are asked.
  let changed: Set<Int64>?
  private(set) var passes: [TestPass] = []
  /// Tests that are asked of sums, after those are there.
  private(set) var summed: [(test: DataTest, parts: SummedParts)] = []
  /// Tables that lose no key while days are made again: built-in ones, of built-in ones. Names only come,
  /// and mappings, which move them, make everything again.
  private let lasting: Set<String>

  /// - Parameter onlyChanged: whether what was found before is trusted where days were not made again.
  init(_ project: ModelProject, onlyChanged: Bool, _ db: Database) throws {
    let changed = onlyChanged ? try UntestedDays.all(db) : nil
    kept = try changed.map { try DaySums.kept(db).without($0) } ?? DaySums()
    lasting = project.models.reduce(into: []) { lasting, model in
      if model.isBuiltIn, model.dependencies.allSatisfy(lasting.contains) {
        lasting.insert(model.name)
      }
    }
    let rows = changed == nil ? nil : try DayRows("SELECT date_key FROM meta_untested", db)
    self.changed = changed
    let tables = project.models.filter { $0.isMadeByDay || $0.isOfRawRows }
    let names = Set(tables.map(\.name))
    var plain: [DataTest] = []
    for test in project.tests where test.question == nil {
      if let parts = SummedParts(test.sql, of: names) {
        summed.append((test, parts))
      } else {
        plain.append(test)
      }
    }
    var forms = Dictionary(grouping: summed.flatMap(\.parts.forms).uniqued, by: \.table)
    // The longest first, which are those of many rows: the last to be asked keep no core waiting.
    var short: [TestPass] = []
    var isRead: Set<String> = []
    for model in project.models where model.materialization != .view || model.isOfRawRows {
      let tests =
        model.materialization == .view
        ? [] : project.tests.filter { $0.model == model.name && $0.question != nil }
      isRead.formUnion(tests.map(\.name))
      let asked = tests.compactMap(\.question)
      let keys = model.columns.compactMap { column in
        column.foreignKey.map {
          RowQuestion.relationship(column: column.name, table: $0.table, field: $0.column)
        }
      }.filter { !asked.contains($0) }
      if model.name == Stake.fact, tests.count + forms[model.name, default: []].count > 0 {
        forms[model.name, default: []].append(Stake.form)
      }
      let sums = forms[model.name] ?? []
      guard let rows, names.contains(model.name) else {
        let scan = ModelScan(model: model.name, tests: tests, keys: keys, forms: sums)
        if scan.isEmpty { continue }
        if names.contains(model.name) {
          passes.append(.rows(scan))
        } else {
          short.append(.rows(scan))
        }
        continue
      }
      let trusted = tests.filter { isTrusted($0) }
      let lastingKeys = keys.filter { isLasting($0) }
      let known = sums.filter { kept[$0.question] != nil }
      passes += [
        ModelScan(
          model: model.name, filter: rows.filter(of: model),
          parts: model.isOfRawRows ? rows.parts([model]) : [], tests: trusted,
          keys: lastingKeys, forms: known),
        ModelScan(
          model: model.name,
          tests: tests.filter { test in !trusted.contains { $0.name == test.name } },
          keys: keys.filter { !lastingKeys.contains($0) },
          forms: sums.filter { !known.contains($0) }),
      ].filter { !$0.isEmpty }.map { .rows($0) }
    }
    passes.append(.rawKeys)
    passes += plain.map { .test($0) } + short
    // A question to the rows of what is no table of the project, such as a view.
    passes += project.tests.filter { $0.question != nil && !isRead.contains($0.name) }
      .map { .test($0) }
  }

  /// Nil for a test that was asked of all rows.
  func renewal(of test: DataTest) -> TestPass.Renewal? {
    guard let changed else { return nil }
    for case .rows(let scan) in passes where scan.tests.contains(where: { $0.name == test.name }) {
      return scan.filter.map { TestPass.Renewal(changed: changed, filter: $0) }
    }
    return nil
  }

  /// Whether what a test found on days that were not made again still holds: where the row alone answers
  /// it, and of rows that pass where nothing else that it reads can make them fail.
  private func isTrusted(_ test: DataTest) -> Bool {
    guard let days = kept[test.dayQuestion], let question = test.question else { return false }
    if question.isOfRowAlone { return true }
    // Built-in tests that ask for more ask for the day of the run, which only moves on.
    return days.isEmpty && (isLasting(question) || test.isBuiltIn && test.kind == "singular")
  }

  /// Whether a row that has its key in another table keeps it there.
  private func isLasting(_ question: RowQuestion) -> Bool {
    if case .relationship(_, let table, _) = question { lasting.contains(table) } else { false }
  }
}

extension DataTest {
  /// What is kept of the rows that fail, by day.
  var dayQuestion: Int64 { DaySums.question("rows", model, sql) }
  /// What is kept of the facts that hang on it, by day.
  func stakeQuestion(_ effect: Stake.Effect) -> Int64 {
    DaySums.question("stake", effect.rawValue, name)
  }
}

extension [RollupForm] {
  /// Each once, in the order of their first places.
  var uniqued: [RollupForm] {
    reduce(into: []) { forms, form in if !forms.contains(form) { forms.append(form) } }
  }
}
