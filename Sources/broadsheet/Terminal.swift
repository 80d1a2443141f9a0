import ArgumentParser
import Diagnostics
import Glibc
import Pipeline
import Synchronization

/// Results on standard output, everything else on standard error.
enum Terminal {
  static func usesColour(noColour: Bool) -> Bool {
    !noColour && getenv("NO_COLOR") == nil && isatty(2) == 1
  }

  static func out(_ text: String) {
    lost.withLock { lost in
      if lost == 0 { lost = write(text, to: 1) }
    }
  }

  /// Why a result could not be written, as `errno` says; 0 for all that could.
  private static let lost = Mutex<Int32>(0)

  /// Whether what was meant to be read was written. A reader that had enough, and left, is no fault.
  static func close() throws(Diagnostic) {
    let reason = lost.withLock { $0 }
    if reason == 0 || reason == EPIPE { return }
    throw Diagnostic(
      .diskFailed, "the result cannot be written: \(String(cString: strerror(reason)))",
      at: Place(file: "standard output"),
      hint: reason == ENOSPC ? "free some space and run again" : nil)
  }

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json
  }

  /// Of standard error, once the options are read.
  static var format: Format {
    get { chosen.withLock { $0 } }
    set { chosen.withLock { $0 = newValue } }
  }

  private static let chosen = Mutex(Format.text)

  static func say(_ text: String) { say(LogLine(text)) }

  static func say(_ line: LogLine) {
    switch format {
    case .json: write(line.json + "\n", to: 2)
    case .text:
      let step = line.step.map { "\($0): " } ?? ""
      let time = line.seconds.map { " (\($0) s)" } ?? ""
      write(step + line.message + time + "\n", to: 2)
    }
  }

  static func report(_ diagnostic: Diagnostic, colour: Bool) {
    if format == .json { return say(LogLine(diagnostic)) }
    guard colour else { return say(diagnostic.description) }
    let code =
      switch diagnostic.severity {
      case .error: "31"
      case .warning: "33"
      case .note: "36"
      }
    write("\u{1B}[\(code)m\(diagnostic.description)\u{1B}[0m\n", to: 2)
  }

  /// The same for the page of a GitHub Actions run.
  static func annotate(_ diagnostics: [Diagnostic]) {
    guard World.annotates else { return }
    for line in Annotations.lines(diagnostics) { write(line + "\n", to: 2) }
  }

  /// - Returns: 0, or why it could not all be written.
  @discardableResult
  private static func write(_ text: String, to descriptor: Int32) -> Int32 {
    let bytes = Array(text.utf8)
    var offset = 0
    while offset < bytes.count {
      let count = bytes.withUnsafeBytes {
        Glibc.write(descriptor, $0.baseAddress.map { $0 + offset }, bytes.count - offset)
      }
      if count < 0 {
        if errno == EINTR { continue }
        guard errno == EAGAIN else { return errno }
        // Whoever reads is slower than this writes.
        var ready = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        poll(&ready, 1, -1)
        continue
      }
      offset += count
    }
    return 0
  }
}
