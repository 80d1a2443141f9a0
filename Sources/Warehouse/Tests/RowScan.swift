import GRDB
import Metrics

/// What a data test asks of every row by itself, so that many are answered in one pass of a table.
enum RowQuestion: Sendable, Hashable {
  case notNull(column: String)
  /// Every value is in a column of another table; NULL passes.
  case relationship(column: String, table: String, field: String)
  /// An expression that is not false; NULL passes.
  case holds(expression: String)

  /// A test that is a file: `select column, … from "table" where condition` finds rows one by one.
  /// Nil for anything else.
  static func rows(of sql: String, in table: String) -> RowQuestion? {
    let (select, condition) = SelectText.code(sql).halves("\nwhere ")
    guard let condition, SelectText.areOfOneRow(SelectText.words(condition)),
      case let (list, source) = SelectText.plain(select).halves(" from "), source == "\"\(table)\"",
      list.hasPrefix("select "),
      SelectText.items(list.dropFirst(7)).allSatisfy({ SelectText.isName($0) })
    else { return nil }
    return .holds(expression: "not (\(condition))")
  }

  /// Nothing but the row itself answers it, so that a row that failed still does.
  var isOfRowAlone: Bool {
    switch self {
    case .notNull: true
    case .relationship: false
    case .holds(let expression): !SelectText.asksOthers(expression)
    }
  }
}

/// Answers row questions of one table, and sums it, in one pass: each as its own query costs a pass, and
/// SQLite looks every key up in a tree and sorts what it groups.
struct RowScan {
  let table: String
  /// Which rows are read; nil for all.
  var filter: String?
  /// Parts of a `with` before the select.
  var parts: [String] = []
  var questions: [RowQuestion] = []
  var forms: [RollupForm] = []
  /// Whether the table has a presence mask and amounts, which failing rows are told with.
  var isWeighed = false

  struct Answers: Sendable {
    /// The rows that fail each question, by their days; all under 0 in a table without days.
    var failing: [DayTallies]
    /// The sums of each form, row after row.
    var sums: [[Int64]]
  }

  /// - Returns: nil where a column holds something else than integers, which is left to SQL.
  func answers(_ db: Database) throws -> Answers? {
    var columns: [String] = []
    var checks: [IntegerMap?] = []
    for question in questions {
      switch question {
      case .notNull(let column):
        columns.append("\"\(column)\" is not null")
        checks.append(nil)
      case .holds(let expression):
        columns.append("(\(expression))")
        checks.append(nil)
      case .relationship(let column, let target, let field):
        guard try isInteger(column, of: table, db), try isInteger(field, of: target, db) else {
          return nil
        }
        columns.append("\"\(column)\"")
        checks.append(try IntegerMap(db, "select \"\(field)\", 1 from \"\(target)\""))
      }
    }
    let hasDays = try String.fetchAll(
      db, sql: "select name from pragma_table_info(?)", arguments: [table]
    ).contains("date_key")
    // What rows are told with, then what forms sum beside it.
    let told =
      (hasDays ? ["date_key"] : [])
      + (isWeighed ? ["presence_mask"] + Measure.allCases.map(\.column) : [])
    let plain = (told + forms.flatMap(\.columns)).uniqued
    let conditions = forms.map(\.condition).filter { !$0.isEmpty }.uniqued
    columns += plain.map { "\"\($0)\"" } + conditions.map { "((\($0)) is true)" }
    if columns.isEmpty { columns = ["1"] }
    let sql =
      (parts.isEmpty ? "" : "with \(parts.joined(separator: ", "))\n")
      + "select \(columns.joined(separator: ", ")) from \"\(table)\""
      + (filter.map { " where \($0)" } ?? "")
    var failing = [DayTallies](repeating: DayTallies(), count: questions.count)
    var rollups = try forms.map { form in
      try Rollup(
        form, columns: plain,
        condition: conditions.firstIndex(of: form.condition).map { plain.count + $0 })
    }
    let (first, width) = (checks.count, plain.count + conditions.count)
    let mask = first + (hasDays ? 1 : 0)
    var batch: [Int64] = []
    try IntegerScan.each(db, sql) { row in
      for (index, keys) in checks.enumerated() {
        guard let value = row[index] else { continue }
        if let keys { if keys[value] != nil { continue } } else if value != 0 { continue }
        var sums = Amounts()
        if isWeighed {
          for measure in Measure.allCases { sums[measure] = row[mask + 1 + measure.rawValue] ?? 0 }
        }
        failing[index].days[hasDays ? row[first] ?? 0 : 0, default: Tally()].add(
          mask: PresenceMask(rawValue: isWeighed ? UInt8(truncatingIfNeeded: row[mask] ?? 0) : 0),
          rows: 1, sums: sums)
      }
      if rollups.isEmpty { return }
      try row.append(from: first, to: &batch)
      guard batch.count >= RowPass.rowsOfABatch * width else { return }
      try Self.add(&batch, to: &rollups, width: width)
    }
    try Self.add(&batch, to: &rollups, width: width)
    return Answers(failing: failing, sums: rollups.indices.map { rollups[$0].drain() })
  }

  private static func add(
    _ batch: inout [Int64], to rollups: inout [Rollup], width: Int
  ) throws(DatabaseError) {
    guard !batch.isEmpty else { return }
    for index in rollups.indices { try rollups[index].add(batch[...], width: width) }
    batch.removeAll(keepingCapacity: true)
  }

  /// Whether a column can hold nothing but integers: a STRICT table says so, a view does not.
  private func isInteger(_ column: String, of table: String, _ db: Database) throws -> Bool {
    try Bool.fetchOne(
      db,
      sql: """
        select exists (
          select 1 from pragma_table_list as t, pragma_table_info(t.name) as c
          where t.name = ? and t.strict = 1 and c.name = ? and upper(c.type) = 'INTEGER')
        """, arguments: [table, column]) ?? false
  }
}
