import ArgumentParser
import Diagnostics
import Pipeline

struct InspectCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inspect", abstract: "Shows what would be read of a file; loads nothing.")

  enum Records: String, ExpressibleByArgument {
    case first, all
  }

  @OptionGroup var global: GlobalOptions
  @Option(help: "text or json.") var format = ReportFormat.text
  @Option(help: "first or all records of the text.") var records = Records.first
  @Argument(help: "Files to look at.") var files: [String]

  func run() throws {
    let report = try InspectRun(project: global.project).run(files, allRecords: records == .all)
    Terminal.out(format == .json ? try report.json() : report.text())
    if let refusal = report.refusal { throw refusal }
  }
}
