import Diagnostics
import Warehouse

/// `quality.json`: every warning of every load, with its place.
struct QualityFile: Encodable {
  struct Entry: Encodable {
    let path, code, message: String
    let line, column: Int?
    let hint: String?
  }

  let schema = "broadsheet.quality/1"
  let warnings: [Entry]

  init(_ loads: [LoadRecord]) {
    warnings = loads.flatMap { load in
      load.warnings.map {
        Entry(
          path: load.path, code: $0.code.rawValue, message: $0.message, line: $0.place?.line,
          column: $0.place?.column, hint: $0.hint)
      }
    }
  }
}
