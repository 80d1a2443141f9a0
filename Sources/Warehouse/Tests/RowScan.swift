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
}

/// Answers row questions of one table in one pass: each as its own query costs a pass, and SQLite
/// looks every key up in a tree.
enum RowScan {
  struct Answer: Sendable {
    /// How many rows fail, as `select count(*)` over the test's own SQL would say.
    var failures = 0
    /// Those rows' amounts, of a table that is weighed.
    var tally = Tally()
  }

  /// - Parameters:
  ///   - condition: which rows are asked.
  ///   - isWeighed: whether the table has a presence mask and amounts, which failing rows are told with.
  /// - Returns: nil where a column holds something else than integers, which is left to SQL; and the
  ///   amounts of all rows asked, of a table that is weighed.
  static func answers(
    _ questions: [RowQuestion], table: String, condition: String = "1", isWeighed: Bool = false,
    _ db: Database
  ) throws -> (answers: [Answer], whole: Tally)? {
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
    var answers = [Answer](repeating: Answer(), count: questions.count)
    let amounts = isWeighed ? ["presence_mask"] + Measure.allCases.map(\.column) : []
    let sql =
      "select \((columns + amounts).joined(separator: ", ")) from \"\(table)\" where \(condition)"
    var whole = Tally()
    try IntegerScan.each(db, sql) { row in
      var (mask, sums) = (PresenceMask(), Amounts())
      if isWeighed {
        mask = PresenceMask(rawValue: UInt8(row[checks.count] ?? 0))
        for measure in Measure.allCases {
          sums[measure] = row[checks.count + 1 + measure.rawValue] ?? 0
        }
        whole.add(mask: mask, rows: 1, sums: sums)
      }
      for (index, keys) in checks.enumerated() {
        guard let value = row[index] else { continue }
        if let keys { if keys[value] != nil { continue } } else if value != 0 { continue }
        answers[index].failures += 1
        if isWeighed { answers[index].tally.add(mask: mask, rows: 1, sums: sums) }
      }
    }
    return (answers, whole)
  }

  /// Whether a column can hold nothing but integers: a STRICT table says so, a view does not.
  private static func isInteger(_ column: String, of table: String, _ db: Database) throws -> Bool {
    try Bool.fetchOne(
      db,
      sql: """
        select exists (
          select 1 from pragma_table_list as t, pragma_table_info(t.name) as c
          where t.name = ? and t.strict = 1 and c.name = ? and upper(c.type) = 'INTEGER')
        """, arguments: [table, column]) ?? false
  }
}
