import Foundation
import Testing

/// A stored text that a test compares with. Recorded only on request: `RECORD_GOLDENS=missing`
/// writes those that do not exist, `failed` also those that differ, `all` every one.
struct Golden {
  enum Recording: String {
    case missing, failed, all
  }

  let file: URL

  init(_ name: String, testFile: String = #filePath) {
    file = URL(filePath: testFile).deletingLastPathComponent()
      .appending(components: "Goldens", name + ".txt")
  }

  private var recording: Recording? {
    ProcessInfo.processInfo.environment["RECORD_GOLDENS"].flatMap(Recording.init)
  }

  func expect(_ text: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
    let stored = try? String(contentsOf: file, encoding: .utf8)
    let isRecorded =
      switch recording {
      case nil: false
      case .missing: stored == nil
      case .failed: stored != text
      case .all: true
      }
    if isRecorded {
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try text.write(to: file, atomically: true, encoding: .utf8)
      return
    }
    guard let stored else {
      Issue.record(
        "\(file.lastPathComponent) is missing: record it with RECORD_GOLDENS=missing",
        sourceLocation: sourceLocation)
      return
    }
    guard stored != text else { return }
    let changes = zip(stored.split(separator: "\n"), text.split(separator: "\n"))
      .filter { $0 != $1 }.prefix(5).map { "− \($0)\n+ \($1)" }
    Issue.record(
      "\(file.lastPathComponent) differs:\n\(changes.joined(separator: "\n"))",
      sourceLocation: sourceLocation)
  }
}
