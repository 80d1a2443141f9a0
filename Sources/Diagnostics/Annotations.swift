/// Diagnostics as annotations of a GitHub Actions run, which show beside the job and the file.
///
/// The commands and their escapes are those of GitHub's "Workflow commands"; a step shows ten
/// annotations of a kind at most, so more are counted in the last.
public enum Annotations {
  static let most = 10

  /// Lines to print, errors first.
  public static func lines(_ diagnostics: [Diagnostic]) -> [String] {
    [Diagnostic.Severity.error, .warning, .note].flatMap { severity in
      let all = diagnostics.filter { $0.severity == severity }
      let shown = all.count > most ? all.prefix(most - 1) : all.prefix(most)
      let rest = all.count - shown.count
      return shown.map(line)
        + (rest > 0 ? ["::\(command(severity))::\(rest) more stand in the log"] : [])
    }
  }

  private static func line(_ diagnostic: Diagnostic) -> String {
    var properties = ["title=\(property(diagnostic.code.rawValue))"]
    if let place = diagnostic.place {
      properties.append("file=\(property(place.file))")
      if let line = place.line { properties.append("line=\(line)") }
      if let column = place.column { properties.append("col=\(column)") }
    }
    let text = diagnostic.message + (diagnostic.hint.map { "\nhint: \($0)" } ?? "")
    return "::\(command(diagnostic.severity)) \(properties.joined(separator: ","))::\(data(text))"
  }

  private static func command(_ severity: Diagnostic.Severity) -> String {
    switch severity {
    case .error: "error"
    case .warning: "warning"
    case .note: "notice"
    }
  }

  private static func data(_ text: String) -> String { escape(text, ["%", "\r", "\n"]) }
  private static func property(_ text: String) -> String {
    escape(text, ["%", "\r", "\n", ":", ","])
  }

  private static func escape(_ text: String, _ marks: [Unicode.Scalar]) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      guard marks.contains(scalar) else {
        result.append(scalar)
        continue
      }
      let code = String(scalar.value, radix: 16, uppercase: true)
      result.append(contentsOf: "%\(code.utf8.count < 2 ? "0" : "")\(code)".unicodeScalars)
    }
    return String(result)
  }
}
