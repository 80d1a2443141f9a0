import Diagnostics
import GRDB

extension Model {
  /// The columns of its select, in their order: a table takes each by its name, as dbt's do. A view has
  /// what it selects, and its YAML may tell of some.
  /// - Throws: `model.invalid` where the select and the YAML do not name the same.
  func selected(_ db: Database) throws -> [Column] {
    let names = try db.makeStatement(sql: sql).columnNames
    func fault(_ message: String, _ hint: String) -> Diagnostic {
      Diagnostic(
        .modelInvalid, "model \(name): \(message)", at: Place(file: file), hint: hint)
    }
    var places: [String: Int] = [:]
    for (place, name) in names.enumerated() {
      if places.updateValue(place, forKey: name.lowercased()) != nil {
        throw fault("two columns are called \(Printable.text(name))", "rename one by `as`")
      }
    }
    if let column = columns.first(where: { places[$0.name.lowercased()] == nil }) {
      throw fault(
        "it selects no column \(Printable.text(column.name)), which its YAML lists",
        "it selects \(Printable.text(names.joined(separator: ", "), limit: 300))")
    }
    if materialization == .view { return columns }
    let listed = Set(columns.map { $0.name.lowercased() })
    if let name = names.first(where: { !listed.contains($0.lowercased()) }) {
      throw fault(
        "it selects \(Printable.text(name)), which its YAML does not list",
        "list it with its data_type, or name it by `as`")
    }
    return columns.sorted {
      places[$0.name.lowercased(), default: 0] < places[$1.name.lowercased(), default: 0]
    }
  }
}
