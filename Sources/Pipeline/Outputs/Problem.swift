import Diagnostics

/// A diagnostic as machine-readable results hold it.
struct Problem: Encodable, Sendable {
  var path: String?
  let code, message: String
  let line, column: Int?
  let hint: String?

  init(_ diagnostic: Diagnostic, path: String? = nil) {
    self.path = path
    code = diagnostic.code.rawValue
    message = diagnostic.message
    line = diagnostic.place?.line
    column = diagnostic.place?.column
    hint = diagnostic.hint
  }
}
