import Diagnostics
import GRDB

/// Builds the models of a project, all in the caller's transaction.
public enum ModelRunner {
  /// Makes every model: tables are STRICT, with the keys their YAML declares. Of models that are made by
  /// day only those days that `refresh` names are made again.
  /// - Parameter selected: the names of the only models to make; nil for all.
  public static func build(
    _ project: ModelProject, only selected: Set<String>? = nil, _ db: Database,
    _ refresh: inout Refresh
  ) throws {
    try dropFormer(project, keeping: selected != nil, db)
    let isPartial = refresh.isPartial
    let models = project.models.filter { selected?.contains($0.name) ?? true }
    for model in models.reversed() where !isPartial || !model.isMadeByDay {
      try drop(model.name, db)
    }
    var sums = SummedModels(models)
    for model in models where !sums.made.contains(model.name) {
      try naming(model) {
        var days: DayRows?
        if model.isMadeByDay {
          try refresh.settle(db)
          if refresh.isPartial {
            days = try DayRows("select date_key from \(Refresh.days)", db)
          }
        }
        try make(model, days, in: project, &sums, db)
      }
    }
  }

  /// What SQLite refuses is said with the model that it is of.
  private static func naming(_ model: Model, _ body: () throws -> Void) throws {
    do { try body() } catch let error as DatabaseError where error.resultCode != .SQLITE_FULL {
      throw Diagnostic(
        .modelInvalid,
        "model \(model.name): \(Printable.text(error.message ?? "", limit: 300))",
        at: Place(file: model.file))
    }
  }

  /// - Parameter days: whose rows to make; nil for all.
  private static func make(
    _ model: Model, _ days: DayRows?, in project: ModelProject, _ sums: inout SummedModels,
    _ db: Database
  ) throws {
    let filter = days?.filter(of: model)
    let columns = try model.selected(db)
    if model.materialization == .view {
      try db.execute(sql: "CREATE VIEW \"\(model.name)\" AS\n\(model.sql)")
    } else if let table = sums.table(of: model) {
      let summed = sums.take(of: table, byDay: model.isMadeByDay)
      let columns = summed.flatMap(\.form.columns).uniqued
      let pass = RowPass(
        columns: columns, table: table, conditions: conditions(summed), filter: filter)
      try run(pass, columns, days, into: nil, summed, db)
    } else if let form = LookupForm(model.sql), try RowPass.canMake(columns, form, db) {
      let columns = columns.map(\.name)
      // What is looked up stands in its column only after SQLite has asked the conditions.
      let summed = sums.take(
        of: model.name, byDay: model.isMadeByDay,
        besides: Set(form.lookups.keys.map { columns[$0] })
      )
      let pass = RowPass(
        form, columns: columns, conditions: conditions(summed), filter: filter,
        parts: days?.parts(project.models) ?? [])
      try run(pass, columns, days, into: model, summed, db)
    } else {
      try prepare(model, filter, db)
      let names = columns.map { "\"\($0.name)\"" }.joined(separator: ", ")
      let select = filter.map { "SELECT * FROM (\n\(model.sql)\n) WHERE \($0)" } ?? model.sql
      try db.execute(sql: "INSERT INTO \"\(model.name)\" (\(names))\n\(select)")
    }
  }

  private static func conditions(_ summed: [SummedModels.Summed]) -> [String] {
    summed.map(\.form.condition).filter { !$0.isEmpty }.uniqued
  }

  /// Makes models of rows that come in batches: one of the rows themselves, others of sums of them.
  private static func run(
    _ pass: RowPass, _ columns: [String], _ days: DayRows?, into model: Model?,
    _ summed: [SummedModels.Summed], _ db: Database
  ) throws {
    for model in (model.map { [$0] } ?? []) + summed.map(\.model) {
      try prepare(model, days?.filter(of: model), db)
    }
    for (_, model) in summed { try naming(model) { _ = try model.selected(db) } }
    let conditions = conditions(summed)
    let width = columns.count + conditions.count
    let rollups = try RollupPass(
      summed.map { form, model in
        let condition = conditions.firstIndex(of: form.condition).map { columns.count + $0 }
        return (try Rollup(form, columns: columns, condition: condition), model)
      }, width: width, db)
    let table = try IntegerTable(db, name: "broadsheet_rows", width: width)
    // OR FAIL: a fault ends the caller's transaction, so no batch has to be kept undoable by itself.
    let insert = try model.map { model in
      try db.makeStatement(
        sql: """
          INSERT OR FAIL INTO "\(model.name)" (\(columns.map { "\"\($0)\"" }.joined(separator: ", ")))
          SELECT \(columns.indices.map { "c\($0)" }.joined(separator: ", ")) FROM \(table.name)
          """)
    }
    try pass.batches(db) { rows in
      try rollups.add(rows)
      if let insert { try table.show(rows) { try insert.execute() } }
    }
    try rollups.finish()
  }

  /// Makes a table, or takes out the rows that are to be made again.
  private static func prepare(_ model: Model, _ filter: String?, _ db: Database) throws {
    if let filter {
      try db.execute(sql: "DELETE FROM \"\(model.name)\" WHERE \(filter)")
    } else {
      try drop(model.name, db)
      try db.execute(sql: definition(model))
    }
  }

  private static func drop(_ name: String, _ db: Database) throws {
    let kind = try String.fetchOne(
      db,
      sql:
        "SELECT type FROM sqlite_schema WHERE name = ? COLLATE NOCASE AND type IN ('table', 'view')",
      arguments: [name])
    if let kind { try db.execute(sql: "DROP \(kind.uppercased()) \"\(name)\"") }
  }

  /// Drops what models have made that are no more; tables that somebody else has made stay.
  /// - Parameter isKept: nothing is dropped, since only some models are made.
  private static func dropFormer(
    _ project: ModelProject, keeping isKept: Bool, _ db: Database
  ) throws {
    var names = Set(project.models.map(\.name))
    let known = try String.fetchOne(db, sql: "SELECT value FROM meta_state WHERE name = 'models'")
    let former = Set((known ?? "").split(separator: " ").map(String.init)).subtracting(names)
    if isKept {
      names.formUnion(former)
    } else {
      let present = Set(names.map { $0.lowercased() })
      for name in former where !present.contains(name.lowercased()) { try drop(name, db) }
    }
    try db.execute(
      sql: "INSERT OR REPLACE INTO meta_state VALUES ('models', ?)",
      arguments: [names.sorted().joined(separator: " ")])
  }

  static func definition(_ model: Model) -> String {
    var lines = model.columns.map { column in
      var line = "  \"\(column.name)\" \((column.type ?? "text").uppercased())"
      if column.isNotNull || column.isPrimaryKey { line += " NOT NULL" }
      if let key = column.foreignKey {
        line += " REFERENCES \"\(key.table)\" (\"\(key.column)\")"
      }
      return line
    }
    let keys = model.columns.filter(\.isPrimaryKey).map { "\"\($0.name)\"" }
    if !keys.isEmpty { lines.append("  PRIMARY KEY (\(keys.joined(separator: ", ")))") }
    // Rows of several keys stand in their order, whatever order they were made in.
    let kind = keys.count > 1 ? "STRICT, WITHOUT ROWID" : "STRICT"
    return "CREATE TABLE \"\(model.name)\" (\n\(lines.joined(separator: ",\n"))\n) \(kind)"
  }
}
