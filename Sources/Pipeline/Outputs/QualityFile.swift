import Diagnostics
import Warehouse

/// `quality.json`: every warning of every load, with its place.
struct QualityFile: Encodable {
  let schema = "broadsheet.quality/1"
  let warnings: [Problem]

  init(_ loads: [LoadRecord]) {
    warnings = loads.flatMap { load in load.warnings.map { Problem($0, path: load.path) } }
  }
}
