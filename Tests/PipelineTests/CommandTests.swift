import Foundation
import Testing

@testable import Pipeline

/// The program, built with the tests and beside them.
private enum Program {
  static let path = URL(fileURLWithPath: CommandLine.arguments[0])
    .deletingLastPathComponent().appendingPathComponent("broadsheet").path
  static let isBuilt = FileManager.default.isExecutableFile(atPath: path)
}

/// The program as it is run: what it ends with where its output, or a limit, is against it.
@Suite(.enabled(if: Program.isBuilt)) struct CommandTests {
  /// A line of a shell; `$P` is the program.
  private func shell(_ line: String, in project: Project) throws -> (status: Int32, error: String) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/bash")
    process.arguments = ["-c", line]
    process.currentDirectoryURL = URL(fileURLWithPath: project.path)
    process.environment = ["P": Program.path, "PATH": "/usr/bin:/bin"]
    let pipe = Pipe()
    process.standardError = pipe
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: data, as: UTF8.self))
  }

  private static let metrics =
    "metrics --metric spend --by campaign --grain day --format csv --quiet"

  private func project() throws -> Project {
    let project = try Project()
    try project.write("data/raw/a.csv", Project.month(days: 10))
    #expect(try shell("$P ingest --quiet", in: project).status == 0)
    return project
  }

  @Test func aResultThatCannotBeWrittenIsAFault() throws {
    let project = try project()
    for command in [Self.metrics, "explain roas", "test --quiet"] {
      let end = try shell("$P \(command) > /dev/full", in: project)
      #expect(end.status == 74 && end.error.contains("the result cannot be written"))
    }
  }

  @Test func aReaderThatHadEnoughIsNone() throws {
    let project = try project()
    let end = try shell(
      "{ sleep 1; $P \(Self.metrics); echo $? > ended; } | true; cat ended; test $(cat ended) = 0",
      in: project)
    #expect(end.status == 0 && end.error.isEmpty)
  }

  @Test func aLimitOfFileSizesIsToldByTheWrite() throws {
    let project = try project()
    let end = try shell("ulimit -f 100; $P run --quiet > result", in: project)
    #expect(end.status == 74)
    let litter = try shell("test -z \"$(find output -name '*.new' -o -name 'tmp.*')\"", in: project)
    #expect(litter.status == 0)
  }

  /// What is not made yet one of them makes, and the others find it.
  @Test func thoseWhoOnlyReadDoNotDisturbEachOther() throws {
    let project = try project()
    let all = """
      for i in 1 2 3 4 5 6; do $P \(Self.metrics) > out.$i & pids+=($!); done
      for pid in ${pids[@]}; do wait $pid || exit $?; done
      for i in 2 3 4 5 6; do cmp out.1 out.$i || exit 9; done
      """
    for _ in 1...2 {
      let end = try shell(all, in: project)
      #expect(end.status == 0, "\(end.error)")
    }
    // Nobody writes meanwhile.
    let session = try Session(project: project.path, world: World(asOf: nil), isReading: true)
    #expect(try shell("$P run --quiet", in: project).status == 75)
    withExtendedLifetime(session) {}
  }

  /// What a killed run left where the workbook is made goes with the next.
  @Test func litterOfAKilledRunGoes() throws {
    let project = try project()
    #expect(try shell("$P run --quiet", in: project).status == 0)
    let end = try shell(
      "mkdir -p output/.workbook && touch output/.workbook/tmp.abc && $P run --quiet && test ! -e output/.workbook",
      in: project)
    #expect(end.status == 0)
  }

  /// A report without its total's rows warns.
  @Test func warningsOfTestsAreWarnings() throws {
    let project = try Project()
    try project.write(
      "data/raw/a.csv",
      "Day,Campaign,Currency,Impressions,Clicks,Cost,Conversions\n2024-11-04,A,USD,9,12,10.25,3\n")
    #expect(try shell("$P ingest --quiet && $P test --quiet", in: project).status == 0)
    #expect(try shell("$P test --quiet --warn-error", in: project).status == 1)
  }
}
