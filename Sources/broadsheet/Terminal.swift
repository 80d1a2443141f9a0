import ArgumentParser
import Diagnostics
import Glibc
import Pipeline

/// Results on standard output, everything else on standard error.
enum Terminal {
  static func usesColour(noColour: Bool) -> Bool {
    !noColour && getenv("NO_COLOR") == nil && isatty(2) == 1
  }

  static func out(_ text: String) {
    write(text, to: 1)
  }

  static func say(_ text: String) { write(text + "\n", to: 2) }

  static func report(_ diagnostic: Diagnostic, colour: Bool) {
    guard colour else { return say(diagnostic.description) }
    let code =
      switch diagnostic.severity {
      case .error: "31"
      case .warning: "33"
      case .note: "36"
      }
    say("\u{1B}[\(code)m\(diagnostic.description)\u{1B}[0m")
  }

  /// The same for the page of a GitHub Actions run.
  static func annotate(_ diagnostics: [Diagnostic]) {
    guard World.annotates else { return }
    for line in Annotations.lines(diagnostics) { say(line) }
  }

  private static func write(_ text: String, to descriptor: Int32) {
    let bytes = Array(text.utf8)
    var offset = 0
    while offset < bytes.count {
      let count = bytes.withUnsafeBytes {
        Glibc.write(descriptor, $0.baseAddress.map { $0 + offset }, bytes.count - offset)
      }
      if count < 0 {
        if errno == EINTR { continue }
        return
      }
      offset += count
    }
  }
}
