import CSQLite
import GRDB

/// One pass over the rows of a query whose columns are integers, a batch at a time, with some of them
/// looked up in tables that are held in memory.
struct RowPass {
  static let rowsOfABatch = 1024

  private let sql: String
  private let lookups: [Int: LookupForm.Lookup]

  /// Some columns of a table.
  /// - Parameters:
  ///   - conditions: asked of every row; each is one column more.
  ///   - filter: which rows; nil for all.
  init(columns: [String], table: String, conditions: [String] = [], filter: String? = nil) {
    let shown = columns.map { "\"\($0)\"" } + conditions.map { "((\($0)) is true)" }
    sql =
      "select \(shown.joined(separator: ", ")) from \"\(table)\""
      + (filter.map { " where \($0)" } ?? "")
    lookups = [:]
  }

  /// The rows of a model that looks keys up.
  /// - Parameters:
  ///   - columns: names of the select's columns, in order.
  ///   - parts: of a `with`, which its tables are looked for in first.
  init(
    _ form: LookupForm, columns: [String], conditions: [String], filter: String?,
    parts: [String] = []
  ) {
    // Names of their own, so that conditions speak of the model's columns.
    sql = """
      with \(parts.map { $0 + ",\n" }.joined())rows_of_model (\(columns.map { "\"\($0)\"" }.joined(separator: ", "))) as (\(form.sql))
      select \((["*"] + conditions.map { "((\($0)) is true)" }).joined(separator: ", ")) from rows_of_model
      \(filter.map { "where \($0)" } ?? "")
      """
    lookups = form.lookups
  }

  /// Whether columns that are selected hold nothing but integers, and each key that is looked up has one.
  static func canMake(_ columns: [Model.Column], _ form: LookupForm, _ db: Database) throws -> Bool
  {
    guard columns.allSatisfy({ $0.type == "integer" }), form.width == columns.count,
      !form.lookups.keys.contains(where: { columns[$0].name == "date_key" })
    else { return false }
    return try form.lookups.values.allSatisfy { lookup in
      try Bool.fetchOne(
        db,
        sql: """
          select t.strict = 1
            and (select group_concat(name) from pragma_table_info(t.name) where pk > 0) = ?2
            and (select upper(type) from pragma_table_info(t.name) where name = ?2) = 'INTEGER'
            and (select upper(type) from pragma_table_info(t.name) where name = ?3 and "notnull")
              = 'INTEGER'
          from pragma_table_list as t where t.schema = 'main' and t.name = ?1
          """, arguments: [lookup.table, lookup.key, lookup.value]) ?? false
    }
  }

  /// Rows stand one after the other in a batch; NULL is `IntegerTable.null`.
  func batches(_ db: Database, _ body: ([Int64]) throws -> Void) throws {
    var maps: [LookupForm.Lookup: IntegerMap] = [:]
    for lookup in Set(lookups.values) {
      maps[lookup] = try IntegerMap(
        db, "select \"\(lookup.key)\", \"\(lookup.value)\" from \"\(lookup.table)\"")
    }
    let looked = lookups.compactMap { place, lookup in
      maps[lookup].map { (place: place, map: $0) }
    }
    var numbers: [Int64] = []
    try IntegerScan.each(db, sql) { row in
      let start = numbers.count
      try row.append(to: &numbers)
      for (place, map) in looked {
        guard let value = map[numbers[start + place]] else {
          numbers.removeLast(numbers.count - start)
          return
        }
        numbers[start + place] = value
      }
      guard numbers.count >= Self.rowsOfABatch * (numbers.count - start) else { return }
      try body(numbers)
      numbers.removeAll(keepingCapacity: true)
    }
    if !numbers.isEmpty { try body(numbers) }
  }
}
