import ArgumentParser
import Diagnostics
import Pipeline

struct IngestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ingest", abstract: "Loads new or changed exports and prints the money trail.")

  @OptionGroup var global: GlobalOptions
  @Option(help: "text or json.") var format = ReportFormat.text
  @Flag(help: "Reads files again that are loaded.") var again = false
  @Argument(help: "Files and folders; data/raw when none is given.") var paths: [String] = []

  func run() throws {
    let session = try global.session()
    let report = try IngestRun(session).run(paths, again: again)
    switch format {
    case .json: Terminal.out(try report.json())
    case .text: Terminal.out(report.text() + "\n")
    }
    try global.close(session)
    if let error = report.refusal { throw error }
    if !report.isBalanced { throw ArgumentParser.ExitCode(ExitStatus.held.rawValue) }
  }
}
