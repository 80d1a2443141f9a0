import Foundation

/// Programs that look at what was written; tests that need one are skipped where it is missing.
enum Tool {
  static func exists(_ name: String) -> Bool { path(name) != nil }

  /// A Python that has the package `page-validation`, named by the environment.
  static var validator: String? {
    ProcessInfo.processInfo.environment["BROADSHEET_PDFUA_PYTHON"]
  }

  /// Runs a program on bytes written to a file, whose path replaces `@`, and returns what it said.
  static func run(_ name: String, _ arguments: [String], on bytes: [UInt8]) throws -> (
    output: String, status: Int32
  ) {
    let file = FileManager.default.temporaryDirectory
      .appendingPathComponent("broadsheet-\(UUID().uuidString)")
    try Data(bytes).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path(name) ?? name)
    process.arguments = arguments.map { $0 == "@" ? file.path : $0 }
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return (String(decoding: output, as: UTF8.self), process.terminationStatus)
  }

  private static func path(_ name: String) -> String? {
    let folders = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin"
    return folders.split(separator: ":").map { "\($0)/\(name)" }
      .first { FileManager.default.isExecutableFile(atPath: $0) }
  }
}
