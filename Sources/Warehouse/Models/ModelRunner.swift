import Diagnostics
import GRDB

/// Builds the models of a project, all in the caller's transaction.
public enum ModelRunner {
  /// Makes every model: tables are STRICT, with the keys their YAML declares. Of incremental models
  /// only the days that `refresh` names are made again.
  /// - Parameter selected: the names of the only models to make; nil for all.
  public static func build(
    _ project: ModelProject, only selected: Set<String>? = nil, _ db: Database,
    _ refresh: inout Refresh
  ) throws {
    let isPartial = refresh.isPartial
    let models = project.models.filter { selected?.contains($0.name) ?? true }
    for model in models.reversed() where !isPartial || model.materialization != .incremental {
      try drop(model, db)
    }
    var rollups = Rollups(models)
    for model in models {
      do {
        var days: String?
        if model.materialization == .incremental, isPartial {
          try refresh.settle(db)
          if refresh.isPartial { days = Refresh.days } else { try drop(model, db) }
        }
        try make(model, days: days, &rollups, db)
      } catch let error as DatabaseError where error.resultCode != .SQLITE_FULL {
        throw Diagnostic(
          .modelInvalid,
          "model \(model.name): \(Printable.text(error.message ?? "", limit: 300))",
          at: Place(file: model.file))
      }
    }
  }

  /// - Parameter days: the table of the only days to make; nil for all.
  private static func make(
    _ model: Model, days: String?, _ rollups: inout Rollups, _ db: Database
  ) throws {
    guard model.materialization != .view else {
      return try db.execute(sql: "CREATE VIEW \"\(model.name)\" AS\n\(model.sql)")
    }
    let changed = days.map { "date_key in (select date_key from \($0))" }
    if let changed {
      try db.execute(sql: "DELETE FROM \"\(model.name)\" WHERE \(changed)")
    } else {
      try db.execute(sql: definition(model))
    }
    if let rollup = try rollups.take(model, where: changed, db) {
      return try rollup.write(to: model.name, columns: model.columns.map(\.name), db)
    }
    let names = model.columns.map { "\"\($0.name)\"" }.joined(separator: ", ")
    let select = changed.map { "SELECT * FROM (\n\(model.sql)\n) WHERE \($0)" } ?? model.sql
    // Columns are matched by position: the order of the select is the order of the YAML.
    try db.execute(sql: "INSERT INTO \"\(model.name)\" (\(names))\n\(select)")
  }

  private static func drop(_ model: Model, _ db: Database) throws {
    let kind = try String.fetchOne(
      db, sql: "SELECT type FROM sqlite_schema WHERE name = ?", arguments: [model.name])
    if let kind { try db.execute(sql: "DROP \(kind.uppercased()) \"\(model.name)\"") }
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

/// The models that only sum another, made together with those of the same source.
private struct Rollups {
  private struct Form {
    let rollup: RollupForm
    let isIncremental: Bool
    /// Those of one group are made in one pass.
    var group: String { "\(isIncremental) \(rollup.source)" }
  }

  private let forms: [String: Form]
  private var made: [String: Rollup] = [:]
  private var leftToSQL: Set<String> = []

  init(_ models: [Model]) {
    var forms: [String: Form] = [:]
    for model in models where model.materialization != .view {
      guard let form = RollupForm(model.sql), form.outputs.count == model.columns.count,
        model.columns.allSatisfy({ $0.type == "integer" })
      else { continue }
      forms[model.name] = Form(
        rollup: form, isIncremental: model.materialization == .incremental)
    }
    self.forms = forms
  }

  /// The sums of a model; nil when SQL makes it.
  /// - Parameter condition: which rows, when the model is incremental and not all are summed.
  mutating func take(
    _ model: Model, where condition: String?, _ db: Database
  ) throws -> Rollup? {
    guard let form = forms[model.name], !leftToSQL.contains(form.group) else { return nil }
    if made[model.name] == nil {
      let names = forms.filter { $0.value.group == form.group }.keys.sorted()
      let rollups = names.compactMap { forms[$0]?.rollup }.map { rollup in
        condition.map(rollup.narrowed) ?? rollup
      }
      guard let results = try Rollup.make(rollups, db) else {
        leftToSQL.insert(form.group)
        return nil
      }
      for (name, rollup) in zip(names, results) { made[name] = rollup }
    }
    return made.removeValue(forKey: model.name)
  }
}
