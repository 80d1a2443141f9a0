import Diagnostics
import Foundation
import Testing

@testable import Pipeline

@Suite struct RunLogTests {
  @Test func aRunSaysItsStepsAndWarningsAsLines() throws {
    let project = try Project()
    try project.write("data/raw/a.csv", Project.month())
    let session = try project.session()
    var steps: [String] = []
    session.onStep = { name, _, _ in steps.append(name) }
    _ = try PackRun(session).run(.latestWeek)
    #expect(
      steps == [
        "ingest", "build", "test", "analyse", "layout", "pdf", "charts", "html", "render",
        "campaigns",
      ])
    try session.writeLog(Diagnostic(.fault, "line\nbreak \u{1B}[31m"))
    let path = "\(project.path)/output/artifacts/log.jsonl"
    let first = try #require(try FileSystem.text(path))
    let lines = try first.split(separator: "\n").map { line in
      try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
    }
    #expect(lines.compactMap { $0["step"] as? String } == steps)
    #expect(lines.contains { $0["code"] as? String == "data.stale" })
    #expect(lines.last?["message"] as? String == "line\nbreak \u{1B}[31m")
    #expect(!first.contains("seconds") && !first.contains("\u{1B}"))
  }
}
