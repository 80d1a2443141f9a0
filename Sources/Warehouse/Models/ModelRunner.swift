import Diagnostics
import GRDB

/// Builds the models of a project, all in the caller's transaction.
public enum ModelRunner {
  /// Rebuilds every model. Tables are STRICT, with the keys their YAML declares.
  public static func build(_ project: ModelProject, _ db: Database) throws {
    for model in project.models.reversed() {
      let kind = try String.fetchOne(
        db, sql: "SELECT type FROM sqlite_schema WHERE name = ?", arguments: [model.name])
      if let kind { try db.execute(sql: "DROP \(kind.uppercased()) \"\(model.name)\"") }
    }
    var rollups = Rollups(project)
    for model in project.models {
      do {
        if let rollup = try rollups.take(model, db) {
          try db.execute(sql: definition(model))
          try rollup.write(to: model.name, columns: model.columns.map(\.name), db)
          continue
        }
        switch model.materialization {
        case .view:
          try db.execute(sql: "CREATE VIEW \"\(model.name)\" AS\n\(model.sql)")
        case .table:
          try db.execute(sql: definition(model))
          let names = model.columns.map { "\"\($0.name)\"" }.joined(separator: ", ")
          // Columns are matched by position: the order of the select is the order of the YAML.
          try db.execute(sql: "INSERT INTO \"\(model.name)\" (\(names))\n\(model.sql)")
        }
      } catch let error as DatabaseError where error.resultCode != .SQLITE_FULL {
        throw Diagnostic(
          .modelInvalid,
          "model \(model.name): \(Printable.text(error.message ?? "", limit: 300))",
          at: Place(file: model.file))
      }
    }
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
    return "CREATE TABLE \"\(model.name)\" (\n\(lines.joined(separator: ",\n"))\n) STRICT"
  }
}

/// The models that only sum another, made together with those of the same source.
private struct Rollups {
  private let forms: [String: RollupForm]
  private var made: [String: Rollup] = [:]
  private var leftToSQL: Set<String> = []

  init(_ project: ModelProject) {
    var forms: [String: RollupForm] = [:]
    for model in project.models where model.materialization == .table {
      guard let form = RollupForm(model.sql), form.outputs.count == model.columns.count,
        model.columns.allSatisfy({ $0.type == "integer" })
      else { continue }
      forms[model.name] = form
    }
    self.forms = forms
  }

  /// The sums of a model; nil when SQL makes it.
  mutating func take(_ model: Model, _ db: Database) throws -> Rollup? {
    guard let form = forms[model.name], !leftToSQL.contains(form.source) else { return nil }
    if made[model.name] == nil {
      let names = forms.filter { $0.value.source == form.source }.keys.sorted()
      guard let results = try Rollup.make(names.compactMap { forms[$0] }, db) else {
        leftToSQL.insert(form.source)
        return nil
      }
      for (name, rollup) in zip(names, results) { made[name] = rollup }
    }
    return made.removeValue(forKey: model.name)
  }
}
