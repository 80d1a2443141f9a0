/// Something worth telling a user: what, where, how bad, and what would help.
///
/// Errors are thrown as diagnostics; warnings are collected and shown on standard error and on the
/// data-quality page. A diagnostic holds facts; `DiagnosticPrinter` words the line.
public struct Diagnostic: Error, Sendable, Hashable {
  public enum Severity: String, Sendable, Hashable {
    case note, warning, error
  }

  public let code: DiagnosticCode
  public let severity: Severity
  /// One sentence without a full stop, safe to print.
  public let message: String
  public let place: Place?
  /// What the user can do, one sentence without a full stop.
  public let hint: String?

  public init(
    _ code: DiagnosticCode, severity: Severity = .error, _ message: String, at place: Place? = nil,
    hint: String? = nil
  ) {
    self.code = code
    self.severity = severity
    self.message = message
    self.place = place
    self.hint = hint
  }

  public static func warning(
    _ code: DiagnosticCode, _ message: String, at place: Place? = nil, hint: String? = nil
  ) -> Diagnostic {
    Diagnostic(code, severity: .warning, message, at: place, hint: hint)
  }

  /// The code the program ends with when this diagnostic stops it.
  public var exitStatus: ExitStatus { code.exitStatus }
}

extension Diagnostic: CustomStringConvertible {
  /// `file:line:column: error: message [code]`, then the hint on a line of its own.
  public var description: String {
    var text = place.map { "\($0): " } ?? ""
    text += "\(severity.rawValue): \(message) [\(code.rawValue)]"
    if let hint { text += "\n  hint: \(hint)" }
    return text
  }
}
